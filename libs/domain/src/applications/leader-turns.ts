import { accept, refusal, refuse, type Actor, type ReasonCode, type Refusal } from '#libs/contracts';
import { addMonths, checkNegativeDecision, checkNoConflict, parametersOn } from '#libs/policy';
import { checkStored } from '../approvals/work.js';
import { tooLate, wrongState, type Answer, type ApplicationContext, type CommandOf } from './application-command.js';
import type { ApplicationState } from './application-state.js';
import { isOpen, transitionOf } from './application-transitions.js';

const OTHER: ReasonCode = 'OTHER';
const FALSE_INFO: ReasonCode = 'FALSE_INFO';

/** R-PROC-04: a leader who belongs to the applicant, or who prepared or submitted the case, decides nothing about it. */
const checkImpartial = (state: ApplicationState, actor: Actor): readonly Refusal[] => {
  const own: readonly (string | undefined)[] = [state.unionUscc, state.employerUscc];
  const belongs = actor.roles.some((grant) => grant.role !== 'PUBLIC' && own.includes(grant.organisation));
  const acted = actor.id === state.createdBy || actor.id === state.submittedBy;
  return checkNoConflict({ actor: actor.id, excluded: belongs || acted ? [actor.id] : [] });
};

/** More time for a rectification: once, up to the last day there can be. */
export const extendRectification = (
  command: CommandOf<'rectification-extension'>,
  state: ApplicationState,
  context: ApplicationContext,
): Answer => {
  const { rectification } = state;
  if (!isOpen(state.status, 'rectification-extension') || rectification === null) return wrongState(command, state);
  if (rectification.extended) {
    return refuse(refusal('G-STATE', '', { state: 'RECTIFICATION, extended', command: command.type }));
  }
  const { finalDue } = rectification;
  if (context.today > finalDue.dueOn) return refuse(tooLate(command, finalDue.dueOn));
  const { reasonText, reasonHash } = command;
  const refusals = [
    ...checkImpartial(state, context.actor),
    ...checkNegativeDecision({ positive: false, reasonCode: OTHER, reasonText }),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  const data = {
    due: finalDue,
    reasonHash: reasonHash ?? '',
    extendedOn: context.today,
    extendedBy: context.actor.id,
  };
  return accept([{ type: 'application.rectification-extended', data }]);
};

/** The joint review opens anew. */
export const resume = (command: CommandOf<'resume'>, state: ApplicationState, context: ApplicationContext): Answer => {
  const { deferral } = state;
  const transition = transitionOf(state.status, [], { command: 'resume' });
  if (transition === undefined || deferral === null) return wrongState(command, state);
  if (context.today > deferral.until) return refuse(tooLate(command, deferral.until));
  const partial = checkImpartial(state, context.actor);
  if (partial.length > 0) return refuse(...partial);
  const { reasonHash } = command;
  const data = { reasonHash, resumedOn: context.today, resumedBy: context.actor.id };
  return accept([{ type: 'application.resumed', data }]);
};

/** Without it nobody withdraws while the notice is open (R-PROC-08). A second one changes nothing. */
export const consentToWithdrawal = (
  command: CommandOf<'withdrawal-consent'>,
  state: ApplicationState,
  context: ApplicationContext,
): Answer => {
  if (!isOpen(state.status, 'withdrawal-consent')) return wrongState(command, state);
  const partial = checkImpartial(state, context.actor);
  if (partial.length > 0) return refuse(...partial);
  if (state.withdrawalConsentedOn !== null) return accept([]);
  const { reasonHash } = command;
  const data = { reasonHash, consentedOn: context.today, consentedBy: context.actor.id };
  return accept([{ type: 'application.withdrawal-consented', data }]);
};

/** Ends the case for false information, with its evidence, and bars the employer (R-LIFE-06). */
export const terminate = (
  command: CommandOf<'terminate'>,
  state: ApplicationState,
  context: ApplicationContext,
): Answer => {
  if (transitionOf(state.status, [], { command: 'terminate' }) === undefined) return wrongState(command, state);
  const { evidenceHash, reasonText, reasonHash } = command;
  const { today, actor } = context;
  const refusals = [
    ...checkImpartial(state, actor),
    ...checkNegativeDecision({ positive: false, reasonCode: FALSE_INFO, reasonText }),
    ...checkStored([['/evidenceHash', evidenceHash]], context),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  const data = {
    evidenceHash,
    reasonCode: FALSE_INFO,
    reasonHash: reasonHash ?? '',
    barredUntil: addMonths(today, parametersOn(today).terminationBarMonths),
    terminatedOn: today,
    terminatedBy: actor.id,
  };
  return accept([{ type: 'application.terminated', data }]);
};
