import { z } from 'zod';
import { Position } from '../envelope/event-envelope.js';
import { APPLICATION_STATUSES } from './applications.events.js';
import { PlanFacts, ServicePlan } from './service-plan.js';

/** `GET /applications/:id`: where a case stands. */
export const ApplicationView = z
  .object({
    id: z.string(),
    caseNo: z.string().nullable(),
    version: z.int(),
    status: z.enum(APPLICATION_STATUSES),
    managingUnit: z.string(),
    siteUnit: z.string(),
    employerUscc: z.string(),
    unionUscc: z.string(),
    programmeYear: z.int(),
    plan: z.object({ number: z.int(), hash: z.string(), sealedOn: z.string(), facts: PlanFacts }).nullable(),
    resolution: z.object({ no: z.string(), hash: z.string(), planHash: z.string(), decidedOn: z.string() }).nullable(),
    submittedOn: z.string().nullable(),
    tracks: z.object({
      municipal: z.enum(['NONE', 'PENDING', 'PASSED']),
      health: z.enum(['NONE', 'PENDING', 'PASSED']),
    }),
    reasonCode: z.string().nullable(),
    position: Position,
  })
  .meta({ id: 'ApplicationView' });
export type ApplicationView = z.infer<typeof ApplicationView>;

/** `GET /applications`: the cases the caller may see, in the order of their ids; `next` is the cursor of the next page. */
export const ApplicationList = z
  .object({ items: z.array(ApplicationView), next: z.string().nullable() })
  .meta({ id: 'ApplicationList' });
export type ApplicationList = z.infer<typeof ApplicationList>;

/** `GET /applications/:id/plan`: the sealed plan version as it was sent in. */
export const PlanVersionView = z
  .object({ hash: z.string(), number: z.int(), plan: ServicePlan })
  .meta({ id: 'PlanVersionView' });
export type PlanVersionView = z.infer<typeof PlanVersionView>;
