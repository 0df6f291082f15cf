import { randomUUID } from 'node:crypto';
import { mongo } from 'mongoose';
import { MerkleFrontier, leafHash } from '#libs/transparency';

type Value = unknown;
type Stored = Record<string, Value> & { readonly _id: Value };

/** One played case as the pattern of many: everything the services hold of it, and the ids that make it this one. */
export interface CasePattern {
  readonly ids: readonly string[];
  /** Database → collection → documents, without the auditors' log. */
  readonly documents: ReadonlyMap<string, ReadonlyMap<string, readonly Stored[]>>;
  readonly entries: readonly Stored[];
}

const BATCH = 500;
const LOG = 'entries';

/** Copies played cases under new ids straight into the stores, far faster than people could play them. */
export class CaseClones {
  private readonly clients: ReadonlyMap<string, mongo.MongoClient>;
  private frontier = new MerkleFrontier();

  private constructor(clients: ReadonlyMap<string, mongo.MongoClient>) {
    this.clients = clients;
  }

  /** @param urls of each service's own database; the services must not be running */
  static async open(urls: Readonly<Record<string, string>>): Promise<CaseClones> {
    const clients = new Map<string, mongo.MongoClient>();
    for (const [service, url] of Object.entries(urls)) {
      clients.set(service, await new mongo.MongoClient(url, { retryWrites: false }).connect());
    }
    const clones = new CaseClones(clients);
    const log = await clones.collection('audits', LOG).find({}).sort({ _id: 1 }).toArray();
    for (const { leaf } of log) clones.frontier.append((leaf as mongo.Binary).buffer);
    return clones;
  }

  async close(): Promise<void> {
    for (const client of this.clients.values()) await client.close();
  }

  /** Everything that belongs to a case: what carries its id or one of its aggregates' ids in its own `_id` or case. */
  async pattern(caseId: string): Promise<CasePattern> {
    const ids = new Set([caseId]);
    const all = new Map<string, Map<string, Stored[]>>();
    for (const service of this.clients.keys()) {
      const collections = new Map<string, Stored[]>();
      all.set(service, collections);
      for (const name of await this.collectionsOf(service)) {
        if (service === 'audits' && name === LOG) continue;
        const documents = (await this.collection(service, name).find({}).toArray()) as Stored[];
        collections.set(name, documents);
        for (const { _id, caseId: owner } of documents) {
          if (owner === caseId && typeof _id === 'string' && _id.includes('/')) ids.add(_id.split('/')[1] ?? caseId);
        }
      }
    }
    const isOwn = ({ _id }: Stored): boolean => typeof _id === 'string' && [...ids].some((id) => _id.includes(id));
    for (const collections of all.values()) {
      for (const [name, documents] of collections) collections.set(name, documents.filter(isOwn));
    }
    const entries = (await this.collection('audits', LOG).find({ caseId }).sort({ _id: 1 }).toArray()) as Stored[];
    return { ids: [...ids], documents: all, entries };
  }

  /** Writes so many copies. `tell` hears how many are there. */
  async copy(pattern: CasePattern, count: number, tell: (done: number) => void): Promise<void> {
    const perBatch = Math.max(1, Math.floor(BATCH / Math.max(1, pattern.entries.length)));
    for (let done = 0; done < count; done += perBatch) {
      const renamings = Array.from({ length: Math.min(perBatch, count - done) }, () => renaming(pattern.ids));
      for (const [service, collections] of pattern.documents) {
        for (const [name, documents] of collections) {
          const copies = renamings.flatMap((rename) => documents.map((document) => rename(document) as Stored));
          if (copies.length > 0)
            await this.collection(service, name).insertMany(copies as mongo.Document[], { ordered: false });
        }
      }
      await this.log(renamings.flatMap((rename) => pattern.entries.map((entry) => rename(entry) as Stored)));
      tell(Math.min(count, done + perBatch));
    }
  }

  /** Appends to the auditors' log as audits does: index, leaf and tree head of each entry. */
  private async log(entries: readonly Stored[]): Promise<void> {
    const documents = entries.map((entry) => {
      const leaf = leafHash((entry['bytes'] as mongo.Binary).buffer);
      const _id = this.frontier.size;
      this.frontier.append(leaf);
      return { ...entry, _id, leaf: new mongo.Binary(leaf), root: new mongo.Binary(this.frontier.root()) };
    });
    if (documents.length > 0) await this.collection('audits', LOG).insertMany(documents as unknown as mongo.Document[]);
  }

  private async collectionsOf(service: string): Promise<readonly string[]> {
    const found = await this.database(service).listCollections({}, { nameOnly: true }).toArray();
    return found.map(({ name }) => name).filter((name) => !name.startsWith('system.'));
  }

  private collection(service: string, name: string): mongo.Collection<mongo.Document> {
    return this.database(service).collection(name);
  }

  private database(service: string): mongo.Db {
    const client = this.clients.get(service);
    if (client === undefined) throw new Error(`There is no store of ${service}`);
    return client.db();
  }
}

/** Gives every id of a case a new one, wherever it stands: in strings, and in the bytes of events. */
const renaming = (ids: readonly string[]): ((value: Value) => Value) => {
  const names = new Map(ids.map((id) => [id, randomUUID()]));
  const pattern = new RegExp(ids.join('|'), 'g');
  const inText = (text: string): string => text.replace(pattern, (id) => names.get(id) ?? id);
  const rename = (value: Value): Value => {
    if (typeof value === 'string') return inText(value);
    if (value instanceof mongo.Binary)
      return new mongo.Binary(Buffer.from(inText(Buffer.from(value.buffer).toString('utf8'))));
    if (Array.isArray(value)) return value.map(rename);
    if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, rename(one)]));
    }
    return value;
  };
  return rename;
};
