import { mongo, type Connection } from 'mongoose';
import { collectionOf, isDuplicate, reach } from './store-connection.js';

/** A message that a consumer can never handle, as Kafka delivered it, and what was wrong with it. */
export interface StoredLetter {
  /** `<service>-<hash>`: the same message has the same id at every consumer of the service. */
  readonly id: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string;
  readonly bytes: Buffer;
  /** Of the whole message; more than `bytes` where that was too much for a document. */
  readonly size: number;
  /** What the error said. For operators; facts hold its kind only. */
  readonly problem: string;
  readonly buriedAt: Date;
  /** False once it was redone or dropped and what waited behind it went on. */
  readonly isOpen: boolean;
  readonly isDropped: boolean;
}

type LetterDocument = Omit<StoredLetter, 'id' | 'bytes'> & { readonly _id: string; readonly bytes: mongo.Binary };

/** MongoDB's documents end at 16 MiB. The whole message stays in Kafka. */
const BYTES_MAX = 12 * 1024 * 1024;

/** The dead letters of a service: kept for ever, whatever becomes of them. */
export class LetterStore {
  constructor(private readonly connection: Connection) {}

  /** Keeps a letter; one that is there already is opened again unless people have dropped it. */
  async keep(letter: Omit<StoredLetter, 'isOpen' | 'isDropped' | 'size'>): Promise<void> {
    const { id, bytes, problem, ...rest } = letter;
    const kept = { ...rest, bytes: new mongo.Binary(bytes.subarray(0, BYTES_MAX)), size: bytes.length };
    const write = (): Promise<unknown> =>
      this.letters.updateOne(
        { _id: id },
        { $set: { problem, isOpen: true }, $setOnInsert: { ...kept, isDropped: false } },
        { upsert: true },
      );
    await reach(write).catch((error: unknown) => {
      // Two first upserts met; the second try finds a document.
      if (isDuplicate(error)) return reach(write);
      throw error;
    });
  }

  async close(id: string, isDropped: boolean): Promise<void> {
    await reach(() =>
      this.letters.updateOne({ _id: id }, { $set: { isOpen: false, ...(isDropped ? { isDropped: true } : {}) } }),
    );
  }

  async find(id: string): Promise<StoredLetter | undefined> {
    const found = await reach(() => this.letters.findOne({ _id: id }));
    return found === null ? undefined : letterOf(found);
  }

  /** How many nobody has dealt with. */
  countOpen(): Promise<number> {
    return reach(() => this.letters.countDocuments({ isOpen: true }));
  }

  /** Oldest first; there are few, or something is very wrong. */
  async list(
    which: { readonly isOpen?: boolean; readonly isDropped?: boolean } = {},
  ): Promise<readonly StoredLetter[]> {
    const found = await reach(() => this.letters.find(which).toArray());
    return found.map(letterOf).toSorted((a, b) => a.buriedAt.getTime() - b.buriedAt.getTime());
  }

  private get letters(): mongo.Collection<LetterDocument> {
    return collectionOf<LetterDocument>(this.connection, 'dead_letters');
  }
}

const letterOf = ({ _id, bytes, ...rest }: LetterDocument): StoredLetter => ({
  ...rest,
  id: _id,
  bytes: Buffer.from(bytes.value()),
});
