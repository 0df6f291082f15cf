import { z } from 'zod';
import { Position } from '../envelope/event-envelope.js';
import { Payee } from './payments.commands.js';

/** `GET /grants/:id`. `state` is the fold of the grant's events (`GrantState` of libs/domain), without bank data. */
export const GrantView = z
  .object({
    id: z.string(),
    version: z.int(),
    position: Position,
    state: z.looseObject({ status: z.string() }),
    /** Who is paid; null for a health grant. `accountNo` is masked for all but the union's own GU_FINANCE and the MU_FIN_* roles. */
    payee: Payee.nullable(),
  })
  .meta({ id: 'GrantView' });
export type GrantView = z.infer<typeof GrantView>;

/** `GET /budgets/:id`, in fen: `leftFen + reservedFen + paidFen = amountFen`. */
export const BudgetView = z
  .object({
    id: z.string(),
    version: z.int(),
    position: Position,
    state: z.looseObject({
      amountFen: z.int(),
      leftFen: z.int(),
      reservedFen: z.int(),
      paidFen: z.int(),
    }),
  })
  .meta({ id: 'BudgetView' });
export type BudgetView = z.infer<typeof BudgetView>;
