import { z } from 'zod';
import { DueDate } from '../approvals/work-item.js';
import { Position } from '../envelope/event-envelope.js';
import { OfficeDate, PlanItem, ServicePlan, Sha256 } from './service-plan.js';

/** GU_HANDLER opens a draft. Employer, site and programme year are claimed city-wide (R-ID-07). */
export const CreateApplication = z
  .strictObject({
    employerUscc: z.string().trim().min(1).max(40),
    unionUscc: z.string().trim().min(1).max(40),
    managingUnit: z.string().trim().min(1).max(10),
    siteUnit: z.string().trim().min(1).max(10),
    siteAddress: z.string().trim().min(1).max(200),
    programmeYear: z.int().min(2000).max(2100),
  })
  .meta({ id: 'CreateApplication' });
export type CreateApplication = z.infer<typeof CreateApplication>;

/** GU_HANDLER seals the plan as the next version: an immutable document that a committee can bind. */
export const SealPlan = z.strictObject({ plan: ServicePlan }).meta({ id: 'SealPlan' });
export type SealPlan = z.infer<typeof SealPlan>;

/** The worker brings the committee's answer: the resolution binds exactly this plan version (R-COM-08). */
export const RecordResolution = z
  .strictObject({
    planHash: Sha256,
    resolutionHash: Sha256,
    resolutionNo: z.string().min(1).max(60),
    decidedOn: OfficeDate,
    decision: Position,
  })
  .meta({ id: 'RecordResolution' });
export type RecordResolution = z.infer<typeof RecordResolution>;

/** The worker brings back that the committee did not adopt the plan; the reason is kept and the draft stays open. */
export const NoteCommitteeDeclined = z
  .strictObject({ planHash: Sha256, rule: z.string().max(20), decision: Position })
  .meta({ id: 'NoteCommitteeDeclined' });
export type NoteCommitteeDeclined = z.infer<typeof NoteCommitteeDeclined>;

/** F9 declarations. Each of the eight prohibitions (EB-1…EB-8) is ticked by itself (R-FUND-15). */
export const Declarations = z.strictObject({
  textVersion: z.string().min(1).max(20),
  truthful: z.literal(true),
  responsibility: z.literal(true),
  priceCommitment: z.literal(true),
  consentToInspectionAndPublicity: z.literal(true),
  eightProhibitions: z.array(z.enum(['EB-1', 'EB-2', 'EB-3', 'EB-4', 'EB-5', 'EB-6', 'EB-7', 'EB-8'])).max(8),
});

/** GU_CHAIR submits the plan version that the committee decided on, with the declarations of F9. */
export const SubmitApplication = z
  .strictObject({ planHash: Sha256, declarations: Declarations })
  .meta({ id: 'SubmitApplication' });
export type SubmitApplication = z.infer<typeof SubmitApplication>;

/** The steps whose outcome moves an application; the order stands in `docs/procedure.md`. */
export const ADVANCING_STEPS = [
  'formal-check',
  'district-review',
  'municipal-review',
  'health-verification',
  'inspection',
  'joint-review',
  'public-notice',
  'designation',
] as const;
export type AdvancingStep = (typeof ADVANCING_STEPS)[number];

/** How a step can end, as far as the application has to know: a return has a command of its own. */
export const ADVANCE_OUTCOMES = [
  'passed',
  'rejected',
  /** Joint review only: put off for at most 12 months. */
  'deferred',
  /** Inspection only, and only the first one: what was found can be put right. */
  'rectification',
  /** Public notice only: an objection was accepted, the clock stands still. */
  'objected',
  /** Public notice only: no objection stands any more, the remaining days run. */
  'objection-dismissed',
] as const;
export type AdvanceOutcome = (typeof ADVANCE_OUTCOMES)[number];

/**
 * The worker asks the application, as arbiter of the case's state, to take the next step before work is opened
 * elsewhere. `decision` is the event that decided the step. A rectification names its due date and what failed; a
 * rejection names who decided it, because whoever did may not answer the reconsideration.
 */
export const AdvanceApplication = z
  .strictObject({
    step: z.enum(ADVANCING_STEPS),
    outcome: z.enum(ADVANCE_OUTCOMES),
    decision: Position,
    decidedOn: OfficeDate,
    reasonCode: z.string().max(30).optional(),
    decidedBy: z.array(z.string().max(60)).max(20).optional(),
    due: DueDate.optional(),
    failedItems: z.array(z.string().min(1).max(40)).max(80).optional(),
  })
  .meta({ id: 'AdvanceApplication' });
export type AdvanceApplication = z.infer<typeof AdvanceApplication>;

