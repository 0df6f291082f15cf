import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaContext, ServerKafka } from '@nestjs/microservices';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import { Unavailable } from './consumer-failures.js';
import {
  NO_LETTERS,
  ParkedInMemory,
  type DeadLetter,
  type FetchMissing,
  type Incident,
  type LettersPort,
  type ParkedCasesPort,
  type SeenSequences,
} from './consumer-ports.js';
import { letterMessage } from './dead-letter-message.js';
import { FactHandling, type Resumed } from './fact-handling.js';
import { recordOf, type FactMessage, type FactRecord } from './fact-message.js';
import { FetchPace } from './fetch-pace.js';
import { GroupPulse } from './group-pulse.js';
import { beating } from './heartbeats.js';
import { kafkaClient } from './kafka-client.js';
import { OffsetCommits } from './offset-commits.js';
import { Holds } from './partition-holds.js';
import { serverOptions } from './server-options.js';
import { deadLettersTopic } from './topics.js';

export interface FactsStrategyOptions {
  readonly brokers: readonly string[];
  /** Consumer group and client id as given, nothing appended: `approvals.read-models`. */
  readonly consumer: string;
  readonly seen?: SeenSequences | undefined;
  readonly fetchMissing?: FetchMissing | undefined;
  /** Cases that wait behind a dead letter; in memory unless given. */
  readonly parked?: ParkedCasesPort | undefined;
  /** Where dead letters are kept beside the topic of dead letters. */
  readonly letters?: LettersPort | undefined;
  /** `handle` gives bytes that are no event to the handler and never buries anything (audits). */
  readonly malformed?: 'dead-letter' | 'handle' | undefined;
  /** Tries for an error of unknown kind before it goes to the dead letters (5). */
  readonly attempts?: number | undefined;
  /** Partitions handled at the same time (6). */
  readonly concurrency?: number | undefined;
  /** How long facts gather between two fetches, in milliseconds (0); see `GATHERING`. */
  readonly gatherMs?: number | undefined;
  /** First and longest pause of a partition that waits for something unavailable, in milliseconds (200, 30,000). */
  readonly backoffMs?: { readonly first: number; readonly longest: number } | undefined;
  /** Longest time between passing a message by and committing its offset, in milliseconds (1,000). */
  readonly commitMs?: number | undefined;
  readonly report?: ((incident: Incident) => void) | undefined;
  /** A named crash point for tests: the message has had its effect, and its offset is not committed yet. */
  readonly probe?: ((point: 'handled') => void) | undefined;
}

/** How long a client that is given up may take to say goodbye. */
const GOODBYE_MS = 5_000;
/** Batches hold a message or two: a commit after each would be most of what the broker does. A crash repeats this much. */
const COMMIT_MS = 1_000;

/**
 * NestJS transport for facts: Nest's own Kafka server, with another way of taking messages. A message is passed by only
 * when it is handled, seen before, parked or buried; what is unavailable pauses its partition and nothing else (design §5).
 * Connect it with `connectFacts`, which also keeps Nest from replacing the handlers' errors.
 */
export class FactsStrategy extends ServerKafka {
  private readonly handling: FactHandling;
  private readonly holds: Holds;
  private readonly commits: OffsetCommits;
  private readonly pace: FetchPace;
  private readonly parked: ParkedCasesPort;
  private readonly lags = new Map<string, number>();
  private closing = false;
  private readonly pulse = new GroupPulse();
  /** Ends when the client that is connected can no longer find back to its group. */
  private lost: Promise<void> = Promise.resolve();
  private connecting: Promise<void> = Promise.resolve();
  private markJoined: () => void = () => undefined;
  /** The client's own promise is kept too early when its first attempt to join fails and it tries again by itself. */
  private readonly hasJoined = new Promise<void>((resolve) => {
    this.markJoined = resolve;
  });

