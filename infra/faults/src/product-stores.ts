import mongoose, { type Connection, type mongo } from 'mongoose';
import type { CommandAnswer } from '#libs/contracts';
import type { Service } from '../../engines/index.mjs';

export interface StoredAggregate {
  readonly _id: string;
  readonly caseId: string;
  readonly version: number;
  readonly state: unknown;
  readonly outbox: readonly unknown[];
  readonly handled: readonly StoredKey[];
}

export interface StoredKey {
  readonly key: string;
  readonly answer: CommandAnswer;
}

type Documents = readonly { readonly _id: string }[];

/** Of pipelines only the process is faulted: its accounts are no part of a case, and its feed is made by arrival. */
export type FactOwner = Exclude<Service, 'audits' | 'pipelines' | 'workflows'>;
export const FACT_OWNERS: readonly FactOwner[] = ['applications', 'approvals', 'payments'];

/** What the aggregates themselves stand on, and what a consumer remembers of how far it has read. */
export const FOUNDATIONS: ReadonlySet<string> = new Set([
  'journal',
  'documents',
  'handled_archive',
  'claims',
  'read_positions',
  'read_model_version',
  'parked_cases',
  'parked_messages',
  // Who has taken which task: said by people, and made of no fact.
  'task_claims',
  // What the worker says of how far a case is settled: noted by it, and made of no fact.
  'settled',
]);

const isAggregate = (document: object): document is StoredAggregate =>
  'version' in document && 'state' in document && 'outbox' in document && 'handled' in document;

/** The databases themselves, for what no API shows: who has handled which key, and what the read models hold. */
export class ProductStores {
  private readonly connections = new Map<Service, Connection>();

  constructor(private readonly urls: Readonly<Record<Service, string>>) {}

  async journalOf(service: FactOwner): Promise<readonly { id: string; bytes: Buffer }[]> {
    const found = await this.read<{ _id: string; bytes: mongo.Binary }>(service, 'journal');
    return found.map(({ _id, bytes }) => ({ id: _id, bytes: Buffer.from(bytes.buffer) }));
  }

  /** Every live aggregate of every service, whatever its noun. */
  async aggregates(): Promise<readonly StoredAggregate[]> {
    const all: StoredAggregate[] = [];
    for (const service of FACT_OWNERS) {
      for (const name of await this.collections(service)) {
        if (!FOUNDATIONS.has(name)) all.push(...(await this.read<object>(service, name)).filter(isAggregate));
      }
    }
    return all.filter(({ version }) => version > 0);
  }

  /** Keys that moved out of their aggregates, with the aggregate's subject. */
  async archivedKeys(): Promise<readonly (StoredKey & { readonly subject: string })[]> {
    const all = await Promise.all(
      FACT_OWNERS.map((service) => this.read<StoredKey & { readonly subject: string }>(service, 'handled_archive')),
    );
    return all.flat();
  }

  async documents(service: Service, collection: string): Promise<Documents> {
    const found = await this.read<{ _id: string }>(service, collection);
    return found.toSorted((a, b) => a._id.localeCompare(b._id));
  }

  async collections(service: Service): Promise<readonly string[]> {
    const database = await this.database(service);
    return (await database.listCollections().toArray()).map(({ name }) => name);
  }

  async drop(service: Service, collection: string): Promise<void> {
    const database = await this.database(service);
    await database.collection(collection).deleteMany({});
  }

  async close(): Promise<void> {
    for (const connection of this.connections.values()) await connection.close();
    this.connections.clear();
  }

  /** A connection that was cut with its store is made anew. */
  private async read<Document extends object>(service: Service, collection: string): Promise<Document[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const database = await this.database(service);
        return (await database.collection(collection).find({}).toArray()) as unknown as Document[];
      } catch (error) {
        if (attempt >= 10) throw error;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }

  private async database(service: Service): Promise<mongo.Db> {
    const known = this.connections.get(service);
    if (known?.db !== undefined && known.readyState === mongoose.ConnectionStates.connected) return known.db;
    const connection = await mongoose
      .createConnection(this.urls[service], { serverSelectionTimeoutMS: 5_000 })
      .asPromise();
    this.connections.set(service, connection);
    if (connection.db === undefined) throw new Error(`no database of ${service}`);
    return connection.db;
  }
}
