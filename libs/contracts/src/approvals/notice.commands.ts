import { z } from 'zod';
import { OfficeDate, PlanFacts, Sha256 } from '../applications/service-plan.js';
import { Fen } from '../money/money.js';
import { DueDate } from './work-item.js';
import { GivenReason, RepeatedWork, WorkOpening } from './work-opening.js';

/**
 * The worker opens the notice (P9). A reconsideration after an upheld objection opens another one, whose clock stands still
 * from the start because of the objections `carried` over.
 */
export const OpenNotice = z
  .strictObject({
    ...WorkOpening,
    ...RepeatedWork,
    facts: PlanFacts,
    period: DueDate,
    unionGrantFen: Fen,
    healthGrantFen: Fen,
    carried: z
      .array(z.strictObject({ documentHash: Sha256, lodgedOn: OfficeDate }))
      .max(100)
      .optional(),
  })
  .meta({ id: 'OpenNotice' });
export type OpenNotice = z.infer<typeof OpenNotice>;

/**
 * Anyone may object during the notice. The text goes into a document; the log keeps its hash. Without a name and a contact
 * it is kept as a lead only (R-PUB-04).
 */
export const LodgeObjection = z
  .strictObject({
    name: z.string().trim().min(1).max(60).optional(),
    contact: z.string().trim().min(1).max(100).optional(),
    facts: z.string().trim().min(10).max(4000),
  })
  .meta({ id: 'LodgeObjection' });
export type LodgeObjection = z.infer<typeof LodgeObjection>;

/**
 * MU_REVIEWER examines an objection (R-PUB-04): with a real name and facts it is accepted and stops the notice's clock;
 * otherwise it is set aside with a reason and kept as a lead.
 */
export const ExamineObjection = z
  .strictObject({ objection: z.int().min(1), outcome: z.enum(['accept', 'set-aside']), ...GivenReason })
  .meta({ id: 'ExamineObjection' });
export type ExamineObjection = z.infer<typeof ExamineObjection>;

/** MU_LEADER and MH_LEADER each sign a written finding on an accepted objection; it is resolved when both say the same. */
export const ResolveObjection = z
  .strictObject({ objection: z.int().min(1), outcome: z.enum(['dismissed', 'upheld']), finding: z.string().max(4000) })
  .meta({ id: 'ResolveObjection' });
export type ResolveObjection = z.infer<typeof ResolveObjection>;

/** The worker starts the stopped clock again, when no accepted objection is open: the rest of the period, at least 1 WD. */
export const ResumeNotice = z.strictObject({ period: DueDate }).meta({ id: 'ResumeNotice' });
export type ResumeNotice = z.infer<typeof ResumeNotice>;

/** The worker closes the notice after its last day (R-PUB-01), never with an open objection (R-PUB-03). */
export const CloseNotice = z.strictObject({}).meta({ id: 'CloseNotice' });
export type CloseNotice = z.infer<typeof CloseNotice>;
