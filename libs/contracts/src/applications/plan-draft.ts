import { z } from 'zod';

/** Where in the plan a text stands: `/employer/name`; a table, and the files of one attachment, is one text. */
const PlanPointer = z.string().regex(/^(?:\/[A-Za-z][A-Za-z0-9]{0,40}){1,4}$/);
/** The longest is a table of 200 rows. */
const DraftText = z.string().max(120_000);

/**
 * GU_HANDLER saves what was typed into a plan that is not sealed yet, field by field. `from` is what he saw in the field: a
 * change is made only where nobody else changed the field meanwhile, so that no text is lost under another. Sent again it
 * does no harm.
 */
export const SavePlanDraft = z
  .strictObject({
    changes: z
      .array(z.strictObject({ pointer: PlanPointer, from: DraftText, to: DraftText }))
      .min(1)
      .max(400),
  })
  .meta({ id: 'SavePlanDraft' });
export type SavePlanDraft = z.infer<typeof SavePlanDraft>;
export type PlanDraftChange = SavePlanDraft['changes'][number];

/** `GET /applications/:id/plan-draft`: what stands in each field that was typed into; the others are as sealed last. */
export const PlanDraftView = z.object({ entries: z.record(z.string(), z.string()) }).meta({ id: 'PlanDraftView' });
export type PlanDraftView = z.infer<typeof PlanDraftView>;

/** `GET /applications/:id/plan-versions`: every version that was sealed, the oldest first. */
export const PlanVersionList = z
  .object({ items: z.array(z.object({ number: z.int(), hash: z.string(), sealedOn: z.string() })) })
  .meta({ id: 'PlanVersionList' });
export type PlanVersionList = z.infer<typeof PlanVersionList>;
