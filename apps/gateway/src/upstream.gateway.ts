import { Agent as PlainAgent, request as requestPlain, type IncomingHttpHeaders } from 'node:http';
import { Agent as SecureAgent, request as requestSecure } from 'node:https';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { CSRF_HEADER, refusal } from '#libs/contracts';
import { ProblemError } from '#libs/http';
import { currentContext, traceparentOf } from '#libs/telemetry';
import type { Proxied } from './gateway.config.js';

/** Headers that belong to one connection and are never handed on (RFC 9110 §7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** `expect` was answered here; cookies are the browser's affair and no service reads them. */
const NOT_FOR_SERVICES = new Set(['host', 'expect', 'cookie', 'traceparent', 'x-request-id', CSRF_HEADER]);

/** The origin's cookies are the gateway's alone. */
const NOT_FROM_SERVICES = new Set(['x-request-id', 'set-cookie']);

const RETRY_AFTER_SECONDS = 2;

/** How long a service may take until its answer begins; what follows may take as long as it likes (live streams). */
const ANSWER_TIMEOUT_MS = 30_000;

/** Hands requests on to the services, bodies in both directions as streams. */
export class Upstreams {
  private readonly plain = new PlainAgent({ keepAlive: true });
  private readonly secure = new SecureAgent({ keepAlive: true });

  constructor(
    private readonly urls: Readonly<Record<Proxied, string>>,
    private readonly answerTimeoutMs: number = ANSWER_TIMEOUT_MS,
  ) {}

  /**
   * Sends this request to a service and its answer back. Resolves when the answer is out or the caller has gone.
   * @throws ProblemError (G-UNAVAILABLE naming the service) when the service does not answer
   */
  async forward(service: Proxied, path: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const answer = await this.ask(service, `${this.urls[service]}${path}`, incoming, outgoing);
    outgoing.writeHead(answer.statusCode ?? 502, headersBack(answer.headers));
    await handOn(answer, outgoing);
  }

  close(): void {
    this.plain.destroy();
    this.secure.destroy();
  }

  private ask(
    service: Proxied,
    url: string,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const isSecure = url.startsWith('https:');
      const options = { method: incoming.method, headers: headersFor(incoming.headers) };
      const asked = isSecure
        ? requestSecure(url, { ...options, agent: this.secure })
        : requestPlain(url, { ...options, agent: this.plain });
      const late = setTimeout(() => asked.destroy(new Error('no answer in time')), this.answerTimeoutMs);
      asked.once('response', (answer) => {
        clearTimeout(late);
        resolve(answer);
      });
      asked.once('error', (cause) => {
        clearTimeout(late);
        incoming.unpipe(asked);
        reject(unavailable(service, cause));
      });
      outgoing.once('close', () => asked.destroy());
      incoming.pipe(asked);
    });
  }
}

/**
 * Resolves when the answer is out or the caller has gone. A break on either side ends both; the caller sees an answer that is
 * cut off, never a wrong one. (`stream.pipeline` would do it as well, but makes an abort with its stack for each answer.)
 */
const handOn = (answer: IncomingMessage, outgoing: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const cutOff = (): void => {
      if (!answer.complete) outgoing.destroy();
    };
    answer.once('error', cutOff);
    answer.once('close', cutOff);
    outgoing.once('error', () => answer.destroy());
    outgoing.once('close', () => {
      if (!answer.complete) answer.destroy();
      resolve();
    });
    if (!outgoing.destroyed) {
      answer.pipe(outgoing);
      return;
    }
    answer.destroy();
    resolve();
  });

const unavailable = (service: Proxied, cause: Error): ProblemError =>
  new ProblemError([refusal('G-UNAVAILABLE', '', { engine: service })], {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    cause,
  });

const headersFor = (headers: IncomingHttpHeaders): OutgoingHttpHeaders => {
  const context = currentContext();
  return {
    ...withoutConnection(headers, NOT_FOR_SERVICES),
    // A body of unknown length keeps its framing; without it a GET's body would be read as the next request.
    ...(headers['transfer-encoding'] === undefined ? {} : { 'transfer-encoding': 'chunked' }),
    ...(context === undefined ? {} : { traceparent: traceparentOf(context.trace) }),
    ...(context?.requestId === undefined ? {} : { 'x-request-id': context.requestId }),
  };
};

/**
 * Answers share their origin with the console: an uploaded document that is opened by itself must run nothing in its name, and
 * what only its reader may see stays in no cache unless the service says so.
 */
const headersBack = (headers: IncomingHttpHeaders): OutgoingHttpHeaders => ({
  'cache-control': 'no-store',
  ...withoutConnection(headers, NOT_FROM_SERVICES),
  'content-security-policy': "script-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  'x-content-type-options': 'nosniff',
});

/** The headers that go further: none of this connection's, none that `Connection` names, none of `also`. */
export const withoutConnection = (headers: IncomingHttpHeaders, also: ReadonlySet<string>): OutgoingHttpHeaders => {
  const named = new Set((headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase()));
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name) && !named.has(name) && !also.has(name)),
  );
};
