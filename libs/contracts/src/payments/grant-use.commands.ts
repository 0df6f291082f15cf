import { z } from 'zod';
import { REASON_CODE_NAMES } from '../approvals/work-item.js';
import { EXPENSE_LINES, OfficeDate, Sha256 } from '../applications/service-plan.js';
import { Fen } from '../money/money.js';
import { SETTLEMENT_METHODS } from './payments.commands.js';

const Reason = { reasonCode: z.enum(REASON_CODE_NAMES).optional(), reasonText: z.string().max(2000).optional() };

/** MU_LEADER cancels a grant that was not sent to the bank yet, when its site is no longer eligible. */
export const CancelGrant = z.strictObject(Reason).meta({ id: 'CancelGrant' });
export type CancelGrant = z.infer<typeof CancelGrant>;

/** EX-90 and above: lines that nothing is ever spent on. Whoever chooses one gets the rule's answer (R-FUND-06). */
export const FORBIDDEN_LINES = [
  'EX-90',
  'EX-91',
  'EX-92',
  'EX-93',
  'EX-94',
  'EX-95',
  'EX-96',
  'EX-97',
  'EX-98',
  'EX-99',
] as const;
export const PAYEE_KINDS = ['ORGANISATION', 'INDIVIDUAL', 'STAFF'] as const;

/**
 * GU_HANDLER registers an expense of the grant (F12): what for, to whom, on which invoice. It is committed until GU_FINANCE
 * settles it. An invoice number is 20 digits, or code and number of an older invoice together 18 or 20.
 */
export const RegisterExpense = z
  .strictObject({
    line: z.enum([...EXPENSE_LINES, ...FORBIDDEN_LINES]),
    amountFen: Fen.min(1),
    payee: z.strictObject({
      kind: z.enum(PAYEE_KINDS),
      name: z.string().trim().min(1).max(100),
      uscc: z.string().trim().max(40).nullable(),
    }),
    invoiceNo: z.string().regex(/^(\d{18}|\d{20})$/),
    method: z.enum(SETTLEMENT_METHODS),
    purpose: z.string().trim().min(1).max(200),
  })
  .meta({ id: 'RegisterExpense' });
export type RegisterExpense = z.infer<typeof RegisterExpense>;

const ExpenseNo = z.int().min(1);

/** GU_FINANCE settles a registered expense: paid by transfer, or dropped with a reason, which frees the money again. */
export const SettleExpense = z
  .discriminatedUnion('outcome', [
    z.strictObject({
      expense: ExpenseNo,
      outcome: z.literal('paid'),
      reference: z.string().trim().min(1).max(60),
      paidOn: OfficeDate,
    }),
    z.strictObject({ expense: ExpenseNo, outcome: z.literal('dropped'), ...Reason }),
  ])
  .meta({ id: 'SettleExpense' });
export type SettleExpense = z.infer<typeof SettleExpense>;

export const FINDING_SEVERITIES = ['MINOR', 'MAJOR', 'VIOLATION'] as const;
export const PROHIBITION_CODES = ['EB-1', 'EB-2', 'EB-3', 'EB-4', 'EB-5', 'EB-6', 'EB-7', 'EB-8'] as const;
const FindingId = z.string().regex(/^[A-Za-z0-9-]{1,40}$/);

/**
 * MU_AUDIT opens a finding under its id. MAJOR and VIOLATION freeze the grant (R-AUD-03). `misusedFen` went out without
 * being registered, `expenses` are registered ones that were misused.
 */
export const OpenFinding = z
  .strictObject({
    finding: FindingId,
    severity: z.enum(FINDING_SEVERITIES),
    prohibition: z.enum(PROHIBITION_CODES).nullable(),
    misusedFen: Fen,
    expenses: z.array(ExpenseNo).max(100).default([]),
    text: z.string().trim().min(10).max(2000),
  })
  .meta({ id: 'OpenFinding' });
export type OpenFinding = z.infer<typeof OpenFinding>;

/** MU_AUDIT closes a finding: mended, or not upheld. The last one that froze the grant unfreezes it. */
export const CloseFinding = z
  .strictObject({ finding: FindingId, text: z.string().trim().min(10).max(2000) })
  .meta({ id: 'CloseFinding' });
export type CloseFinding = z.infer<typeof CloseFinding>;

/** GU_CHAIR signs the performance report (绩效自评). It counts when GU_AUDIT has signed it as well. */
export const ReportPerformance = z
  .strictObject({
    summary: z.string().trim().min(10).max(5000),
    indicators: z
      .array(
        z.strictObject({
          name: z.string().trim().min(1).max(100),
          target: z.string().trim().min(1).max(100),
          actual: z.string().trim().min(1).max(100),
        }),
      )
      .min(1)
      .max(30),
  })
  .meta({ id: 'ReportPerformance' });
export type ReportPerformance = z.infer<typeof ReportPerformance>;

/** GU_AUDIT signs the very report that the chair signed, by its hash. */
export const CountersignReport = z.strictObject({ reportHash: Sha256 }).meta({ id: 'CountersignReport' });
export type CountersignReport = z.infer<typeof CountersignReport>;

/** MU_AUDIT has audited the reported grant and has no open finding. */
export const AuditGrant = z.strictObject({ opinion: z.string().trim().min(10).max(5000) }).meta({ id: 'AuditGrant' });
export type AuditGrant = z.infer<typeof AuditGrant>;

/** MU_LEADER closes the grant: nothing is left of it (R-FUND-14). */
export const CloseGrant = z.strictObject({}).meta({ id: 'CloseGrant' });
export type CloseGrant = z.infer<typeof CloseGrant>;

export const RECOVERY_GROUNDS = ['MISUSE', 'REVOCATION', 'EXIT'] as const;

/** MU_LEADER orders recovery (追回). The amount follows from the ledger, the findings and the day the service stopped. */
export const OrderRecovery = z
  .strictObject({
    ground: z.enum(RECOVERY_GROUNDS),
    serviceStoppedOn: OfficeDate.nullable(),
    reasonText: z.string().trim().min(10).max(2000),
  })
  .meta({ id: 'OrderRecovery' });
export type OrderRecovery = z.infer<typeof OrderRecovery>;

/** The city's finance records money that came back: unspent, or towards an ordered recovery. One reference, one receipt. */
export const RecordGrantReceipt = z
  .strictObject({ amountFen: Fen.min(1), reference: z.string().trim().min(1).max(60), receivedOn: OfficeDate })
  .meta({ id: 'RecordGrantReceipt' });
export type RecordGrantReceipt = z.infer<typeof RecordGrantReceipt>;
