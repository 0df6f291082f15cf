import { z } from 'zod';
import { CLASS_KINDS, PlanFacts } from '../applications/service-plan.js';
import { Position } from '../envelope/event-envelope.js';
import { REVIEW_KINDS } from './review-kind.js';
import { CaseListing, DueDate, PriorAct } from './work-item.js';

const Opened = {
  caseId: z.string(),
  planHash: z.string(),
  listing: CaseListing,
  priorActs: z.array(PriorAct),
  openedOn: z.string(),
};
const Alarm = z.object({ kind: z.enum(['remind', 'escalate']), level: z.int(), on: z.string() });
const Closed = z.object({ why: z.enum(['case-ended', 'superseded']) });
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
    kind: z.enum(REVIEW_KINDS),
    round: z.int(),
    due: DueDate,
    facts: PlanFacts.nullable(),
    about: z.string().nullable(),
  }),
  'review.signed': z.object({
    role: z.string(),
    actor: z.string(),
    outcome: z.enum(['pass', 'reject']),
    ...Reason,
    unionGrantFen: z.int().nullable(),
    healthGrantFen: z.int().nullable(),
    documentNo: z.string().nullable(),
    signedOn: z.string(),
  }),
  /** All seats have signed, or one rejection decided. */
  'review.decided': z.object({
    kind: z.enum(REVIEW_KINDS),
    outcome: z.enum(['passed', 'rejected']),
    ...Reason,
    decidedOn: z.string(),
    /** With level and duty as the seat has them, so that whoever carries the acts on needs no table of its own. */
    decidedBy: z.array(
      z.object({
        role: z.string(),
        actor: z.string(),
        level: z.string().optional(),
        duty: z.string().optional(),
      }),
    ),
    unionGrantFen: z.int().nullable(),
    healthGrantFen: z.int().nullable(),
    documentNo: z.string().nullable(),
  }),
  'review.alarmed': Alarm,
  'review.closed': Closed,

  'filing.opened': z.object({ ...Opened, facts: PlanFacts, receiptDue: DueDate, nonconformityDue: DueDate }),
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

  'inspection.opened': z.object({ ...Opened, facts: PlanFacts, visitDue: DueDate }),
  'inspection.visited': z.object({
    visitedOn: z.string(),
    lead: z.string(),
    leadBody: z.string(),
    companion: z.string(),
  }),
  'inspection.report-due-set': z.object({ reportDue: DueDate }),
  'inspection.reported': z.object({
    sheetHash: z.string(),
    outcome: z.enum(['pass', 'reject']),
    ...Reason,
    classes: z.array(z.object({ kind: z.enum(CLASS_KINDS), children: z.int(), carers: z.int() })),
    failedItems: z.array(z.string()),
    reportedOn: z.string(),
    reportedBy: z.string(),
  }),
  /** Both inspectors signed the same sheet. */
  'inspection.completed': z.object({
    outcome: z.enum(['passed', 'rejected']),
    reasonCode: z.string().nullable(),
    sheetHash: z.string(),
    completedOn: z.string(),
    inspectors: z.array(z.string()),
  }),
  'inspection.alarmed': Alarm,
  'inspection.closed': Closed,

  'notice.opened': z.object({
    ...Opened,
    facts: PlanFacts,
    period: DueDate,
    unionGrantFen: z.int(),
    healthGrantFen: z.int(),
  }),
  'notice.objection-lodged': z.object({ objection: z.int(), documentHash: z.string(), lodgedOn: z.string() }),
  'notice.objection-resolved': z.object({
    objection: z.int(),
    outcome: z.enum(['dismissed', 'upheld']),
    findingHash: z.string(),
    resolvedBy: z.string(),
    resolvedOn: z.string(),
  }),
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