  constructor(private readonly facts: FactsStrategyOptions) {
    super(serverOptions(facts.consumer));
    const report = facts.report ?? (() => undefined);
    this.holds = new Holds(facts.backoffMs ?? { first: 200, longest: 30_000 });
    this.commits = new OffsetCommits(facts.commitMs ?? COMMIT_MS);
    this.pace = new FetchPace(facts.gatherMs ?? 0);
    this.parked = facts.parked ?? new ParkedInMemory();
    const letters = facts.letters ?? NO_LETTERS;
    this.handling = new FactHandling({
      parked: this.parked,
      letters: {
        bury: (letter) => this.bury(letter, letters),
        isOpen: (record) => letters.isOpen(record),
        isDropped: (record, event) => letters.isDropped(record, event),
      },
      seen: facts.seen,
      fetchMissing: facts.fetchMissing,
      malformed: facts.malformed ?? 'dead-letter',
      attempts: facts.attempts ?? 5,
      report: (incident) => {
        this.holds.count(incident);
        report(incident);
      },
    });
  }

  /** Partitions that wait for something unavailable at this moment. An alarm watches it. */
  get heldPartitions(): number {
    return this.holds.size;
  }

  /** Messages that are in the topics and not taken yet, as of the last batch of each partition. */
  get lag(): number {
    return [...this.lags.values()].reduce((sum, lag) => sum + lag, 0);
  }

  /** Incidents since the start, by kind. */
  get incidents(): Readonly<Record<Incident['kind'], number>> {
    return this.holds.incidents;
  }

  /** Resolves when the consumer has joined its group for the first time, or was closed before. */
  get joined(): Promise<void> {
    return this.hasJoined;
  }

  /** For readiness. @throws Error when Kafka has not answered for a while: facts wait there, or cannot be fetched */
  checkHeard(): void {
    if (this.pulse.silentMs === null) return;
    throw new Error(`Kafka does not answer ${this.facts.consumer}: facts wait until it does`);
  }

  /** Starts at once even when no broker answers: the service is up, says "not ready", and joins as soon as it can. */
  override listen(callback: (error?: unknown) => void): Promise<void> {
    if (this.messageHandlers.size === 0) throw new TypeError(`${this.facts.consumer} has no handlers`);
    this.closing = false;
    this.connecting = this.connectForEver();
    callback();
    return Promise.resolve();
  }

  /** The client of every other room of ours, instead of one that Nest loads. */
  override createClient<Client>(): Promise<Client> {
    return Promise.resolve(kafkaClient(this.facts.consumer, this.facts.brokers) as Client);
  }

