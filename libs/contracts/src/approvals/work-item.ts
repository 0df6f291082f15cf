import { z } from 'zod';
import { OfficeDate } from '../applications/service-plan.js';

/** A due date that explains itself: counted in working days from the day after `startedOn` (domain.md §5.3). */
export const DueDate = z.strictObject({
  startedOn: OfficeDate,
  workingDays: z.int().min(0),
  dueOn: OfficeDate,
  calendarVersion: z.string(),
  /** True when the calendar does not cover a touched year yet (R-CAL-01). */
  provisional: z.boolean(),
  zh: z.string().max(500),
  en: z.string().max(500),
});
z.globalRegistry.add(DueDate, { id: 'DueDate' });
export type DueDate = z.infer<typeof DueDate>;

/** What every list shows of a case, carried with the task so that lists join nothing (design §4). */
export const CaseListing = z.strictObject({
  caseNo: z.string().max(40),
  employerName: z.string().max(100),
  employerUscc: z.string().max(40),
  unionUscc: z.string().max(40),
  managingUnit: z.string().max(10),
  siteUnit: z.string().max(10),
  mode: z.string().max(20),
  requestedUnionFen: z.int().min(0),
});
z.globalRegistry.add(CaseListing, { id: 'CaseListing' });
export type CaseListing = z.infer<typeof CaseListing>;

/** Who did what on this case before: for R-PROC-05 and for the separation of review and payment. */
export const PriorAct = z.strictObject({
  level: z.string().max(30),
  duty: z.string().max(40),
  actor: z.string().max(60),
});
z.globalRegistry.add(PriorAct, { id: 'PriorAct' });
export type PriorAct = z.infer<typeof PriorAct>;

export const REASON_CODE_NAMES = [
  'MISSING_DOC',
  'DOC_UNCLEAR',
  'DOC_EXPIRED',
  'DATA_MISMATCH',
  'NOT_FILED',
  'DECISION_INVALID',
  'BUDGET_PROBLEM',
  'OUT_OF_SCOPE',
  'PRICE_HIGH',
  'CAPACITY',
  'SAFETY',
  'FALSE_INFO',
  'QUOTA',
  'OBJECTION_UPHELD',
  'OTHER',
] as const;
export type ReasonCode = (typeof REASON_CODE_NAMES)[number];

/** The worker reminds (N04) or escalates an open piece of work; `level` 1 is the leader, 2 the level above. */
export const RaiseAlarm = z
  .strictObject({ kind: z.enum(['remind', 'escalate']), level: z.int().min(0).max(2), on: OfficeDate })
  .meta({ id: 'RaiseAlarm' });
export type RaiseAlarm = z.infer<typeof RaiseAlarm>;

/** Who has taken a task upon himself, and since when (RFC 3339). */
export const TaskClaim = z.object({ by: z.string(), at: z.string() }).meta({ id: 'TaskClaim' });
export type TaskClaim = z.infer<typeof TaskClaim>;

/** One line of an inbox, whichever service it comes from. */
export const Task = z
  .object({
    /** The aggregate to act on, and what the caller would do there. */
    subject: z.string(),
    version: z.int(),
    caseId: z.string(),
    kind: z.string(),
    action: z.string(),
    role: z.string(),
    unit: z.string().nullable(),
    organisation: z.string().nullable(),
    /** Only this person, where the work is personal (a committee member's vote). */
    assignee: z.string().nullable(),
    openedOn: z.string(),
    dueOn: z.string().nullable(),
    reminded: z.boolean(),
    escalation: z.int(),
    /** While a program has the work: until when, RFC 3339; its staff may only take it over. */
    answerBy: z.string().optional(),
    /** Who has taken it upon himself: until he gives it back or somebody takes it over, no colleague may do it. */
    claim: TaskClaim.optional(),
    listing: CaseListing,
  })
  .meta({ id: 'Task' });
export type Task = z.infer<typeof Task>;

/** Which task of a case: what `POST /tasks/release` gives back. */
export const TaskNamed = z
  .strictObject({
    caseId: z.string().max(80),
    subject: z.string().max(120),
    action: z.string().max(60),
    role: z.string().max(30),
  })
  .meta({ id: 'TaskNamed' });
export type TaskNamed = z.infer<typeof TaskNamed>;

/** `POST /tasks/claim`: the caller takes an open task upon himself; with `over` from the colleague who has it. */
export const TakeTask = TaskNamed.extend({ over: z.boolean().optional() }).meta({ id: 'TakeTask' });
export type TakeTask = z.infer<typeof TakeTask>;

/** Path of the aggregate's commands: `review/0193…` → `/reviews/0193…`. */
export const TaskList = z.object({ tasks: z.array(Task) }).meta({ id: 'TaskList' });
export type TaskList = z.infer<typeof TaskList>;
