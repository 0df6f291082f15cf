import { z } from 'zod';
import { DueDate } from '../approvals/work-item.js';
import { Position } from '../envelope/event-envelope.js';
import { ADVANCING_STEPS, RETURNING_STEPS } from './applications.commands.js';
import { PlanFacts, PlanItem } from './service-plan.js';

/** States of an application, domain.md §8.1. */
export const APPLICATION_STATUSES = [
  'DRAFT',
  'SUBMITTED',
  'CORRECTION',
  'DISTRICT_REVIEW',
  'CONCURRENT_REVIEW',
  'INSPECTION_PENDING',
  'INSPECTED',
  'RECTIFICATION',
  'JOINT_REVIEW',
  'DEFERRED',
  'PUBLICITY',
  'OBJECTION',
  'DESIGNATED',
  'REJECTED',
  'LAPSED',
  'WITHDRAWN',
  'TERMINATED',
  'ARCHIVED',
] as const;
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];

/** States in which the case has ended. A rejection may still be reconsidered within its time. */
export const FINAL_STATUSES = [
  'DESIGNATED',
  'REJECTED',
  'LAPSED',
  'WITHDRAWN',
  'TERMINATED',
  'ARCHIVED',
] as const satisfies readonly ApplicationStatus[];

const Advanced = z.object({
  step: z.enum(ADVANCING_STEPS),
  decision: Position,
  decidedOn: z.string(),
});

/** Where a case goes on after it stood still: its state, and the steps that have to be decided there (anew). */
const GoesOn = {
  returnsTo: z.enum(APPLICATION_STATUSES),
  reopens: z.array(z.enum(ADVANCING_STEPS)),
};

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
    /** Of a corrected version: how it differs from the version that was returned. */
    correction: z
      .object({
        comparedWith: z.string(),
        changedItems: z.array(PlanItem),
        /** More than the listed items changed, or budget rows or mode: the committee has to decide anew (R-COM-08). */
        needsResolution: z.boolean(),
      })
      .optional(),
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
  'application.rejected': Advanced.extend({
    reasonCode: z.string(),
    decidedBy: z.array(z.string()).optional(),
    /** Until the end of this day the applicant may ask for a reconsideration; not after one was answered already. */
    reconsiderBy: DueDate.nullable().optional(),
  }),
  /** All defects at once; of two concurrent reviews both when both returned (R-PROC-01). */
  'application.returned': z.object({
    steps: z.array(
      z.object({
        step: z.enum(RETURNING_STEPS),
        decision: Position,
        decidedOn: z.string(),
        defectsHash: z.string(),
        defectItems: z.array(PlanItem),
      }),
    ),
    /** What may be changed without a new resolution: the items of all steps. */
    items: z.array(PlanItem),
    /** Which correction this is, counted at the step that has returned most often. */
    round: z.int(),
    /** The version that was returned. */
    planHash: z.string(),
    due: DueDate,
    returnedOn: z.string(),
    returnsTo: z.enum(APPLICATION_STATUSES),
  }),
  /** `resolutionPlanHash` is the version the committee decided on: an earlier one where only listed items changed. */
  'application.resubmitted': z.object({
    ...GoesOn,
    planHash: z.string(),
    resolutionHash: z.string(),
    resolutionPlanHash: z.string(),
    changedItems: z.array(PlanItem),
    round: z.int(),
    resubmittedOn: z.string(),
    resubmittedBy: z.string(),
  }),
  'application.lapsed': z.object({
    why: z.enum(['correction-overdue', 'deferral-over']),
    /** Last day that passed without an answer. */
    dueOn: z.string(),
    lapsedOn: z.string(),
  }),
  'application.rectification-required': Advanced.extend({
    failedItems: z.array(z.string()),
    due: DueDate,
    /** The last day there can be, were it extended: after it the case is rejected. */
    finalDue: DueDate,
  }),
  'application.rectification-extended': z.object({
    due: DueDate,
    reasonHash: z.string(),
    extendedOn: z.string(),
    extendedBy: z.string(),
  }),
  'application.rectification-submitted': z.object({
    evidence: z.array(z.object({ item: z.string(), hash: z.string() })),
    submittedOn: z.string(),
    submittedBy: z.string(),
  }),
  /** `until` is the last day on which it can be resumed. */
  'application.deferred': Advanced.extend({ reasonCode: z.string().nullable(), until: z.string() }),
  'application.resumed': z.object({ reasonHash: z.string().nullable(), resumedOn: z.string(), resumedBy: z.string() }),
  'application.objected': Advanced,
  'application.objection-dismissed': Advanced,
  'application.withdrawal-consented': z.object({
    reasonHash: z.string().nullable(),
    consentedOn: z.string(),
    consentedBy: z.string(),
  }),
  'application.withdrawn': z.object({
    reasonHash: z.string().nullable(),
    withdrawnOn: z.string(),
    withdrawnBy: z.string(),
  }),
  'application.terminated': z.object({
    evidenceHash: z.string(),
    reasonCode: z.string(),
    reasonHash: z.string(),
    /** Until the end of this day the employer may not apply again (R-LIFE-06). */
    barredUntil: z.string(),
    terminatedOn: z.string(),
    terminatedBy: z.string(),
  }),
  'application.reconsideration-opened': z.object({
    ...GoesOn,
    step: z.enum(ADVANCING_STEPS),
    /** The decision that is looked at again. */
    rejection: Position,
    /** Actors who decided it and may not decide it again. */
    excluded: z.array(z.string()),
    reasonHash: z.string(),
    due: DueDate,
    openedOn: z.string(),
    requestedBy: z.string(),
  }),
  /** A reminder or escalation of what the applicant, or the municipal union, has to do at the application itself. */
  'application.alarmed': z.object({ kind: z.enum(['remind', 'escalate']), level: z.int(), on: z.string() }),
  'application.archived': z.object({ idleSince: z.string() }),
  'application.settled': z.object({ settled: Position }),
} as const;
export type ApplicationEventType = keyof typeof ApplicationEvents;
export type ApplicationEvent = {
  [Type in ApplicationEventType]: { readonly type: Type; readonly data: z.infer<(typeof ApplicationEvents)[Type]> };
}[ApplicationEventType];
