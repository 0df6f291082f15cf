import type { Connection } from 'mongoose';
import { AggregateStore, type AggregateStoreOptions } from './aggregate-store.js';
import { Claims } from './claims.js';
import { DocumentStore } from './document-store.js';
import { Journal } from './journal.js';
import { OutboxRelay, type EventPublisher, type OutboxRelayOptions } from './outbox-relay.js';
import { RefusalLog } from './refusal-log.js';

export interface EventStoreOptions extends Omit<AggregateStoreOptions, 'saved'> {
  /** `KafkaPublisher` of `#libs/events`, or a list in a test. */
  readonly publisher: EventPublisher;
  /** Options of the relay beyond what it shares with the store. */
  readonly relay?: Pick<OutboxRelayOptions, 'sweepMs' | 'failed' | 'isolated' | 'probe'> | undefined;
  /** Largest document in bytes. */
  readonly documentLimitBytes?: number | undefined;
}

/** Everything a service that owns facts stands on, wired together: one per service. */
export class EventStore {
  readonly connection: Connection;
  readonly aggregates: AggregateStore;
  readonly journal: Journal;
  readonly relay: OutboxRelay;
  readonly claims: Claims;
  readonly documents: DocumentStore;
  readonly refusals: RefusalLog;

  constructor({ publisher, relay, documentLimitBytes, ...options }: EventStoreOptions) {
    const { connection, nouns } = options;
    this.connection = connection;
    this.journal = new Journal(connection);
    this.aggregates = new AggregateStore({ ...options, saved: (subject) => this.relay.markSaved(subject) });
    const { outboxes } = this.aggregates;
    this.relay = new OutboxRelay({ ...relay, connection, nouns, journal: this.journal, publisher, outboxes });
    this.claims = new Claims(connection);
    this.documents = new DocumentStore(connection, documentLimitBytes);
    this.refusals = new RefusalLog(this.aggregates);
  }

  /** Declares the indexes and starts the relay. */
  async start(): Promise<void> {
    await this.aggregates.init();
    await this.claims.init();
    this.relay.start();
  }

  /** Publishes what is left and stops the relay; the connection stays its owner's to close. */
  async stop(timeoutMs?: number): Promise<void> {
    await this.relay.stop(timeoutMs);
  }
}
