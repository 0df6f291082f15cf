import type { Actor } from '../access/actor.js';

/** A fact before it is put into its envelope: what happened, and the facts that rules and folds need. */
export interface DomainEvent {
  readonly type: string;
  readonly data: Record<string, unknown>;
}

/** One reason for saying no: the rule, the field (RFC 6901 pointer into the command) and the numbers for its text. */
export interface Refusal {
  /** A rule id of domain.md §9 (`R-COM-01`) or a general code of `errors/` (`G-STATE`). */
  readonly rule: string;
  readonly pointer: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export type Decision<Event extends DomainEvent> =
  | { readonly kind: 'accepted'; readonly events: readonly Event[]; readonly notes: readonly Refusal[] }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/** What a decider may know beside command and state. Time and identity come in as arguments: deciders have no clock. */
export interface DecisionContext {
  /** Office time, RFC 3339 with offset +08:00. */
  readonly now: string;
  /** Office date, `YYYY-MM-DD` in Asia/Shanghai. */
  readonly today: string;
  readonly actor: Actor;
}

/**
 * Two pure functions. A state is always the fold of its events: `events.reduce(evolve, initial)`.
 * `decide` never throws for a broken rule: a refusal is an answer.
 */
export interface Decider<State, Command, Event extends DomainEvent, Context extends DecisionContext = DecisionContext> {
  /** First part of the subject: `application` in `application/0193…`. */
  readonly noun: string;
  readonly initial: State;
  decide(command: Command, state: State, context: Context): Decision<Event>;
  evolve(state: State, event: Event): State;
}

export const accept = <Event extends DomainEvent>(
  events: readonly Event[],
  notes: readonly Refusal[] = [],
): Decision<Event> => ({ kind: 'accepted', events, notes });

export const refuse = (...refusals: readonly Refusal[]): { kind: 'refused'; refusals: readonly Refusal[] } => ({
  kind: 'refused',
  refusals,
});

export const refusal = (rule: string, pointer = '', params: Refusal['params'] = {}): Refusal => ({
  rule,
  pointer,
  params,
});

/** The state after these events, from the beginning or from a given state. */
export const fold = <State, Event extends DomainEvent>(
  decider: Pick<Decider<State, never, Event, never>, 'evolve'>,
  state: State,
  events: readonly Event[],
): State => events.reduce<State>((current, event) => decider.evolve(current, event), state);
