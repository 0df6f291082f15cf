import { z } from 'zod';
import { CaseListing, DueDate, PriorAct } from '../approvals/work-item.js';
import { Position } from '../envelope/event-envelope.js';
import { GrantUseEvents } from './grant-use.events.js';
import { GRANT_FUNDS, GrantEvidence, PAYMENT_USES, SETTLEMENT_METHODS } from './payments.commands.js';

/** States of a grant, domain.md §8.3. */
export const GRANT_STATUSES = [
  'PLANNED',
  'MADE',
  'CHECKED',
  'APPROVED',
  'INSTRUCTED',
  'PAID',
  'PAYMENT_FAILED',
  'CANCELLED',
  'IN_USE',
  'FROZEN',
  'REPORTED',
  'AUDITED',
  'CLOSED',
  'RECOVERY',
  'RECOVERED',
] as const;
export type GrantStatus = (typeof GRANT_STATUSES)[number];

const By = { by: z.string(), on: z.string() };

export const PaymentEvents = {
  'budget.opened': z.object({ year: z.int(), fund: z.enum(GRANT_FUNDS), amountFen: z.int(), by: z.string() }),
  'budget.reserved': z.object({ grant: z.string(), amountFen: z.int(), leftFen: z.int() }),
  'budget.reservation-settled': z.object({
    grant: z.string(),
    outcome: z.enum(['released', 'paid']),
    amountFen: z.int(),
    decision: Position,
  }),

  'grant.planned': z.object({
    caseId: z.string(),
    site: z.string(),
    fund: z.enum(GRANT_FUNDS),
    amountFen: z.int(),
    /** Names the payee's document. Null for FISCAL_HEALTH, whose payee only the fiscal system knows. */
    payeeHash: z.string().nullable(),
    evidence: GrantEvidence,
    listing: CaseListing,
    priorActs: z.array(PriorAct),
    due: DueDate,
    /** The one key of this grant's payment at the bank: `<grant id>.<attempt>`, safe in a path. */
    paymentKey: z.string(),
    plannedOn: z.string(),
  }),
  'grant.made': z.object({
    amountFen: z.int(),
    use: z.enum(PAYMENT_USES),
    method: z.enum(SETTLEMENT_METHODS),
    purposeHash: z.string(),
    ...By,
  }),
  'grant.checked': z.object({ cnapsOverrideHash: z.string().nullable(), ...By }),
  'grant.approved': z.object({ amountFen: z.int(), ...By }),
  'grant.sent-back': z.object({ reasonCode: z.string(), reasonHash: z.string(), ...By }),
  'grant.instructed': z.object({ paymentKey: z.string(), amountFen: z.int(), payeeHash: z.string(), on: z.string() }),
  'grant.paid': z.object({ reference: z.string(), amountFen: z.int(), paidOn: z.string() }),
  'grant.payment-failed': z.object({ reference: z.string(), reasonHash: z.string(), on: z.string() }),
  'grant.payee-corrected': z.object({ payeeHash: z.string(), coolOffUntil: z.string(), paymentKey: z.string(), ...By }),
  'grant.voucher-recorded': z.object({ voucherNo: z.string(), amountFen: z.int(), paidOn: z.string(), ...By }),
  'grant.alarmed': z.object({ kind: z.enum(['remind', 'escalate']), level: z.int(), on: z.string() }),

  ...GrantUseEvents,
} as const;
export type PaymentEventType = keyof typeof PaymentEvents;
export type PaymentEvent = {
  [Type in PaymentEventType]: { readonly type: Type; readonly data: z.infer<(typeof PaymentEvents)[Type]> };
}[PaymentEventType];
