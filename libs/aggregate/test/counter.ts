import type { Connection } from 'mongoose';
import { EventStore, fingerprint, type AggregateStore, type CommandCall, type OutgoingEvent } from '#libs/aggregate';
import {
  accept,
  refusal,
  refuse,
  type Actor,
  type Decider,
  type DecisionContext,
  type DomainEvent,
} from '#libs/contracts';

export interface CounterState {
  readonly sum: number;
  readonly label: string | null;
}

export interface Add {
  readonly add: number;
  readonly times?: number | undefined;
  readonly text?: string | undefined;
  readonly label?: string | undefined;
}

export interface Added extends DomainEvent {
  readonly type: 'counter.added';
  readonly data: { readonly add: number; readonly text?: string | undefined; readonly label?: string | undefined };
}

/** The smallest aggregate that can refuse: negative numbers are against R-TEST, zero is accepted without events. */
export const counter = (noun: string): Decider<CounterState, Add, Added> => ({
  noun,
  initial: { sum: 0, label: null },
  decide: ({ add, times = 1, text, label }, state) => {
    if (add < 0) return refuse(refusal('R-TEST', '/add', { add }));
    if (label !== undefined && state.label === label) return refuse(refusal('R-LABELLED', '/label'));
    if (add === 0) return accept<Added>([]);
    return accept(Array.from({ length: times }, () => ({ type: 'counter.added', data: { add, text, label } })));
  },
  evolve: (state, { data }) => ({ sum: state.sum + data.add, label: data.label ?? state.label }),
});

export const ACTOR: Actor = { id: 'person-1', kind: 'human', roles: [] };
export const CONTEXT: DecisionContext = { now: '2026-03-02T09:00:00+08:00', today: '2026-03-02', actor: ACTOR };

export const call = (
  decider: Decider<CounterState, Add, Added>,
  id: string,
  command: Add,
  more: Partial<CommandCall<CounterState, Add, Added, DecisionContext>> & { readonly key: string },
): CommandCall<CounterState, Add, Added, DecisionContext> => ({
  decider,
  subject: `${decider.noun}/${id}`,
  caseId: `case-${id}`,
  command,
  fingerprint: fingerprint('add', command),
  context: CONTEXT,
  ...more,
});

/** A publisher that remembers, and fails when told to. */
export class ListPublisher {
  readonly events: OutgoingEvent[] = [];
  isDown = false;

  publish(batch: readonly OutgoingEvent[]): Promise<void> {
    if (this.isDown) return Promise.reject(new Error('Kafka is down'));
    this.events.push(...batch);
    return Promise.resolve();
  }

  /** Ids in order of first arrival: what a consumer that drops repeats sees. */
  get distinct(): readonly string[] {
    return [...new Set(this.events.map((event) => event.id))];
  }
}

export const openStore = (
  connection: Connection,
  noun: string,
  more: Partial<ConstructorParameters<typeof EventStore>[0]> = {},
): EventStore =>
  new EventStore({ connection, service: 'approvals', nouns: [noun], publisher: new ListPublisher(), ...more });

export const sumOf = async (
  store: AggregateStore,
  decider: Decider<CounterState, Add, Added>,
  id: string,
): Promise<number | undefined> => (await store.load(decider, `${decider.noun}/${id}`))?.state.sum;
