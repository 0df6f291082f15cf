import {
  accept,
  refusal,
  refuse,
  type DeadLetterEvent,
  type DeadLetterStatus,
  type Decider,
  type Decision,
  type LetterBuried,
} from '#libs/contracts';
import { REASON_CHARACTERS_MIN } from '#libs/policy';

export interface BuriedLetter {
  readonly status: DeadLetterStatus;
  readonly letter: LetterBuried;
  /** Who wants to give it up. */
  readonly proposedBy: string | null;
}
export type DeadLetterState = { readonly status: 'NONE' } | BuriedLetter;

export type DeadLetterCommand =
  | { readonly type: 'bury'; readonly letter: LetterBuried }
  | { readonly type: 'redo' }
  | { readonly type: 'propose-drop'; readonly reason: string; readonly reasonHash: string }
  | { readonly type: 'confirm-drop'; readonly reason: string; readonly reasonHash: string };

type Answer = Decision<DeadLetterEvent>;

const wrongState = (status: string, command: string): Answer =>
  refuse(refusal('G-STATE', '', { state: status, command: `dead-letter.${command}` }));

const bury = (state: DeadLetterState, letter: LetterBuried): Answer =>
  // The same message comes again after a crash, or when its consumer reads the topic anew.
  state.status === 'NONE' || state.status === 'REDONE'
    ? accept([{ type: 'dead-letter.buried', data: letter }])
    : accept<DeadLetterEvent>([]);

const lacksReason = (reason: string): boolean => Array.from(reason.trim()).length < REASON_CHARACTERS_MIN;

const isOpen = (state: DeadLetterState): state is BuriedLetter =>
  state.status === 'BURIED' || state.status === 'DROP_PROPOSED';

/** A message that cannot be handled: it is done again, or two people give it up together. It is never deleted. */
export const deadLetterDecider: Decider<DeadLetterState, DeadLetterCommand, DeadLetterEvent> = {
  noun: 'dead-letter',
  initial: { status: 'NONE' },

  decide: (command, state, { actor }) => {
    if (command.type === 'bury') return bury(state, command.letter);
    if (!isOpen(state)) return wrongState(state.status, command.type);
    if (command.type === 'redo') return accept([{ type: 'dead-letter.redone', data: {} }]);
    if (lacksReason(command.reason)) return refuse(refusal('R-PROC-06', '/reason'));
    const { reasonHash } = command;
    if (command.type === 'propose-drop') {
      return accept([{ type: 'dead-letter.drop-proposed', data: { proposedBy: actor.id, reasonHash } }]);
    }
    if (state.proposedBy === null) return wrongState(state.status, command.type);
    if (state.proposedBy === actor.id) return refuse(refusal('G-SECOND-PERSON'));
    // Where nothing waits behind a letter nothing is missing, so there is nothing to skip.
    const skipped = state.letter.caseId === null ? null : state.letter.event;
    return accept([{ type: 'dead-letter.dropped', data: { proposedBy: state.proposedBy, reasonHash, skipped } }]);
  },

  evolve: (state, event) => {
    if (event.type === 'dead-letter.buried') return { status: 'BURIED', letter: event.data, proposedBy: null };
    if (state.status === 'NONE') return state;
    switch (event.type) {
      case 'dead-letter.redone':
        return { ...state, status: 'REDONE', proposedBy: null };
      case 'dead-letter.drop-proposed':
        return { ...state, status: 'DROP_PROPOSED', proposedBy: event.data.proposedBy };
      case 'dead-letter.dropped':
        return { ...state, status: 'DROPPED', proposedBy: event.data.proposedBy };
    }
  },
};
