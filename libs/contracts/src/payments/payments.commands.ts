import { z } from 'zod';
import { CaseListing, DueDate, PriorAct, REASON_CODE_NAMES } from '../approvals/work-item.js';
import { OfficeDate, Sha256 } from '../applications/service-plan.js';
import { Position } from '../envelope/event-envelope.js';
import { Fen } from '../money/money.js';

/** The two funders of a demonstration site (O-08): two grant records with two ledgers, never mixed (R-FUND-16). */
export const GRANT_FUNDS = ['UNION_MUNI', 'FISCAL_HEALTH'] as const;
export type GrantFund = (typeof GRANT_FUNDS)[number];

/** MU_FIN_APPROVER opens the year's budget of one fund. Its id is `<year>-<fund>`. */
export const OpenBudget = z
  .strictObject({ year: z.int().min(2000).max(2100), fund: z.enum(GRANT_FUNDS), amountFen: Fen.min(1) })
  .meta({ id: 'OpenBudget' });
export type OpenBudget = z.infer<typeof OpenBudget>;

/** The worker reserves money before it is promised (R-FUND-13); one reservation per grant. */
export const ReserveBudget = z
  .strictObject({ grant: z.string().min(1).max(80), amountFen: Fen.min(1) })
  .meta({ id: 'ReserveBudget' });
export type ReserveBudget = z.infer<typeof ReserveBudget>;

/** The worker gives a reservation back, or books it as paid. */
export const SettleReservation = z
  .strictObject({ grant: z.string().min(1).max(80), outcome: z.enum(['released', 'paid']), decision: Position })
  .meta({ id: 'SettleReservation' });
export type SettleReservation = z.infer<typeof SettleReservation>;

/** Who is paid. `legalName` is the union's name on its certificate: R-PAY-01 compares the account name with it. */
export const Payee = z.strictObject({
  legalName: z.string().trim().min(1).max(100),
  uscc: z.string().trim().min(1).max(40),
  accountName: z.string().trim().min(1).max(100),
  bankName: z.string().trim().min(1).max(100),
  cnaps: z.string().trim().min(1).max(20),
  accountNo: z.string().trim().min(1).max(50),
});
export type Payee = z.infer<typeof Payee>;

/** What a grant rests on. Payments compares it with the facts it has itself seen on Kafka before it plans. */
export const GrantEvidence = z.strictObject({
  planHash: Sha256,
  resolutionHash: Sha256,
  resolution: Position,
  filing: Position,
  notice: Position,
  designation: Position,
  reservation: Position,
  documentNo: z.string().min(1).max(60),
});
export type GrantEvidence = z.infer<typeof GrantEvidence>;

const Planning = {
  caseId: z.uuid(),
  site: z.string().min(1).max(80),
  amountFen: Fen.min(1),
  evidence: GrantEvidence,
  listing: CaseListing,
  priorActs: z.array(PriorAct).max(100),
  due: DueDate,
};

/**
 * The worker plans a grant for a designated site (R-FUND-01). `FISCAL_HEALTH` is recorded as a status only: the fiscal
 * system pays it and knows to whom, so it carries no bank data of anybody (domain.md §8.3).
 */
export const PlanGrant = z
  .discriminatedUnion('fund', [
    z.strictObject({ ...Planning, fund: z.literal('UNION_MUNI'), payee: Payee }),
    z.strictObject({ ...Planning, fund: z.literal('FISCAL_HEALTH'), payee: z.null() }),
  ])
  .meta({ id: 'PlanGrant' });
export type PlanGrant = z.infer<typeof PlanGrant>;

/** What an order of programme money can be for. A grant is approved for one of them, and ordered for that (R-FUND-04). */
export const PAYMENT_USES = ['DEMO_SITE_SUBSIDY', 'OTHER'] as const;
export type PaymentUse = (typeof PAYMENT_USES)[number];

/** How an order asks to be settled. Whoever asks for cash or a prepaid card gets the rule's answer (R-FUND-05). */
export const SETTLEMENT_METHODS = ['TRANSFER', 'CASH', 'PREPAID_CARD'] as const;
export type SettlementMethod = (typeof SETTLEMENT_METHODS)[number];

/**
 * MU_FIN_MAKER makes the payment order (制单). `amountFen` must equal the approved amount (R-PAY-09), `use` what the grant
 * was approved for; `purpose` is the text that the payee reads.
 */
export const MakePayment = z
  .strictObject({
    amountFen: Fen,
    use: z.enum(PAYMENT_USES),
    method: z.enum(SETTLEMENT_METHODS),
    purpose: z.string().trim().min(1).max(200),
  })
  .meta({ id: 'MakePayment' });
export type MakePayment = z.infer<typeof MakePayment>;

/** MU_FIN_CHECKER checks (复核). He alone may override a wrong CNAPS check digit (R-PAY-02), with a reason. */
export const CheckPayment = z
  .strictObject({ overrideCnaps: z.string().trim().min(10).max(500).optional() })
  .meta({ id: 'CheckPayment' });
export type CheckPayment = z.infer<typeof CheckPayment>;

/** MU_FIN_APPROVER approves (审批). */
export const ApprovePayment = z.strictObject({ amountFen: Fen }).meta({ id: 'ApprovePayment' });
export type ApprovePayment = z.infer<typeof ApprovePayment>;

/** Checker or approver sends the order back to the maker (R-PROC-06). */
export const SendBackPayment = z
  .strictObject({ reasonCode: z.enum(REASON_CODE_NAMES).optional(), reasonText: z.string().max(2000).optional() })
  .meta({ id: 'SendBackPayment' });
export type SendBackPayment = z.infer<typeof SendBackPayment>;

/** The worker has the approved order sent to the bank, under the grant's one payment key (R-PAY-08). */
export const InstructPayment = z.strictObject({}).meta({ id: 'InstructPayment' });
export type InstructPayment = z.infer<typeof InstructPayment>;

/** The bank reports. A repeated report changes nothing (R-PAY-08); another amount is refused (R-PAY-09). */
export const RecordBankResult = z
  .strictObject({
    status: z.enum(['settled', 'returned']),
    reference: z.string().min(1).max(60),
    amountFen: Fen,
    reason: z.string().max(200).optional(),
  })
  .meta({ id: 'RecordBankResult' });
export type RecordBankResult = z.infer<typeof RecordBankResult>;

/** GU_FINANCE corrects the account after the bank returned the money; it is verified anew after 2 working days (R-PAY-07). */
export const CorrectPayee = z.strictObject({ payee: Payee }).meta({ id: 'CorrectPayee' });
export type CorrectPayee = z.infer<typeof CorrectPayee>;

/** MH_OFFICER records that the fiscal system has paid the health grant, with its voucher (凭证) number. */
export const RecordVoucher = z
  .strictObject({ voucherNo: z.string().trim().min(1).max(60), amountFen: Fen, paidOn: OfficeDate })
  .meta({ id: 'RecordVoucher' });
export type RecordVoucher = z.infer<typeof RecordVoucher>;
