import { createHash, randomUUID } from 'node:crypto';
import { runBatches, type BatchRowOutcome, type BatchService, type BatchWish } from './batch-client.js';
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
/** What a command says: `BodyOf<'applications', 'POST /applications'>`. */
export type BodyOf<Name extends Service, Key extends Route<Name>> = ShapeOf<Name, Key>['body'];
type Fields<Name extends string, Value> = [Value] extends [undefined]
  ? Partial<Record<Name, undefined>>
  : Partial<Value> extends Value
    ? Partial<Record<Name, Value>>
    : Record<Name, Value>;

/** How a command is to be understood. */
interface Manner {
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
}

/** What a request says beside its route, when only the documents know its shape. */
export interface LooseInput extends Manner {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** What a request says beside its route. */
export type Input<Name extends Service, Key extends Route<Name>> = Fields<'path', ShapeOf<Name, Key>['path']> &
  Fields<'body', ShapeOf<Name, Key>['body']> &
  Manner & {
    readonly query?: ShapeOf<Name, Key>['query'];
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
  /**
   * How a command without an intent gets its key. `fresh`: a new one for every call. `content`: the one of its route and
   * body, so that a program which is started again does nothing twice and has nothing to name; whoever wants the same once
   * more gives it an intent. Each account then needs a key store of its own: two people may say the same.
   */
  readonly unnamed?: 'fresh' | 'content' | undefined;
  /** How long one answer may take. */
  readonly timeoutMs?: number | undefined;
}

const TIMEOUT_MS = 60_000;
/** Results of a batch that come in one answer. */
const RESULTS = 1_000;
/** The inbox is asked for what it has seen, not for its tasks. */
const NO_CASE = 'none';

/** Where a fact shall be visible: in the feed, in the queries of a service, or in all that follows from it in a case. */
export type Visibility = 'feed' | BatchService | { readonly settledIn: string };

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
    return this.request<AnswerOf<Name, Key>>(service, route, input as LooseInput);
  }

  /**
   * The same for a route whose name is known only when the program runs, as by a tool that reads the documents.
   * @throws NuanchaoProblem
   */
  async request<Answer = unknown>(service: Service, route: string, input: LooseInput): Promise<Answer> {
    const [method = 'GET', template = ''] = route.split(' ');
    const query = { ...input.query, ...(input.dryRun === true ? { dryRun: 'true' } : {}) };
    const url = `${this.options.gateway}/api/${service}${filled(template, input.path)}${searchOf(query)}`;
    const body = method === 'GET' ? undefined : JSON.stringify(input.body ?? {});
    const key = body === undefined ? '' : this.keyOf(input, [method, url, body]);
    const headers = {
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': key }),
      ...(input.ifMatch === undefined ? {} : { 'if-match': `"${input.ifMatch}"` }),
      ...(input.causation === undefined ? {} : { 'nuanchao-causation': input.causation }),
    };
    const response = await this.send(url, { method, headers, ...(body === undefined ? {} : { body }) });
    return (await response.json()) as Answer;
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
        'idempotency-key': this.keyOf(how, [service, file.caseId ?? '', file.mediaType, file.content]),
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

  /**
   * Waits until a fact is visible, as the position in a command's answer names it: one reads one's own writes. A fact that
   * the account may not see never comes, and ends the patience.
   */
  async waitFor(position: Position, where: Visibility = 'feed'): Promise<void> {
    const at = after(position);
    if (where === 'feed') await this.call('pipelines', 'GET /events', { query: { after: at, limit: 1 } });
    else if (typeof where === 'string') await this.call(where, 'GET /tasks', { query: { after: at, caseId: NO_CASE } });
    else {
      const input = { path: { id: where.settledIn }, query: { settled: at } };
      await this.call('applications', 'GET /applications/{id}', input);
    }
  }

  /** Many commands of one service, an outcome for each; see `BatchWish` for what happens after a crash. */
  batch(wish: BatchWish): AsyncGenerator<BatchRowOutcome> {
    const { service } = wish;
    return runBatches(
      {
        submit: (rows, { key, dryRun }) => this.call(service, 'POST /batches', { body: { rows }, key, dryRun }),
        show: (id) => this.call(service, 'GET /batches/{id}', { path: { id } }),
        results: (id, from) =>
          this.call(service, 'GET /batches/{id}/results', { path: { id }, query: { from, limit: RESULTS } }),
      },
      this.keys,
      wish,
    );
  }

  private keyOf(how: { readonly intent?: string; readonly key?: string }, said: readonly Said[]): string {
    if (how.key !== undefined) return how.key;
    if (how.intent !== undefined) return this.keys.keyFor(how.intent);
    return this.options.unnamed === 'content' ? this.keys.keyFor(contentIntent(said)) : randomUUID();
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
    return persist(what, once, this.options, init.signal ?? undefined);
  }
}

type Said = string | Uint8Array;

/** The intent of a command that nobody named: what it says. */
const contentIntent = (said: readonly Said[]): string => {
  const hash = createHash('sha256');
  for (const part of said) hash.update(`${part.length}\n`).update(part);
  return `sha256/${hash.digest('hex')}`;
};

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
