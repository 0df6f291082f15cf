import { mongo, type Connection } from 'mongoose';
import { eventId } from '#libs/contracts';
import { JournalFork } from './failures.js';
import { collectionOf, isDuplicate, reach } from './store-connection.js';

export interface JournalEntry {
  /** The event's id, `<subject>/<sequence>`. */
  readonly id: string;
  readonly bytes: Buffer;
}

interface JournalDocument {
  readonly _id: string;
  readonly bytes: mongo.Binary;
}

/** Ids per query: the embedded store takes 11 ms for 100 of them at any size. */
const PAGE = 100;

/** Every event a service ever decided, by its id: repairs gaps, feeds late consumers, rebuilds read models. */
export class Journal {
  constructor(private readonly connection: Connection) {}

  /**
   * Writes events; one that is there already with the same bytes is left alone.
   * @throws JournalFork naming every event that is there with other bytes, after all other subjects' events were written
   */
  async append(entries: readonly JournalEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const documents = entries.map(({ id, bytes }) => ({ _id: id, bytes: new mongo.Binary(bytes) }));
    try {
      await reach(() => this.collection.insertMany(documents, { ordered: false }));
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      await this.reconcile(entries);
    }
  }

  /** Events of a subject from one sequence to another, both included, in order; ends early at the first missing one. */
  async read(subject: string, from: number, to: number): Promise<readonly JournalEntry[]> {
    const entries: JournalEntry[] = [];
    for (let first = Math.max(1, from); first <= to; first += PAGE) {
      const ids = Array.from({ length: Math.min(PAGE, to - first + 1) }, (_, index) =>
        eventId({ subject, sequence: first + index }),
      );
      const found = await this.find(ids);
      for (const id of ids) {
        const bytes = found.get(id);
        if (bytes === undefined) return entries;
        entries.push({ id, bytes });
      }
    }
    return entries;
  }

  /**
   * All events in the order of their ids, so each subject's in its own order. On the embedded store each page is a scan
   * (90 ms per 1,000 of 50,000): for late consumers and rebuilding, not for requests.
   */
  async *iterate({
    after = '',
    page = 1_000,
  }: { after?: string | undefined; page?: number | undefined } = {}): AsyncGenerator<JournalEntry> {
    let last = after;
    for (;;) {
      const found = await reach(() =>
        this.collection
          .find({ _id: { $gt: last } })
          .sort({ _id: 1 })
          .limit(page)
          .toArray(),
      );
      for (const { _id, bytes } of found) {
        last = _id;
        yield { id: _id, bytes: Buffer.from(bytes.value()) };
      }
      if (found.length < page) return;
    }
  }

  private async reconcile(entries: readonly JournalEntry[]): Promise<void> {
    const forks: string[] = [];
    for (let start = 0; start < entries.length; start += PAGE) {
      const page = entries.slice(start, start + PAGE);
      const found = await this.find(page.map((entry) => entry.id));
      for (const { id, bytes } of page) {
        const present = found.get(id);
        if (present !== undefined && !present.equals(bytes)) forks.push(id);
      }
      // What follows a fork in its subject does not belong to the history that is there.
      const forked = new Set(forks.map(subjectOf));
      const missing = page.filter(({ id }) => !found.has(id) && !forked.has(subjectOf(id)));
      // Another relay may be writing the same events at this moment, so each may turn out to be there.
      for (const { id, bytes } of missing) {
        await reach(() =>
          this.collection.updateOne(
            { _id: id },
            { $setOnInsert: { bytes: new mongo.Binary(bytes) } },
            { upsert: true },
          ),
        ).catch((error: unknown) => {
          if (!isDuplicate(error)) throw error;
        });
      }
    }
    if (forks.length > 0) throw new JournalFork(forks);
  }

  private async find(ids: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    const found = await reach(() => this.collection.find({ _id: { $in: [...ids] } }).toArray());
    return new Map(found.map(({ _id, bytes }) => [_id, Buffer.from(bytes.value())]));
  }

  private get collection(): mongo.Collection<JournalDocument> {
    return collectionOf<JournalDocument>(this.connection, 'journal');
  }
}

/** `meeting/0193…/0000000003` is an event of `meeting/0193…`. */
export const subjectOf = (id: string): string => id.slice(0, id.lastIndexOf('/'));
