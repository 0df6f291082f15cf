import type { CommandAnswer, Decider, DecisionContext, DomainEvent, Refusal } from '#libs/contracts';

/** A value that must be unique across aggregates, and what to answer when another subject has it. */
export interface ClaimWish {
  readonly value: string;
  /** May name the owner, whom only the claim itself knows when two race for it. */
  readonly taken: Refusal | ((owner: string) => Refusal);
}

/** One command for one aggregate. The actor is `context.actor`. */
export interface CommandCall<State, Command, Event extends DomainEvent, Context extends DecisionContext> {
  readonly decider: Decider<State, Command, Event, Context>;
  /** `<noun>/<id>`; the noun is the decider's. */
  readonly subject: string;
  /** The application's id: Kafka key and thread through all services. */
  readonly caseId: string;
  readonly command: Command;
  /** The Idempotency-Key; scoped by the actor's id. */
  readonly key: string;
  /** `fingerprint(commandName, body)`. */
  readonly fingerprint: string;
  /** From If-Match; another present version throws `StaleVersion` (R-PROC-07). */
  readonly expectedVersion?: number | undefined;
  readonly causationId?: string | undefined;
  readonly traceparent?: string | undefined;
  readonly context: Context;
  /** Throws `NotFound` when there is no such aggregate yet; leave it out for creating commands. */
  readonly notFoundWhenNew?: boolean | undefined;
  /** Claimed before the write when the command is accepted (design §4, uniqueness across aggregates). */
  readonly claims?: readonly ClaimWish[] | undefined;
}

export type CommandOutcome =
  | {
      readonly kind: 'accepted';
      readonly answer: CommandAnswer;
      readonly repeated: boolean;
      /** The aggregate's state after this command; absent for a repeat, whose aggregate may have gone on. */
      readonly state?: unknown;
    }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/** What a command would have come to, and the events it would have made. */
export interface Rehearsal {
  readonly outcome: CommandOutcome;
  readonly events: readonly DomainEvent[];
}

/** What a live aggregate is like: the fold of `version` events. */
export interface LoadedAggregate<State> {
  readonly subject: string;
  readonly caseId: string;
  readonly version: number;
  readonly state: State;
}

/** Enough of a decider to read its aggregates. */
export type Folder<State> = { readonly noun: string; readonly initial: State };
