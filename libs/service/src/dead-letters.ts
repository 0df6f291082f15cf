import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor, EventEnvelope, LetterBuried, LetterEvent } from '#libs/contracts';
import { deadLetterDecider, type DeadLetterState } from '#libs/domain';
import { sha256Hex, type LetterStore, type StoredLetter } from '#libs/aggregate';
import { parseFact, type DeadLetter, type FactRecord, type FactsStrategy, type LettersPort } from '#libs/events';
import { StructuredLogger, redactText } from '#libs/telemetry';
import { partOf } from './fact-handler.js';
import { OfficeTime } from './office-time.js';
import { SERVICE_OPTIONS, consumerOf, type ServiceOptions } from './service-options.js';
import { ServiceStore } from './service-store.js';

/** As much of the consumer as a redo needs. */
export type LetterConsumer = Pick<FactsStrategy, 'redo' | 'resume'>;

/** What may be the case of a fact for ever: a key that somebody made up is not kept. */
const CASE_KEY = /^[\w.-]{1,100}$/;
const PROBLEM_MAX = 1_000;
const SETTLE_RETRY_MS = 5_000;

/** The dead letters of this service: durable before their message is passed by, with the facts about what became of them. */
@Injectable()
export class DeadLetters implements LettersPort {
  private consumer: LetterConsumer | undefined;
  private dropped: Promise<ReadonlySet<string>> | undefined;
  private stopped = false;

  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    @Inject(ServiceStore) private readonly store: ServiceStore,
    @Inject(OfficeTime) private readonly time: OfficeTime,
    @Inject(StructuredLogger) private readonly logger: StructuredLogger,
  ) {}

  get letters(): LetterStore {
    return this.store.letters;
  }

  /** The consumer whose letters these are. */
  attach(consumer: LetterConsumer): void {
    this.consumer = consumer;
  }

  /** Forgets what is remembered of drops: another process may have dropped something. */
  refresh(): void {
    this.dropped = undefined;
  }

  /** Keeps message and fact; the same message twice is one letter. */
  async bury({ record, error, caseId }: DeadLetter): Promise<void> {
    const id = this.idOf(record);
    const { topic, partition, offset, key, bytes } = record;
    const text = error instanceof Error ? error.message : String(error);
    const problem = redactText(text).slice(0, PROBLEM_MAX);
    await this.letters.keep({ id, topic, partition, offset, key, bytes, problem, buriedAt: new Date() });
    const letter: LetterBuried = {
      consumer: consumerOf(this.options),
      topic,
      partition,
      offset,
      caseId: caseId ?? null,
      event: letterEventOf(bytes) ?? null,
      part: partOf(error) ?? null,
      error: error instanceof Error ? error.name : 'unknown',
      hash: sha256Hex(bytes),
      size: bytes.length,
    };
    const version = await this.store.aggregates.version(`${deadLetterDecider.noun}/${id}`);
    await this.decide(id, { type: 'bury', letter }, `bury-${version}`, key);
  }

  async isOpen(record: FactRecord): Promise<boolean> {
    return (await this.letters.find(this.idOf(record)))?.isOpen === true;
  }

  /** Asked for every message, so it is answered from memory. */
  async isDropped(record: FactRecord, event?: EventEnvelope): Promise<boolean> {
    const dropped = await this.droppedNames();
    if (dropped.size === 0) return false;
    return dropped.has(this.idOf(record)) || (event !== undefined && dropped.has(event.id));
  }

  /** Hands the message to its handlers once more. @throws what they throw */
  async redo(letter: StoredLetter): Promise<void> {
    await this.attached().redo(letter);
  }

  /** The letter is done with: what waited behind it goes on. Repeatable. @returns how many went on, and what stopped them */
  async release(letter: StoredLetter, isDropped: boolean): Promise<{ released: number; stoppedBy: string | null }> {
    await this.letters.close(letter.id, isDropped);
    this.refresh();
    return this.goOn(letter.key);
  }

  /** Finishes what a dead process left half done, once the consumer has joined; tries until it succeeds, never rejects. */
  async settle(): Promise<void> {
    while (!this.stopped && !(await this.settledAll())) await sleep(SETTLE_RETRY_MS, undefined, { ref: false });
  }

  stop(): void {
    this.stopped = true;
  }

  private async settledAll(): Promise<boolean> {
    try {
      for (const letter of await this.letters.list({ isOpen: true })) {
        const { status } = await this.stateOf(letter.id);
        if (status === 'REDONE' || status === 'DROPPED') await this.letters.close(letter.id, status === 'DROPPED');
      }
      this.refresh();
      const cases = await this.store.parked.list();
      const ends = await Promise.allSettled(cases.map((caseId) => this.goOn(caseId)));
      return ends.every(({ status }) => status === 'fulfilled');
    } catch (error) {
      this.logger.failure('dead letters could not be settled yet', error);
      return false;
    }
  }

  /** The state of a letter's aggregate. */
  async stateOf(id: string): Promise<DeadLetterState> {
    const live = await this.store.aggregates.load(deadLetterDecider, `${deadLetterDecider.noun}/${id}`);
    return live?.state ?? deadLetterDecider.initial;
  }

  private async goOn(key: string): Promise<{ released: number; stoppedBy: string | null }> {
    if (key === '' || !(await this.store.parked.isParked(key))) return { released: 0, stoppedBy: null };
    const { handled, stopped } = await this.attached().resume(key);
    const [first] = stopped ? await this.store.parked.messagesOf(key) : [];
    return { released: handled, stoppedBy: first === undefined ? null : this.idOf(first) };
  }

  private async decide(
    id: string,
    command: { type: 'bury'; letter: LetterBuried },
    key: string,
    line: string,
  ): Promise<void> {
    const { name } = this.options;
    const actor: Actor = { id: name, kind: 'machine', roles: [] };
    await this.store.aggregates.execute({
      decider: deadLetterDecider,
      subject: `${deadLetterDecider.noun}/${id}`,
      caseId: CASE_KEY.test(line) ? line : id,
      command,
      key,
      fingerprint: id,
      context: this.time.contextFor(actor),
    });
  }

  private droppedNames(): Promise<ReadonlySet<string>> {
    this.dropped ??= this.loadDropped().catch((error: unknown) => {
      this.dropped = undefined;
      throw error;
    });
    return this.dropped;
  }

  /** Letters and, of those that held up a case, the events they were: a journal gives an event without its place. */
  private async loadDropped(): Promise<ReadonlySet<string>> {
    const names = new Set<string>();
    for (const { id, bytes } of await this.letters.list({ isDropped: true })) {
      names.add(id);
      const state = await this.stateOf(id);
      const parsed = parseFact(bytes);
      if ('event' in parsed && state.status === 'DROPPED' && state.letter.caseId !== null) names.add(parsed.event.id);
    }
    return names;
  }

  /** By place and bytes, and not by consumer: what was dropped stays dropped when a read model is made anew. */
  private idOf({
    topic,
    partition,
    offset,
    bytes,
  }: Pick<FactRecord, 'topic' | 'partition' | 'offset' | 'bytes'>): string {
    const place = Buffer.from(`${topic}/${partition}/${offset}/`);
    return `${this.options.name}-${sha256Hex(place, bytes).slice(0, 32)}`;
  }

  private attached(): LetterConsumer {
    if (this.consumer === undefined) throw new Error('no consumer was attached to the dead letters');
    return this.consumer;
  }
}

/** The event in these bytes, as far as a list shows it. */
export const letterEventOf = (bytes: Buffer): LetterEvent | undefined => {
  const parsed = parseFact(bytes);
  if ('problem' in parsed) return undefined;
  const { subject, sequence, type } = parsed.event;
  return { subject, sequence: Number(sequence), type };
};
