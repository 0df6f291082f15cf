import { z } from 'zod';
import { EXPENSE_LINES } from '../applications/service-plan.js';
import { FINDING_SEVERITIES, PROHIBITION_CODES, RECOVERY_GROUNDS } from './grant-use.commands.js';

const By = { by: z.string(), on: z.string() };

/** What happens to a grant that is not paid, and to the money of one that is. Texts of people are documents (`…Hash`). */
export const GrantUseEvents = {
  'grant.cancelled': z.object({ reasonCode: z.string(), reasonHash: z.string(), ...By }),
  'grant.expense-registered': z.object({
    expense: z.int(),
    line: z.enum(EXPENSE_LINES),
    amountFen: z.int(),
    invoiceNo: z.string(),
    /** Payee and purpose. */
    claimHash: z.string(),
    ...By,
  }),
  /** The first expense: the grant is in use. */
  'grant.use-begun': z.object({ on: z.string() }),
  'grant.expense-settled': z.object({
    expense: z.int(),
    outcome: z.enum(['paid', 'dropped']),
    amountFen: z.int(),
    invoiceNo: z.string(),
    reference: z.string().nullable(),
    paidOn: z.string().nullable(),
    reasonHash: z.string().nullable(),
    ...By,
  }),
  'grant.finding-opened': z.object({
    finding: z.string(),
    severity: z.enum(FINDING_SEVERITIES),
    prohibition: z.enum(PROHIBITION_CODES).nullable(),
    misusedFen: z.int(),
    expenses: z.array(z.int()),
    textHash: z.string(),
    ...By,
  }),
  'grant.frozen': z.object({ finding: z.string(), on: z.string() }),
  'grant.finding-closed': z.object({ finding: z.string(), textHash: z.string(), ...By }),
  'grant.unfrozen': z.object({ finding: z.string(), on: z.string() }),
  'grant.report-signed': z.object({ reportHash: z.string(), spentFen: z.int(), receivedFen: z.int(), ...By }),
  'grant.reported': z.object({ reportHash: z.string(), ...By }),
  'grant.audited': z.object({ opinionHash: z.string(), ...By }),
  'grant.closed': z.object(By),
  'grant.unspent-returned': z.object({
    amountFen: z.int(),
    reference: z.string(),
    receivedOn: z.string(),
    balanceFen: z.int(),
    ...By,
  }),
  'grant.recovery-ordered': z.object({
    ground: z.enum(RECOVERY_GROUNDS),
    misusedFen: z.int(),
    unspentFen: z.int(),
    proRataFen: z.int(),
    monthsMissing: z.int(),
    totalFen: z.int(),
    serviceStoppedOn: z.string().nullable(),
    /** Last day to repay, in calendar days from the order (R-AUD-05). */
    dueOn: z.string(),
    reasonHash: z.string(),
    ...By,
  }),
  'grant.repaid': z.object({
    amountFen: z.int(),
    reference: z.string(),
    receivedOn: z.string(),
    outstandingFen: z.int(),
    ...By,
  }),
  'grant.recovered': z.object({ totalFen: z.int(), on: z.string() }),
} as const;
