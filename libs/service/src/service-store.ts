import { setTimeout as sleep } from 'node:timers/promises';
import mongoose, { type Connection, type mongo } from 'mongoose';
import {
  ClaimSweeper,
  EventStore,
  LetterStore,
  ParkedCases,
  ReadPositions,
  STORE_OPTIONS,
  collectionOf,
  type AggregateStore,
  type Claims,
  type DocumentStore,
  type Journal,
  type OutboxRelay,
  type RefusalLog,
} from '#libs/aggregate';
import { OPERATIONS_NOUNS } from '#libs/contracts';
import { crashProbe } from '#libs/config';
import { KafkaPublisher } from '#libs/events';
import { renderRefusal } from '#libs/http';
import { isDryRun, type StructuredLogger } from '#libs/telemetry';
import { RehearsedClaims, RehearsedDocuments, readOnly } from './rehearsal.js';
import { consumerOf, type ServiceOptions } from './service-options.js';

/** Two megabytes below MongoDB's own end, for nonce and envelope. */
const DOCUMENT_BYTES_MAX = 14 * 1024 * 1024;
const SWEEP_CLAIMS_MS = 60_000;

/** The service's own database and what stands on it: aggregates, journal, relay, claims, documents, read positions. */
export class ServiceStore {
  readonly connection: Connection = mongoose.createConnection();
  readonly positions: ReadPositions;
  readonly parked: ParkedCases;
  readonly letters: LetterStore;
  readonly publisher: KafkaPublisher;
  private readonly events: EventStore;
  private readonly rehearsed: { readonly claims: Claims; readonly documents: DocumentStore };
  private readonly sweeper: ClaimSweeper | undefined;
  private state: 'starting' | 'ready' | 'stopped' = 'starting';
  private sweepTimer: NodeJS.Timeout | undefined;
  private lastProblem = 'the store was not reached yet';

  constructor(
    private readonly options: ServiceOptions,
    private readonly logger: StructuredLogger,
  ) {
    const { name, kinds, environment, holdsClaim } = options;
    this.publisher = new KafkaPublisher({ brokers: environment.KAFKA_BROKERS, service: name });
    this.events = new EventStore({
      connection: this.connection,
      service: name,
      nouns: [...kinds.map((kind) => kind.noun), ...OPERATIONS_NOUNS],
      publisher: this.publisher,
      describe: (note) => ({ rule: note.rule, pointer: note.pointer, ...renderRefusal(note) }),
      documentLimitBytes: DOCUMENT_BYTES_MAX,
      probe: crashProbe(environment.CRASH_AT, 'store'),
      relay: {
        probe: crashProbe(environment.CRASH_AT, 'relay'),
        failed: (error) => logger.failure('the relay could not publish; it tries again', error),
        isolated: (fork) =>
          logger.failure('an outbox was tampered with; its subject is held back', fork, { subject: fork.subject }),
      },
    });
    this.rehearsed = {
      claims: new RehearsedClaims(this.connection),
      documents: new RehearsedDocuments(this.connection, DOCUMENT_BYTES_MAX),
    };
    this.positions = new ReadPositions(this.connection, consumerOf(options));
    this.parked = new ParkedCases(this.connection, consumerOf(options));
    this.letters = new LetterStore(this.connection);
    this.sweeper =
      holdsClaim === undefined
        ? undefined
        : new ClaimSweeper({ connection: this.connection, claims: this.events.claims, holds: holdsClaim });
  }

  get aggregates(): AggregateStore {
    return this.events.aggregates;
  }
  get journal(): Journal {
    return this.events.journal;
  }
  get relay(): OutboxRelay {
    return this.events.relay;
  }
  /** In a dry run those that take nothing. */
  get claims(): Claims {
    return isDryRun() ? this.rehearsed.claims : this.events.claims;
  }
  /** In a dry run those that store nothing. */
  get documents(): DocumentStore {
    return isDryRun() ? this.rehearsed.documents : this.events.documents;
  }
  get refusals(): RefusalLog {
    return this.events.refusals;
  }

  /** A collection of the service's own; in a dry run for reading only. @throws StoreUnavailable while the store is away */
  collection<Document extends mongo.Document>(name: string): mongo.Collection<Document> {
    const collection = collectionOf<Document>(this.connection, name);
    return isDryRun() ? readOnly(collection) : collection;
  }

  /**
   * Connects and starts the relay, trying again until it succeeds or the service stops: a service starts without its store.
   * @returns whether the store answers; false when the service stops
   */
  async start(): Promise<boolean> {
    for (let pause = 200; this.state !== 'stopped'; pause = Math.min(5_000, pause * 2)) {
      try {
        await this.open();
        return true;
      } catch (error) {
        this.lastProblem = error instanceof Error ? error.message : String(error);
        this.logger.warning('the store is not there yet; trying again', { error });
        await sleep(pause);
      }
    }
    return false;
  }

  /** For the readiness check: the store answers and the relay was started. */
  async check(): Promise<void> {
    if (this.state !== 'ready') throw new Error(this.lastProblem);
    await this.connection.db?.command({ ping: 1 });
  }

  /** Publishes what is left and stops the relay. */
  async stopRelay(): Promise<void> {
    clearInterval(this.sweepTimer);
    const wasReady = this.state === 'ready';
    this.state = 'stopped';
    if (wasReady) await this.events.stop();
    await this.publisher.disconnect();
  }

  async close(): Promise<void> {
    // What is lost here is only handled once more.
    await this.positions.flush().catch(() => undefined);
    await this.connection.close();
  }

  /** Frees a claim that its owner does not hold any more. An owner that claims it anew meanwhile keeps it. */
  async releaseClaim(value: string, owner: string): Promise<void> {
    await this.sweeper?.release(value, owner);
  }

  private async open(): Promise<void> {
    if (this.state === 'ready') return this.check();
    if (this.connection.readyState !== mongoose.ConnectionStates.connected) {
      await this.connection.openUri(this.options.environment.MONGODB_URL, STORE_OPTIONS);
    }
    await this.events.start();
    // Stopped meanwhile: the relay must not outlive its service.
    if (this.state === 'stopped') return this.events.stop(0);
    this.state = 'ready';
    this.sweepClaims();
  }

  private sweepClaims(): void {
    const { sweeper } = this;
    if (sweeper === undefined) return;
    this.sweepTimer = setInterval(() => {
      sweeper.sweep().catch((error: unknown) => this.logger.failure('claims could not be swept', error));
    }, SWEEP_CLAIMS_MS);
    this.sweepTimer.unref();
  }
}
