import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Connection, mongo } from 'mongoose';
import { eventId, type Position } from '#libs/contracts';
import { NotYet } from './failures.js';
import { collectionOf, isDuplicate, reach } from './store-connection.js';

interface PositionDocument {
  readonly _id: string;
  readonly sequence: number;
}

/** Subjects that are asked for in one query, at the end of this turn of the event loop. */
interface Asked {
  readonly subjects: Set<string>;
  readonly answer: Promise<ReadonlyMap<string, number>>;
}

/** What a reader in another process may be behind, and what a crash repeats; each write carries what was raised meanwhile. */
const WRITE_AFTER_MS = 200;
const RETRY_AFTER_MS = 500;
const KNOWN_MAX = 50_000;

/**
 * How far a consumer has come with each subject. It drops what was seen, shows gaps, and lets a query wait for its own
 * write. One collection for all consumers of a service; `consumer` keeps them apart.
 */
export class ReadPositions {
  private readonly waiting = new Map<string, Set<() => void>>();
  /** What this process has seen itself, quiet longest first; another process may be further, which costs a repetition. */
  private readonly known = new Map<string, number>();
  /** Raised here and not written yet. A crash forgets them, and the facts come again. */
  private readonly unwritten = new Map<string, number>();
  private writing: Promise<void> | undefined;
  private asked: Asked | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly consumer: string,
  ) {}

  /** Highest sequence of a subject that this consumer has handled; 0 for none. */
  async highest(subject: string): Promise<number> {
    const known = this.known.get(subject);
    if (known !== undefined) return known;
    const highest = Math.max(await this.find(subject), this.known.get(subject) ?? 0);
    this.know(subject, highest);
    return highest;
  }

  /**
   * Notes that all events up to `sequence` are handled. Never goes back. Call it after the read model is written. It is
   * known in this process at once and written with others' soon afterwards.
   */
  markSeen(subject: string, sequence: number): Promise<void> {
    const highest = Math.max(this.known.get(subject) ?? 0, sequence);
    this.know(subject, highest);
    this.unwritten.set(subject, highest);
    this.writing ??= sleep(WRITE_AFTER_MS).then(() => this.write());
    for (const wake of this.waiting.get(subject) ?? []) wake();
    return Promise.resolve();
  }

  /** Writes what is only known here. @throws StoreUnavailable */
  async flush(): Promise<void> {
    const raised = [...this.unwritten];
    if (raised.length === 0) return;
    this.unwritten.clear();
    const operations = raised.map(([subject, sequence]) => ({
      updateOne: { filter: { _id: this.idOf(subject) }, update: { $max: { sequence } }, upsert: true },
    }));
    const raise = (): Promise<unknown> => this.collection.bulkWrite(operations, { ordered: false });
    try {
      // Two first upserts may meet; the second try finds a document.
      await reach(raise).catch((error: unknown) => {
        if (isDuplicate(error)) return reach(raise);
        throw error;
      });
    } catch (error) {
      for (const [subject, sequence] of raised) {
        this.unwritten.set(subject, Math.max(this.unwritten.get(subject) ?? 0, sequence));
      }
      throw error;
    }
  }

  /**
   * Returns when the position is handled; throws `NotYet` after `timeoutMs` (5,000). Woken at once by a consumer in this
   * process, and polls for one in another.
   */
  async waitFor(position: Position, timeoutMs = 5_000): Promise<void> {
    const end = performance.now() + timeoutMs;
    for (let pause = 20; (await this.reached(position)) < position.sequence; pause = Math.min(250, pause * 2)) {
      const left = end - performance.now();
      if (left <= 0) throw new NotYet(eventId(position));
      await this.nudge(position.subject, Math.min(pause, left));
    }
  }

  /** As far as anybody knows: a consumer in another process writes what this one does not hear of. */
  private async reached({ subject, sequence }: Position): Promise<number> {
    const known = this.known.get(subject) ?? 0;
    if (known >= sequence) return known;
    const found = await reach(() => this.collection.findOne({ _id: this.idOf(subject) }));
    return Math.max(found?.sequence ?? 0, known);
  }

  /** What is stored of a subject, asked together with the subjects that others ask for at this moment. */
  private async find(subject: string): Promise<number> {
    const wanted = (this.asked ??= { subjects: new Set(), answer: this.findAsked() });
    wanted.subjects.add(subject);
    return (await wanted.answer).get(this.idOf(subject)) ?? 0;
  }

  private async findAsked(): Promise<ReadonlyMap<string, number>> {
    await nextTurn();
    const ids = [...(this.asked?.subjects ?? [])].map((subject) => this.idOf(subject));
    this.asked = undefined;
    const found = await reach(() => this.collection.find({ _id: { $in: ids } }).toArray());
    return new Map(found.map(({ _id, sequence }) => [_id, sequence]));
  }

  private async write(): Promise<void> {
    this.writing = undefined;
    try {
      await this.flush();
    } catch {
      // The store is away; what was raised is kept and written with the next ones.
      this.writing ??= sleep(RETRY_AFTER_MS).then(() => this.write());
    }
  }

  private know(subject: string, sequence: number): void {
    this.known.delete(subject);
    this.known.set(subject, sequence);
    const [oldest] = this.known.keys();
    // What is not written yet must not be forgotten.
    if (this.known.size > KNOWN_MAX && oldest !== undefined && !this.unwritten.has(oldest)) this.known.delete(oldest);
  }

  private async nudge(subject: string, ms: number): Promise<void> {
    const wakes = this.waiting.get(subject) ?? new Set();
    this.waiting.set(subject, wakes);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, ms);
      function done(): void {
        clearTimeout(timer);
        wakes.delete(done);
        resolve();
      }
      wakes.add(done);
    });
    if (wakes.size === 0) this.waiting.delete(subject);
  }

  private idOf(subject: string): string {
    return `${this.consumer} ${subject}`;
  }

  private get collection(): mongo.Collection<PositionDocument> {
    return collectionOf<PositionDocument>(this.connection, 'read_positions');
  }
}
