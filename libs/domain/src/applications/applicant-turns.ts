import {
  accept,
  refusal,
  refuse,
  type AdvancingStep,
  type PlanItem,
  type ReasonCode,
  type Refusal,
} from '#libs/contracts';
import {
  checkCorrectionInTime,
  checkDecisionDate,
  checkNegativeDecision,
  checkNoOpenApplication,
  checkPlanBinding,
  checkWithdrawalConsent,
  parametersOn,
} from '#libs/policy';
import { checkStored, malformed } from '../approvals/work.js';
import {
  passedSteps,
  tooLate,
  wrongState,
  type Answer,
  type ApplicationContext,
  type CommandOf,
} from './application-command.js';
import type { ApplicationState, Correction, SealedPlan } from './application-state.js';
import { transitionOf } from './application-transitions.js';
import { attachmentRefusals, blockingAttachments } from './plan-checks.js';
import { TRACK_STEPS, concernsTrack } from './plan-changes.js';

/** The corrected version goes back to the step that returned it. */
export const resubmit = (
  command: CommandOf<'resubmit'>,
  state: ApplicationState,
  context: ApplicationContext,
): Answer => {
  const { correction, plan, resolution } = state;
  const step = correction?.steps[0]?.step;
  const transition = transitionOf(state.status, [], { command: 'resubmit', step });
  if (transition === undefined || correction === null || plan === null || resolution === null) {
    return wrongState(command, state);
  }
  const refusals = [
    ...checkCorrectionInTime({ dueOn: correction.due.dueOn, today: context.today }),
    ...checkCorrected(command, plan, correction),
    ...checkCovered(plan, resolution, context.today),
    ...attachmentRefusals(blockingAttachments(plan.missingAttachments), '/plan/attachments'),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  const changedItems = [...(plan.correction?.changedItems ?? [])];
  const data = {
    returnsTo: transition.to,
    reopens: [...reopened(state, correction, changedItems)],
    planHash: plan.hash,
    resolutionHash: resolution.hash,
    resolutionPlanHash: resolution.planHash,
    changedItems,
    round: correction.round,
    resubmittedOn: context.today,
    resubmittedBy: context.actor.id,
  };
  return accept([{ type: 'application.resubmitted', data }]);
};

/** The version handed in is the latest one, and it corrects something. */
const checkCorrected = (
  { planHash }: CommandOf<'resubmit'>,
  { hash, correction }: SealedPlan,
  returned: Correction,
): readonly Refusal[] => {
  if (hash === returned.planHash || correction === null || correction.changedItems.length === 0) {
    return [malformed('/planHash', 'seal a corrected version first', '请先提交补正后的方案版本')];
  }
  return checkPlanBinding({ decidedPlanHash: hash, submittedPlanHash: planHash }, '/planHash');
};

/** R-COM-08: nothing but listed items changed, or the committee has decided on this very version (R-COM-03). */
const checkCovered = (
  { hash, correction }: SealedPlan,
  resolution: NonNullable<ApplicationState['resolution']>,
  today: string,
): readonly Refusal[] =>
  correction?.needsResolution === true
    ? [
        ...checkPlanBinding({ decidedPlanHash: resolution.planHash, submittedPlanHash: hash }, '/planHash'),
        ...checkDecisionDate({ decidedOn: resolution.decidedOn, submittedOn: today }, '/planHash'),
      ]
    : [];

/** The steps that look again: those that returned it, those not yet decided, and the track whose documents changed. */
const reopened = (
  state: ApplicationState,
  { steps, returnsTo }: Correction,
  changed: readonly PlanItem[],
): readonly AdvancingStep[] => {
  if (returnsTo !== 'CONCURRENT_REVIEW') return steps.map(({ step }) => step);
  return TRACK_STEPS.filter((track) => !passedSteps(state).includes(track) || concernsTrack(track, changed));
};

/** The applicant gives up. Once the public was told, the municipal union has to consent (R-PROC-08). */
export const withdraw = (
  command: CommandOf<'withdraw'>,
  state: ApplicationState,
  context: ApplicationContext,
): Answer => {
  const transition = transitionOf(state.status, [], { command: 'withdraw' });
  if (transition === undefined) return wrongState(command, state);
  const noticeOpen = transition.guards.includes('R-PROC-08');
  const refusals = checkWithdrawalConsent({ noticeOpen, consented: state.withdrawalConsentedOn !== null });
  if (refusals.length > 0) return refuse(...refusals);
  const { reasonHash } = command;
  const data = { reasonHash, withdrawnOn: context.today, withdrawnBy: context.actor.id };
  return accept([{ type: 'application.withdrawn', data }]);
};

/** Evidence for every item that failed; items that did not fail need none and are not asked about. */
export const rectify = (
  command: CommandOf<'rectification'>,
  state: ApplicationState,
  context: ApplicationContext,
): Answer => {
  const { rectification } = state;
  const transition = transitionOf(state.status, [], { command: 'rectification' });
  if (transition === undefined || rectification === null) return wrongState(command, state);
  if (context.today > rectification.finalDue.dueOn) return refuse(tooLate(command, rectification.finalDue.dueOn));
  const { evidence } = command;
  const refusals = [
    ...rectification.failedItems
      .filter((failed) => evidence.every(({ item }) => item !== failed))
      .map((failed) => malformed('/evidence', `evidence for ${failed} is missing`, `缺少${failed}的整改证明`)),
    ...evidence.flatMap(({ item }, at) =>
      rectification.failedItems.includes(item)
        ? []
        : [malformed(`/evidence/${at}/item`, `${item} is not among what failed`, `${item}不在整改项目中`)],
    ),
    ...checkStored(
      evidence.map(({ hash }, at) => [`/evidence/${at}/hash`, hash] as const),
      context,
    ),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  const data = { evidence, submittedOn: context.today, submittedBy: context.actor.id };
  return accept([{ type: 'application.rectification-submitted', data }]);
};

const OTHER: ReasonCode = 'OTHER';

/** The step that rejected is decided anew, once, by somebody else; the claim on employer, site and year is taken again. */
export const reconsider = (
  command: CommandOf<'reconsider'>,
  state: ApplicationState,
  context: ApplicationContext,
): Answer => {
  const { rejection } = state;
  const transition = transitionOf(state.status, [], { command: 'reconsider', step: rejection?.step });
  if (transition === undefined || rejection === null) return wrongState(command, state);
  const window = rejection.reconsiderBy;
  // Asked once already: the second rejection has no window.
  if (window === null)
    return refuse(refusal('G-STATE', '', { state: 'REJECTED, reconsidered', command: 'reconsider' }));
  if (context.today > window.dueOn) return refuse(tooLate(command, window.dueOn));
  const refusals = [
    ...checkNegativeDecision({ positive: false, reasonCode: OTHER, reasonText: command.reasonText }),
    ...checkNoOpenApplication(context.claimTakenBy ?? undefined, ''),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  const { today, actor, countDue } = context;
  const data = {
    returnsTo: transition.to,
    reopens: [...undecided(state, rejection.step)],
    step: rejection.step,
    rejection: rejection.decision,
    excluded: [...rejection.decidedBy],
    reasonHash: command.reasonHash ?? '',
    due: countDue(today, parametersOn(today).deadlines.reconsideration),
    openedOn: today,
    requestedBy: actor.id,
  };
  return accept([{ type: 'application.reconsideration-opened', data }]);
};

/** The step that rejected, and the other track when the rejection cut it short. */
const undecided = (state: ApplicationState, step: AdvancingStep): readonly AdvancingStep[] => {
  const tracks: readonly AdvancingStep[] = TRACK_STEPS;
  return tracks.includes(step) ? tracks.filter((track) => !passedSteps(state).includes(track)) : [step];
};
