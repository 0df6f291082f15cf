import { z } from 'zod';
import type { Position } from '#libs/contracts';
import type { LoadedAggregate } from '#libs/aggregate';

/** A piece of work as its own query shows it. */
export interface WorkView<State> {
  readonly id: string;
  readonly version: number;
  readonly state: State;
  readonly position: Position;
}

/** The id in a path: of the form that creating commands give, so that no path names anything but a piece of work. */
export const WorkId = z.uuid();

export const workView = <State>({ subject, version, state }: LoadedAggregate<State>): WorkView<State> => ({
  id: subject.slice(subject.indexOf('/') + 1),
  version,
  state,
  position: { subject, sequence: version },
});
