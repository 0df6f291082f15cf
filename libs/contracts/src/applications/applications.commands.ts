import { z } from 'zod';
import { Position } from '../envelope/event-envelope.js';
import { OfficeDate, ServicePlan, Sha256 } from './service-plan.js';

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

/**
 * The worker asks the application, as arbiter of the case's state, to take the next step before work is opened
 * elsewhere. `decision` is the event that decided the step.
 */
export const AdvanceApplication = z
  .strictObject({
    step: z.enum(ADVANCING_STEPS),
    outcome: z.enum(['passed', 'rejected']),
    decision: Position,
    decidedOn: OfficeDate,
    reasonCode: z.string().max(30).optional(),
  })
  .meta({ id: 'AdvanceApplication' });
export type AdvanceApplication = z.infer<typeof AdvanceApplication>;

/** The worker notes that everything following from this event has been opened, so that a query can wait for it. */
export const SettleApplication = z.strictObject({ settled: Position }).meta({ id: 'SettleApplication' });
export type SettleApplication = z.infer<typeof SettleApplication>;

/** The worker archives a draft that lay idle for 180 days (domain.md §5.2 P0). */
export const ArchiveApplication = z.strictObject({ idleSince: OfficeDate }).meta({ id: 'ArchiveApplication' });
export type ArchiveApplication = z.infer<typeof ArchiveApplication>;
