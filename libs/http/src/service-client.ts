import { z } from 'zod';
import { CommandAnswer, Problem } from '#libs/contracts';
import { currentContext, inSpan, traceparentOf } from '#libs/telemetry';
import { callHttp, type HttpCall, type HttpReply } from './http-call.js';

export interface CommandHeaders {
  readonly key: string;
  readonly token: string;
  readonly causationId?: string | undefined;
  readonly traceparent?: string | undefined;
  readonly expectedVersion?: number | undefined;
}

/** A service's answer to a command: done, or refused by rules. A refusal is an answer and leads somewhere. */
export type SendResult<Answer> =
  | { readonly status: 'accepted'; readonly answer: Answer; readonly repeated: boolean }
  | { readonly status: 'refused'; readonly problem: Problem };
export type CommandResult = SendResult<CommandAnswer>;

/** A fault of ours (400, 401, 403, 404, 413, an answer that fits no schema): retrying the same does not help. */
export class PermanentFault extends Error {
  override readonly name = 'PermanentFault';
  constructor(
    message: string,
    readonly status: number,
    readonly problem?: Problem | undefined,
  ) {
    super(message);
  }
}

/** The service is not there or not able right now (5xx, 408, 429, network): worth a retry. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  constructor(
    message: string,
    readonly retryAfterMs?: number | undefined,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const REFUSED = new Set([409, 412, 422]);
const RETRIABLE = new Set([408, 425, 429]);

/** Sends commands and queries to a service, for the worker. */
export class ServiceClient {
  constructor(private readonly options: { readonly timeoutMs?: number | undefined } = {}) {}

  /**
   * Sends a command and reads its `CommandAnswer`.
   * @throws PermanentFault, Unavailable
   */
  command(baseUrl: string, path: string, body: unknown, headers: CommandHeaders): Promise<CommandResult> {
    return this.send(baseUrl, path, body, headers, CommandAnswer);
  }

  /** The same for a service outside (the bank), whose answer has its own schema. */
  async send<Schema extends z.ZodType>(
    baseUrl: string,
    path: string,
    body: unknown,
    headers: CommandHeaders,
    schema: Schema,
  ): Promise<SendResult<z.infer<Schema>>> {
    const reply = await this.ask(`${baseUrl}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headersOf(headers) },
    });
    if (isGood(reply)) {
      const answer = parsed(schema, bodyOf(reply), `POST ${path}`, reply.status);
      return { status: 'accepted', answer, repeated: reply.headers['idempotency-repeat'] === 'true' };
    }
    const problem = Problem.safeParse(bodyOf(reply)).data;
    if (REFUSED.has(reply.status) && problem) return { status: 'refused', problem };
    throw faultOf(reply, `POST ${path}`, problem);
  }

  /** Reads a view. @throws PermanentFault, Unavailable */
  async query<Schema extends z.ZodType>(
    baseUrl: string,
    path: string,
    headers: Pick<CommandHeaders, 'token' | 'traceparent'>,
    schema: Schema,
  ): Promise<z.infer<Schema>> {
    const reply = await this.ask(`${baseUrl}${path}`, { method: 'GET', headers: headersOf(headers) });
    if (isGood(reply)) return parsed(schema, bodyOf(reply), `GET ${path}`, reply.status);
    throw faultOf(reply, `GET ${path}`, Problem.safeParse(bodyOf(reply)).data);
  }

  private ask(url: string, call: Omit<HttpCall, 'timeoutMs'>): Promise<HttpReply> {
    const { host } = new URL(url);
    const attributes = { 'http.request.method': call.method, 'server.address': host };
    return inSpan(`${call.method} ${host}`, { kind: 'client', attributes }, () => this.call(url, call));
  }

  private async call(url: string, { headers, ...call }: Omit<HttpCall, 'timeoutMs'>): Promise<HttpReply> {
    const context = currentContext();
    const trace = context === undefined ? {} : { traceparent: traceparentOf(context.trace) };
    try {
      const timeoutMs = this.options.timeoutMs ?? 10_000;
      return await callHttp(url, { ...call, headers: { ...trace, ...headers }, timeoutMs });
    } catch (error) {
      throw new Unavailable(`No answer from ${new URL(url).origin}`, undefined, { cause: error });
    }
  }
}

const headersOf = (headers: Partial<CommandHeaders>): Record<string, string> => ({
  accept: 'application/json, application/problem+json',
  ...(headers.token === undefined ? {} : { authorization: `Bearer ${headers.token}` }),
  ...(headers.key === undefined ? {} : { 'idempotency-key': headers.key }),
  ...(headers.causationId === undefined ? {} : { 'nuanchao-causation': headers.causationId }),
  ...(headers.traceparent === undefined ? {} : { traceparent: headers.traceparent }),
  ...(headers.expectedVersion === undefined ? {} : { 'if-match': `"${headers.expectedVersion}"` }),
});

const isGood = ({ status }: HttpReply): boolean => status >= 200 && status < 300;

const bodyOf = ({ text }: HttpReply): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const parsed = <Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  what: string,
  status: number,
): z.infer<Schema> => {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new PermanentFault(`${what}: the answer does not fit its schema: ${z.prettifyError(result.error)}`, status);
};

const faultOf = (
  { status, headers }: HttpReply,
  what: string,
  problem: Problem | undefined,
): PermanentFault | Unavailable => {
  const message = `${what} answered ${status}${problem ? ` ${problem.rule}: ${problem.detailEn}` : ''}`;
  if (status >= 500 || RETRIABLE.has(status)) return new Unavailable(message, retryAfterMs(headers['retry-after']));
  return new PermanentFault(message, status, problem);
};

/** Seconds only: our services never send the date form. */
const retryAfterMs = (header: string | undefined): number | undefined =>
  header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : undefined;