  override async bindEvents(consumer: Consumer): Promise<void> {
    const topics = [...this.messageHandlers.keys()];
    this.lost = this.pulse.follow(consumer);
    consumer.on(consumer.events.GROUP_JOIN, () => {
      // It was given up and came back all the same: two members of one process would only be in each other's way.
      if (this.consumer !== consumer) return void consumer.disconnect();
      this.lags.clear();
      this.markJoined();
      this.parked.refresh?.();
      this.facts.letters?.refresh?.();
    });
    this.commits.follow(consumer);
    this.pace.follow(consumer);
    await consumer.subscribe({ topics, fromBeginning: true });
    const running = consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: this.facts.concurrency ?? 6,
      eachBatch: async (payload) => {
        await this.commits.during((isCurrent) => this.takeBatch(payload, isCurrent));
        if (!this.closing) await this.pace.rest();
      },
    });
    await Promise.race([running, this.lost]);
  }

  /** Handles a message as if it came now; for operators, after the cause is cured. Throws what its handlers throw. */
  redo(record: FactRecord): Promise<void> {
    return this.handling.redo(record, (message) => this.dispatch(message, record.topic));
  }

  /** Handles a parked case's messages in order and lets the case go on, up to the next dead letter. */
  resume(caseId: string): Promise<Resumed> {
    return this.handling.resume(caseId, (topic) => (message) => this.dispatch(message, topic));
  }

  /** Finishes the messages under way, commits and leaves the group. */
  override async close(): Promise<void> {
    this.closing = true;
    this.markJoined();
    this.holds.clear();
    await this.commits.finish();
    this.pulse.stop();
    await super.close();
    await this.connecting;
  }

  /** One client after the other: the next when this one could not connect, or is lost. */
  private async connectForEver(): Promise<void> {
    for (let pause = 200; !this.closing; pause = Math.min(10_000, pause * 2)) {
      try {
        this.client = await this.createClient();
        await this.start(() => undefined);
        await this.lost;
        if (this.closing) return;
        this.logger.warn(`${this.facts.consumer} has lost its group and joins anew`);
        pause = 200;
      } catch (error) {
        this.logger.warn(
          `${this.facts.consumer} cannot join yet: ${error instanceof Error ? error.message : 'unknown'}`,
        );
      }
      await this.letGo();
      await sleep(pause);
    }
  }

  /** Waits for the goodbye only for a while: a client is lost also because it no longer comes to an end. */
  private async letGo(): Promise<void> {
    const { consumer, producer } = this;
    this.consumer = null;
    this.producer = null;
    this.holds.clear();
    const goodbye = Promise.allSettled([consumer?.disconnect(), producer?.disconnect()]);
    await Promise.race([goodbye, sleep(GOODBYE_MS, undefined, { ref: false })]);
  }

  private async takeBatch(payload: EachBatchPayload, isCurrent: () => boolean): Promise<void> {
    const { topic, partition, messages } = payload.batch;
    // Until the messages under way are committed, the same ones must not be fetched again and again.
    if (this.closing) payload.pause();
    for (const message of messages) {
      if (!payload.isRunning() || payload.isStale() || this.closing || this.holds.has(topic, partition)) return;
      const record = recordOf(message, topic, partition);
      try {
        await beating(payload, () => this.handling.process(record, (fact) => this.dispatch(fact, topic)));
      } catch {
        // Its offset stays unresolved, so the same message comes again when the partition goes on; reported already.
        const resume = payload.pause();
        this.holds.hold(topic, partition, () => {
          if (!this.closing) resume();
        });
        return;
      }
      this.facts.probe?.('handled');
      if (!isCurrent()) return;
      this.holds.passed(topic, partition);
      this.lags.set(
        `${topic}/${partition}`,
        Math.max(0, Number(payload.batch.highWatermark) - 1 - Number(message.offset)),
      );
      payload.resolveOffset(message.offset);
      this.commits.note(payload);
      await payload.heartbeat();
    }
  }

  /** The `@EventPattern` handlers of the topic, through Nest's own way for events. */
  private async dispatch(fact: FactMessage, topic: string): Promise<void> {
    const { consumer, producer } = this;
    if (consumer === null || producer === null) throw new Error('the consumer is closed');
    const message = {
      key: Buffer.from(fact.key),
      value: fact.bytes,
      timestamp: '',
      attributes: 0,
      offset: fact.offset,
      headers: {},
    };
    const context = new KafkaContext([message, fact.partition, topic, consumer, () => Promise.resolve(), producer]);
    try {
      await this.handleEvent(topic, { pattern: topic, data: fact }, context);
    } catch (error) {
      // Better to stand still with an alarm than to bury what may only have been a store that was away.
      throw isHidden(error) ? new Unavailable('the error of this handler (connect it with connectFacts)') : error;
    }
  }

  private async bury(letter: DeadLetter, letters: LettersPort): Promise<void> {
    if (this.producer === null) throw new Error('the consumer is closed');
    await letters.bury(letter);
    const topic = deadLettersTopic(this.facts.consumer);
    await this.producer.send({ topic, acks: -1, messages: [letterMessage(letter)] });
  }
}

/** What Nest puts in place of an error that it does not know. */
const isHidden = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'status' in error &&
  error.status === 'error' &&
  !(error instanceof Error);
