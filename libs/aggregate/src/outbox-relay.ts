import { setTimeout as sleep } from 'node:timers/promises';
import type { mongo, Connection } from 'mongoose';
import { REFUSALS, collectionName, type AggregateDocument } from './aggregate-document.js';
import { JournalFork, OutboxForked } from './failures.js';
import { subjectOf, type Journal } from './journal.js';
import { parcelOf, type OutgoingEvent, type Parcel } from './outbox-parcel.js';
import type { RememberedOutboxes } from './recent-aggregates.js';
import { collectionOf, reach } from './store-connection.js';

/** Takes events in order and returns when all of them are safe. A rejection means "perhaps": they come again. */
export interface EventPublisher {
  publish(batch: readonly OutgoingEvent[]): Promise<void>;
}

export interface OutboxRelayOptions {
  readonly connection: Connection;
  /** The nouns whose aggregates it relays; `refusals` is always among them. */
  readonly nouns: readonly string[];
  readonly journal: Journal;
  readonly publisher: EventPublisher;
  /** What this process has saved itself need not be read again. */
  readonly outboxes?: RememberedOutboxes | undefined;
  /** How often to look for what the dirty set missed, in milliseconds (15,000). */
  readonly sweepMs?: number | undefined;
  /** Told of every failure; publishing goes on with backoff for ever. */
  readonly failed?: ((error: unknown) => void) | undefined;
  /** Told once of a subject whose outbox was tampered with; it is left out, and looked at again with every sweep. */
  readonly isolated?: ((fork: OutboxForked) => void) | undefined;
  /** Named crash points for tests. */
  readonly probe?: ((point: 'loaded' | 'journaled' | 'published' | 'pulled') => void | Promise<void>) | undefined;
}

/** A subject with events to publish. */
interface Waiting {
  /** `Date.now()` when it became dirty. */
  readonly since: number;
  /** Its outbox must be read: what this process remembers is not all, or not enough. */
  readonly unread: boolean;
}

const SUBJECTS_PER_BATCH = 100;
const BACKOFF_MAX_MS = 10_000;

/**
 * Carries events from the outboxes to the journal and to Kafka, then takes them out of the outboxes. Always a subject's
 * whole prefix from the head, one batch at a time, so nothing overtakes. A crash anywhere repeats the same ids and bytes.
 * A subject with a forged or forked event is held back alone: everybody else's facts go on.
 */
export class OutboxRelay {
  private readonly dirty = new Map<string, Waiting>();
  private readonly underWay = new Map<string, Waiting>();
  /** Subject → why it is held back. */
  private readonly heldBack = new Map<string, OutboxForked>();
  private running: Promise<void> | undefined;
  private stopping = false;
  private wake: () => void = () => undefined;
  private nextSweep = 0;
  private failures = 0;
  private relayed = 0;

  constructor(private readonly options: OutboxRelayOptions) {}

  /** Sweeps once for what an earlier process left behind, then follows `markDirty`. */
  start(): void {
    this.stopping = false;
    this.nextSweep = 0;
    this.running ??= this.run();
  }

  /** A save of this process left events in this subject's outbox. */
  markSaved(subject: string): void {
    this.mark(subject, { since: Date.now(), unread: false });
  }

  /** There are events in this subject's outbox, of whomever. */
  markDirty(subject: string): void {
    this.mark(subject, { since: Date.now(), unread: true });
  }

  /** Publishes what is left, for at most `timeoutMs`, and stops. What stays in the outboxes is swept by the next start. */
  async stop(timeoutMs = 5_000): Promise<void> {
    const end = performance.now() + timeoutMs;
    while (this.running !== undefined && this.pending > 0 && performance.now() < end) {
      this.wake();
      await sleep(10);
    }
    this.stopping = true;
    this.wake();
    await this.running;
    this.running = undefined;
  }

  /** Subjects with events that are not known to be published. */
  get pending(): number {
    return new Set([...this.dirty.keys(), ...this.underWay.keys()]).size;
  }

  /** Age of the oldest waiting subject in milliseconds; 0 when nothing waits. An alarm watches it. */
  get oldestAgeMs(): number {
    const since = Math.min(...[...this.dirty.values(), ...this.underWay.values()].map((waiting) => waiting.since));
    return Number.isFinite(since) ? Date.now() - since : 0;
  }

  /** Failed attempts since the last success. */
  get failuresInARow(): number {
    return this.failures;
  }

  /** Subjects that are held back because their outbox was tampered with, each with the reason. */
  get forked(): readonly OutboxForked[] {
    return [...this.heldBack.values()];
  }

