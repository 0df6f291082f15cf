import type { AdvancingStep, ApplicationEvent, ApplicationStatus, Position } from '#libs/contracts';
import type { ApplicationState, StepPassed, StepTaken } from './application-state.js';
import { STATUS_AFTER } from './application-statuses.js';

const later = (one: string, other: string): string => (one > other ? one : other);

/** Highest sequence of a subject whose consequences are all opened; 0 for none. */
export const settledSequence = (state: ApplicationState, subject: string): number =>
  state.settled.find((position) => position.subject === subject)?.sequence ?? 0;

/** Version of the last fact that changed anything for people; later ones only noted how far the case is settled, or rang. */
export const changedAt = (state: ApplicationState, version: number): number => version - state.settledSinceChange;

/** Notes that a position's consequences are open; never falls back. */
const settledAt = (state: ApplicationState, { subject, sequence }: Position): ApplicationState['settled'] => [
  ...state.settled.filter((position) => position.subject !== subject),
  { subject, sequence: Math.max(settledSequence(state, subject), sequence) },
];

/** Only what the state keeps: a later version of the event may carry more. */
const stepOf = ({ step, decision, decidedOn }: StepPassed): StepPassed => ({ step, decision, decidedOn });

const takenOf = ({ step, decision }: StepPassed, outcome: StepTaken['outcome']): StepTaken => ({
  step,
  outcome,
  decision,
});

type DataOf<Type extends ApplicationEvent['type']> = Extract<ApplicationEvent, { type: Type }>['data'];

/** The next state of a case in another status: whatever was rung for what people had to do before is over. */
const moveTo = (state: ApplicationState, status: ApplicationState['status']): ApplicationState => ({
  ...state,
  status,
  settledSinceChange: 0,
  ...(status === state.status ? {} : { reminded: false, escalation: 0 }),
});

const take = (
  state: ApplicationState,
  data: StepPassed,
  outcome: StepTaken['outcome'],
): Pick<ApplicationState, 'taken'> => ({ taken: [...state.taken, takenOf(data, outcome)] });

const created = (state: ApplicationState, data: DataOf<'application.created'>): ApplicationState => ({
  ...state,
  employerUscc: data.employerUscc,
  unionUscc: data.unionUscc,
  managingUnit: data.managingUnit,
  siteUnit: data.siteUnit,
  siteAddress: data.siteAddress,
  programmeYear: data.programmeYear,
  claim: data.claim,
  createdOn: data.createdOn,
  createdBy: data.createdBy,
  touchedOn: data.createdOn,
});

const sealed = (state: ApplicationState, data: DataOf<'application.plan-sealed'>): ApplicationState => {
  const { planHash: hash, number, sealedOn, facts, missingAttachments = [], correction = null } = data;
  return {
    ...state,
    plan: { number, hash, sealedOn, facts, missingAttachments, correction },
    touchedOn: later(state.touchedOn, sealedOn),
  };
};

const rejected = (
  state: ApplicationState,
  from: ApplicationState['status'],
  data: DataOf<'application.rejected'>,
): ApplicationState => {
  const { reasonCode, decidedBy = [], reconsiderBy = null } = data;
  return {
    ...state,
    ...take(state, data, 'rejected'),
    reasonCode,
    rejection: { ...stepOf(data), reasonCode, from: from === 'NONE' ? 'DRAFT' : from, decidedBy, reconsiderBy },
    rectification: null,
  };
};

const returned = (state: ApplicationState, data: DataOf<'application.returned'>): ApplicationState => {
  const { steps, items, round, planHash, due, returnsTo } = data;
  return {
    ...state,
    taken: [...state.taken, ...steps.map((step) => takenOf(step, 'returned'))],
    correction: { steps, items, round, planHash, due, returnsTo },
  };
};

/** Steps that have to be decided anew count as not passed. */
const without = (passed: readonly StepPassed[], reopened: readonly AdvancingStep[]): readonly StepPassed[] =>
  passed.filter(({ step }) => !reopened.includes(step));

const reconsidered = (
  state: ApplicationState,
  { step, excluded, openedOn, due, reopens }: DataOf<'application.reconsideration-opened'>,
): ApplicationState => ({
  ...state,
  passed: without(state.passed, reopens),
  reconsideration: { step, excluded, openedOn, due },
  rejection: null,
  reasonCode: null,
});

const statusAfter = (state: ApplicationState, event: ApplicationEvent): ApplicationStatus | 'NONE' =>
  event.type === 'application.resubmitted' || event.type === 'application.reconsideration-opened'
    ? event.data.returnsTo
    : (STATUS_AFTER[event.type] ?? state.status);

