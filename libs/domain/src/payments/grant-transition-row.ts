import type { GrantFund, GrantStatus, PaymentEventType, Role } from '#libs/contracts';

/** Commands on a grant, and how a refusal calls them. */
export const GRANT_COMMANDS = {
  plan: 'PlanGrant',
  make: 'MakePayment',
  check: 'CheckPayment',
  approve: 'ApprovePayment',
  'send-back': 'SendBackPayment',
  instruct: 'InstructPayment',
  'bank-result': 'RecordBankResult',
  'correct-payee': 'CorrectPayee',
  voucher: 'RecordVoucher',
  cancel: 'CancelGrant',
  expense: 'RegisterExpense',
  'settle-expense': 'SettleExpense',
  finding: 'OpenFinding',
  'close-finding': 'CloseFinding',
  report: 'ReportPerformance',
  'countersign-report': 'CountersignReport',
  audit: 'AuditGrant',
  close: 'CloseGrant',
  'order-recovery': 'OrderRecovery',
  receipt: 'RecordGrantReceipt',
  alarm: 'RaiseAlarm',
} as const;
export type GrantCommandName = keyof typeof GRANT_COMMANDS;

/** What a row asks beside its state: a rule of the catalogue, or a condition that no rule states. */
export type GrantGuard =
  | `R-${'PAY' | 'FUND' | 'EXP' | 'AUD' | 'PROC' | 'COM' | 'FILE'}-${string}`
  /** Payments has itself seen that the site is suspended or revoked. */
  | 'site-not-in-force'
  /** The site is designated and neither suspended nor revoked. */
  | 'site-in-force'
  /** The bank has reported on this attempt before. */
  | 'attempt-finished'
  | 'no-open-expense'
  | 'no-open-finding'
  /** The very report that the chair signed. */
  | 'same-report'
  /** Misuse needs a violation that stands; revocation and exit a day on which the service stopped. */
  | 'ground-stands'
  /** There is something to get back. */
  | 'something-to-recover';

/** One way on: from any of `from`, this command leads to `to`. `same` keeps the state, `former` is where it was frozen. */
export interface GrantTransition {
  /** Stable: tests of paths and recorded workflow histories are named after it. */
  readonly id: string;
  readonly from: readonly (GrantStatus | 'NONE')[];
  readonly command: GrantCommandName;
  readonly to: GrantStatus | 'same' | 'former';
  readonly who: readonly Role[];
  /** Health grants are paid by the fiscal system: here they have a status and a voucher, and no order and no ledger. */
  readonly funds: readonly GrantFund[];
  readonly guards: readonly GrantGuard[];
  /** What is published, in this order; nothing where the command says what is known already. */
  readonly events: readonly Extract<PaymentEventType, `grant.${string}`>[];
}

type Row = Omit<GrantTransition, 'funds' | 'guards'> & Partial<Pick<GrantTransition, 'funds' | 'guards'>>;
/** A row of the union's grant, unless it says more. */
export const row = (one: Row): GrantTransition => ({ funds: ['UNION_MUNI'], guards: [], ...one });

export const NOT_SENT = ['PLANNED', 'MADE', 'CHECKED', 'APPROVED'] as const;
export const AFTER_PAYMENT = ['IN_USE', 'FROZEN', 'REPORTED', 'AUDITED', 'CLOSED', 'RECOVERY', 'RECOVERED'] as const;
