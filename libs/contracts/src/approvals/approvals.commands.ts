import { z } from 'zod';
import { Attachment, ClassRow, OfficeDate, PlanFacts, Sha256 } from '../applications/service-plan.js';
import { Position } from '../envelope/event-envelope.js';
import { Fen } from '../money/money.js';
import { INSPECTION_ITEM_CODES } from './inspection-item.js';
import { REVIEW_KINDS } from './review-kind.js';
import { CaseListing, DueDate, PriorAct, REASON_CODE_NAMES } from './work-item.js';

const Opening = {
  caseId: z.uuid(),
  planHash: Sha256,
  listing: CaseListing,
  priorActs: z.array(PriorAct).max(100),
};
/** The actor id of a person, as the issuer gives it: it goes into the log, so nothing that could be a name or a text fits. */
const MemberId = z.string().regex(/^[A-Za-z0-9._:-]{1,60}$/);
const Reason = { reasonCode: z.enum(REASON_CODE_NAMES).optional(), reasonText: z.string().max(2000).optional() };

// ── Committee meeting (集体决策) ────────────────────────────────────────────────────────────────────────────────

/** The worker opens P1 for a sealed plan version. A meeting for an older version of the same plan is superseded. */
export const OpenMeeting = z
  .strictObject({
    ...Opening,
    planNumber: z.int().min(1),
    committeeSize: z.int().min(1).max(99),
    supplierUsccs: z.array(z.string().max(40)).max(200),
  })
  .meta({ id: 'OpenMeeting' });
export type OpenMeeting = z.infer<typeof OpenMeeting>;

/** GU_CHAIR convenes: the membership is frozen here. `interests` are credit codes (R-ID-01/02) a member has an interest in. */
export const ConveneMeeting = z
  .strictObject({
    meetingDate: OfficeDate,
    form: z.enum(['ONSITE', 'VIDEO']),
    members: z
      .array(z.strictObject({ member: MemberId, interests: z.array(z.string().max(40)).max(20) }))
      .min(1)
      .max(99),
  })
  .meta({ id: 'ConveneMeeting' });
export type ConveneMeeting = z.infer<typeof ConveneMeeting>;

/** GU_CHAIR records who is there and who is recused; the vote opens when the quorum stands (R-COM-01, R-COM-06). */
export const OpenVote = z
  .strictObject({ present: z.array(MemberId).max(99), recused: z.array(MemberId).max(99) })
  .meta({ id: 'OpenVote' });
export type OpenVote = z.infer<typeof OpenVote>;

/** A COMMITTEE_MEMBER votes for himself, once. */
export const CastVote = z.strictObject({ choice: z.enum(['yes', 'no', 'abstain']) }).meta({ id: 'CastVote' });
export type CastVote = z.infer<typeof CastVote>;

/**
 * GU_CHAIR closes the vote with minutes and sign-in sheet (R-COM-04, R-COM-05). The count decides (R-COM-02). Present
 * members who have not voted are named in `notVoting` and count as abstentions, so that nobody blocks the closing by
 * silence; whoever is neither named nor has voted keeps the sum from fitting (R-COM-05).
 */
export const CloseMeeting = z
  .strictObject({
    minutesHash: Sha256,
    signInHash: Sha256,
    resolutionText: z.string().trim().min(1).max(1000),
    notVoting: z.array(MemberId).max(99).default([]),
  })
  .meta({ id: 'CloseMeeting' });
export type CloseMeeting = z.infer<typeof CloseMeeting>;

/**
 * GU_CHAIR records a meeting that was held on paper. Counts that do not carry a decision are refused. `recusedMembers` are
 * as many as `recused`; of a convened membership they are at least those with an interest in a supplier (R-COM-06).
 */
export const RecordMeeting = z
  .strictObject({
    meetingDate: OfficeDate,
    form: z.enum(['ONSITE', 'VIDEO']),
    total: z.int().min(0).max(99),
    present: z.int().min(0).max(99),
    recused: z.int().min(0).max(99),
    recusedMembers: z.array(MemberId).max(99).default([]),
    yes: z.int().min(0).max(99),
    no: z.int().min(0).max(99),
    abstain: z.int().min(0).max(99),
    minutesHash: Sha256,
    signInHash: Sha256,
    resolutionText: z.string().trim().min(1).max(1000),
  })
  .meta({ id: 'RecordMeeting' });
export type RecordMeeting = z.infer<typeof RecordMeeting>;

// ── Reviews ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** The worker opens a review. `facts` are those of the plan version under review. */
export const OpenReview = z
  .strictObject({
    ...Opening,
    kind: z.enum(REVIEW_KINDS),
    round: z.int().min(1),
    due: DueDate,
    facts: PlanFacts.nullable(),
    /** Health verification: the filing to compare with. Operator: which step failed, in a short code. */
    about: z.string().max(200).optional(),
  })
  .meta({ id: 'OpenReview' });
export type OpenReview = z.infer<typeof OpenReview>;

/**
 * A seat signs. A negative decision needs a reason code and at least 10 characters (R-PROC-06). A joint review that
 * passes names the two grants, the same from both leaders; a designation names the joint document's number.
 */
export const DecideReview = z
  .strictObject({
    outcome: z.enum(['pass', 'reject']),
    ...Reason,
    unionGrantFen: Fen.optional(),
    healthGrantFen: Fen.optional(),
    documentNo: z.string().trim().min(1).max(60).optional(),
  })
  .meta({ id: 'DecideReview' });
