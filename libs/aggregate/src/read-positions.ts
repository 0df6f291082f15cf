import type { Connection, mongo } from 'mongoose';
import { eventId, type Position } from '#libs/contracts';
import { NotYet } from './failures.js';
import { collectionOf, isDuplicate, reach } from './store-connection.js';

interface PositionDocument {
  readonly _id: string;
  readonly sequence: number;
}

/**
 * How far a consumer has come with each subject. It drops what was seen, shows gaps, and lets a query wait for its own
 * write. One collection for all consumers of a service; `consumer` keeps them apart.
 */
export class ReadPositions {
  private readonly waiting = new Map<string, Set<() => void>>();

  constructor(
    private readonly connection: Connection,
    private readonly consumer: string,
  ) {}

  /** Highest sequence of a subject that this consumer has handled; 0 for none. */
  async highest(subject: string): Promise<number> {
    const found = await reach(() => this.collection.findOne({ _id: this.idOf(subject) }));
    return found?.sequence ?? 0;
  }

  /** Notes that all events up to `sequence` are handled. Never goes back. Call it after the read model is written. */
  async markSeen(subject: string, sequence: number): Promise<void> {
    const raise = (): Promise<unknown> =>
      this.collection.updateOne({ _id: this.idOf(subject) }, { $max: { sequence } }, { upsert: true });
    await reach(raise).catch((error: unknown) => {
      // Two first upserts met; the second try finds a document.
      if (isDuplicate(error)) return reach(raise);
      throw error;
    });
    for (const wake of this.waiting.get(subject) ?? []) wake();
  }

  /**
   * Returns when the position is handled; throws `NotYet` after `timeoutMs` (5,000). Woken at once by a consumer in this
   * process, and polls for one in another.
   */
  async waitFor(position: Position, timeoutMs = 5_000): Promise<void> {
    const end = performance.now() + timeoutMs;
    for (let pause = 20; (await this.highest(position.subject)) < position.sequence; pause = Math.min(250, pause * 2)) {
      const left = end - performance.now();
      if (left <= 0) throw new NotYet(eventId(position));
      await this.nudge(position.subject, Math.min(pause, left));
    }
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
