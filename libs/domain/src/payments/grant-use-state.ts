import type { Duty, GrantStatus, PaymentEvent, PriorAct } from '#libs/contracts';
import { DURABLE_LINES } from '#libs/policy';

/** One registered expense: `open` is committed, `paid` is spent, `dropped` is neither. */
export interface GrantExpense {
  readonly expense: number;
  readonly line: string;
  readonly amountFen: number;
  readonly invoiceNo: string;
  readonly outcome: 'open' | 'paid' | 'dropped';
}

export interface GrantFinding {
  readonly finding: string;
  readonly severity: 'MINOR' | 'MAJOR' | 'VIOLATION';
  readonly misusedFen: number;
  /** Registered expenses that were misused. */
  readonly expenses: readonly number[];
  readonly open: boolean;
}

export interface GrantReceipt {
  readonly reference: string;
  readonly amountFen: number;
}

export interface GrantRecovery {
  readonly totalFen: number;
  readonly repaidFen: number;
  readonly dueOn: string;
}

/** What became of a grant's money after it was paid. */
export interface GrantUse {
  readonly expenses: readonly GrantExpense[];
  readonly findings: readonly GrantFinding[];
  /** What came back, by the bank's reference; undefined in states from before receipts were kept. */
  readonly receipts?: readonly GrantReceipt[] | undefined;
  /** Unspent money that came back before any recovery. */
  readonly returnedFen: number;
  /** The report that waits for its second signature, or that has both. */
  readonly reportHash: string | null;
  /** Where the grant goes back to when it is unfrozen. */
  readonly frozenFrom: GrantStatus | null;
  readonly recovery: GrantRecovery | null;
  /** Who acted on the money, for the separation of duties. Each person once for a duty. */
  readonly acts: readonly PriorAct[];
}

/** Events with which the use of the money ends: reported, audited, closed, or recovered. */
const END_EVENTS = [
  'grant.report-signed',
  'grant.reported',
  'grant.audited',
  'grant.closed',
  'grant.unspent-returned',
  'grant.recovery-ordered',
  'grant.repaid',
  'grant.recovered',
] as const;
const USE_EVENTS = [
  'grant.expense-registered',
  'grant.use-begun',
  'grant.expense-settled',
  'grant.finding-opened',
  'grant.frozen',
  'grant.finding-closed',
  'grant.unfrozen',
  ...END_EVENTS,
] as const;
type EndEvent = Extract<PaymentEvent, { type: (typeof END_EVENTS)[number] }>;

/** Events about the money of a paid grant. */
export type GrantUseEvent = Extract<PaymentEvent, { type: (typeof USE_EVENTS)[number] }>;

const isOneOf =
  <Types extends readonly string[]>(types: Types) =>
  <Event extends { readonly type: string }>(event: Event): event is Extract<Event, { type: Types[number] }> =>
    types.includes(event.type);
export const isUseEvent = isOneOf(USE_EVENTS);
const isEndEvent = isOneOf(END_EVENTS);

/** As much of a grant as its use needs. */
export interface UsedGrant {
  readonly status: GrantStatus;
  readonly since: string;
  readonly paid: { readonly amountFen: number } | null;
  readonly use?: GrantUse;
}

const NOTHING_USED: GrantUse = {
  expenses: [],
  findings: [],
  returnedFen: 0,
  reportHash: null,
  frozenFrom: null,
  recovery: null,
  acts: [],
};

/** A grant has none before the first event about its money. */
export const useOf = (state: UsedGrant): GrantUse => state.use ?? NOTHING_USED;

/** The grant's separate ledger (专账), domain.md §3.5. In fen: `balance = received − spent − returned`, never negative. */
export interface GrantLedger {
  readonly receivedFen: number;
  readonly spentFen: number;
  readonly committedFen: number;
  readonly returnedFen: number;
  readonly balanceFen: number;
  /** What went out without being registered, as open findings say. The balance still holds it. */
  readonly misusedFen: number;
  /** What may still be committed or returned. */
  readonly freeFen: number;
}

export const ledgerOf = (state: UsedGrant): GrantLedger => {
  const { expenses, findings, returnedFen } = useOf(state);
  const receivedFen = state.paid?.amountFen ?? 0;
  const spentFen = sum(expenses.filter(({ outcome }) => outcome === 'paid'));
  const committedFen = sum(expenses.filter(({ outcome }) => outcome === 'open'));
  const balanceFen = receivedFen - spentFen - returnedFen;
  const misusedFen = findings.filter(({ open }) => open).reduce((total, one) => total + one.misusedFen, 0);
  const freeFen = balanceFen - committedFen - misusedFen;
  return { receivedFen, spentFen, committedFen, returnedFen, balanceFen, misusedFen, freeFen };
};

/** What recovery is reckoned from: misuse inside and outside the books, what is left, and what lasts of proper spending. */
export const recoverableOf = (state: UsedGrant): { misusedFen: number; unspentFen: number; durableFen: number } => {
  const { expenses, findings } = useOf(state);
  const ledger = ledgerOf(state);
  const misused = new Set(findings.filter(({ open }) => open).flatMap((finding) => finding.expenses));
  const paid = expenses.filter(({ outcome }) => outcome === 'paid');
  const proper = paid.filter(({ expense }) => !misused.has(expense));
  return {
    misusedFen: ledger.misusedFen + sum(paid) - sum(proper),
    unspentFen: ledger.balanceFen - ledger.misusedFen,
    durableFen: sum(proper.filter(({ line }) => DURABLE_LINES.includes(line))),
  };
};

