import { OBJECTION_SEATS, type Role, type Task } from '#libs/contracts';
import { CITY } from '#libs/policy';
import type { FilingState } from './filing.decider.js';
import type { InspectionState } from './inspection-state.js';
import type { MeetingState } from './meeting.decider.js';
import { acceptedOf, type Notice, type NoticeState } from './notice-state.js';
import { programOf } from './automatic-review.js';
import type { ReviewState } from './review-state.js';
import { openSeats, unitOfSeat } from './seats.js';
import type { OpenedWork } from './work.js';

/** Where an aggregate stands: its subject and version go into its tasks. */
export interface TaskHead {
  readonly subject: string;
  readonly version: number;
}

/** Who has to act; what is left out is null. */
interface Line {
  readonly action: string;
  readonly role: Role;
  readonly unit?: string;
  readonly organisation?: string;
  readonly assignee?: string;
  readonly dueOn?: string | undefined;
  readonly answerBy?: string | undefined;
}

const task = (kind: string, work: OpenedWork, { subject, version }: TaskHead, line: Line): Task => ({
  subject,
  version,
  caseId: work.caseId,
  kind,
  action: line.action,
  role: line.role,
  unit: line.unit ?? null,
  organisation: line.organisation ?? null,
  assignee: line.assignee ?? null,
  openedOn: work.openedOn,
  dueOn: line.dueOn ?? null,
  reminded: work.reminded,
  escalation: work.escalation,
  ...(line.answerBy === undefined ? {} : { answerBy: line.answerBy }),
  listing: work.listing,
});

/** The chair convenes, opens and closes; in between each present member votes for himself. `action` is the route. */
export const tasksOfMeeting = (state: MeetingState, head: TaskHead): readonly Task[] => {
  if (state.status === 'NONE') return [];
  const organisation = state.listing.unionUscc;
  const chair = (action: string): Task => task('meeting', state, head, { action, role: 'GU_CHAIR', organisation });
  switch (state.status) {
    case 'OPEN':
      return [chair('convening')];
    case 'CONVENED':
      return [chair('vote-opening')];
    case 'VOTING': {
      const missing = state.present.filter((id) => !state.votes.some(({ member }) => member === id));
      if (missing.length === 0) return [chair('closing')];
      return missing.map((assignee) =>
        task('meeting', state, head, { action: 'votes', role: 'COMMITTEE_MEMBER', organisation, assignee }),
      );
    }
    case 'ADOPTED':
    case 'DECLINED':
    case 'CLOSED':
      return [];
  }
};

/**
 * One `decision` for each seat that may sign now; `kind` is the review's. While a program has it the decision is the
 * program's, and the people of the seat see it as `handover`: they wait, or take it over. An escalated review is shown to the leader too,
 * as `attention`: something to see to, not a route, because a leader never signs for the reviewer.
 */
export const tasksOfReview = (state: ReviewState, head: TaskHead): readonly Task[] => {
  if (state.status !== 'OPEN') return [];
  const dueOn = state.due.dueOn;
  const seats = openSeats(state.kind, state.signatures);
  const automatic = programOf(state);
  const answerBy = automatic?.answerBy;
  const action = automatic === undefined ? 'decision' : 'handover';
  const lines = seats.map((seat): Line => {
    return { action, role: seat.role, unit: unitOfSeat(seat, state.listing), dueOn, answerBy };
  });
  const program: readonly Line[] =
    automatic === undefined
      ? []
      : [{ action: 'decision', role: 'PIPELINE', assignee: automatic.pipeline, dueOn, answerBy }];
  return [...program, ...lines, ...watchersOf(state.kind, state, dueOn)]
    .filter((line, index, all) => all.findIndex(({ role }) => role === line.role) === index)
    .map((line) => task(state.kind, state, head, line));
};

