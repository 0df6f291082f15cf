import type { ProblemPart } from './client-problem.js';
import type { ServiceRoutes } from './generated/service-routes.js';
import type { KeyStore } from './key-store.js';
import { pause } from './retry.js';

/** Services that take batches of their own commands. */
export type BatchService = 'applications' | 'approvals' | 'payments' | 'pipelines';

/** One command of a batch: its path inside the service, `/applications` or `/applications/0193…/submission`. */
export interface BatchCommand {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Idempotency-Key of the row, for whoever keeps keys of his own. */
  readonly key?: string | undefined;
}

export interface BatchWish {
  readonly service: BatchService;
  /** Name of what shall happen once: with it the same rows go on where they were, also after this program was killed. */
  readonly intent: string;
  readonly rows: readonly BatchCommand[];
  /** Asks what would become of every row, and writes nothing. */
  readonly dryRun?: boolean | undefined;
  /** Rows of one request; 10,000 unless told otherwise, 200 for a dry run. */
  readonly rowsAtOnce?: number | undefined;
  readonly progress?: ((progress: BatchProgress) => void) | undefined;
  /** Ends the waiting, not the batch. */
  readonly signal?: AbortSignal | undefined;
}

/** How far all requests of a wish are together. `sent` rows are durable at the service. */
export interface BatchProgress {
  readonly rows: number;
  readonly sent: number;
  readonly accepted: number;
  readonly refused: number;
  readonly failed: number;
}

type BatchView = ServiceRoutes['applications']['POST /batches']['answer'];
type RowResult = ServiceRoutes['applications']['GET /batches/{id}/results']['answer']['results'][number];

/** What became of one row. `row` is its place in the wish, whichever request took it. */
export interface BatchRowOutcome {
  readonly row: number;
  readonly key: string;
  readonly outcome: 'accepted' | 'refused' | 'failed' | 'cancelled';
  readonly status: number;
  readonly answer?: RowResult['answer'];
  readonly errors?: readonly ProblemPart[];
}

/** The batch routes, which every such service has alike. */
export interface BatchRoutes {
  submit(rows: readonly KeyedRow[], how: { readonly key: string; readonly dryRun: boolean }): Promise<BatchView>;
  show(id: string): Promise<BatchView>;
  results(id: string, from: number): Promise<{ readonly results: readonly RowResult[]; readonly next: number | null }>;
}

interface KeyedRow {
  readonly key: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const ROWS_AT_ONCE = 10_000;
const DRY_ROWS_AT_ONCE = 200;
/** The services take 20 MB; a plan in Chinese has three bytes a letter. */
const BYTES_AT_ONCE = 15_000_000;
/** Rows that met a fault of the product are sent again with their keys; after so many rounds their caller is told. */
const ROUNDS = 3;
const LOOK_MS = 500;

/**
 * Sends all rows in as many requests as are needed, waits until they are done, and gives one outcome per row. Keys come
 * from the intent: whoever calls it again after a crash finds the same batches and no row is done twice.
 */
export async function* runBatches(
  routes: BatchRoutes,
  keys: KeyStore,
  wish: BatchWish,
): AsyncGenerator<BatchRowOutcome> {
  const base = keys.keyFor(wish.intent);
  const keyed = wish.rows.map(({ path, body, key }, at): KeyedRow => ({ key: key ?? `${base}.${at}`, path, body }));
  const tally = new Tally(wish);
  let places = keyed.map((_row, at) => at);
  for (let round = 1; places.length > 0; round += 1) {
    const failed: number[] = [];
    for (const [at, chunk] of chunksOf(places, keyed, wish).entries()) {
      const rows = chunk.flatMap((place) => keyed[place] ?? []);
      for await (const outcome of runOne(routes, { rows, key: `${base}.batch.${round}.${at}` }, wish, tally)) {
        const row = chunk[outcome.row] ?? outcome.row;
        if (outcome.outcome === 'failed' && round < ROUNDS && wish.dryRun !== true) failed.push(row);
        else yield { ...outcome, row };
      }
    }
    tally.again(failed.length);
    places = failed;
  }
}

interface Chunk {
  readonly rows: readonly KeyedRow[];
  readonly key: string;
}

async function* runOne(
  routes: BatchRoutes,
  { rows, key }: Chunk,
  { dryRun = false, signal }: BatchWish,
  tally: Tally,
): AsyncGenerator<BatchRowOutcome> {
  let view = await routes.submit(rows, { key, dryRun });
  tally.sent(rows.length);
  while (view.status === 'running') {
    tally.running(view);
    await pause(LOOK_MS, signal);
    if (signal?.aborted === true) return;
    view = await routes.show(view.id);
  }
  tally.ended(view);
  if (dryRun) {
    yield* view.results ?? [];
    return;
  }
  let told = 0;
  for (let from: number | null = 0; from !== null;) {
    const page = await routes.results(view.id, from);
    for (const result of page.results) {
      told = result.row + 1;
      yield result;
    }
    from = page.results.length === 0 ? null : page.next;
  }
  // Of a cancelled batch the rows behind its end have no result and were not done.
  for (const [at, row] of rows.entries()) {
    if (at >= told) yield { row: at, key: row.key, outcome: 'cancelled', status: 0 };
  }
}

/** Places of the rows that go into one request each. */
const chunksOf = (places: readonly number[], rows: readonly KeyedRow[], wish: BatchWish): readonly number[][] => {
  const most = wish.rowsAtOnce ?? (wish.dryRun === true ? DRY_ROWS_AT_ONCE : ROWS_AT_ONCE);
  const chunks: number[][] = [];
  let bytes = 0;
  for (const place of places) {
    const size = Buffer.byteLength(JSON.stringify(rows[place]));
    const last = chunks.at(-1);
    if (last === undefined || last.length >= most || bytes + size > BYTES_AT_ONCE) {
      chunks.push([place]);
      bytes = size;
    } else {
      last.push(place);
      bytes += size;
    }
  }
  return chunks;
};

/** Adds up what the requests of one wish tell. */
class Tally {
  private done = { accepted: 0, refused: 0, failed: 0 };
  private sentRows = 0;

  constructor(private readonly wish: BatchWish) {}

  sent(rows: number): void {
    this.sentRows = Math.min(this.wish.rows.length, this.sentRows + rows);
    this.tell(this.done);
  }

  running(view: BatchView): void {
    this.tell(this.with(view));
  }

  ended(view: BatchView): void {
    this.done = this.with(view);
    this.tell(this.done);
  }

  /** So many failed rows go into another round. */
  again(rows: number): void {
    this.done = { ...this.done, failed: this.done.failed - rows };
  }

  private with({ accepted, refused, failed }: BatchView): Tally['done'] {
    return {
      accepted: this.done.accepted + accepted,
      refused: this.done.refused + refused,
      failed: this.done.failed + failed,
    };
  }

  private tell(counts: Tally['done']): void {
    this.wish.progress?.({ rows: this.wish.rows.length, sent: this.sentRows, ...counts });
  }
}
