import { NuanchaoProblem, problemIn } from './client-problem.js';

export interface Patience {
  /** How long one request is repeated while nobody can answer it; ten minutes unless told otherwise. */
  readonly patienceMs?: number | undefined;
  /** Is told what is waited for: `503 G-UNAVAILABLE`, `connect ECONNREFUSED`. */
  readonly waiting?: ((why: string, ms: number) => void) | undefined;
}

const PATIENCE_MS = 600_000;
const FIRST_MS = 250;
const LONGEST_MS = 15_000;
/** Answers that say nothing about the request itself: the same request may be answered later. */
const PASSING: ReadonlySet<number> = new Set([429, 502, 503, 504]);

export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    }
    signal?.addEventListener('abort', done);
  });

/**
 * Sends until there is an answer: again after a broken connection and after 429, 502, 503, 504, as soon as `Retry-After`
 * says or with growing pauses. Safe because the sender gives the same key each time.
 * @throws NuanchaoProblem for every other answer that is not 2xx, and when the patience is over; the signal's own reason
 * once it is aborted
 */
export const persist = async (
  what: string,
  send: () => Promise<Response>,
  patience: Patience,
  signal?: AbortSignal,
): Promise<Response> => {
  const endMs = Date.now() + (patience.patienceMs ?? PATIENCE_MS);
  for (let attempt = 0; ; attempt += 1) {
    const backoff = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10)) * (0.5 + Math.random() / 2);
    const outcome = await send().catch((error: unknown) => error);
    // Whoever broke it off himself wants no other try, which would be broken off at once and for ever.
    signal?.throwIfAborted();
    if (outcome instanceof Response && outcome.ok) return outcome;
    const failure = outcome instanceof Response ? await problemIn(outcome, what) : failureOf(outcome, what);
    if (!PASSING.has(failure.status) && failure.status !== 0) throw failure;
    const asked = outcome instanceof Response ? Number(outcome.headers.get('retry-after')) * 1000 : 0;
    const ms = Math.max(Number.isFinite(asked) ? asked : 0, backoff);
    if (Date.now() + ms > endMs) throw failure;
    patience.waiting?.(reasonOf(failure), ms);
    await pause(ms, signal);
    signal?.throwIfAborted();
  }
};

/** What `fetch` and the bodies of its answers throw when the connection breaks or a time is over. */
export const isInterruption = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'name' in error &&
  ['TypeError', 'AbortError', 'TimeoutError'].includes(String(error.name));

const failureOf = (error: unknown, what: string): NuanchaoProblem => {
  if (error instanceof NuanchaoProblem) return error;
  // Only what the network did is worth another try; a fault of our own is not.
  if (isInterruption(error)) {
    return new NuanchaoProblem(0, undefined, what, error);
  }
  throw error;
};

const reasonOf = ({ status, problem, cause }: NuanchaoProblem): string => {
  if (problem !== undefined) return `${status} ${problem.rule}: ${problem.detailEn}`;
  const inner = cause instanceof Error ? ((cause.cause as { code?: string } | undefined)?.code ?? cause.message) : '';
  return status === 0 ? `no answer (${inner})` : String(status);
};
