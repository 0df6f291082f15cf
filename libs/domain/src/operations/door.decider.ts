import { accept, type Decider, type DoorEvent } from '#libs/contracts';

/** How many calls a service's door turned away on one day. */
export interface DoorState {
  readonly refused: number;
}

/** The door journal decides nothing: what was refused is a fact when it is noted. */
export const doorDecider: Decider<DoorState, DoorEvent, DoorEvent> = {
  noun: 'door',
  initial: { refused: 0 },
  decide: (refused) => accept([refused]),
  evolve: ({ refused }, event) => ({ refused: refused + (event.type === 'door.flooded' ? event.data.count : 1) }),
};
