import { accept, refuse, type ApplicationEvent, type Decider } from '#libs/contracts';
import { checkAlarm } from '../approvals/work.js';
import {
  wrongState,
  type Answer,
  type ApplicationCommand,
  type ApplicationContext,
  type CommandOf,
} from './application-command.js';
import { evolveApplication } from './application-evolution.js';
import { initialApplication, type ApplicationState } from './application-state.js';
import { isOpen } from './application-transitions.js';
import { reconsider, rectify, resubmit, withdraw } from './applicant-turns.js';
import { advance, lapse, sendBack } from './case-advance.js';
import { archive, create, noteCommitteeDeclined, recordResolution, sealPlan, submit } from './draft-commands.js';
import { consentToWithdrawal, extendRectification, resume, terminate } from './leader-turns.js';

const alarm = (command: CommandOf<'alarm'>, state: ApplicationState): Answer => {
  if (!isOpen(state.status, 'alarm')) return wrongState(command, state);
  const { type: _type, ...data } = command;
  const faults = checkAlarm(data);
  return faults.length > 0 ? refuse(...faults) : accept([{ type: 'application.alarmed', data }]);
};

const decide = (command: ApplicationCommand, state: ApplicationState, context: ApplicationContext): Answer => {
  switch (command.type) {
    case 'create':
      return create(command, state, context);
    case 'seal-plan':
      return sealPlan(command, state, context);
    case 'record-resolution':
      return recordResolution(command, state);
    case 'note-committee-declined':
      return noteCommitteeDeclined(command, state, context);
    case 'submit':
      return submit(command, state, context);
    case 'archive':
      return archive(command, state, context);
    case 'advance':
      return advance(command, state, context);
    case 'return':
      return sendBack(command, state, context);
    case 'lapse':
      return lapse(command, state, context);
    case 'resubmit':
      return resubmit(command, state, context);
    case 'rectification':
      return rectify(command, state, context);
    case 'withdraw':
      return withdraw(command, state, context);
    case 'reconsider':
      return reconsider(command, state, context);
    case 'rectification-extension':
      return extendRectification(command, state, context);
    case 'resume':
      return resume(command, state, context);
    case 'withdrawal-consent':
      return consentToWithdrawal(command, state, context);
    case 'terminate':
      return terminate(command, state, context);
    case 'alarm':
      return alarm(command, state);
  }
};

/** The application, arbiter of its case's state (design §4): what is open next is decided here and nowhere else. */
export const applicationDecider: Decider<ApplicationState, ApplicationCommand, ApplicationEvent, ApplicationContext> = {
  noun: 'application',
  initial: initialApplication,
  decide,
  evolve: evolveApplication,
};