export type DecideReview = z.infer<typeof DecideReview>;

/** The worker closes work that is no longer needed because the case ended elsewhere. */
export const CloseWork = z.strictObject({ why: z.enum(['case-ended', 'superseded']) }).meta({ id: 'CloseWork' });
export type CloseWork = z.infer<typeof CloseWork>;

// ── Health filing (备案) ────────────────────────────────────────────────────────────────────────────────────────

/** The worker opens the filing at the health authority of the site's unit (R-ORG-03). */
export const OpenFiling = z
  .strictObject({ ...Opening, facts: PlanFacts, receiptDue: DueDate, nonconformityDue: DueDate })
  .meta({ id: 'OpenFiling' });
export type OpenFiling = z.infer<typeof OpenFiling>;

/** CH_OFFICER of the site's unit records the receipt (备案回执) as it stands in the authority's own register. */
export const RecordReceipt = z
  .strictObject({
    filingNo: z.string().trim().min(1).max(40),
    receiptDate: OfficeDate,
    filedName: z.string().trim().min(1).max(100),
    filedAddress: z.string().trim().min(1).max(200),
    filedPlaces: z.int().min(0).max(100_000),
    receiptHash: Sha256.optional(),
  })
  .meta({ id: 'RecordReceipt' });
export type RecordReceipt = z.infer<typeof RecordReceipt>;

/** CH_OFFICER notifies non-conformity with reasons, within 15 working days of receipt. */
export const RecordNonconformity = z
  .strictObject({ reasonCode: z.enum(REASON_CODE_NAMES), reasonText: z.string().max(2000) })
  .meta({ id: 'RecordNonconformity' });
export type RecordNonconformity = z.infer<typeof RecordNonconformity>;

// ── Inspection (现场核查) ───────────────────────────────────────────────────────────────────────────────────────

export const OpenInspection = z
  .strictObject({ ...Opening, facts: PlanFacts, visitDue: DueDate })
  .meta({ id: 'OpenInspection' });
export type OpenInspection = z.infer<typeof OpenInspection>;

/** The first inspector records the visit and becomes lead; the report is then due in 3 working days. */
export const RecordVisit = z.strictObject({ visitedOn: OfficeDate, companion: MemberId }).meta({ id: 'RecordVisit' });
export type RecordVisit = z.infer<typeof RecordVisit>;

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

/** The lead inspector reports. `pass` is refused unless every veto item conforms and no class breaks R-CAP-01/02. */
export const ReportInspection = z
  .strictObject({ sheet: InspectionSheet, outcome: z.enum(['pass', 'reject']), ...Reason })
  .meta({ id: 'ReportInspection' });
export type ReportInspection = z.infer<typeof ReportInspection>;

/** The second inspector, of the other body, signs the same sheet by its hash. */
export const SignInspection = z.strictObject({ sheetHash: Sha256 }).meta({ id: 'SignInspection' });
export type SignInspection = z.infer<typeof SignInspection>;

/** The worker tells the inspection when its report is due, once the visit is known. */
export const SetReportDue = z.strictObject({ reportDue: DueDate }).meta({ id: 'SetReportDue' });
export type SetReportDue = z.infer<typeof SetReportDue>;

// ── Public notice (公示) ────────────────────────────────────────────────────────────────────────────────────────

export const OpenNotice = z
  .strictObject({ ...Opening, facts: PlanFacts, period: DueDate, unionGrantFen: Fen, healthGrantFen: Fen })
  .meta({ id: 'OpenNotice' });
export type OpenNotice = z.infer<typeof OpenNotice>;

/** Anyone may object during the notice. The text goes into a document; the log keeps its hash. */
export const LodgeObjection = z
  .strictObject({
    name: z.string().trim().min(1).max(60),
    contact: z.string().trim().min(1).max(100),
    facts: z.string().trim().min(10).max(4000),
  })
  .meta({ id: 'LodgeObjection' });
export type LodgeObjection = z.infer<typeof LodgeObjection>;

/** MU_LEADER decides an objection with a written finding. */
export const ResolveObjection = z
  .strictObject({ objection: z.int().min(1), outcome: z.enum(['dismissed', 'upheld']), finding: z.string().max(4000) })
  .meta({ id: 'ResolveObjection' });
export type ResolveObjection = z.infer<typeof ResolveObjection>;

/** The worker closes the notice after its last day (R-PUB-01), never with an open objection (R-PUB-03). */
export const CloseNotice = z.strictObject({}).meta({ id: 'CloseNotice' });
export type CloseNotice = z.infer<typeof CloseNotice>;

// ── Site (示范点) ───────────────────────────────────────────────────────────────────────────────────────────────

/** The worker enters the designated site: `ACTIVE`, valid for 3 years less a day (R-LIFE-01). */
export const DesignateSite = z
  .strictObject({
    ...Opening,
    facts: PlanFacts,
    documentNo: z.string().min(1).max(60),
    designatedOn: OfficeDate,
    resolutionHash: Sha256,
    filingSubject: z.string().max(80),
    noticeSubject: z.string().max(80),
    decision: Position,
  })
  .meta({ id: 'DesignateSite' });
export type DesignateSite = z.infer<typeof DesignateSite>;