/** The steps that may return an application for correction. */
export const RETURNING_STEPS = [
  'formal-check',
  'district-review',
  'municipal-review',
  'health-verification',
] as const satisfies readonly AdvancingStep[];
export type ReturningStep = (typeof RETURNING_STEPS)[number];

/**
 * The worker brings a return for correction: all defects at once (R-PROC-01), so of two concurrent reviews both are named
 * when both returned. `defectsHash` is the document that holds the texts, `due` the last day of the correction.
 */
export const ReturnApplication = z
  .strictObject({
    steps: z
      .array(
        z.strictObject({
          step: z.enum(RETURNING_STEPS),
          decision: Position,
          decidedOn: OfficeDate,
          defectsHash: Sha256,
          defectItems: z.array(PlanItem).min(1).max(60),
        }),
      )
      .min(1)
      .max(2),
    due: DueDate,
  })
  .meta({ id: 'ReturnApplication' });
export type ReturnApplication = z.infer<typeof ReturnApplication>;

/** The worker says that a correction is overdue (R-PROC-03), or that nobody resumed a deferred case within 12 months. */
export const LapseApplication = z
  .strictObject({ why: z.enum(['correction-overdue', 'deferral-over']) })
  .meta({ id: 'LapseApplication' });
export type LapseApplication = z.infer<typeof LapseApplication>;

/** Why somebody does something that needs no reason code. The text goes into a document; the log keeps its hash. */
const ReasonText = z.string().trim().max(2000);

/**
 * GU_CHAIR hands in the corrected version `planHash`: it goes back to the step that returned it. Nothing but the listed
 * items may differ, unless the committee has decided on this version anew (R-COM-08).
 */
export const ResubmitApplication = z.strictObject({ planHash: Sha256 }).meta({ id: 'ResubmitApplication' });
export type ResubmitApplication = z.infer<typeof ResubmitApplication>;

/** GU_CHAIR withdraws. Once the notice is open MU_LEADER has to consent first (R-PROC-08). */
export const WithdrawApplication = z
  .strictObject({ reasonText: ReasonText.optional() })
  .meta({ id: 'WithdrawApplication' });
export type WithdrawApplication = z.infer<typeof WithdrawApplication>;

/** MU_LEADER consents to a withdrawal while the notice is open. */
export const ConsentToWithdrawal = z
  .strictObject({ reasonText: ReasonText.optional() })
  .meta({ id: 'ConsentToWithdrawal' });
export type ConsentToWithdrawal = z.infer<typeof ConsentToWithdrawal>;

/** MU_LEADER ends a case in which false information was found; the employer may not apply again for 24 months. */
export const TerminateApplication = z
  .strictObject({ evidenceHash: Sha256, reasonText: ReasonText })
  .meta({ id: 'TerminateApplication' });
export type TerminateApplication = z.infer<typeof TerminateApplication>;

/** GU_CHAIR asks once, within 5 working days of a rejection, that somebody else decides the step anew. */
export const ReconsiderApplication = z.strictObject({ reasonText: ReasonText }).meta({ id: 'ReconsiderApplication' });
export type ReconsiderApplication = z.infer<typeof ReconsiderApplication>;

/** GU_HANDLER reports that what failed on the visit is put right, with one uploaded document for each failed item. */
export const SubmitRectification = z
  .strictObject({
    evidence: z
      .array(z.strictObject({ item: z.string().min(1).max(40), hash: Sha256 }))
      .min(1)
      .max(80),
  })
  .meta({ id: 'SubmitRectification' });
export type SubmitRectification = z.infer<typeof SubmitRectification>;

/** MU_LEADER extends the time for rectification, once, to 30 working days. */
export const ExtendRectification = z.strictObject({ reasonText: ReasonText }).meta({ id: 'ExtendRectification' });
export type ExtendRectification = z.infer<typeof ExtendRectification>;

/** MU_LEADER takes a deferred case up again: the joint review opens anew. */
export const ResumeApplication = z
  .strictObject({ reasonText: ReasonText.optional() })
  .meta({ id: 'ResumeApplication' });
export type ResumeApplication = z.infer<typeof ResumeApplication>;

/** The worker notes that everything following from this event has been opened, so that a query can wait for it. */
export const SettleApplication = z.strictObject({ settled: Position }).meta({ id: 'SettleApplication' });
export type SettleApplication = z.infer<typeof SettleApplication>;

/** The worker archives a draft that lay idle for 180 days (domain.md §5.2 P0). */
export const ArchiveApplication = z.strictObject({ idleSince: OfficeDate }).meta({ id: 'ArchiveApplication' });
export type ArchiveApplication = z.infer<typeof ArchiveApplication>;
