import {
  RETURNING_STEPS,
  accept,
  refuse,
  type AdvanceApplication,
  type AdvancingStep,
  type ApplicationEvent,
  type Refusal,
  type ReturningStep,
} from '#libs/contracts';
import { addMonths, checkAllDefects, checkCorrectionRounds, parametersOn } from '#libs/policy';
import { malformed } from '../approvals/work.js';
import {
  passedSteps,
  samePosition,
  wrongState,
  type Answer,
  type ApplicationContext,
  type CommandOf,
} from './application-command.js';
import type { ApplicationState, StepTaken } from './application-state.js';
import { transitionOf } from './application-transitions.js';
import { TRACK_STEPS } from './plan-changes.js';

/** The worker's commands that move a case on: they tell what was decided elsewhere, or that time has decided. */
export const advance = (
  command: CommandOf<'advance'>,
  state: ApplicationState,
  context: ApplicationContext,
): Answer => {
  if (isTaken(state, command, command.outcome)) return accept([]);
  const { step, outcome } = command;
  const transition = transitionOf(state.status, passedSteps(state), { command: 'advance', step, outcome });
  if (transition === undefined || isUnfounded(command, state, context)) return wrongState(command, state);
  const faults = checkRectificationAsked(command);
  if (faults.length > 0) return refuse(...faults);
  return accept(transition.events.map((type) => advancedEvent(type, command, state, context)));
};

/** True for a decision that the application has acted on, also when a later turn has undone it. */
const isTaken = (
  { taken }: ApplicationState,
  { step, decision }: Pick<AdvanceApplication, 'step' | 'decision'>,
  outcome: StepTaken['outcome'],
): boolean => taken.some((one) => one.step === step && one.outcome === outcome && samePosition(one.decision, decision));

/** What the table's guards ask of time and of earlier visits. */
const isUnfounded = (
  { outcome }: CommandOf<'advance'>,
  { status, rectification, taken }: ApplicationState,
  { today }: ApplicationContext,
): boolean => {
  if (outcome === 'rectification') return taken.some((one) => one.outcome === 'rectification');
  return status === 'RECTIFICATION' && rectification !== null && today <= rectification.finalDue.dueOn;
};

const checkRectificationAsked = ({ outcome, due, failedItems = [] }: CommandOf<'advance'>): readonly Refusal[] => {
  if (outcome !== 'rectification') return [];
  return [
    ...(due === undefined ? [malformed('/due', 'a rectification has a due date', '限期整改须有期限')] : []),
    ...(failedItems.length === 0
      ? [malformed('/failedItems', 'a rectification names what failed', '限期整改须列明不合格项目')]
      : []),
  ];
};

/** The event of a transition row; rows of `advance` only name events that are made here. */
const advancedEvent = (
  type: string,
  command: CommandOf<'advance'>,
  state: ApplicationState,
  context: ApplicationContext,
): ApplicationEvent => {
  const { step, decision, decidedOn, reasonCode } = command;
  const advanced = { step, decision, decidedOn };
  switch (type) {
    case 'application.rejected':
      return { type, data: { ...advanced, ...rejection(command, state, context) } };
    case 'application.deferred': {
      const until = addMonths(decidedOn, parametersOn(decidedOn).deferralMonths);
      return { type, data: { ...advanced, reasonCode: reasonCode ?? null, until } };
    }
    case 'application.rectification-required':
      return { type, data: { ...advanced, ...rectification(command, context) } };
    case 'application.inspection-opened':
    case 'application.joint-review-opened':
      return { type, data: { openedOn: context.today } };
    case 'application.accepted':
    case 'application.district-approved':
    case 'application.union-approved':
    case 'application.health-verified':
    case 'application.inspected':
    case 'application.proposed':
    case 'application.objected':
    case 'application.objection-dismissed':
    case 'application.publicity-passed':
    case 'application.designated':
      return { type, data: advanced };
    default:
      throw new TypeError(`no step leads to ${type}`);
  }
};

