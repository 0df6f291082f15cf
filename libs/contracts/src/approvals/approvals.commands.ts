import { z } from 'zod';
import { OfficeDate, PlanFacts, Sha256 } from '../applications/service-plan.js';
import { Position } from '../envelope/event-envelope.js';
import { Fen } from '../money/money.js';
import { ProgramCheck } from './automatic-step.js';
import { CLOSING_REASONS, Defect } from './defect.js';
import { REVIEW_KINDS, REVIEW_OUTCOMES } from './review-kind.js';
import { DueDate, REASON_CODE_NAMES } from './work-item.js';
import { GivenReason, MemberId, RepeatedWork, WorkOpening } from './work-opening.js';

// ── Committee meeting (集体决策) ────────────────────────────────────────────────────────────────────────────────

/** The worker opens P1 for a sealed plan version. A meeting for an older version of the same plan is superseded. */
export const OpenMeeting = z
  .strictObject({
    ...WorkOpening,
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
    ...WorkOpening,
    ...RepeatedWork,
    kind: z.enum(REVIEW_KINDS),
    round: z.int().min(1),
    /** Returns of this step so far, when that is not `round - 1`: a reconsideration uses no correction up (R-PROC-02). */
    corrections: z.int().min(0).optional(),
    due: DueDate,
    facts: PlanFacts.nullable(),
    /** Health verification: the filing to compare with. Operator: which step failed, in a short code. */
    about: z.string().max(200).optional(),
  })
  .meta({ id: 'OpenReview' });
export type OpenReview = z.infer<typeof OpenReview>;

/**
 * A seat signs. A negative decision needs a reason code and at least 10 characters (R-PROC-06). A return lists every
 * defect at once, each with its own reason (R-PROC-01). A joint review that passes names the two grants, the same from
 * both leaders; a designation names the joint document's number. Which outcomes a kind has stands in `REVIEW_SEATS`.
 * A program to which the review was given says what it checked, and why it passes (R-AUTO-05).
 */
export const DecideReview = z
  .strictObject({
    outcome: z.enum(REVIEW_OUTCOMES),
    ...GivenReason,
    unionGrantFen: Fen.optional(),
    healthGrantFen: Fen.optional(),
    defects: z.array(Defect).max(60).optional(),
    documentNo: z.string().trim().min(1).max(60).optional(),
    checks: z.array(ProgramCheck).max(60).optional(),
  })
  .meta({ id: 'DecideReview' });
export type DecideReview = z.infer<typeof DecideReview>;

/** The worker closes work that is no longer needed. */
export const CloseWork = z.strictObject({ why: z.enum(CLOSING_REASONS) }).meta({ id: 'CloseWork' });
export type CloseWork = z.infer<typeof CloseWork>;

// ── Health filing (备案) ────────────────────────────────────────────────────────────────────────────────────────

/**
 * The worker opens the filing at the health authority of the site's unit (R-ORG-03). A correction that changes what was
 * filed opens another one, of the next round; so a receipt, once recorded, stays as it was.
 */
export const OpenFiling = z
  .strictObject({
    ...WorkOpening,
    ...RepeatedWork,
    facts: PlanFacts,
    receiptDue: DueDate,
    nonconformityDue: DueDate,
  })
  .meta({ id: 'OpenFiling' });
export type OpenFiling = z.infer<typeof OpenFiling>;

/**
 * CH_OFFICER of the site's unit records the receipt (备案回执) as it stands in the authority's own register, also after
 * a non-conformity that the institution has cured.
 */
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

// ── Site (示范点) ───────────────────────────────────────────────────────────────────────────────────────────────

/** The worker enters the designated site: `ACTIVE`, valid for 3 years less a day (R-LIFE-01). */
export const DesignateSite = z
  .strictObject({
    ...WorkOpening,
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
