import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandAnswer, Problem, type BatchRow, type BatchRowResult } from '#libs/contracts';

/** Nothing is lost by asking again: the store is away, another writer was faster, or the service is stopping. */
const LATER: ReadonlySet<number> = new Set([408, 425, 429, 503]);
const FAULTS_MAX = 3;
const PAUSE_MAX_MS = 5_000;
const ROW_TIMEOUT_MS = 60_000;

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

export interface RowCall {
  /** Of this very service. */
  readonly baseUrl: string;
  /** Lends the caller's rights. */
  readonly token: string;
  readonly dryRun: boolean;
  readonly agent: Agent;
  /** Aborted when the batch is cancelled or the process stops: then a row that waits is given up and tells nothing. */
  readonly signal: AbortSignal;
}

/** The caller gave up waiting; the row is run again when the batch goes on. */
export class GivenUp extends Error {
  override readonly name = 'GivenUp';
}

/**
 * Sends one row to its own route over loopback, so that it passes the same guard, schema and rules as a command from
 * outside. Its key makes a second sending a repeat. @throws GivenUp
 */
export const runRow = async (row: BatchRow, at: number, call: RowCall): Promise<BatchRowResult> => {
  for (let pause = 100, faults = 0; ; pause = Math.min(PAUSE_MAX_MS, pause * 2)) {
    if (call.signal.aborted) throw new GivenUp();
    const reply = await send(row, call).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error) return undefined;
      throw error;
    });
    if (reply !== undefined && !LATER.has(reply.status)) {
      if (reply.status < 500) return resultOf(row, at, reply);
      faults += 1;
      if (faults >= FAULTS_MAX) return { ...resultOf(row, at, reply), outcome: 'failed' };
    }
    await sleep(pause, undefined, { signal: call.signal }).catch(() => undefined);
  }
};

const resultOf = ({ key }: BatchRow, row: number, { status, body }: Reply): BatchRowResult => {
  if (status < 300) {
    const answer = CommandAnswer.safeParse(body).data;
    return { row, key, outcome: 'accepted', status, ...(answer === undefined ? {} : { answer }) };
  }
  const errors = Problem.safeParse(body).data?.errors;
  return { row, key, outcome: 'refused', status, ...(errors === undefined ? {} : { errors }) };
};

const send = (row: BatchRow, { baseUrl, token, dryRun, agent }: RowCall): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const body = JSON.stringify(row.body);
    const sent = request(`${baseUrl}${row.path}${dryRun ? '?dryRun=true' : ''}`, {
      method: 'POST',
      agent,
      timeout: ROW_TIMEOUT_MS,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'idempotency-key': row.key,
      },
    });
    sent.once('response', (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.once('end', () => resolve({ status: response.statusCode ?? 500, body: parsed(pieces) }));
      response.once('error', reject);
    });
    sent.once('timeout', () => sent.destroy(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })));
    sent.once('error', reject);
    sent.end(body);
  });

const parsed = (pieces: readonly Buffer[]): unknown => {
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'));
  } catch {
    return undefined;
  }
};