/** The applicant hears of it today, so his time to ask for a reconsideration is counted from today. It is asked for once. */
const rejection = (
  { reasonCode = 'OTHER', decidedBy = [] }: CommandOf<'advance'>,
  { reconsideration }: ApplicationState,
  { today, countDue }: ApplicationContext,
) => ({
  reasonCode,
  decidedBy,
  reconsiderBy: reconsideration === null ? countDue(today, parametersOn(today).deadlines.reconsiderationRequest) : null,
});

const rectification = ({ due, failedItems = [] }: CommandOf<'advance'>, { countDue }: ApplicationContext) => {
  if (due === undefined) throw new TypeError('a rectification has a due date');
  const { rectificationExtended } = parametersOn(due.startedOn).deadlines;
  return { failedItems, due, finalDue: countDue(due.startedOn, rectificationExtended) };
};

/** A return for correction: all defects of all reviews that are open at once (R-PROC-01), at most so often (R-PROC-02). */
export const sendBack = (
  command: CommandOf<'return'>,
  state: ApplicationState,
  context: ApplicationContext,
): Answer => {
  const { steps, due } = command;
  if (steps.every((step) => isTaken(state, step, 'returned'))) return accept([]);
  const undecided = state.status === 'CONCURRENT_REVIEW' ? undecidedTracks(state, command) : [];
  const way = wayBack(steps.map(({ step }) => step));
  const transition = transitionOf(state.status, [...passedSteps(state), ...undecided], { command: 'return', ...way });
  const { plan } = state;
  if (transition === undefined || plan === null) return wrongState(command, state);
  const again = steps.findIndex(({ step }) => passedSteps(state).includes(step));
  if (again >= 0) return wrongState(command, state);
  const refusals = [...checkAllDefects(undecided, '/steps'), ...checkRounds(command, state, context)];
  if (refusals.length > 0) return refuse(...refusals);
  const data = {
    steps,
    items: [...new Set(steps.flatMap(({ defectItems }) => defectItems))],
    round: Math.max(...steps.map(({ step }) => returnsOf(state, step) + 1)),
    planHash: state.submittedPlanHash ?? plan.hash,
    due,
    returnedOn: context.today,
    returnsTo: state.status === 'NONE' ? ('DRAFT' as const) : state.status,
  };
  return accept([{ type: 'application.returned', data }]);
};

/** One step returned, or both tracks of the concurrent review, in whatever order they are named. */
const wayBack = (steps: readonly ReturningStep[]): { step?: ReturningStep; with?: ReturningStep } => {
  const [step, other] = RETURNING_STEPS.filter((one) => steps.includes(one));
  return { ...(step === undefined ? {} : { step }), ...(other === undefined ? {} : { with: other }) };
};

const undecidedTracks = (state: ApplicationState, { steps }: CommandOf<'return'>): readonly AdvancingStep[] =>
  TRACK_STEPS.filter((track) => !passedSteps(state).includes(track) && steps.every(({ step }) => step !== track));

/** How often a step has returned this application so far. */
const returnsOf = ({ taken }: ApplicationState, step: ReturningStep): number =>
  taken.filter((one) => one.step === step && one.outcome === 'returned').length;

const checkRounds = (
  { steps }: CommandOf<'return'>,
  state: ApplicationState,
  { today }: ApplicationContext,
): readonly Refusal[] =>
  steps.flatMap(({ step }, at) =>
    checkCorrectionRounds(
      { earlier: returnsOf(state, step), allowed: parametersOn(today).correctionRounds },
      `/steps/${at}/step`,
    ),
  );

/** Time decides: the applicant did not correct, or nobody took the deferred case up again. Never before its day is over. */
export const lapse = (command: CommandOf<'lapse'>, state: ApplicationState, context: ApplicationContext): Answer => {
  if (state.status === 'LAPSED') return accept([]);
  const { why } = command;
  const dueOn = why === 'correction-overdue' ? state.correction?.due.dueOn : state.deferral?.until;
  const transition = transitionOf(state.status, [], { command: 'lapse' });
  if (transition === undefined || dueOn === undefined || context.today <= dueOn) return wrongState(command, state);
  return accept([{ type: 'application.lapsed', data: { why, dueOn, lapsedOn: context.today } }]);
};
