import { randomUUID } from 'node:crypto';
import { NuanchaoProblem } from './client-problem.js';
import type { TokenSource } from './client-tokens.js';
import { followEvents, type FeedWish, type FedEvent } from './event-feed.js';
import type { ServiceRoutes } from './generated/service-routes.js';
import { memoryKeys, type KeyStore } from './key-store.js';
import { persist, type Patience } from './retry.js';

export type Service = Extract<keyof ServiceRoutes, string>;
export type Route<Name extends Service> = Extract<keyof ServiceRoutes[Name], string>;
interface Shape {
  readonly path: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly answer: unknown;
}
type ShapeOf<Name extends Service, Key extends Route<Name>> = ServiceRoutes[Name][Key] extends Shape
  ? ServiceRoutes[Name][Key]
  : never;
/** What a route answers: `AnswerOf<'applications', 'GET /applications/{id}'>`. */
export type AnswerOf<Name extends Service, Key extends Route<Name>> = ShapeOf<Name, Key>['answer'];
type Fields<Name extends string, Value> = [Value] extends [undefined]
  ? Partial<Record<Name, undefined>>
  : Partial<Value> extends Value
    ? Partial<Record<Name, Value>>
    : Record<Name, Value>;

/** What a request says beside its route. */
export type Input<Name extends Service, Key extends Route<Name>> = Fields<'path', ShapeOf<Name, Key>['path']> &
  Fields<'body', ShapeOf<Name, Key>['body']> & {
    readonly query?: ShapeOf<Name, Key>['query'];
    /** Name of what shall happen once; its key is kept before the command is sent. */
    readonly intent?: string;
    /** The Idempotency-Key itself, for whoever keeps keys of his own. */
    readonly key?: string;
    /** The version that was seen; another one is refused with R-PROC-07. */
    readonly ifMatch?: number;
    /** Id of the event that led to this command. */
    readonly causation?: string;
    /** Asks what would happen, and writes nothing. */
    readonly dryRun?: boolean;
  };

export interface Position {
  readonly subject: string;
  readonly sequence: number;
}

export interface ClientOptions extends Patience {
  readonly gateway: string;
  readonly tokens: TokenSource;
  /** Where keys of intents are kept; in memory unless given. */
  readonly keys?: KeyStore | undefined;
  /** How long one answer may take. */
  readonly timeoutMs?: number | undefined;
}

const TIMEOUT_MS = 60_000;

/** `application/0193…` and 3 become `application/0193…@3`, the form of `after`. */
export const after = ({ subject, sequence }: Position): string => `${subject}@${sequence}`;

/**
 * The API as a program uses it: typed by the documents, patient with outages, and careful that every command has its
 * effect once. Names of routes are those of the documents: `client.call('applications', 'POST /applications', { body })`.
 */
export class NuanchaoClient {
  private readonly keys: KeyStore;

  constructor(private readonly options: ClientOptions) {
    this.keys = options.keys ?? memoryKeys();
  }

  /** @throws NuanchaoProblem when a rule or the access policy says no, or nobody answered in time */
  async call<Name extends Service, Key extends Route<Name>>(
    service: Name,
    route: Key,
    input: Input<Name, Key>,
  ): Promise<AnswerOf<Name, Key>> {
    const given = input as Partial<Record<keyof Input<Name, Key> | 'path' | 'query' | 'body', unknown>>;
    const [method = 'GET', template = ''] = route.split(' ');
    const query = { ...(given.query as object | undefined), ...(input.dryRun === true ? { dryRun: 'true' } : {}) };
    const url = `${this.options.gateway}/api/${service}${filled(template, given.path)}${searchOf(query)}`;
    const body = method === 'GET' ? undefined : JSON.stringify(given.body ?? {});
    const headers = {
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': this.keyOf(input) }),
      ...(input.ifMatch === undefined ? {} : { 'if-match': `"${input.ifMatch}"` }),
      ...(input.causation === undefined ? {} : { 'nuanchao-causation': input.causation }),
    };
    const response = await this.send(url, { method, headers, ...(body === undefined ? {} : { body }) });
    const answer: AnswerOf<Name, Key> = await response.json();
    return answer;
  }

  /** Stores a file and gives the hash that commands name it by. */
  async upload(
    service: 'applications' | 'approvals' | 'payments',
    file: { readonly content: string | Uint8Array<ArrayBuffer>; readonly mediaType: string; readonly caseId?: string },
    how: { readonly intent?: string; readonly key?: string },
  ): Promise<string> {
    const response = await this.send(`${this.options.gateway}/api/${service}/documents`, {
      method: 'POST',
      body: file.content,
      headers: {
        'content-type': file.mediaType,
        'idempotency-key': this.keyOf(how),
        ...(file.caseId === undefined ? {} : { 'nuanchao-case': file.caseId }),
      },
    });
    return ((await response.json()) as { readonly hash: string }).hash;
  }

  /** What happens from a position on, for ever or until the signal; goes on where it was after every interruption. */
  follow(wish: FeedWish): AsyncGenerator<FedEvent> {
    const url = `${this.options.gateway}/api/pipelines/events`;
    return followEvents((search, init) => this.send(`${url}${search}`, init), wish);
  }

  private keyOf({ intent, key }: { readonly intent?: string; readonly key?: string }): string {
    return key ?? (intent === undefined ? randomUUID() : this.keys.keyFor(intent));
  }

  /** Repeats the same request until it is answered; a token that has ended is renewed once on the way. */
  private send(url: string, init: RequestInit): Promise<Response> {
    const { tokens, timeoutMs = TIMEOUT_MS } = this.options;
    const what = `${init.method ?? 'GET'} ${url}`;
    let renewed = false;
    const once = async (): Promise<Response> => {
      const authorization = `Bearer ${await tokens.token()}`;
      const signal = init.signal ?? AbortSignal.timeout(timeoutMs);
      const response = await fetch(url, { ...init, signal, headers: { ...headersOf(init), authorization } });
      if (response.status !== 401 || renewed) return response;
      renewed = true;
      tokens.forget();
      return once();
    };
    return persist(what, once, this.options);
  }
}

const headersOf = (init: RequestInit): Record<string, string> => (init.headers ?? {}) as Record<string, string>;

const filled = (template: string, path: unknown): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = (path as Record<string, unknown> | undefined)?.[name];
    if (typeof value !== 'string') throw new NuanchaoProblem(0, undefined, `${template} needs path.${name}`);
    return encodeURIComponent(value);
  });

const searchOf = (query: object): string => {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]): [string, string] => [name, String(value)]);
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
};
