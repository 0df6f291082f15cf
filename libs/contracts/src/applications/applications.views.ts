import { z } from 'zod';
import { DueDate } from '../approvals/work-item.js';
import { Position } from '../envelope/event-envelope.js';
import { ADVANCING_STEPS, RETURNING_STEPS } from './applications.commands.js';
import { APPLICATION_STATUSES } from './applications.events.js';
import { PlanFacts, PlanItem, ServicePlan } from './service-plan.js';

const Track = z.enum(['NONE', 'PENDING', 'PASSED', 'RETURNED', 'REJECTED']);

/** `GET /applications/:id`: where a case stands. */
export const ApplicationView = z
  .object({
    id: z.string(),
    caseNo: z.string().nullable(),
    version: z.int(),
    status: z.enum(APPLICATION_STATUSES),
    managingUnit: z.string(),
    siteUnit: z.string(),
    siteAddress: z.string(),
    employerUscc: z.string(),
    unionUscc: z.string(),
    programmeYear: z.int(),
    plan: z.object({ number: z.int(), hash: z.string(), sealedOn: z.string(), facts: PlanFacts }).nullable(),
    resolution: z.object({ no: z.string(), hash: z.string(), planHash: z.string(), decidedOn: z.string() }).nullable(),
    submittedOn: z.string().nullable(),
    tracks: z.object({
      municipal: Track,
      health: Track,
    }),
    reasonCode: z.string().nullable(),
    /** What was returned, while the case is with the applicant. The texts are in the documents `defectsHash`. */
    correction: z
      .object({
        round: z.int(),
        due: DueDate,
        items: z.array(PlanItem),
        steps: z.array(
          z.object({
            step: z.enum(RETURNING_STEPS),
            decidedOn: z.string(),
            defectsHash: z.string(),
            defectItems: z.array(PlanItem),
          }),
        ),
        /** What the version sealed since then changed; null before there is one. */
        changedItems: z.array(PlanItem).nullable(),
        needsResolution: z.boolean(),
      })
      .nullable(),
    rectification: z
      .object({ failedItems: z.array(z.string()), due: DueDate, finalDue: DueDate, extended: z.boolean() })
      .nullable(),
    /** Last day on which a deferred case can be resumed. */
    deferredUntil: z.string().nullable(),
    rejection: z
      .object({
        step: z.enum(ADVANCING_STEPS),
        decidedOn: z.string(),
        reasonCode: z.string(),
        /** Null when nothing can be asked any more. */
        reconsiderBy: DueDate.nullable(),
      })
      .nullable(),
    reconsideration: z.object({ step: z.enum(ADVANCING_STEPS), openedOn: z.string(), due: DueDate }).nullable(),
    withdrawalConsentedOn: z.string().nullable(),
    /** After a termination: the employer may not apply again until the end of this day. */
    barredUntil: z.string().nullable(),
    position: Position,
  })
  .meta({ id: 'ApplicationView' });
export type ApplicationView = z.infer<typeof ApplicationView>;

/** `GET /applications`: the cases the caller may see, in the order of their ids; `next` is the cursor of the next page. */
export const ApplicationList = z
  .object({ items: z.array(ApplicationView), next: z.string().nullable() })
  .meta({ id: 'ApplicationList' });

/** How far the consequences of each subject's facts are open for a case, as the worker noted it. */
export const Settlements = z.object({ settled: z.array(Position) }).meta({ id: 'Settlements' });
export type Settlements = z.infer<typeof Settlements>;
export type ApplicationList = z.infer<typeof ApplicationList>;

/** `GET /applications/:id/plan`: the sealed plan version as it was sent in. */
export const PlanVersionView = z
  .object({ hash: z.string(), number: z.int(), plan: ServicePlan })
  .meta({ id: 'PlanVersionView' });
export type PlanVersionView = z.infer<typeof PlanVersionView>;
