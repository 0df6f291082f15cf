import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  BATCH_DRY_ROWS_MAX,
  CancelBatch,
  ROLES,
  SubmitBatch,
  holds,
  refusal,
  type Actor,
  BatchResults,
  BatchView,
  type Role,
} from '#libs/contracts';
import { Allow, CurrentActor } from '#libs/access';
import { NotFound, creatingId, fingerprint } from '#libs/aggregate';
import { Answer, CommandMeta, PathId, ProblemError } from '#libs/http';
import { checkQuota } from '#libs/policy';
import { BatchRunner } from './batch-runner.js';
import { BatchStore, batchView, type BatchDocument } from './batch-store.js';

const ResultsQuery = z.object({
  from: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
});
type ResultsQuery = z.infer<typeof ResultsQuery>;

/** Whoever gives commands may give many at once; each row is judged by its own route. */
const SUBMITTERS: readonly Role[] = ROLES.filter((role) => !['PUBLIC', 'BANK', 'WORKER', 'SERVICE'].includes(role));

/** Up to 10,000 commands of this service in one request, run in the background with the caller's present rights. */
@Allow({ kind: 'any', roles: SUBMITTERS, scope: 'batch:submit' })
@Controller('batches')
export class BatchesController {
  constructor(
    @Inject(BatchStore) private readonly store: BatchStore,
    @Inject(BatchRunner) private readonly runner: BatchRunner,
  ) {}

  /** Answers when all rows are durable. The same key and rows find the same batch again, wherever it is by then. */
  @Answer(BatchView)
  @Post()
  @HttpCode(202)
  async submit(
    @Body({ schema: SubmitBatch }) { rows }: SubmitBatch,
    @CommandMeta() { actor, key, dryRun }: CommandMeta,
  ): Promise<BatchView> {
    const max = actor.batchRows;
    const refusals = [
      ...(max === undefined ? [] : checkQuota({ used: rows.length, max, what: 'rows' }, '/rows')),
      ...doubles(rows.map((row) => row.key)),
    ];
    if (refusals.length > 0) throw new ProblemError(refusals);
    const id = creatingId(actor.id, `batch ${key}`);
    if (dryRun) return this.rehearse(id, rows, actor);
    const repeated = await this.store.accept(
      { _id: id, caller: actor, fingerprint: fingerprint('batch', rows) },
      rows,
      key,
    );
    this.runner.look();
    return batchView(await this.own(id, actor), repeated);
  }

  @Answer(BatchView)
  @Get(':id')
  async show(@Param('id', { schema: PathId }) id: string, @CurrentActor() actor: Actor): Promise<BatchView> {
    return batchView(await this.own(id, actor), false);
  }

  @Answer(BatchResults)
  @Get(':id/results')
  async results(
    @Param('id', { schema: PathId }) id: string,
    @Query({ schema: ResultsQuery }) { from, limit }: ResultsQuery,
    @CurrentActor() actor: Actor,
  ): Promise<BatchResults> {
    const { rows } = await this.own(id, actor);
    const results = await this.store.resultsFrom(id, from, limit);
    const next = (results.at(-1)?.row ?? from - 1) + 1;
    return { results: [...results], next: next < rows ? next : null };
  }

  /** Rows that are under way end; those behind them are left. The operator may cancel anybody's. */
  @Answer(BatchView)
  @Post(':id/cancellation')
  @HttpCode(200)
  async cancel(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: CancelBatch }) _body: CancelBatch,
    @CommandMeta() { actor, dryRun }: CommandMeta,
  ): Promise<BatchView> {
    const batch = await this.own(id, actor);
    if (dryRun || batch.status !== 'running') return batchView(batch, batch.status === 'cancelled');
    await this.store.end(batch, 'cancelled');
    this.runner.cancel(id);
    return batchView(await this.own(id, actor), false);
  }

  private async rehearse(id: string, rows: SubmitBatch['rows'], actor: Actor): Promise<BatchView> {
    const tooMany = checkQuota({ used: rows.length, max: BATCH_DRY_ROWS_MAX, what: 'rows' }, '/rows');
    if (tooMany.length > 0) throw new ProblemError(tooMany);
    const results = await this.runner.rehearse(rows, actor);
    const count = (outcome: string): number => results.filter((result) => result.outcome === outcome).length;
    const counts = { accepted: count('accepted'), refused: count('refused'), failed: count('failed'), left: 0 };
    const at = new Date().toISOString();
    const times = { submittedAt: at, endedAt: at };
    return {
      id,
      status: 'done',
      rows: rows.length,
      ...counts,
      ...times,
      repeated: false,
      dryRun: true,
      results: [...results],
    };
  }

  /** Another caller's batch is not found; the operator sees all. */
  private async own(id: string, actor: Actor): Promise<BatchDocument> {
    const found = await this.store.find(id);
    if (found === undefined || (found.caller.id !== actor.id && !holds(actor, 'SYS_ADMIN'))) {
      throw new NotFound(`batch ${id}`);
    }
    return found;
  }
}

/** A key twice in one batch is a slip: the second row would be a repeat of the first, or a conflict. */
const doubles = (keys: readonly string[]) => {
  const seen = new Map<string, number>();
  for (const [at, key] of keys.entries()) {
    const first = seen.get(key);
    if (first !== undefined) {
      return [
        refusal('G-MALFORMED', `/rows/${at}/key`, {
          problem: `rows ${first} and ${at} have the same key`,
          problemZh: `第${first}行与第${at}行的 key 相同`,
        }),
      ];
    }
    seen.set(key, at);
  }
  return [];
};
