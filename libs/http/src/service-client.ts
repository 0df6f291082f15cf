import { z } from 'zod';
import { CommandAnswer, Problem } from '#libs/contracts';
import { currentContext, inSpan, traceparentOf } from '#libs/telemetry';

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
    const response = await this.ask(`${baseUrl}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headersOf(headers) },
    });
    if (response.ok) {
      const answer = parsed(schema, await bodyOf(response), `POST ${path}`, response.status);
      return { status: 'accepted', answer, repeated: response.headers.get('idempotency-repeat') === 'true' };
    }
    const problem = Problem.safeParse(await bodyOf(response).catch(() => undefined)).data;
    if (REFUSED.has(response.status) && problem) return { status: 'refused', problem };
    throw faultOf(response, `POST ${path}`, problem);
  }

  /** Reads a view. @throws PermanentFault, Unavailable */
  async query<Schema extends z.ZodType>(
    baseUrl: string,
    path: string,
    headers: Pick<CommandHeaders, 'token' | 'traceparent'>,
    schema: Schema,
  ): Promise<z.infer<Schema>> {
    const response = await this.ask(`${baseUrl}${path}`, { method: 'GET', headers: headersOf(headers) });
    if (response.ok) return parsed(schema, await bodyOf(response), `GET ${path}`, response.status);
    throw faultOf(response, `GET ${path}`, Problem.safeParse(await bodyOf(response).catch(() => undefined)).data);
  }

  private ask(url: string, init: RequestInit): Promise<Response> {
    const { host } = new URL(url);
    const attributes = { 'http.request.method': init.method ?? 'GET', 'server.address': host };
    return inSpan(`${init.method ?? 'GET'} ${host}`, { kind: 'client', attributes }, () => this.fetch(url, init));
  }

  private async fetch(url: string, init: RequestInit): Promise<Response> {
    const context = currentContext();
    const headers = new Headers(init.headers);
    if (context !== undefined && !headers.has('traceparent')) headers.set('traceparent', traceparentOf(context.trace));
    try {
      return await fetch(url, {
        ...init,
        headers,
        redirect: 'error',
        signal: AbortSignal.timeout(this.options.timeoutMs ?? 10_000),
      });
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

/** A body that breaks off is a network failure, although the status line came through. */
const bodyOf = async (response: Response): Promise<unknown> => {
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    throw new Unavailable('The answer broke off', undefined, { cause: error });
  }
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

const faultOf = (response: Response, what: string, problem: Problem | undefined): PermanentFault | Unavailable => {
  const message = `${what} answered ${response.status}${problem ? ` ${problem.rule}: ${problem.detailEn}` : ''}`;
  if (response.status >= 500 || RETRIABLE.has(response.status)) {
    return new Unavailable(message, retryAfterMs(response.headers.get('retry-after')));
  }
  return new PermanentFault(message, response.status, problem);
};

/** Seconds only: our services never send the date form. */
const retryAfterMs = (header: string | null): number | undefined =>
  header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : undefined;
