import { z } from 'zod';
import { Position } from '../envelope/event-envelope.js';
import { ADVANCING_STEPS } from './applications.commands.js';
import { PlanFacts } from './service-plan.js';

/** States of an application, domain.md §8.1, as far as the procedure leads there. */
export const APPLICATION_STATUSES = [
  'DRAFT',
  'SUBMITTED',
  'DISTRICT_REVIEW',
  'CONCURRENT_REVIEW',
  'INSPECTION_PENDING',
  'INSPECTED',
  'JOINT_REVIEW',
  'PUBLICITY',
  'DESIGNATED',
  'REJECTED',
  'ARCHIVED',
] as const;
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];

const Advanced = z.object({
  step: z.enum(ADVANCING_STEPS),
  decision: Position,
  decidedOn: z.string(),
});

/** Facts of the applications service: what happened to an application. Tolerant of fields that later versions add. */
export const ApplicationEvents = {
  'application.created': z.object({
    employerUscc: z.string(),
    unionUscc: z.string(),
    managingUnit: z.string(),
    siteUnit: z.string(),
    siteAddress: z.string(),
    programmeYear: z.int(),
    claim: z.string(),
    createdOn: z.string(),
    createdBy: z.string(),
  }),
  'application.plan-sealed': z.object({
    number: z.int(),
    planHash: z.string(),
    sealedOn: z.string(),
    facts: PlanFacts,
    /** Ids of rules of severity W that the plan touches. */
    warnings: z.array(z.object({ rule: z.string(), pointer: z.string() })),
    /** Mandatory attachments that are not there yet; each blocks submission (F8). */
    missingAttachments: z.array(z.string()).optional(),
  }),
  'application.committee-declined': z.object({
    planHash: z.string(),
    rule: z.string(),
    decision: Position,
    /** Office date on which the answer came back. */
    notedOn: z.string().optional(),
  }),
  'application.resolution-recorded': z.object({
    planHash: z.string(),
    resolutionHash: z.string(),
    resolutionNo: z.string(),
    decidedOn: z.string(),
    decision: Position,
  }),
  'application.submitted': z.object({
    caseNo: z.string(),
    planHash: z.string(),
    resolutionHash: z.string(),
    declarationsHash: z.string(),
    submittedOn: z.string(),
    submittedBy: z.string(),
  }),
  'application.accepted': Advanced,
  'application.district-approved': Advanced,
  'application.union-approved': Advanced,
  'application.health-verified': Advanced,
  /** Both tracks of the concurrent review passed. */
  'application.inspection-opened': z.object({ openedOn: z.string() }),
  'application.inspected': Advanced,
  'application.joint-review-opened': z.object({ openedOn: z.string() }),
  'application.proposed': Advanced,
  'application.publicity-passed': Advanced,
  'application.designated': Advanced,
  'application.rejected': Advanced.extend({ reasonCode: z.string() }),
  'application.archived': z.object({ idleSince: z.string() }),
  'application.settled': z.object({ settled: Position }),
} as const;
export type ApplicationEventType = keyof typeof ApplicationEvents;
export type ApplicationEvent = {
  [Type in ApplicationEventType]: { readonly type: Type; readonly data: z.infer<(typeof ApplicationEvents)[Type]> };
}[ApplicationEventType];
