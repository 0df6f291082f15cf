import { z } from 'zod';
import { GRANT_FUNDS } from './payments.commands.js';
import { GRANT_STATUSES } from './payments.events.js';

/** Which grants are counted: those that stand (granted), or those whose money arrived (paid). */
export const GRANT_SUMS = ['granted', 'paid'] as const;
export type GrantSum = (typeof GRANT_SUMS)[number];

/** `GET /overview` of payments: one year's money, in fen. */
export const MoneyOverview = z
  .object({
    year: z.int(),
    /** Of the year, one for each fund that has one: `leftFen + reservedFen + paidFen = amountFen`. */
    budgets: z.array(
      z.object({
        fund: z.enum(GRANT_FUNDS),
        amountFen: z.int(),
        leftFen: z.int(),
        reservedFen: z.int(),
        paidFen: z.int(),
      }),
    ),
    /** Grants out of the year's budgets by the unit that manages the case; cancelled ones are none. */
    grants: z.array(
      z.object({
        fund: z.enum(GRANT_FUNDS),
        managingUnit: z.string(),
        grantedCount: z.int(),
        grantedFen: z.int(),
        paidCount: z.int(),
        paidFen: z.int(),
      }),
    ),
  })
  .meta({ id: 'MoneyOverview' });
export type MoneyOverview = z.infer<typeof MoneyOverview>;

/** A grant as a list shows it. */
export const GrantRow = z
  .object({
    id: z.string(),
    caseId: z.string(),
    caseNo: z.string(),
    employerName: z.string(),
    managingUnit: z.string(),
    year: z.int(),
    fund: z.enum(GRANT_FUNDS),
    status: z.enum(GRANT_STATUSES),
    amountFen: z.int(),
    /** What reached the payee; null before it did. */
    paidFen: z.int().nullable(),
  })
  .meta({ id: 'GrantRow' });
export type GrantRow = z.infer<typeof GrantRow>;

/** `GET /grants`: in the order of their ids; `next` is the cursor of the next page. */
export const GrantList = z.object({ items: z.array(GrantRow), next: z.string().nullable() }).meta({ id: 'GrantList' });
export type GrantList = z.infer<typeof GrantList>;
