import type { Connection, mongo } from 'mongoose';
import type { AggregateDocument, HandledKey } from './aggregate-document.js';
import { collectionOf, isDuplicate, reach } from './store-connection.js';

interface ArchivedKey extends HandledKey {
  readonly _id: string;
  readonly subject: string;
}

/**
 * Where answered keys go when an aggregate holds more than it should carry. A key is here before it leaves the aggregate,
 * so whoever looks into both, the aggregate first, never misses one.
 */
export class HandledArchive {
  constructor(
    private readonly connection: Connection,
    private readonly probe: (point: 'archived') => void | Promise<void>,
  ) {}

  /** The archived answers to these keys, in one look for a whole round. */
  async find(subject: string, keys: readonly string[]): Promise<ReadonlyMap<string, HandledKey>> {
    const ids = keys.map((key) => archivedId(subject, key));
    const found = await reach(() => this.entries.find({ _id: { $in: ids } }).toArray());
    return new Map(found.map(({ key, fingerprint, answer }) => [key, { key, fingerprint, answer }]));
  }

  /** Moves these keys from the aggregate into the archive. Doing it twice, or by two processes at once, does no harm. */
  async move(
    aggregates: mongo.Collection<AggregateDocument>,
    subject: string,
    keys: readonly HandledKey[],
  ): Promise<void> {
    await reach(async () => {
      try {
        const entries = keys.map((entry) => ({ ...entry, _id: archivedId(subject, entry.key), subject }));
        await this.entries.insertMany(entries, { ordered: false });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        await this.insertMissing(subject, keys);
      }
      await this.probe('archived');
      await aggregates.updateOne(
        { _id: subject },
        { $pull: { handled: { key: { $in: keys.map((entry) => entry.key) } } }, $inc: { archived: keys.length } },
      );
    });
  }

  /** After an error the embedded store's count is wrong, so what is missing is found by reading. */
  private async insertMissing(subject: string, keys: readonly HandledKey[]): Promise<void> {
    for (const entry of keys) {
      const _id = archivedId(subject, entry.key);
      await this.entries.updateOne({ _id }, { $setOnInsert: { ...entry, subject } }, { upsert: true });
    }
  }

  private get entries(): mongo.Collection<ArchivedKey> {
    return collectionOf<ArchivedKey>(this.connection, 'handled_archive');
  }
}

const archivedId = (subject: string, key: string): string => `${subject} ${key}`;
