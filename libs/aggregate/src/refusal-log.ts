import {
  accept,
  type Actor,
  type CommandAnswer,
  type Decider,
  type DecisionContext,
  type DomainEvent,
  type Refusal,
} from '#libs/contracts';
import { REFUSALS } from './aggregate-document.js';
import type { AggregateStore } from './aggregate-store.js';

export interface RefusedCommand {
  /** The aggregate that refused; the event's subject is `<subject>/refusals`. */
  readonly subject: string;
  readonly caseId: string;
  readonly actor: Actor;
  /** Office time, RFC 3339 with offset. */
  readonly now: string;
  /** Name of the command, `submit-application`. */
  readonly command: string;
  readonly refusals: readonly Refusal[];
  /** Key and fingerprint of the refused command: sending it again records no second refusal. */
  readonly key: string;
  readonly fingerprint: string;
  readonly causationId?: string | undefined;
  readonly traceparent?: string | undefined;
}

export interface RefusalRecorded extends DomainEvent {
  readonly type: 'refusal.recorded';
  readonly data: { readonly command: string; readonly refusals: readonly Refusal[] };
}

/** State of `<subject>/refusals`: how many there were. */
export interface RefusalCount {
  readonly count: number;
}

/** Folds the refusals of one aggregate; audits replays them with it. */
export const REFUSAL_DECIDER: Decider<RefusalCount, RefusalRecorded['data'], RefusalRecorded> = {
  noun: REFUSALS,
  initial: { count: 0 },
  decide: (data) => accept([{ type: 'refusal.recorded', data }]),
  evolve: ({ count }) => ({ count: count + 1 }),
};

/**
 * Refusals are facts too, but of a subject of their own: a stranger's error must not make a colleague's version stale.
 * Their parameters are numbers and ids of rules, never what a person typed.
 */
export class RefusalLog {
  constructor(private readonly store: AggregateStore) {}

  async record(refused: RefusedCommand): Promise<CommandAnswer> {
    const { subject, caseId, actor, now, command, refusals, key, fingerprint, causationId, traceparent } = refused;
    const outcome = await this.store.execute({
      decider: REFUSAL_DECIDER,
      subject: `${subject}/${REFUSALS}`,
      caseId,
      command: { command, refusals },
      key,
      fingerprint,
      causationId,
      traceparent,
      context: { now, today: now.slice(0, 10), actor } satisfies DecisionContext,
    });
    if (outcome.kind === 'refused') throw new Error(`the refusal of ${command} at ${subject} was too large to record`);
    return outcome.answer;
  }
}
