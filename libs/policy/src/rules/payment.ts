import type { Refusal } from '#libs/contracts';
import {
  hasAccountShape,
  hasCnapsCheck,
  hasCnapsShape,
  looksLikePersonalCard,
  normaliseAccount,
} from '../bank-code.js';
import { isSameName } from '../organisation-text.js';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-PAY: who is paid, by whom, once. */
export const PAYMENT_RULES = {
  'R-PAY-01': {
    severity: 'B',
    source: 'EB-5',
    confidence: ['H'],
    zh: '收款账户名称与工会名称不一致',
    en: "Account name differs from the union's name",
  },
  'R-PAY-02': {
    severity: 'B',
    source: '§6.4',
    confidence: ['H', 'C'],
    zh: '联行号格式或校验位不正确',
    en: 'CNAPS code format or check digit is wrong',
  },
  'R-PAY-03': {
    severity: 'B',
    source: '§6.4',
    confidence: ['D'],
    zh: '银行账号格式不正确',
    en: 'Invalid account number',
  },
  'R-PAY-04': {
    severity: 'B',
    source: '§6.4',
    confidence: ['D'],
    zh: '疑似个人银行卡，不得作为收款账户',
    en: 'Looks like a personal card; not allowed',
  },
  'R-PAY-05': {
    severity: 'B',
    source: '§3.5',
    confidence: ['H'],
    zh: '制单、复核、审批不得为同一人',
    en: 'Maker, checker and approver must be different people',
  },
  'R-PAY-06': {
    severity: 'B',
    source: '§8.3',
    confidence: ['D'],
    zh: '公示未结束或存在未处理异议',
    en: 'Publicity not finished or an objection is open',
  },
  'R-PAY-07': {
    severity: 'A',
    source: '§8.3',
    confidence: ['D'],
    zh: '账户信息已变更，需重新核验',
    en: 'Bank data changed; re-verification needed',
  },
  'R-PAY-08': {
    severity: 'A',
    source: '§8.3',
    confidence: ['D'],
    zh: '该笔拨付已处理，未重复支付',
    en: 'Already processed; not paid twice',
  },
  'R-PAY-09': {
    severity: 'B',
    source: '§8.3',
    confidence: ['D'],
    zh: '拨付金额与审批金额不一致',
    en: 'Paid and approved amounts differ',
  },
} as const satisfies RuleTable;

const broken = refusalsOf(PAYMENT_RULES);

/** Union money goes to the union's own account; fiscal money to the employer's or the institution's. */
export type PayeeNames =
  | { readonly fund: 'UNION_MUNI'; readonly accountName: string; readonly unionName: string }
  | {
      readonly fund: 'FISCAL_HEALTH';
      readonly accountName: string;
      readonly employerName: string;
      readonly institutionName: string;
    };

/** R-PAY-01. Names are equal when they differ only in spaces and in the kind of brackets. */
export const checkAccountName = (input: PayeeNames, pointer: string): readonly Refusal[] => {
  const allowed = input.fund === 'UNION_MUNI' ? [input.unionName] : [input.employerName, input.institutionName];
  return allowed.some((name) => isSameName(input.accountName, name)) ? [] : [broken('R-PAY-01', pointer)];
};

/**
 * R-PAY-02. `defect` in the parameters is `format`, which nobody can override, or `checkDigit`, which the checker may
 * (see `isOverridable`).
 */
export const checkCnaps = (raw: string, pointer: string): readonly Refusal[] => {
  const cnaps = normaliseAccount(raw);
  if (!hasCnapsShape(cnaps)) return [broken('R-PAY-02', pointer, { defect: 'format' })];
  return hasCnapsCheck(cnaps) ? [] : [broken('R-PAY-02', pointer, { defect: 'checkDigit' })];
};

/** True for a wrong CNAPS check digit only: MU_FIN_CHECKER may let it pass, with a reason on record. */
export const isOverridable = (found: Refusal): boolean =>
  found.rule === 'R-PAY-02' && found.params['defect'] === 'checkDigit';

/** R-PAY-03. Spaces and hyphens do not count. */
export const checkAccountNumber = (raw: string, pointer: string): readonly Refusal[] =>
  hasAccountShape(normaliseAccount(raw)) ? [] : [broken('R-PAY-03', pointer)];

/** R-PAY-04. */
export const checkNotPersonalCard = (raw: string, pointer: string): readonly Refusal[] =>
  looksLikePersonalCard(normaliseAccount(raw)) ? [broken('R-PAY-04', pointer)] : [];

export interface NoticeState {
  /** Last day of the public notice; `undefined`: there was none. It ends at 24:00 of that day. */
  readonly endsOn: string | undefined;
  readonly today: string;
  /** Objections neither dismissed nor upheld, and those upheld. */
  readonly openObjections: number;
  readonly upheldObjections: number;
}

/** R-PAY-06. */
export const checkNoticeEnded = (input: NoticeState, pointer: string): readonly Refusal[] => {
  const ended = input.endsOn !== undefined && input.today > input.endsOn;
  return ended && input.openObjections === 0 && input.upheldObjections === 0 ? [] : [broken('R-PAY-06', pointer)];
};

export interface BankDataState {
  readonly changed: boolean;
  /** Somebody has compared the new data with the account proof since the change. */
  readonly reverified: boolean;
  /** Last day of the cool-off, counted by the calendar from the day of the change. It ends at 24:00 of that day. */
  readonly coolOffEndsOn: string | undefined;
  readonly today: string;
}

/** R-PAY-07: changed bank data wait for the whole cool-off and for a new verification. */
export const checkCoolOff = (input: BankDataState, pointer: string): readonly Refusal[] => {
  if (!input.changed) return [];
  const cooled = input.coolOffEndsOn !== undefined && input.today > input.coolOffEndsOn;
  return cooled && input.reverified ? [] : [broken('R-PAY-07', pointer)];
};

export interface PaymentKey {
  readonly idempotencyKey: string;
  readonly instalment: number;
}

/** R-PAY-08: neither the same key nor the same instalment is paid again. `processed` are the grant's payments. */
export const checkNotPaidBefore = (
  payment: PaymentKey,
  processed: readonly PaymentKey[],
  pointer: string,
): readonly Refusal[] =>
  processed.some((done) => done.idempotencyKey === payment.idempotencyKey || done.instalment === payment.instalment)
    ? [broken('R-PAY-08', pointer)]
    : [];

/** R-PAY-09, in fen. */
export const checkApprovedAmount = (
  input: { readonly approvedFen: number; readonly paidFen: number },
  pointer: string,
): readonly Refusal[] => (input.approvedFen === input.paidFen ? [] : [broken('R-PAY-09', pointer)]);
