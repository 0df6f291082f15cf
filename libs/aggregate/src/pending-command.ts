import type { Actor, Decider, Decision, DecisionContext, DomainEvent } from '#libs/contracts';
import type { ClaimWish, CommandCall, CommandOutcome } from './command-call.js';

/** A waiting command without its types: the queue holds commands of every decider. */
export interface PendingCommand {
  readonly subject: string;
  readonly caseId: string;
  /** Caller and key in one. */
  readonly key: string;
  readonly plainKey: string;
  readonly fingerprint: string;
  readonly expectedVersion: number | undefined;
  readonly causationId: string | undefined;
  readonly traceparent: string | undefined;
  readonly notFoundWhenNew: boolean;
  readonly claims: readonly ClaimWish[];
  readonly actor: Actor;
  readonly now: string;
  readonly initial: unknown;
  readonly decide: (state: unknown) => Decision<DomainEvent>;
  readonly evolve: (state: unknown, event: DomainEvent) => unknown;
  /** `performance.now()` after which the caller gets `Busy` or `StoreUnavailable`. */
  readonly deadline: number;
  /** A write with this command was sent; if it is found afterwards, it is the first answer and not a repeat. */
  attempted: boolean;
  readonly resolve: (outcome: CommandOutcome) => void;
  readonly reject: (error: unknown) => void;
}

type Settle = Pick<PendingCommand, 'resolve' | 'reject'> & { readonly deadlineMs: number };

export const pendingCommand = <State, Command, Event extends DomainEvent, Context extends DecisionContext>(
  call: CommandCall<State, Command, Event, Context>,
  { resolve, reject, deadlineMs }: Settle,
): PendingCommand => {
  const decider: Decider<State, Command, Event, Context> = call.decider;
  const { actor } = call.context;
  return {
    subject: call.subject,
    caseId: call.caseId,
    key: scopedKey(actor, call.key),
    plainKey: call.key,
    fingerprint: call.fingerprint,
    expectedVersion: call.expectedVersion,
    causationId: call.causationId,
    traceparent: call.traceparent,
    notFoundWhenNew: call.notFoundWhenNew ?? false,
    claims: call.claims ?? [],
    actor,
    now: call.context.now,
    initial: decider.initial,
    decide: (state) => decider.decide(call.command, state as State, call.context),
    evolve: (state, event) => decider.evolve(state as State, event as Event),
    deadline: performance.now() + deadlineMs,
    attempted: false,
    resolve,
    reject,
  };
};

/** A JSON pair, because either part may hold any character. */
const scopedKey = (actor: Pick<Actor, 'id'>, key: string): string => JSON.stringify([actor.id, key]);
