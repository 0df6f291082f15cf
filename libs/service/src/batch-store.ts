import { Inject, Injectable } from '@nestjs/common';
import { mongo } from 'mongoose';
import type { Actor, BatchRow, BatchRowResult, BatchView, BATCH_STATUSES } from '#libs/contracts';
import { KeyReused, isDuplicate, reach } from '#libs/aggregate';
import { ServiceStore } from './service-store.js';

/** Rows that are stored, run and noted together. */
export const CHUNK_ROWS = 50;
/** A batch whose process died is taken over by another one after this. */
const LEASE_MS = 30_000;
/** Chunks per document query; the store looks documents up by id. */
const CHUNKS_PER_QUERY = 20;

export interface BatchDocument {
  readonly _id: string;
  /** The caller with the rights he had when the batch was accepted. */
  readonly caller: Actor;
  readonly fingerprint: string;
  readonly status: (typeof BATCH_STATUSES)[number];
  readonly rows: number;
  /** Chunks that are done; the next one to run has this number. */
  readonly done: number;
  readonly accepted: number;
  readonly refused: number;
  readonly failed: number;
  readonly submittedAt: Date;
  readonly endedAt: Date | null;
  readonly leasedBy: string;
  readonly leasedUntil: Date;
}

interface ChunkDocument<Item> {
  /** `<batch>/<chunk>`. */
  readonly _id: string;
  readonly items: readonly Item[];
}

const chunkId = (batch: string, chunk: number): string => `${batch}/${String(chunk).padStart(4, '0')}`;
export const chunksOf = (rows: number): number => Math.ceil(rows / CHUNK_ROWS);

/** Batches of this service's commands: what is to be done, how far it is, and what came of each row. */
@Injectable()
export class BatchStore {
  constructor(@Inject(ServiceStore) private readonly store: ServiceStore) {}

  async open(): Promise<void> {
    await reach(() => this.batches.createIndex({ _id: 1, done: 1 }, { unique: true, name: 'progress' }));
  }