/** Who is told first and second when work of a kind is overdue (domain.md §5.2, last column). */
const LADDERS: Readonly<Record<string, readonly { readonly role: Role; readonly of: 'managing-unit' | 'city' }[]>> = {
  'formal-check': [
    { role: 'DU_LEADER', of: 'managing-unit' },
    { role: 'MU_LEADER', of: 'city' },
  ],
  'district-review': [
    { role: 'DU_LEADER', of: 'managing-unit' },
    { role: 'MU_LEADER', of: 'city' },
  ],
  'municipal-review': [{ role: 'MU_LEADER', of: 'city' }],
  'health-verification': [
    { role: 'MH_OFFICER', of: 'city' },
    { role: 'MH_LEADER', of: 'city' },
  ],
  filing: [
    { role: 'MH_OFFICER', of: 'city' },
    { role: 'MH_LEADER', of: 'city' },
  ],
  inspection: [
    { role: 'MU_LEADER', of: 'city' },
    { role: 'MH_LEADER', of: 'city' },
  ],
};

const watchersOf = (kind: string, work: OpenedWork, dueOn: string | undefined): readonly Line[] =>
  (LADDERS[kind] ?? []).slice(0, work.escalation).map(({ role, of }) => {
    return { action: 'attention', role, unit: of === 'city' ? CITY.unitCode : work.listing.managingUnit, dueOn };
  });

/** The officer of the site's unit records the receipt, or the non-conformity in its place. */
export const tasksOfFiling = (state: FilingState, head: TaskHead): readonly Task[] => {
  if (state.status !== 'OPEN') return [];
  const dueOn = state.receiptDue.dueOn;
  const line: Line = { action: 'receipt', role: 'CH_OFFICER', unit: state.listing.siteUnit, dueOn };
  return [line, ...watchersOf('filing', state, dueOn)].map((one) => task('filing', state, head, one));
};

/** Any inspector may take the visit and become lead; then the lead reports, the companion signs, and of a failure the leader decides. */
export const tasksOfInspection = (state: InspectionState, head: TaskHead): readonly Task[] => {
  const line = inspectionLine(state);
  if (state.status === 'NONE' || line === undefined) return [];
  return [line, ...watchersOf('inspection', state, line.dueOn)].map((one) => task('inspection', state, head, one));
};

const inspectionLine = (state: InspectionState): Line | undefined => {
  switch (state.status) {
    case 'OPEN':
      return { action: 'visit', role: 'INSPECTOR', dueOn: state.visitDue.dueOn };
    case 'VISITED':
    case 'REPORTED': {
      if (state.visit === null) return undefined;
      const { lead, companion } = state.visit;
      const dueOn = state.reportDue?.dueOn;
      return state.status === 'VISITED'
        ? { action: 'report', role: 'INSPECTOR', assignee: lead, dueOn }
        : { action: 'signature', role: 'INSPECTOR', assignee: companion, dueOn };
    }
    case 'FAILED':
      return { action: 'failure', role: 'MU_LEADER', unit: CITY.unitCode, dueOn: state.reportDue?.dueOn };
    case 'NONE':
    case 'PASSED':
    case 'RECTIFICATION':
    case 'REJECTED':
    case 'CLOSED':
      return undefined;
  }
};

/** The notice itself waits for its last day; people have to act only on objections: one examines, two leaders sign. */
export const tasksOfNotice = (state: NoticeState, head: TaskHead): readonly Task[] =>
  state.status === 'OPEN' ? objectionLines(state).map((line) => task('notice', state, head, line)) : [];

const objectionLines = (notice: Notice): readonly Line[] => {
  const { examination, decisions } = OBJECTION_SEATS;
  const unit = CITY.unitCode;
  const dueOn = notice.stoppedOn === undefined ? notice.period.dueOn : undefined;
  const unexamined = notice.objections.some(({ status }) => status === 'OPEN');
  const unsigned = decisions.filter(({ role }) =>
    acceptedOf(notice).some(({ findings = [] }) => !findings.some(({ signer }) => signer.role === role)),
  );
  return [
    // Until it is examined the period runs on, and does not pass at its end (R-PUB-03).
    ...(unexamined ? [{ action: 'objection-examinations', role: examination.role, unit, dueOn }] : []),
    ...unsigned.map(({ role }): Line => ({ action: 'objection-decisions', role, unit })),
  ];
};
