import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { isDuplicate, reach } from '#libs/aggregate';
import { ServiceStore } from '#libs/service';

/** What is added to the feed: the event as it reads, and whose it is. */
export interface NewFeedEntry {
  /** The event's id, unique for ever. */
  readonly key: string;
  readonly service: string;
  readonly type: string;
  readonly actor: string;
  /** Managing unit and site's unit of the case; empty for facts that belong to no case. */
  readonly units: readonly string[];
  /** Credit codes of employer and union. */
  readonly organisations: readonly string[];
  /** Actor id of the account that the fact or its case belongs to; null when no program made it. */
  readonly owner: string | null;
  /** Canonical JSON of the event. */
  readonly json: string;
}

/** `_id` is the index, gapless from 0; as unique it is the fence between two writers. */
interface FeedDocument extends NewFeedEntry {
  readonly _id: number;
}

export type FeedEntry = NewFeedEntry & { readonly index: number };

interface Waiting {
  readonly entry: NewFeedEntry;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

const BATCH = 256;
/** Ids per query: the embedded store looks up this many in about 11 ms at any size of the feed. */
const IDS = 100;
/** The newest entries are kept in memory, so that live readers cost the store nothing. */
const RECENT = 1_024;
const TRIES = 20;
const OTHER_PROCESS_MS = 500;

/**
 * The feed: every fact once, in the order in which it arrived here, which is each subject's own order. An entry gets the next
 * index in one write with those that arrived beside it; only what is stored is shown, and indexes have no gap, so a reader
 * that goes from index to index misses nothing and sees nothing twice.
 */
@Injectable()
export class FeedLog {
  private recent: FeedEntry[] = [];
  private end: number | undefined;
  private waiting: Waiting[] = [];
  private writing: Promise<void> | undefined;
  private readonly wakes = new Set<() => void>();

  constructor(private readonly store: ServiceStore) {}

  /** Declares the index and finds the end of the feed. */
  async open(): Promise<void> {
    await reach(() => this.collection.createIndex({ key: 1 }, { unique: true, name: 'key' }));
    this.end ??= await this.findEnd();
  }

  /** Index of the entry that comes next. */
  async size(): Promise<number> {
    this.end ??= await this.findEnd();
    return this.end;
  }

  /** Resolves when the entry is stored; at once for one that is there already. */
  append(entry: NewFeedEntry): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({ entry, done, failed });
      this.writing ??= this.drain().finally(() => {
        this.writing = undefined;
      });
    });
  }

  /** Entries from an index on, as many as are there, at most `limit`. */
  async page(from: number, limit: number): Promise<readonly FeedEntry[]> {
    const to = Math.min(from + limit, await this.size());
    if (from >= to) return [];
    const first = this.recent[0]?.index;
    if (first !== undefined && from >= first) return this.recent.slice(from - first, to - first);
    const found: FeedEntry[] = [];
    for (let at = from; at < to; at += IDS) found.push(...(await this.read(at, Math.min(to, at + IDS))));
    return found;
  }

  /** Index of an event; undefined when it is not here yet. */
  async indexOf(key: string): Promise<number | undefined> {
    const inMemory = this.recent.findLast((entry) => entry.key === key);
    if (inMemory !== undefined) return inMemory.index;
    const found = await reach(() => this.collection.findOne({ key }, { projection: { _id: 1 } }));
    return found?._id;
  }

  /** Until there is something at this index, or the time is over. Another process's entries are looked for now and then. */
  async waitFor(index: number, timeoutMs: number): Promise<void> {
    const until = performance.now() + timeoutMs;
    while ((await this.size()) <= index) {
      const left = until - performance.now();
      if (left <= 0) return;
      await this.nudge(Math.min(left, OTHER_PROCESS_MS));
      if ((await this.size()) <= index) await this.catchUp();
    }
  }

  private nudge(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.wakes.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.wakes.add(done);
    });
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

  private async write(batch: readonly NewFeedEntry[]): Promise<void> {
    let fresh = [...new Map(batch.map((entry) => [entry.key, entry])).values()];
    for (let attempt = 1; fresh.length > 0; attempt += 1) {
      const from = await this.size();
      const documents = fresh.map((entry, at): FeedDocument => ({ _id: from + at, ...entry }));
      try {
        await reach(() => this.collection.insertMany(documents, { ordered: true }));
        this.note(documents);
        return;
      } catch (error) {
        // Another process was first, the event was there already, or the answer got lost: the store knows.
        await this.catchUp();
        if (attempt >= TRIES || !isDuplicate(error)) throw error;
        fresh = await this.missingOf(fresh);
      }
    }
  }

  private async missingOf(entries: readonly NewFeedEntry[]): Promise<NewFeedEntry[]> {
    const missing: NewFeedEntry[] = [];
    for (const entry of entries) if ((await this.indexOf(entry.key)) === undefined) missing.push(entry);
    return missing;
  }

  private async catchUp(): Promise<void> {
    for (;;) {
      const from = await this.size();
      const found = await this.read(from, from + IDS);
      this.note(found.map(({ index, ...entry }) => ({ _id: index, ...entry })));
      if (found.length < IDS) return;
    }
  }

  /** Stored entries from one index up to another, ending at the first that is not there. */
  private async read(from: number, to: number): Promise<FeedEntry[]> {
    const ids = Array.from({ length: to - from }, (_, at) => from + at);
    const found = await reach(() => this.collection.find({ _id: { $in: ids } }).toArray());
    const byIndex = new Map(found.map(({ _id, ...entry }) => [_id, { index: _id, ...entry }]));
    const entries: FeedEntry[] = [];
    for (const id of ids) {
      const entry = byIndex.get(id);
      if (entry === undefined) break;
      entries.push(entry);
    }
    return entries;
  }

  private note(documents: readonly FeedDocument[]): void {
    const fresh = documents
      .filter(({ _id }) => _id >= (this.end ?? 0))
      .map(({ _id, ...entry }) => ({ index: _id, ...entry }));
    const last = fresh.at(-1);
    if (last === undefined) return;
    this.recent.push(...fresh);
    if (this.recent.length > 2 * RECENT) this.recent = this.recent.slice(-RECENT);
    this.end = last.index + 1;
    for (const wake of this.wakes) wake();
  }

  /** Indexes have no gap, so the end is found by halving and needs no order of the store. */
  private async findEnd(): Promise<number> {
    const isThere = async (index: number): Promise<boolean> =>
      (await reach(() => this.collection.findOne({ _id: index }, { projection: { _id: 1 } }))) !== null;
    if (!(await isThere(0))) return 0;
    let [low, high] = [0, 1];
    while (await isThere(high)) [low, high] = [high, high * 2];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (await isThere(middle)) low = middle;
      else high = middle;
    }
    return high;
  }

  private get collection(): mongo.Collection<FeedDocument> {
    return this.store.collection<FeedDocument>('feed');
  }
}