  /** Events published since the start of this process, repeats included. */
  get published(): number {
    return this.relayed;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      try {
        await this.sweepWhenDue();
        if (this.dirty.size === 0) await this.rest(Math.max(1, this.nextSweep - performance.now()));
        else await this.relay();
        this.failures = 0;
      } catch (error) {
        this.failures += 1;
        this.options.failed?.(error);
        const limit = Math.min(BACKOFF_MAX_MS, 100 * 2 ** Math.min(this.failures, 10));
        await this.rest(limit * (0.5 + Math.random() / 2), 'backoff');
      }
    }
  }

  private async sweepWhenDue(): Promise<void> {
    if (performance.now() < this.nextSweep) return;
    for (const name of [...this.options.nouns, REFUSALS]) {
      const found = await reach(() =>
        this.aggregates(name)
          .find({ 'outbox.0': { $exists: true } }, { projection: { _id: 1 } })
          .toArray(),
      );
      for (const { _id } of found) this.markDirty(_id);
    }
    // Also those whose outbox an operator has emptied: they are no longer held back.
    for (const subject of this.heldBack.keys()) this.markDirty(subject);
    this.nextSweep = performance.now() + (this.options.sweepMs ?? 15_000);
  }

  private async relay(): Promise<void> {
    for (const [subject, waiting] of [...this.dirty].slice(0, SUBJECTS_PER_BATCH)) {
      this.dirty.delete(subject);
      this.underWay.set(subject, waiting);
    }
    try {
      await this.carry(this.underWay);
    } catch (error) {
      // Perhaps half of it was done: the outbox itself knows.
      for (const [subject, { since }] of this.underWay) this.mark(subject, { since, unread: true });
      throw error;
    } finally {
      this.underWay.clear();
    }
  }

  private mark(subject: string, { since, unread }: Waiting): void {
    const known = this.dirty.get(subject);
    this.dirty.set(subject, {
      since: Math.min(known?.since ?? since, since),
      unread: unread || known?.unread === true,
    });
    this.wake();
  }

  private async carry(waiting: ReadonlyMap<string, Waiting>): Promise<void> {
    const { publisher, probe, outboxes } = this.options;
    const loaded = await this.collect(waiting);
    await probe?.('loaded');
    const parcels = await this.journaled(loaded);
    await probe?.('journaled');
    const events = parcels.flatMap((parcel) => parcel.events);
    if (events.length > 0) {
      await publisher.publish(events);
      await probe?.('published');
      await this.pull(parcels);
      await probe?.('pulled');
      for (const { subject, version } of parcels) outboxes?.relayed(subject, version);
    }
    this.relayed += events.length;
  }

  /** From memory where this process saved all of it, else from the store. */
  private async collect(waiting: ReadonlyMap<string, Waiting>): Promise<readonly Parcel[]> {
    const parcels: Parcel[] = [];
    const unread: string[] = [];
    for (const [subject, { unread: mustRead }] of waiting) {
      const known = mustRead || this.heldBack.has(subject) ? undefined : this.options.outboxes?.get(subject);
      if (known === undefined) unread.push(subject);
      else if (known.outbox.length > 0) parcels.push(...this.unlessForked(() => parcelOf(known)));
    }
    return [...parcels, ...(await this.load(unread))];
  }

  /** Whole outboxes of these subjects, without those that cannot be published. */
  private async load(subjects: readonly string[]): Promise<readonly Parcel[]> {
    const parcels: Parcel[] = [];
    for (const [name, ids] of byCollection(subjects, (subject) => subject)) {
      const found = await reach(() =>
        this.aggregates(name)
          .find({ _id: { $in: [...ids] } }, { projection: { version: 1, outbox: 1 } })
          .toArray(),
      );
      for (const document of found) {
        if (document.outbox.length > 0) parcels.push(...this.unlessForked(() => parcelOf(document)));
        else this.heldBack.delete(document._id);
      }
    }
    return parcels;
  }

  /** Writes the journal; what comes back is in it with exactly these bytes. */
  private async journaled(parcels: readonly Parcel[]): Promise<readonly Parcel[]> {
    const forks = await this.append(parcels.flatMap((parcel) => parcel.events));
    return parcels.flatMap((parcel) =>
      this.unlessForked(() => {
        const fork = forks.find((id) => subjectOf(id) === parcel.subject);
        if (fork !== undefined) throw new OutboxForked(parcel.subject, `the journal holds other bytes for ${fork}`);
        this.heldBack.delete(parcel.subject);
        return parcel;
      }),
    );
  }

  /** Ids that the journal has with other bytes; all other subjects' events are in it. */
  private async append(events: readonly OutgoingEvent[]): Promise<readonly string[]> {
    try {
      await this.options.journal.append(events);
      return [];
    } catch (error) {
      if (error instanceof JournalFork) return error.eventIds;
      throw error;
    }
  }

  private unlessForked(parcel: () => Parcel): readonly Parcel[] {
    try {
      return [parcel()];
    } catch (error) {
      if (!(error instanceof OutboxForked)) throw error;
      const known = this.heldBack.get(error.subject);
      this.heldBack.set(error.subject, error);
      if (known?.message !== error.message) this.options.isolated?.(error);
      return [];
    }
  }

  /** By value, never by position: another process may be relaying the same outbox. */
  private async pull(parcels: readonly Parcel[]): Promise<void> {
    for (const [name, group] of byCollection(parcels, (parcel) => parcel.subject)) {
      const operations = group.map(({ subject, entries }) => ({
        updateOne: { filter: { _id: subject }, update: { $pullAll: { outbox: entries } } },
      }));
      await reach(() => this.aggregates(name).bulkWrite(operations, { ordered: false }));
    }
  }

  private aggregates(name: string): mongo.Collection<AggregateDocument> {
    return collectionOf<AggregateDocument>(this.options.connection, name);
  }

  /** Sleeps until woken by `markDirty` or `stop`; a backoff only `stop` ends. */
  private async rest(ms: number, why: 'idle' | 'backoff' = 'idle'): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        if (why === 'backoff' && !this.stopping) return;
        clearTimeout(timer);
        resolve();
      };
      if (this.stopping || (why === 'idle' && this.dirty.size > 0)) this.wake();
    });
    this.wake = () => undefined;
  }
}

const byCollection = <Item>(
  items: readonly Item[],
  subjectOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const name = collectionName(subjectOf(item));
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
};
