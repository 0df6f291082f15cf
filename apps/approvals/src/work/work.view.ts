import { z } from 'zod';
import type { Position } from '#libs/contracts';
import { NotFound, type LoadedAggregate } from '#libs/aggregate';

/** A piece of work as its own query shows it: `ReviewView` and its siblings in contracts are these, as schemas. */
export interface WorkView<State> {
  readonly id: string;
  readonly version: number;
  readonly state: State;
  readonly position: Position;
}

type Born<State> = Exclude<State, { readonly status: 'NONE' }>;

/** The id in a path: of the form that creating commands give, so that no path names anything but a piece of work. */
export const WorkId = z.uuid();

/** @throws NotFound for an aggregate that has no events */
export const workView = <State extends { readonly status: string }>({
  subject,
  version,
  state,
}: LoadedAggregate<State>): WorkView<Born<State>> => {
  if (!isBorn(state)) throw new NotFound(subject);
  return { id: subject.slice(subject.indexOf('/') + 1), version, state, position: { subject, sequence: version } };
};

const isBorn = <State extends { readonly status: string }>(state: State): state is Born<State> =>
  state.status !== 'NONE';