const sum = (expenses: readonly { readonly amountFen: number }[]): number =>
  expenses.reduce((total, { amountFen }) => total + amountFen, 0);

/** The fold of the events about a paid grant's money. */
export const evolveUse = <Grant extends UsedGrant>(state: Grant, event: GrantUseEvent): Grant => {
  const use = useOf(state);
  const to = (status: GrantStatus, on: string, change: Partial<GrantUse> = {}): Grant => ({
    ...state,
    status,
    since: on,
    use: { ...use, ...change },
  });
  const stays = (change: Partial<GrantUse>): Grant => ({ ...state, use: { ...use, ...change } });
  const acts = actsWith(use.acts, event);
  if (isEndEvent(event)) return evolveEnd(state, event, acts);
  switch (event.type) {
    case 'grant.expense-registered': {
      const { expense, line, amountFen, invoiceNo } = event.data;
      const added: GrantExpense = { expense, line, amountFen, invoiceNo, outcome: 'open' };
      return stays({ expenses: [...use.expenses, added], reportHash: null, acts });
    }
    case 'grant.use-begun':
      return to('IN_USE', event.data.on);
    case 'grant.expense-settled': {
      const { expense, outcome } = event.data;
      return stays({
        expenses: use.expenses.map((one) => (one.expense === expense ? { ...one, outcome } : one)),
        acts,
      });
    }
    case 'grant.finding-opened': {
      const { finding, severity, misusedFen, expenses } = event.data;
      return stays({ findings: [...use.findings, { finding, severity, misusedFen, expenses, open: true }], acts });
    }
    case 'grant.frozen':
      return to('FROZEN', event.data.on, { frozenFrom: state.status });
    case 'grant.finding-closed': {
      const { finding } = event.data;
      const findings = use.findings.map((one) => (one.finding === finding ? { ...one, open: false } : one));
      return stays({ findings, acts });
    }
    case 'grant.unfrozen':
      return to(use.frozenFrom ?? state.status, event.data.on, { frozenFrom: null });
  }
};

const evolveEnd = <Grant extends UsedGrant>(state: Grant, event: EndEvent, acts: readonly PriorAct[]): Grant => {
  const use = useOf(state);
  const to = (status: GrantStatus, on: string, change: Partial<GrantUse>): Grant => ({
    ...state,
    status,
    since: on,
    use: { ...use, ...change },
  });
  switch (event.type) {
    case 'grant.report-signed':
      return to(state.status, state.since, { reportHash: event.data.reportHash, acts });
    case 'grant.reported':
      return to('REPORTED', event.data.on, { acts });
    case 'grant.audited':
      return to('AUDITED', event.data.on, { acts });
    case 'grant.closed':
      return to('CLOSED', event.data.on, { acts });
    case 'grant.unspent-returned':
      return to(state.status, state.since, {
        returnedFen: use.returnedFen + event.data.amountFen,
        receipts: withReceipt(use, event.data),
        acts,
      });
    case 'grant.recovery-ordered': {
      const { totalFen, dueOn, on } = event.data;
      return to('RECOVERY', on, { recovery: { totalFen, repaidFen: 0, dueOn }, frozenFrom: null, acts });
    }
    case 'grant.repaid': {
      const { recovery } = use;
      if (recovery === null) return state;
      const repaidFen = recovery.repaidFen + event.data.amountFen;
      const receipts = withReceipt(use, event.data);
      return to(state.status, state.since, { recovery: { ...recovery, repaidFen }, receipts, acts });
    }
    case 'grant.recovered':
      return to('RECOVERED', event.data.on, {});
  }
};

const withReceipt = ({ receipts = [] }: GrantUse, { reference, amountFen }: GrantReceipt): readonly GrantReceipt[] => [
  ...receipts,
  { reference, amountFen },
];

/** Which duty the actor of an event did by it. */
const DUTY_OF: Readonly<Partial<Record<GrantUseEvent['type'], Duty>>> = {
  'grant.expense-registered': 'expense-registration',
  'grant.expense-settled': 'expense-settlement',
  'grant.finding-opened': 'grant-audit',
  'grant.finding-closed': 'grant-audit',
  'grant.report-signed': 'performance-report',
  'grant.reported': 'report-countersignature',
  'grant.audited': 'grant-audit',
  'grant.closed': 'grant-direction',
  'grant.unspent-returned': 'receipt-recording',
  'grant.recovery-ordered': 'grant-direction',
  'grant.repaid': 'receipt-recording',
};

const LEVEL_OF: Readonly<Partial<Record<Duty, string>>> = {
  'expense-registration': 'grassroots',
  'expense-settlement': 'grassroots',
  'performance-report': 'grassroots',
  'report-countersignature': 'grassroots',
  'grant-direction': 'municipal',
};

const actsWith = (acts: readonly PriorAct[], event: GrantUseEvent): readonly PriorAct[] => {
  const duty = DUTY_OF[event.type];
  if (duty === undefined || !('by' in event.data)) return acts;
  const { by: actor } = event.data;
  const isKnown = acts.some((act) => act.duty === duty && act.actor === actor);
  return isKnown ? acts : [...acts, { level: LEVEL_OF[duty] ?? '', duty, actor }];
};
