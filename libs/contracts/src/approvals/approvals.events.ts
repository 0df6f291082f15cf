import { z } from 'zod';
import { CLASS_KINDS, PlanFacts, PlanItem } from '../applications/service-plan.js';
import { Position } from '../envelope/event-envelope.js';
import { AutomaticStepEvents, GivenToProgram, HANDOVER_REASONS } from './automatic-step.js';
import { CLOSING_REASONS, DefectCode, EarlierRound } from './defect.js';
import { INSPECTION_OUTCOMES } from './inspection.commands.js';
import { REVIEW_KINDS, REVIEW_OUTCOMES } from './review-kind.js';
import { CaseListing, DueDate, PriorAct } from './work-item.js';

const Opened = {
  caseId: z.string(),
  planHash: z.string(),
  listing: CaseListing,
  priorActs: z.array(PriorAct),
  openedOn: z.string(),
};
/** Of work that may be done once more; events from before there were rounds have none of these. */
const Repeated = {
  round: z.int().optional(),
  excluded: z.array(z.string()).optional(),
  earlier: z.array(EarlierRound).optional(),
};
/** A return's defects: the texts are in the document, the codes are here. */
const Defects = {
  defectsHash: z.string().nullable().optional(),
  defectItems: z.array(PlanItem).optional(),
  defects: z.array(DefectCode).optional(),
};
/** Somebody who signed, with level and duty as his seat has them, so that whoever carries the acts on needs no table. */
export const Signer = z.object({
  role: z.string(),
  actor: z.string(),
  level: z.string().optional(),
  duty: z.string().optional(),
});
const FINDINGS = ['dismissed', 'upheld'] as const;
const Alarm = z.object({ kind: z.enum(['remind', 'escalate']), level: z.int(), on: z.string() });
const Closed = z.object({ why: z.enum(CLOSING_REASONS) });
const Reason = { reasonCode: z.string().nullable(), reasonHash: z.string().nullable() };

/** Votes as counted; `recused` members stay in `total` but are neither present nor voting (domain.md §6.6). */
export const MeetingCount = z.object({
  total: z.int(),
  present: z.int(),
  recused: z.int(),
  yes: z.int(),
  no: z.int(),
  abstain: z.int(),
});
export type MeetingCount = z.infer<typeof MeetingCount>;

const Resolution = z.object({
  planHash: z.string(),
  resolutionNo: z.string(),
  resolutionHash: z.string(),
  minutesHash: z.string(),
  signInHash: z.string(),
  decidedOn: z.string(),
  decidedBy: z.string(),
  count: MeetingCount,
});

