import { mongo, type Connection } from 'mongoose';
import { COMPARE_AND_SET_INDEX, REFUSALS, collectionName, type AggregateDocument } from './aggregate-document.js';
import type { Folder, LoadedAggregate } from './command-call.js';
import type { CommandRound } from './command-round.js';
import { RecentAggregates } from './recent-aggregates.js';
import { collectionOf, isDuplicate, reach } from './store-connection.js';

/**
 * The documents of a service's aggregates: looking them up, and replacing one by compare-and-set. What this process read or
 * wrote last is remembered, which saves a command its look-ups: its own write tells when another process was faster.
 */
export class AggregateDocuments {
  readonly recent = new RecentAggregates();

  constructor(
    private readonly connection: Connection,
    private readonly nouns: readonly string[],
  ) {}

  /** One collection per noun and `refusals`. */
  get collections(): readonly string[] {
    return [...this.nouns, REFUSALS];
  }

  /** Declares the indexes; call once at start, repeat freely. */
  async init(): Promise<void> {
    for (const name of this.collections) {
      const collection = collectionOf<AggregateDocument>(this.connection, name);
      await reach(() => collection.createIndex(COMPARE_AND_SET_INDEX, { unique: true, name: 'compare_and_set' }));
      await reach(() => collection.createIndex({ caseId: 1 }, { name: 'case' }));
      // Only documents with something to relay are in it, so the sweep costs nothing when all is published.
      await reach(() => collection.createIndex({ 'outbox.0': 1 }, { sparse: true, name: 'outbox_head' }));
    }
  }

  /** As it stands in the store. */
  async find(subject: string): Promise<AggregateDocument | null> {
    const found = await this.of(subject).findOne({ _id: subject });
    if (found !== null) this.recent.keep(found);
    return found;
  }

  /**
   * The live aggregate, or undefined when nothing was born under this id. With `since` what this process remembers is enough
   * when it is at least as far as this event: for read models, which follow facts.
   */
  async load<State>(subject: string, since?: number): Promise<LoadedAggregate<State> | undefined> {
    const known = since === undefined ? undefined : this.recall<State>(subject);
    if (known !== undefined && known.version >= (since ?? 0)) return known;
    const found = await reach(() => this.find(subject));
    return found === null || found.version === 0 ? undefined : loaded<State>(found);
  }

  /** What this process remembers, without asking the store. */
  recall<State>(subject: string): LoadedAggregate<State> | undefined {
    const known = this.recent.get(subject);
    return known === undefined || known.version === 0 ? undefined : loaded<State>(known);
  }

  /** See `AggregateStore.ofCase`. */
  async ofCase<State>(folder: Folder<State>, caseId: string): Promise<LoadedAggregate<State> | undefined> {
    const collection = collectionOf<AggregateDocument>(this.connection, folder.noun);
    const found = await reach(() => collection.findOne({ caseId, version: { $gt: 0 } }));
    return found === null ? undefined : loaded<State>(found);
  }

  /** Number of events so far; 0 when nothing was born under this id. */
  async version(subject: string): Promise<number> {
    const found = await reach(() => this.of(subject).findOne({ _id: subject }, { projection: { version: 1 } }));
    return found?.version ?? 0;
  }

  /** The same for many subjects in one look for each noun; those that were never born are missing. */
  async versions(subjects: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const versions = new Map<string, number>();
    for (const name of new Set(subjects.map(collectionName))) {
      const ids = subjects.filter((subject) => collectionName(subject) === name);
      const collection = collectionOf<AggregateDocument>(this.connection, name);
      const found = await reach(() => collection.find({ _id: { $in: ids } }, { projection: { version: 1 } }).toArray());
      for (const { _id, version } of found) versions.set(_id, version);
    }
    return versions;
  }

  /** See `AggregateStore.list`. */
  async list<State>(folder: Folder<State>, after: string, limit: number): Promise<readonly LoadedAggregate<State>[]> {
    const collection = collectionOf<AggregateDocument>(this.connection, folder.noun);
    const found = await reach(() =>
      collection
        .find({ _id: { $gt: after }, version: { $gt: 0 } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    );
    return found.map((document) => loaded<State>(document));
  }

  /** Writes state, events and answers of a round in one. False when another writer was first. */
  async write(subject: string, round: CommandRound): Promise<boolean> {
    // Until the result is known nothing is: a write whose answer got lost may have happened.
    this.recent.forget(subject);
    const written =
      round.document === null ? await this.insert(subject, round) : await this.replace(round, round.document);
    if (written !== undefined) this.recent.keep(written);
    return written !== undefined;
  }

  of(subject: string): mongo.Collection<AggregateDocument> {
    return collectionOf<AggregateDocument>(this.connection, collectionName(subject));
  }

  private async insert(_id: string, round: CommandRound): Promise<AggregateDocument | undefined> {
    const { handled, state, version } = round;
    const caseId = [...round.results.keys()][0]?.caseId ?? '';
    const born = { _id, caseId, version, fence: 0, state, outbox: outboxOf(round), handled, archived: 0 };
    try {
      await this.of(_id).insertOne(born, { ignoreUndefined: true });
      return born;
    } catch (error) {
      if (isDuplicate(error)) return undefined;
      throw error;
    }
  }

  private async replace(round: CommandRound, before: AggregateDocument): Promise<AggregateDocument | undefined> {
    const { _id, fence } = before;
    const { handled, state, version } = round;
    const outbox = outboxOf(round);
    const fences = outbox.length === 0 ? 1 : 0;
    const found = await this.of(_id).findOneAndUpdate(
      { _id, version: before.version, fence },
      {
        $set: { version, state },
        $push: { outbox: { $each: outbox }, handled: { $each: handled } },
        ...(fences === 0 ? {} : { $inc: { fence: fences } }),
      },
      { projection: { _id: 1 }, ignoreUndefined: true },
    );
    if (found === null) return undefined;
    return {
      ...before,
      version,
      fence: fence + fences,
      state,
      outbox: [...before.outbox, ...outbox],
      handled: [...before.handled, ...handled],
    };
  }
}

const outboxOf = ({ events }: CommandRound): mongo.Binary[] => events.map((event) => new mongo.Binary(event.bytes));

const loaded = <State>({ _id, caseId, version, state }: AggregateDocument): LoadedAggregate<State> => ({
  subject: _id,
  caseId,
  version,
  state: state as State,
});
