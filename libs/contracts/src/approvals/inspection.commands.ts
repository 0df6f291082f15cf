import { z } from 'zod';
import { Attachment, ClassRow, OfficeDate, PlanFacts, Sha256 } from '../applications/service-plan.js';
import { INSPECTION_ITEM_CODES } from './inspection-item.js';
import { DueDate, REASON_CODE_NAMES } from './work-item.js';
import { GivenReason, MemberId, RepeatedWork, WorkOpening } from './work-opening.js';

/** The worker opens a visit (P7). Round 2 is the re-visit after a rectification: `rectified` are the items to look at again. */
export const OpenInspection = z
  .strictObject({
    ...WorkOpening,
    ...RepeatedWork,
    facts: PlanFacts,
    visitDue: DueDate,
    rectified: z.array(z.enum(INSPECTION_ITEM_CODES)).max(80).optional(),
  })
  .meta({ id: 'OpenInspection' });
export type OpenInspection = z.infer<typeof OpenInspection>;

/** The first inspector records the visit and becomes lead; the report is then due in 3 working days. */
export const RecordVisit = z.strictObject({ visitedOn: OfficeDate, companion: MemberId }).meta({ id: 'RecordVisit' });
export type RecordVisit = z.infer<typeof RecordVisit>;

/** An inspector puts the visit off, once and with a reason. Until when it is now due, the worker says. */
export const PostponeVisit = z
  .strictObject({ reasonCode: z.enum(REASON_CODE_NAMES), reasonText: z.string().max(2000) })
  .meta({ id: 'PostponeVisit' });
export type PostponeVisit = z.infer<typeof PostponeVisit>;

/** The worker tells the inspection when the postponed visit is due. */
export const SetVisitDue = z.strictObject({ visitDue: DueDate }).meta({ id: 'SetVisitDue' });
export type SetVisitDue = z.infer<typeof SetVisitDue>;

/** F10: what was found in each class of the plan and item by item; all veto items are named. */
export const InspectionSheet = z
  .strictObject({
    classes: z
      .array(ClassRow.pick({ kind: true, children: true, carers: true }))
      .min(1)
      .max(60),
    items: z
      .array(
        z.strictObject({
          code: z.enum(INSPECTION_ITEM_CODES),
          finding: z.enum(['conforms', 'fails', 'not-applicable']),
        }),
      )
      .min(1)
      .max(80),
    photos: z.array(Attachment.pick({ hash: true, fileName: true })).max(60),
  })
  .meta({ id: 'InspectionSheet' });
export type InspectionSheet = z.infer<typeof InspectionSheet>;

/** How an inspection may end: 合格, 限期整改, 不合格. `reject` is an older word for `fail`. */
export const INSPECTION_OUTCOMES = ['pass', 'rectify', 'fail', 'reject'] as const;
export type InspectionOutcome = (typeof INSPECTION_OUTCOMES)[number];

/**
 * The lead inspector reports. `pass` is refused unless every veto item conforms and no class breaks R-CAP-01/02;
 * `rectify` needs a failed item, and there is no second one.
 */
export const ReportInspection = z
  .strictObject({ sheet: InspectionSheet, outcome: z.enum(INSPECTION_OUTCOMES), ...GivenReason })
  .meta({ id: 'ReportInspection' });
export type ReportInspection = z.infer<typeof ReportInspection>;

/** The second inspector, of the other body, signs the same sheet by its hash. */
export const SignInspection = z.strictObject({ sheetHash: Sha256 }).meta({ id: 'SignInspection' });
export type SignInspection = z.infer<typeof SignInspection>;

/**
 * The municipal leader decides on what both inspectors found to fail (domain.md §8.1): it is final with this, or they look
 * again and report anew, for a reason.
 */
export const DecideInspectionFailure = z
  .strictObject({ outcome: z.enum(['confirm', 'send-back']), sheetHash: Sha256, ...GivenReason })
  .meta({ id: 'DecideInspectionFailure' });
export type DecideInspectionFailure = z.infer<typeof DecideInspectionFailure>;

/** The worker tells the inspection when its report is due, once the visit is known. */
export const SetReportDue = z.strictObject({ reportDue: DueDate }).meta({ id: 'SetReportDue' });
export type SetReportDue = z.infer<typeof SetReportDue>;
