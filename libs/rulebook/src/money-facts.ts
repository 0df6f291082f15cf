import { z } from 'zod';
import { Fen, OfficeDate } from '#libs/contracts';

const Text = z.string().max(1_000);

/** F11 and F12, and the state of the grant that they are about: R-FUND, R-PAY, R-EXP. Amounts in whole fen. */
const Payment = z.strictObject({
  fund: z.enum(['UNION_MUNI', 'FISCAL_HEALTH']).optional(),
  accountName: Text.optional(),
  unionName: Text.optional(),
  employerName: Text.optional(),
  institutionName: Text.optional(),
  cnaps: Text.optional(),
  accountNo: Text.optional(),
  maker: Text.optional(),
  checker: Text.optional(),
  approver: Text.optional(),
  idempotencyKey: Text.optional(),
  instalment: z.int().optional(),
  /** Payments of this grant that were handled before. */
  processed: z
    .array(z.strictObject({ idempotencyKey: Text, instalment: z.int() }))
    .max(100)
    .optional(),
  approvedFen: Fen.optional(),
  paidFen: Fen.optional(),
});

const Expense = z.strictObject({
  line: z
    .string()
    .regex(/^EX-\d{2}$/u)
    .optional(),
  item: Text.optional(),
  /** Rows of the plan (R-FUND-08) and of its budget (R-FUND-02). */
  planItems: z
    .array(z.strictObject({ line: Text, item: Text }))
    .max(200)
    .optional(),
  budget: z
    .array(z.strictObject({ line: Text, amountFen: Fen }))
    .max(200)
    .optional(),
  budgetFen: Fen.optional(),
  committedFen: Fen.optional(),
  amountFen: Fen.optional(),
  balanceFen: z.int().optional(),
  method: Text.optional(),
  payeeKind: z.enum(['ORGANISATION', 'INDIVIDUAL', 'STAFF']).optional(),
  payeeUscc: Text.optional(),
  contractUscc: Text.optional(),
  contractFen: Fen.optional(),
  quotes: z.int().min(0).optional(),
  competition: z.boolean().optional(),
  purpose: z.strictObject({ approved: Text, requested: Text }).optional(),
  invoice: z
    .strictObject({
      number: Text.optional(),
      date: OfficeDate.optional(),
      buyerName: Text.optional(),
      buyerUscc: Text.optional(),
    })
    .optional(),
  claimedInvoices: z.array(Text).max(1_000).optional(),
  paymentDate: OfficeDate.optional(),
  usableFrom: OfficeDate.optional(),
  usableTo: OfficeDate.optional(),
  decidedOn: OfficeDate.optional(),
  /** Kinds of evidence filed: contract, invoice, payment, service, acceptance, training. */
  evidence: z.array(Text).max(20).optional(),
  /** Of a service record: months of children who are not staff's. */
  otherChildrenMonths: z.int().min(0).optional(),
});

export const GrantFacts = z.strictObject({
  designated: z.boolean().optional(),
  listedPilot: z.boolean().optional(),
  programmeBudgetFen: Fen.optional(),
  grantedFen: Fen.optional(),
  amountFen: Fen.optional(),
  /** At closing: what is left. */
  unspentFen: z.int().optional(),
  /** Entries, each with the ledger it stands in (R-FUND-16). */
  ledgers: z
    .array(z.strictObject({ ledger: Text, source: Text }))
    .max(500)
    .optional(),
  payment: Payment.optional(),
  expense: Expense.optional(),
});