  /**
   * Durable when it returns. The rows come first: a batch that is there is whole.
   * @returns whether it was there already
   * @throws KeyReused when it was there with other rows
   */
  async accept(
    batch: Pick<BatchDocument, '_id' | 'caller' | 'fingerprint'>,
    rows: readonly BatchRow[],
    key: string,
  ): Promise<boolean> {
    const present = await this.find(batch._id);
    if (present === undefined) {
      for (let chunk = 0; chunk < chunksOf(rows.length); chunk += 1) {
        const items = rows.slice(chunk * CHUNK_ROWS, (chunk + 1) * CHUNK_ROWS);
        await this.put(this.rows, chunkId(batch._id, chunk), items);
      }
      const counts = { rows: rows.length, done: 0, accepted: 0, refused: 0, failed: 0 };
      const times = { submittedAt: new Date(), endedAt: null, leasedBy: '', leasedUntil: new Date(0) };
      const born: BatchDocument = { ...batch, status: 'running', ...counts, ...times };
      try {
        await reach(() => this.batches.insertOne(born));
        return false;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
    }
    const known = present ?? (await this.find(batch._id));
    if (known?.fingerprint !== batch.fingerprint) throw new KeyReused(key);
    return true;
  }

  async find(id: string): Promise<BatchDocument | undefined> {
    return (await reach(() => this.batches.findOne({ _id: id }))) ?? undefined;
  }

  /** Takes the oldest batch that runs and that no living process has. */
  async lease(by: string): Promise<BatchDocument | undefined> {
    const now = new Date();
    const running = await reach(() => this.batches.find({ status: 'running' }).toArray());
    const waiting = running
      .filter(({ leasedUntil, leasedBy }) => leasedUntil < now && leasedBy !== by)
      .toSorted((a, b) => a.submittedAt.getTime() - b.submittedAt.getTime());
    for (const { _id, leasedUntil } of waiting) {
      const taken = await reach(() =>
        this.batches.findOneAndUpdate(
          { _id, status: 'running', leasedUntil },
          { $set: { leasedBy: by, leasedUntil: new Date(now.getTime() + LEASE_MS) } },
          { returnDocument: 'after' },
        ),
      );
      if (taken !== null) return taken;
    }
    return undefined;
  }

  async renew(id: string, by: string): Promise<void> {
    const leasedUntil = new Date(Date.now() + LEASE_MS);
    await reach(() => this.batches.updateOne({ _id: id, leasedBy: by }, { $set: { leasedUntil } }));
  }

  /** Lets another process go on at once; called when this one stops. */
  async release(id: string, by: string): Promise<void> {
    await reach(() =>
      this.batches.updateOne({ _id: id, leasedBy: by }, { $set: { leasedBy: '', leasedUntil: new Date(0) } }),
    );
  }

  async chunk(id: string, chunk: number): Promise<readonly BatchRow[]> {
    const found = await reach(() => this.rows.findOne({ _id: chunkId(id, chunk) }));
    return found?.items ?? [];
  }

  /** Notes what came of a chunk, once: whoever ran it as well counts it no second time. */
  async note(batch: BatchDocument, chunk: number, results: readonly BatchRowResult[]): Promise<void> {
    await this.put(this.results, chunkId(batch._id, chunk), results);
    const count = (outcome: BatchRowResult['outcome']): number =>
      results.filter((result) => result.outcome === outcome).length;
    const isLast = chunk + 1 === chunksOf(batch.rows);
    await reach(() =>
      this.batches.updateOne(
        { _id: batch._id, done: chunk },
        {
          $set: { done: chunk + 1 },
          $inc: { accepted: count('accepted'), refused: count('refused'), failed: count('failed') },
        },
      ),
    );
    if (isLast) await this.end(batch, 'done');
  }

  /** Ends a batch that runs. Its rows are forgotten: they may name people, and what came of them is kept. */
  async end({ _id, rows }: Pick<BatchDocument, '_id' | 'rows'>, status: 'done' | 'cancelled'): Promise<void> {
    await reach(() => this.batches.updateOne({ _id, status: 'running' }, { $set: { status, endedAt: new Date() } }));
    for (let chunk = 0; chunk < chunksOf(rows); chunk += 1) {
      await reach(() => this.rows.deleteOne({ _id: chunkId(_id, chunk) }));
    }
  }

  /** Results from a row on, as many as are there up to `limit`. */
  async resultsFrom(id: string, from: number, limit: number): Promise<readonly BatchRowResult[]> {
    const found: BatchRowResult[] = [];
    for (let chunk = Math.floor(from / CHUNK_ROWS); found.length < limit; chunk += CHUNKS_PER_QUERY) {
      const ids = Array.from({ length: CHUNKS_PER_QUERY }, (_, at) => chunkId(id, chunk + at));
      const page = await reach(() => this.results.find({ _id: { $in: ids } }).toArray());
      const inOrder = page.toSorted((a, b) => a._id.localeCompare(b._id)).flatMap(({ items }) => items);
      found.push(...inOrder.filter(({ row }) => row >= from));
      if (page.length < CHUNKS_PER_QUERY) break;
    }
    return found.slice(0, limit);
  }

  private async put<Item>(
    collection: mongo.Collection<ChunkDocument<Item>>,
    _id: string,
    items: readonly Item[],
  ): Promise<void> {
    const replace = (): Promise<unknown> => collection.replaceOne({ _id }, { items }, { upsert: true });
    await reach(replace).catch((error: unknown) => {
      if (isDuplicate(error)) return reach(replace);
      throw error;
    });
  }

  private get batches(): mongo.Collection<BatchDocument> {
    return this.store.collection<BatchDocument>('batches');
  }
  private get rows(): mongo.Collection<ChunkDocument<BatchRow>> {
    return this.store.collection<ChunkDocument<BatchRow>>('batch_rows');
  }
  private get results(): mongo.Collection<ChunkDocument<BatchRowResult>> {
    return this.store.collection<ChunkDocument<BatchRowResult>>('batch_results');
  }
}

/** A batch as its caller sees it. */
export const batchView = (batch: BatchDocument, repeated: boolean): BatchView => {
  const { accepted, refused, failed, rows, status } = batch;
  return {
    id: batch._id,
    status,
    rows,
    accepted,
    refused,
    failed,
    left: status === 'cancelled' ? rows - accepted - refused - failed : 0,
    submittedAt: batch.submittedAt.toISOString(),
    endedAt: batch.endedAt?.toISOString() ?? null,
    repeated,
    dryRun: false,
  };
};