/** The state after one more fact. */
export const evolveApplication = (state: ApplicationState, event: ApplicationEvent): ApplicationState => {
  const moved = moveTo(state, statusAfter(state, event));
  if (isTurn(event)) return evolveTurn(moved, state.status, event);
  switch (event.type) {
    case 'application.created':
      return created(moved, event.data);
    case 'application.plan-sealed':
      return sealed(moved, event.data);
    case 'application.committee-declined': {
      const { planHash, rule, decision, notedOn = state.touchedOn } = event.data;
      return { ...moved, declined: { planHash, rule, decision }, touchedOn: later(state.touchedOn, notedOn) };
    }
    case 'application.resolution-recorded': {
      const { resolutionNo: no, resolutionHash: hash, planHash, decidedOn, decision } = event.data;
      const resolution = { no, hash, planHash, decidedOn, decision };
      return { ...moved, resolution, touchedOn: later(state.touchedOn, decidedOn) };
    }
    case 'application.submitted': {
      const { caseNo, submittedOn, submittedBy, declarationsHash, planHash } = event.data;
      return { ...moved, caseNo, submittedOn, submittedBy, declarationsHash, submittedPlanHash: planHash };
    }
    case 'application.settled': {
      const settledSinceChange = state.settledSinceChange + 1;
      return { ...moved, settled: settledAt(state, event.data.settled), settledSinceChange };
    }
    case 'application.alarmed': {
      const { kind, level } = event.data;
      const rung = kind === 'remind' ? { reminded: true } : { escalation: Math.max(state.escalation, level) };
      return { ...moved, ...rung, settledSinceChange: state.settledSinceChange + 1 };
    }
    case 'application.inspection-opened':
    case 'application.joint-review-opened':
    case 'application.archived':
      return moved;
    case 'application.accepted':
    case 'application.district-approved':
    case 'application.union-approved':
    case 'application.health-verified':
    case 'application.inspected':
    case 'application.proposed':
    case 'application.publicity-passed':
    case 'application.designated':
      // Not settled yet: the worker advances the case first and opens the next work afterwards.
      return { ...moved, ...take(state, event.data, 'passed'), passed: [...state.passed, stepOf(event.data)] };
  }
};

/** What leads off the main line, and back to it. */
const TURNS = [
  'application.rejected',
  'application.returned',
  'application.resubmitted',
  'application.lapsed',
  'application.rectification-required',
  'application.rectification-extended',
  'application.rectification-submitted',
  'application.deferred',
  'application.resumed',
  'application.objected',
  'application.objection-dismissed',
  'application.withdrawal-consented',
  'application.withdrawn',
  'application.terminated',
  'application.reconsideration-opened',
] as const satisfies readonly ApplicationEvent['type'][];
type Turn = Extract<ApplicationEvent, { type: (typeof TURNS)[number] }>;

const isTurn = (event: ApplicationEvent): event is Turn => TURNS.some((type) => type === event.type);

/** The turns off the main line. `from` is the status before, `moved` already has the one after. */
const evolveTurn = (moved: ApplicationState, from: ApplicationState['status'], event: Turn): ApplicationState => {
  switch (event.type) {
    case 'application.rejected':
      return rejected(moved, from, event.data);
    case 'application.returned':
      return returned(moved, event.data);
    case 'application.resubmitted': {
      const { planHash, reopens } = event.data;
      return { ...moved, submittedPlanHash: planHash, passed: without(moved.passed, reopens), correction: null };
    }
    case 'application.lapsed':
      return { ...moved, correction: null, deferral: null };
    case 'application.rectification-required': {
      const { failedItems, due, finalDue } = event.data;
      const rectification = { failedItems, due, finalDue, extended: false };
      return { ...moved, ...take(moved, event.data, 'rectification'), rectification };
    }
    case 'application.rectification-extended': {
      const { rectification } = moved;
      if (rectification === null) return moved;
      return { ...moved, rectification: { ...rectification, due: event.data.due, extended: true } };
    }
    case 'application.rectification-submitted':
      return { ...moved, rectification: null };
    case 'application.deferred':
      return {
        ...moved,
        ...take(moved, event.data, 'deferred'),
        deferral: { deferredOn: event.data.decidedOn, until: event.data.until },
      };
    case 'application.resumed':
      return { ...moved, deferral: null };
    case 'application.objected':
      return { ...moved, ...take(moved, event.data, 'objected') };
    case 'application.objection-dismissed':
      return { ...moved, ...take(moved, event.data, 'objection-dismissed') };
    case 'application.withdrawal-consented':
      return { ...moved, withdrawalConsentedOn: event.data.consentedOn };
    case 'application.withdrawn':
      return { ...moved, correction: null, rectification: null, deferral: null };
    case 'application.terminated': {
      const { barredUntil, reasonCode } = event.data;
      return { ...moved, barredUntil, reasonCode, correction: null, rectification: null, deferral: null };
    }
    case 'application.reconsideration-opened':
      return reconsidered(moved, event.data);
  }
};