export const ApprovalEvents = {
  'meeting.opened': z.object({
    ...Opened,
    planNumber: z.int(),
    committeeSize: z.int(),
    supplierUsccs: z.array(z.string()),
  }),
  'meeting.convened': z.object({
    meetingDate: z.string(),
    form: z.enum(['ONSITE', 'VIDEO']),
    members: z.array(z.object({ member: z.string(), interests: z.array(z.string()) })),
    convenedBy: z.string(),
  }),
  'meeting.vote-opened': z.object({ present: z.array(z.string()), recused: z.array(z.string()) }),
  'meeting.vote-cast': z.object({ member: z.string(), choice: z.enum(['yes', 'no', 'abstain']) }),
  /** The chair closes without the votes of these present members: each counts as an abstention. */
  'meeting.votes-missed': z.object({ members: z.array(z.string()), recordedBy: z.string() }),
  /** The committee adopted the plan: the numbered resolution binds `planHash`. */
  'meeting.adopted': Resolution,
  /** The vote was valid and did not carry. `rule` says why (R-COM-02). */
  'meeting.declined': Resolution.omit({ resolutionNo: true, resolutionHash: true }).extend({ rule: z.string() }),
  'meeting.closed': Closed,

  'review.opened': z.object({
    ...Opened,
    ...Repeated,
    kind: z.enum(REVIEW_KINDS),
    round: z.int(),
    corrections: z.int().optional(),
    due: DueDate,
    facts: PlanFacts.nullable(),
    about: z.string().nullable(),
    /** By the policy in force (`automatic-step/<kind>`): a program may decide it, up to that instant. */
    automatic: GivenToProgram.optional(),
  }),
  /** It is an ordinary review from now on, with the due date that it has. */
  'review.handed-to-person': z.object({
    pipeline: z.string(),
    why: z.enum(HANDOVER_REASONS),
    reasonHash: z.string().nullable(),
    checksHash: z.string().nullable(),
    handedBy: z.string(),
    handedOn: z.string(),
  }),
  'review.signed': z.object({
    role: z.string(),
    actor: z.string(),
    outcome: z.enum(REVIEW_OUTCOMES),
    ...Reason,
    ...Defects,
    unionGrantFen: z.int().nullable(),
    healthGrantFen: z.int().nullable(),
    documentNo: z.string().nullable(),
    /** Of a program's signature: the document that says what it checked. */
    checksHash: z.string().optional(),
    signedOn: z.string(),
  }),
  /** The seats that had to sign have signed. `disagreed`: one leader for, one against, so the case is deferred. */
  'review.decided': z.object({
    kind: z.enum(REVIEW_KINDS),
    outcome: z.enum(['passed', 'returned', 'rejected', 'deferred']),
    ...Reason,
    ...Defects,
    disagreed: z.boolean().optional(),
    decidedOn: z.string(),
    decidedBy: z.array(Signer),
    unionGrantFen: z.int().nullable(),
    healthGrantFen: z.int().nullable(),
    documentNo: z.string().nullable(),
  }),
  'review.alarmed': Alarm,
  'review.closed': Closed,

  ...AutomaticStepEvents,

  'filing.opened': z.object({
    ...Opened,
    ...Repeated,
    facts: PlanFacts,
    receiptDue: DueDate,
    nonconformityDue: DueDate,
  }),
  'filing.receipted': z.object({
    filingNo: z.string(),
    receiptDate: z.string(),
    filedName: z.string(),
    filedAddress: z.string(),
    filedPlaces: z.int(),
    receiptHash: z.string().nullable(),
    recordedBy: z.string(),
    recordedOn: z.string(),
  }),
  'filing.nonconforming': z.object({
    reasonCode: z.string(),
    reasonHash: z.string(),
    recordedBy: z.string(),
    recordedOn: z.string(),
  }),
  'filing.alarmed': Alarm,
  'filing.closed': Closed,

  'inspection.opened': z.object({
    ...Opened,
    ...Repeated,
    facts: PlanFacts,
    visitDue: DueDate,
    rectified: z.array(z.string()).optional(),
  }),
  /** The visit is put off, once; the worker then says until when. */
  'inspection.visit-postponed': z.object({
    reasonCode: z.string(),
    reasonHash: z.string(),
    postponedBy: z.string(),
    postponedOn: z.string(),
  }),
  'inspection.visit-due-set': z.object({ visitDue: DueDate }),
  'inspection.visited': z.object({
    visitedOn: z.string(),
    lead: z.string(),
    leadBody: z.string(),
    companion: z.string(),
  }),
  'inspection.report-due-set': z.object({ reportDue: DueDate }),
  'inspection.reported': z.object({
    sheetHash: z.string(),
    outcome: z.enum(INSPECTION_OUTCOMES),
    ...Reason,
    classes: z.array(z.object({ kind: z.enum(CLASS_KINDS), children: z.int(), carers: z.int() })),
    failedItems: z.array(z.string()),
    reportedOn: z.string(),
    reportedBy: z.string(),
  }),
  /** Both inspectors found that the site fails; the municipal leader decides whether it stays at that. */
  'inspection.failure-signed': z.object({ sheetHash: z.string(), signedOn: z.string(), signedBy: z.string() }),
  /** The leader wants them to look again: the report is open once more. */
  'inspection.sent-back': z.object({ ...Reason, sentBackBy: z.string(), sentBackOn: z.string() }),
  /** Both inspectors signed the same sheet, and of a failure the leader too. A rectification names the items that have to be put right. */
  'inspection.completed': z.object({
    outcome: z.enum(['passed', 'rectification', 'rejected']),
    failedItems: z.array(z.string()).optional(),
    reasonCode: z.string().nullable(),
    sheetHash: z.string(),
    completedOn: z.string(),
    inspectors: z.array(z.string()),
    /** The municipal leader, where the site failed. */
    confirmedBy: z.string().optional(),
  }),
  'inspection.alarmed': Alarm,
  'inspection.closed': Closed,

  'notice.opened': z.object({
    ...Opened,
    ...Repeated,
    facts: PlanFacts,
    period: DueDate,
    unionGrantFen: z.int(),
    healthGrantFen: z.int(),
    carried: z.array(z.object({ documentHash: z.string(), lodgedOn: z.string() })).optional(),
  }),
  /** `named` is false for an anonymous objection, which can only be kept as a lead (R-PUB-04). */
  'notice.objection-lodged': z.object({
    objection: z.int(),
    documentHash: z.string(),
    lodgedOn: z.string(),
    named: z.boolean().optional(),
  }),
  /** The objection is examined on its facts; the notice's clock stands still from `acceptedOn` on. */
  'notice.objection-accepted': z.object({ objection: z.int(), examiner: Signer, acceptedOn: z.string() }),
  /** Kept as a lead: it does not stop the clock. */
  'notice.objection-set-aside': z.object({
    objection: z.int(),
    ...Reason,
    examiner: Signer,
    setAsideOn: z.string(),
  }),
  'notice.finding-signed': z.object({
    objection: z.int(),
    outcome: z.enum(FINDINGS),
    findingHash: z.string(),
    signer: Signer,
    signedOn: z.string(),
  }),
  /** One leader dismissed and one upheld: the objection stays open, and both sign anew. */
  'notice.finding-disagreed': z.object({
    objection: z.int(),
    findings: z.array(z.object({ signer: Signer, outcome: z.enum(FINDINGS), findingHash: z.string() })),
    disagreedOn: z.string(),
  }),
  /** Both leaders signed the same. `openObjections` accepted ones are still open; at 0 the clock may go on. */
  'notice.objection-resolved': z.object({
    objection: z.int(),
    outcome: z.enum(FINDINGS),
    findingHash: z.string(),
    resolvedBy: z.string(),
    resolvedOn: z.string(),
    signers: z.array(Signer).optional(),
    openObjections: z.int().optional(),
  }),
  /** The clock goes on: `period` is what was left of it when it stopped. */
  'notice.resumed': z.object({ period: DueDate, stoppedOn: z.string(), resumedOn: z.string() }),
  /** The full period has passed and no objection is open. */
  'notice.passed': z.object({ endedOn: z.string() }),
  'notice.upheld': z.object({ objection: z.int(), resolvedOn: z.string() }),
  'notice.closed': Closed,

  'site.designated': z.object({
    caseId: z.string(),
    listing: CaseListing,
    facts: PlanFacts,
    documentNo: z.string(),
    designatedOn: z.string(),
    validTo: z.string(),
    resolutionHash: z.string(),
    planHash: z.string(),
    filingSubject: z.string(),
    noticeSubject: z.string(),
    decision: Position,
  }),
} as const;
export type ApprovalEventType = keyof typeof ApprovalEvents;
export type ApprovalEvent = {
  [Type in ApprovalEventType]: { readonly type: Type; readonly data: z.infer<(typeof ApprovalEvents)[Type]> };
}[ApprovalEventType];
