import { mongo, type Connection } from 'mongoose';
import { StoreUnavailable, collectionOf, reach } from '#libs/aggregate';
import { MerkleFrontier, leafHash } from '#libs/transparency';
import { RefusalIndex } from '../refusal/refusal-index.view.js';

/** What is appended: the exact bytes that were published, and where they belong. */
export interface NewEntry {
  /** Unique in the log for ever: `<source>\n<event id>`, or the place in Kafka of bytes that are no event. */
  readonly key: string;
  readonly bytes: Buffer;
  readonly caseId: string | null;
  readonly subject: string | null;
  /** 0 for bytes that are no event. */
  readonly sequence: number;
}

/** An entry as it is stored. `_id` is the log index, gapless from 0; the unique `_id` is the fence between two writers. */
export interface EntryDocument {
  readonly _id: number;
  readonly key: string;
  readonly bytes: mongo.Binary;
  readonly leaf: mongo.Binary;
  /** RFC 6962 tree head over the entries 0…_id. */
  readonly root: mongo.Binary;
  readonly caseId: string | null;
  readonly subject: string | null;
  readonly sequence: number;
  readonly loggedAt: string;
}

interface Waiting {
  readonly entry: NewEntry;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

const BATCH = 256;
const PAGE = 1_000;
/** Indexes in one query. */
const IDS = 250;
const TRIES = 20;

/**
 * The append-only log. Entries that arrive together are written together; an entry's index is given only when all before
 * it are stored, so that a crash leaves neither a gap nor a double. After any failed write the log is read again from
 * where memory ends: what is there counts, whoever wrote it.
 */
export class EntryLog {
  /** Where in the log somebody was refused. */
  readonly refusals = new RefusalIndex();
  private stored: mongo.Collection<EntryDocument> | undefined;
  private readonly highest = new Map<string, number>();
  private frontier = new MerkleFrontier();
  private waiting: Waiting[] = [];
  private writing: Promise<void> | undefined;

  /** Creates the indexes and reads the log's hashes: the head and every subject's last sequence are known afterwards. */
  async open(connection: Connection): Promise<void> {
    const stored = collectionOf<EntryDocument>(connection, 'entries');
    await reach(() => stored.createIndex({ key: 1 }, { unique: true }));
    await reach(() => stored.createIndex({ caseId: 1, _id: 1 }));
    this.stored = stored;
    await this.catchUp();
  }

  private get entries(): mongo.Collection<EntryDocument> {
    if (this.stored === undefined) throw new StoreUnavailable('MongoDB');
    return this.stored;
  }

  get head(): { readonly size: number; readonly root: Buffer } {
    return { size: this.frontier.size, root: this.frontier.root() };
  }

  /** The last logged sequence of a subject; 0 for none. */
  highestOf(subject: string): number {
    return this.highest.get(subject) ?? 0;
  }

  /** Resolves when the entry is stored; at once for one that was logged before. */
  append(entry: NewEntry): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({ entry, done, failed });
      this.writing ??= this.drain().finally(() => {
        this.writing = undefined;
      });
    });
  }

  /** Entries from an index on, in log order. By their indexes, not by a range: the embedded store scans for a range. */
  async page(from: number, limit: number): Promise<EntryDocument[]> {
    const found: EntryDocument[] = [];
    for (let first = from; first < from + limit; first += IDS) {
      const ids = Array.from({ length: Math.min(IDS, from + limit - first) }, (_, index) => first + index);
      const some = await reach(() => this.entries.find({ _id: { $in: ids } }).toArray());
      found.push(...some.toSorted((a, b) => a._id - b._id));
      if (some.length === 0) break;
    }
    return found;
  }

  /** These entries, in log order. */
  at(indexes: readonly number[]): Promise<EntryDocument[]> {
    return reach(() =>
      this.entries
        .find({ _id: { $in: [...indexes] } })
        .sort({ _id: 1 })
        .toArray(),
    );
  }

  /** Everything that was logged of a case, in log order. */
  ofCase(caseId: string): Promise<EntryDocument[]> {
    return reach(() => this.entries.find({ caseId }).sort({ _id: 1 }).toArray());
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, BATCH);
      try {
        await this.write(batch.map(({ entry }) => entry));
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
  }

  private async write(batch: readonly NewEntry[]): Promise<void> {
    let fresh = uniqueByKey(batch).filter((entry) => !this.isLogged(entry));
    for (let attempt = 1; fresh.length > 0; attempt += 1) {
      const { documents, frontier } = this.prepare(fresh);
      try {
        await reach(() => this.entries.insertMany(documents, { ordered: true }));
        this.frontier = frontier;
        for (const document of documents) this.note(document);
        return;
      } catch (error) {
        // Another writer was first, the entry was there already, or the answer got lost: the store knows.
        if (attempt >= TRIES) throw error;
        await this.catchUp();
        fresh = await this.missingOf(fresh);
      }
    }
  }

  /** Events come in order per subject, so anything up to the highest was logged before. */
  private isLogged(entry: NewEntry): boolean {
    return entry.subject !== null && entry.sequence <= this.highestOf(entry.subject);
  }

  private prepare(entries: readonly NewEntry[]): { documents: EntryDocument[]; frontier: MerkleFrontier } {
    const frontier = this.frontier.clone();
    const loggedAt = new Date().toISOString();
    const documents = entries.map(({ key, bytes, caseId, subject, sequence }) => {
      const leaf = leafHash(bytes);
      const _id = frontier.size;
      frontier.append(leaf);
      return {
        _id,
        key,
        bytes: new mongo.Binary(bytes),
        leaf: new mongo.Binary(leaf),
        root: new mongo.Binary(frontier.root()),
        caseId,
        subject,
        sequence,
        loggedAt,
      };
    });
    return { documents, frontier };
  }

  private async missingOf(entries: readonly NewEntry[]): Promise<NewEntry[]> {
    const keys = entries.map(({ key }) => key);
    const found = await reach(() =>
      this.entries
        .find({ key: { $in: keys } })
        .project<Pick<EntryDocument, 'key'>>({ key: 1 })
        .toArray(),
    );
    const logged = new Set(found.map(({ key }) => key));
    return entries.filter(({ key }) => !logged.has(key));
  }

  private async catchUp(): Promise<void> {
    for (;;) {
      const page = await this.page(this.frontier.size, PAGE);
      for (const document of page) {
        // A hole would be papered over by counting on; replay names it, and nothing is appended behind it.
        if (document._id !== this.frontier.size) {
          throw new Error(`The log has no entry ${this.frontier.size}; the next one is ${document._id}.`);
        }
        this.frontier.append(document.leaf.buffer);
        this.note(document);
      }
      if (page.length < PAGE) return;
    }
  }

  private note({ _id, bytes, subject, sequence }: EntryDocument): void {
    if (subject !== null && this.refusals.wants(subject)) this.refusals.add(_id, Buffer.from(bytes.buffer));
    if (subject !== null && sequence > this.highestOf(subject)) this.highest.set(subject, sequence);
  }
}

const uniqueByKey = (entries: readonly NewEntry[]): NewEntry[] => [
  ...new Map(entries.map((entry) => [entry.key, entry])).values(),
];
