import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { refusal, type Refusal } from '#libs/contracts';
import { StructuredLogger } from '#libs/telemetry';
import type { IdentifiedRequest } from '#libs/access';
import { isDoorMatter, type Door } from './door.js';
import { carriesRefusals } from './problem-error.js';
import { problemStatus } from './problem-status.js';
import { problemOf } from './problem-text.js';

interface Answer {
  readonly refusals: readonly Refusal[];
  readonly retryAfterSeconds?: number | undefined;
  readonly recorded?: boolean | undefined;
}

type FailedRequest = IncomingMessage & IdentifiedRequest & { readonly originalUrl?: string };

/**
 * The one place where an error becomes an HTTP answer: problem details (RFC 9457) in both languages. What nobody
 * foresaw becomes G-INTERNAL with an error id; the details are in the log under that id and nowhere else.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly logger: StructuredLogger,
    private readonly door?: Door | undefined,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    // A consumer's error belongs to its transport, which decides between retry and dead letter.
    if (host.getType() !== 'http') throw error;
    const http = host.switchToHttp();
    const request = http.getRequest<FailedRequest>();
    const instance = (request.originalUrl ?? request.url ?? '/').split('?', 1)[0] ?? '/';
    const known = answerTo(error, `${request.method ?? 'GET'} ${instance}`);
    const errorId = known ? undefined : randomUUID();
    if (errorId !== undefined) this.logger.failure('Unexpected error', error, { errorId, instance });
    const answer = known ?? { refusals: [refusal('G-INTERNAL', '', { errorId: errorId ?? '' })] };
    const answered = (): void => send(http.getResponse<ServerResponse>(), answer, { instance, errorId });
    onceNoted(this.note(request, instance, answer), answered);
  }

  private note(request: FailedRequest, path: string, answer: Answer): Promise<void> | undefined {
    const method = request.method ?? 'GET';
    const status = problemStatus(answer.refusals[0]?.rule ?? '');
    if (this.door === undefined || answer.recorded === true || !isDoorMatter(method, status)) return undefined;
    const { actor, headers } = request;
    return this.door({ method, path, status, refusals: answer.refusals, actor, authorization: headers.authorization });
  }
}

/** The door never rejects and never keeps an answer for long. */
const onceNoted = (noted: Promise<void> | undefined, answered: () => void): void => {
  if (noted === undefined) answered();
  else void noted.then(answered);
};

/** What we can say about an error without showing internals; undefined for what nobody foresaw. */
export const answerTo = (error: unknown, what: string): Answer | undefined => {
  if (carriesRefusals(error)) {
    const { refusals, retryAfterSeconds, recorded } = error;
    return { refusals, retryAfterSeconds, recorded };
  }
  const engine = unavailableEngine(error);
  if (engine !== undefined) return { refusals: [refusal('G-UNAVAILABLE', '', { engine })], retryAfterSeconds: 2 };
  const status = statusOf(error);
  if (status === 413) return { refusals: [refusal('G-TOO-LARGE', '', { limit: limitIn(error) })] };
  if (status === undefined || status >= 500) return undefined;
  return { refusals: [byStatus(status, what, error)] };
};

const byStatus = (status: number, what: string, error: unknown): Refusal => {
  if (status === 401) return refusal('G-UNAUTHENTICATED');
  if (status === 403) return refusal('G-FORBIDDEN', '', { needs: what });
  if (status === 404 || status === 405) return refusal('G-NOT-FOUND', '', { what });
  return refusal('G-MALFORMED', '', {
    problem: error instanceof Error ? error.message.slice(0, 200) : 'the request cannot be read',
    problemZh: '请求无法解析，请检查 JSON 与 Content-Type',
  });
};

/** Drivers name their errors; a lost store is not our bug and loses nothing, so the caller is told to come again. */
const unavailableEngine = (error: unknown): string | undefined =>
  error instanceof Error && /^(Mongo(Network|ServerSelection|Topology|PoolCl)|MongooseServerSelection)/.test(error.name)
    ? 'MongoDB'
    : undefined;

/** Nest's own exceptions, into which it also turns those of the body parser. */
const statusOf = (error: unknown): number | undefined =>
  error instanceof HttpException ? error.getStatus() : undefined;

/** The body parser's error says which limit it was; it is the cause of Nest's. */
const limitIn = (error: unknown): number =>
  error instanceof HttpException &&
  error.cause instanceof Error &&
  'limit' in error.cause &&
  typeof error.cause.limit === 'number'
    ? error.cause.limit
    : 0;

const send = (
  response: ServerResponse,
  answer: Answer,
  context: { instance: string; errorId: string | undefined },
): void => {
  // Half an answer is already out: all that can be said is that it is not whole.
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const problem = problemOf(answer.refusals, context);
  response.statusCode = problem.status;
  response.setHeader('content-type', 'application/problem+json; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  if (problem.status === 401) response.setHeader('www-authenticate', 'Bearer');
  if (problem.status === 503 || problem.status === 429) {
    response.setHeader('retry-after', String(answer.retryAfterSeconds ?? 1));
  }
  response.end(JSON.stringify(problem));
};
