import type {
  CaseListing,
  DueDate,
  GrantEvidence,
  GrantFund,
  GrantStatus,
  PaymentEvent,
  PriorAct,
} from '#libs/contracts';
import { evolveUse, isUseEvent, type GrantUse } from './grant-use-state.js';

export type GrantEvent = Extract<PaymentEvent, { type: `grant.${string}` }>;

/** One try to pay at the bank. Its key is used for no other order, so the bank pays it at most once (R-PAY-08). */
export interface PaymentAttempt {
  readonly paymentKey: string;
  readonly outcome: 'open' | 'instructed' | 'settled' | 'returned';
  /** The bank's reference, once it has reported. */
  readonly reference: string | null;
}

/**
 * A planned grant (专项补助), domain.md §8.3. Hashes and ids only: the payee stands in the document `payeeHash` names. A
 * health grant has none.
 */
export interface PlannedGrant {
  readonly status: GrantStatus;
  readonly caseId: string;
  readonly site: string;
  readonly fund: GrantFund;
  readonly amountFen: number;
  readonly payeeHash: string | null;
  readonly evidence: GrantEvidence;
  readonly listing: CaseListing;
  readonly priorActs: readonly PriorAct[];
  readonly due: DueDate;
  readonly plannedOn: string;
  /** Oldest first; the last one is the present one. */
  readonly attempts: readonly PaymentAttempt[];
  /** What the order says it is for, as a document. */
  readonly purposeHash: string | null;
  readonly maker: string | null;
  readonly checker: string | null;
  readonly approver: string | null;
  /** Last day of the cool-off after changed bank data (R-PAY-07). */
  readonly coolOffUntil: string | null;
  /** What reached the payee. `reference` is the bank's, or the number of the fiscal voucher (凭证). */
  readonly paid: { readonly reference: string; readonly amountFen: number; readonly paidOn: string } | null;
  /** Office date on which the present status began. */
  readonly since: string;
  readonly reminded: boolean;
  readonly escalation: number;
  /** What became of the money; absent before anybody did anything with it. */
  readonly use?: GrantUse;
}

export type GrantState = { readonly status: 'NONE' } | PlannedGrant;

/** `<grant id>.<attempt>`: a bank's report leads back to its grant by the key alone. */
export const paymentKeyOf = (grantId: string, attempt: number): string => `${grantId}.${attempt}`;

/** The grant id in a payment key, or undefined when it is none of ours. */
export const grantIdIn = (paymentKey: string): string | undefined => /^(.+)\.[1-9]\d{0,3}$/.exec(paymentKey)?.[1];

/** The attempt that is under way or was the last one. */
export const currentAttempt = (state: PlannedGrant): PaymentAttempt =>
  state.attempts.at(-1) ?? { paymentKey: '', outcome: 'open', reference: null };

/** No order: nobody has made, checked or approved anything. */
const NO_ORDER = { purposeHash: null, maker: null, checker: null, approver: null } as const;

/** The fold of a grant's events. An event before `grant.planned` changes nothing. */
export const evolveGrant = (state: GrantState, event: GrantEvent): GrantState => {
  if (event.type === 'grant.planned') return planned(event.data);
  return state.status === 'NONE' ? state : evolvePlanned(state, event);
};

const planned = (data: Extract<GrantEvent, { type: 'grant.planned' }>['data']): PlannedGrant => {
  const { caseId, site, fund, amountFen, payeeHash, evidence, listing, priorActs, due, paymentKey, plannedOn } = data;
  return {
    status: 'PLANNED',
    caseId,
    site,
    fund,
    amountFen,
    payeeHash,
    evidence,
    listing,
    priorActs,
    due,
    plannedOn,
    attempts: [{ paymentKey, outcome: 'open', reference: null }],
    ...NO_ORDER,
    coolOffUntil: null,
    paid: null,
    since: plannedOn,
    reminded: false,
    escalation: 0,
  };
};

const evolvePlanned = (state: PlannedGrant, event: Exclude<GrantEvent, { type: 'grant.planned' }>): PlannedGrant => {
  if (isUseEvent(event)) return evolveUse(state, event);
  switch (event.type) {
    case 'grant.cancelled':
      return { ...state, status: 'CANCELLED', since: event.data.on };
    case 'grant.made':
      return {
        ...state,
        status: 'MADE',
        purposeHash: event.data.purposeHash,
        maker: event.data.by,
        since: event.data.on,
      };
    case 'grant.checked':
      return { ...state, status: 'CHECKED', checker: event.data.by, since: event.data.on };
    case 'grant.approved':
      return { ...state, status: 'APPROVED', approver: event.data.by, since: event.data.on };
    case 'grant.sent-back':
      return { ...state, status: 'PLANNED', ...NO_ORDER, since: event.data.on };
    case 'grant.instructed':
      return settled(state, { outcome: 'instructed', reference: null }, 'INSTRUCTED', event.data.on);
    case 'grant.paid': {
      const { reference, amountFen, paidOn } = event.data;
      const after = settled(state, { outcome: 'settled', reference }, 'PAID', paidOn);
      return { ...after, paid: { reference, amountFen, paidOn } };
    }
    case 'grant.payment-failed':
      return settled(state, { outcome: 'returned', reference: event.data.reference }, 'PAYMENT_FAILED', event.data.on);
    case 'grant.payee-corrected':
      return corrected(state, event.data);
    case 'grant.voucher-recorded': {
      const { voucherNo, amountFen, paidOn, on } = event.data;
      return { ...state, status: 'PAID', paid: { reference: voucherNo, amountFen, paidOn }, since: on };
    }
    case 'grant.alarmed': {
      const { kind, level } = event.data;
      return kind === 'remind'
        ? { ...state, reminded: true }
        : { ...state, escalation: Math.max(state.escalation, level) };
    }
  }
};

const settled = (
  state: PlannedGrant,
  result: Pick<PaymentAttempt, 'outcome' | 'reference'>,
  status: GrantStatus,
  since: string,
): PlannedGrant => {
  const { paymentKey } = currentAttempt(state);
  return { ...state, status, since, attempts: [...state.attempts.slice(0, -1), { paymentKey, ...result }] };
};

const corrected = (
  state: PlannedGrant,
  data: Extract<GrantEvent, { type: 'grant.payee-corrected' }>['data'],
): PlannedGrant => {
  const { payeeHash, coolOffUntil, paymentKey, on } = data;
  const attempts =
    currentAttempt(state).paymentKey === paymentKey
      ? state.attempts
      : [...state.attempts, { paymentKey, outcome: 'open' as const, reference: null }];
  return { ...state, status: 'PLANNED', ...NO_ORDER, payeeHash, coolOffUntil, attempts, since: on };
};
