import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import type { Actor, BatchRow, BatchRowResult } from '#libs/contracts';
import { TokenVerifier } from '#libs/access';
import { StructuredLogger } from '#libs/telemetry';
import { GivenUp, runRow, type RowCall } from './batch-rows.js';
import { BatchStore, CHUNK_ROWS, chunksOf, type BatchDocument } from './batch-store.js';

/** Rows of one batch that are under way at once: people's own commands come between them. */
const ROWS_AT_ONCE = 6;
const BATCHES_AT_ONCE = 2;
const LOOK_MS = 5_000;
const RENEW_MS = 10_000;

/**
 * Runs the batches of this service, here or wherever a process of it lives. After a crash the chunk that was under way is
 * run again: its rows' keys make every command that was done a repeat, so each has its effect once.
 */
@Injectable()
export class BatchRunner {
  private readonly me = randomUUID();
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 2 * ROWS_AT_ONCE * BATCHES_AT_ONCE });
  private readonly running = new Map<string, { readonly abort: AbortController; readonly ended: Promise<void> }>();
  private baseUrl: string | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(BatchStore) private readonly store: BatchStore,
    @Inject(TokenVerifier) private readonly verifier: TokenVerifier,
    @Inject(StructuredLogger) private readonly logger: StructuredLogger,
  ) {}

  /** From now on batches are run, those that another process left behind first. `baseUrl` is this process's own. */
  start(baseUrl: string): void {
    this.baseUrl = baseUrl;
    this.timer = setInterval(() => this.look(), LOOK_MS);
    this.timer.unref();
    this.look();
  }

  /** Gives up what is under way; whoever starts next goes on with it. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.baseUrl = undefined;
    const ended = [...this.running.values()].map((run) => {
      run.abort.abort();
      return run.ended;
    });
    await Promise.all(ended);
    this.agent.destroy();
  }

  /** Something was accepted: do not wait for the next look. */
  look(): void {
    if (this.baseUrl === undefined || this.running.size >= BATCHES_AT_ONCE) return;
    this.takeNext().catch((error: unknown) => this.logger.warning('batches cannot be looked for now', { error }));
  }

  /** Stops a batch that runs here; one that runs elsewhere sees its status before the next chunk. */
  cancel(id: string): void {
    this.running.get(id)?.abort.abort();
  }

  /** What every row would come to, in row order. */
  async rehearse(rows: readonly BatchRow[], caller: Actor): Promise<readonly BatchRowResult[]> {
    return this.asCaller(caller, (rights) =>
      this.runAll(rows, 0, { ...rights, dryRun: true, signal: new AbortController().signal }),
    );
  }

  private async takeNext(): Promise<void> {
    const batch = await this.store.lease(this.me);
    if (batch === undefined || this.baseUrl === undefined) return;
    const abort = new AbortController();
    const ended = this.run(batch, abort.signal)
      .catch((error: unknown) => {
        if (!(error instanceof GivenUp)) this.logger.failure('a batch broke off; it is taken up again', error);
      })
      // Whoever cannot say so now lets the lease run out.
      .then(() => this.store.release(batch._id, this.me).catch(() => undefined))
      .finally(() => {
        this.running.delete(batch._id);
        this.look();
      });
    this.running.set(batch._id, { abort, ended });
    this.look();
  }

  private async run(batch: BatchDocument, signal: AbortSignal): Promise<void> {
    const renewing = setInterval(() => {
      this.store.renew(batch._id, this.me).catch(() => undefined);
    }, RENEW_MS);
    try {
      await this.asCaller(batch.caller, async (rights) => {
        for (let chunk = batch.done; chunk < chunksOf(batch.rows); chunk += 1) {
          const now = await this.store.find(batch._id);
          if (now?.status !== 'running') return;
          const rows = await this.store.chunk(batch._id, chunk);
          const results = await this.runAll(rows, chunk * CHUNK_ROWS, { ...rights, dryRun: false, signal });
          await this.store.note(batch, chunk, results);
        }
      });
    } finally {
      clearInterval(renewing);
    }
  }

  private async asCaller<Value>(
    caller: Actor,
    work: (rights: Pick<RowCall, 'baseUrl' | 'token' | 'agent'>) => Promise<Value>,
  ): Promise<Value> {
    const { baseUrl } = this;
    if (baseUrl === undefined) throw new GivenUp();
    const { token, takeBack } = this.verifier.lend({ actor: caller, scopes: new Set(caller.scopes ?? []) });
    try {
      return await work({ baseUrl, token, agent: this.agent });
    } finally {
      takeBack();
    }
  }

  private async runAll(rows: readonly BatchRow[], from: number, call: RowCall): Promise<readonly BatchRowResult[]> {
    const results: BatchRowResult[] = [];
    const waiting = rows.entries();
    await Promise.all(
      Array.from({ length: ROWS_AT_ONCE }, async () => {
        // One iterator for all: whoever is free takes the next row.
        for (const [at, row] of waiting) results.push(await runRow(row, from + at, call));
      }),
    );
    return results.toSorted((a, b) => a.row - b.row);
  }
}
