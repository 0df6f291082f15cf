import { CSRF_HEADER, CommandAnswer, DocumentHash, Problem } from '#libs/contracts';

/** The server said no: which rules, at which fields (RFC 9457), in both languages. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly status: number,
    readonly problem: Problem | undefined,
  ) {
    super(problem?.detailEn ?? `The server answered ${status}`);
  }
}

/** Nobody answered: whether the command was done is not known, so it has to be sent again with the same key. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** How an answer is read; every schema of `libs/contracts` is one. */
export interface Reads<Answer> {
  parse(json: unknown): Answer;
}

export interface ApiClientOptions {
  /** Where the gateway is; empty for the page's own origin. */
  readonly origin?: string;
  /** The session's token against forged requests. */
  readonly csrf: () => string;
  /** Resolves once the same person has signed in again; what was being done then goes on. */
  readonly signInAgain: () => Promise<void>;
  /** Told with every answer, and with every time that there was none. */
  readonly onReach?: (reached: boolean) => void;
  /** How long an answer may take, in milliseconds (10,000). */
  readonly answerMs?: number;
}

export interface CommandOptions {
  /** One per intent: the same until an answer came. */
  readonly key: string;
  /** The version that the person has seen. */
  readonly version?: number | undefined;
  /** Only say what would happen. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
}

/** How a request travels: `fetch`, or what tells of its progress besides. */
export type Carry = (address: string, init: RequestInit) => Promise<Response>;

interface UploadOptions {
  readonly caseId: string;
  readonly key: string;
  readonly carry?: Carry;
}

/** Whoever has not answered by then no longer does, though the connection may look alive. Uploads tell their progress. */
const ANSWER_MS = 10_000;
const UNANSWERED: readonly number[] = [502, 503, 504];
const UNAUTHENTICATED = 401;

interface Sending {
  readonly carry?: Carry | undefined;
  /** By which the page itself breaks off. */
  readonly signal?: AbortSignal | undefined;
}

/** The public API through the gateway, with the session's cookie. */
export class ApiClient {
  constructor(private readonly options: ApiClientOptions) {}

  /** @throws Refused, Unreachable */
  async query<Answer>(path: string, reads: Reads<Answer>, signal?: AbortSignal): Promise<Answer> {
    const response = await this.send(path, () => ({ signal: this.patience(signal) }), { signal });
    return this.read(response, reads, signal);
  }

  /** @throws Refused, Unreachable */
  command(path: string, body: unknown, options: CommandOptions): Promise<CommandAnswer> {
    return this.post(path, body, options, CommandAnswer);
  }

  /** A command with an answer of its own kind. @throws Refused, Unreachable */
  async post<Answer>(
    path: string,
    body: unknown,
    { key, version, dryRun, signal }: CommandOptions,
    reads: Reads<Answer>,
  ): Promise<Answer> {
    const init = (): RequestInit => ({
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key,
        [CSRF_HEADER]: this.options.csrf(),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      body: JSON.stringify(body),
      signal: this.patience(signal),
    });
    const target = dryRun === true ? `${path}?dryRun=true` : path;
    return this.read(await this.send(target, init, { signal }), reads, signal);
  }

  /** Stores a file of a case and gives the hash by which commands name it. @throws Refused, Unreachable */
  async upload(service: string, file: Blob, { caseId, key, carry }: UploadOptions): Promise<string> {
    const init = (): RequestInit => ({
      method: 'POST',
      headers: {
        'content-type': file.type === '' ? 'application/octet-stream' : file.type,
        'idempotency-key': key,
        'nuanchao-case': caseId,
        [CSRF_HEADER]: this.options.csrf(),
      },
      body: file,
    });
    const response = await this.send(`/api/${service}/documents`, init, { carry });
    return (await this.read(response, DocumentHash, undefined)).hash;
  }

  /** `init` is made anew for each try: a session that was renewed meanwhile has another token. */
  private async send(path: string, init: () => RequestInit, how: Sending): Promise<Response> {
    for (;;) {
      const response = await this.ask(path, init(), how);
      if (response.ok) return response;
      if (response.status !== UNAUTHENTICATED) throw new Refused(response.status, await problemOf(response));
      await this.options.signInAgain();
    }
  }

  private async ask(path: string, init: RequestInit, { carry = fetch, signal }: Sending): Promise<Response> {
    const { origin = '', onReach } = this.options;
    try {
      const response = await carry(`${origin}${path}`, { credentials: 'same-origin', ...init });
      onReach?.(true);
      return response;
    } catch (error) {
      throw this.unreached(error, signal);
    }
  }

  /** An answer that breaks off in its middle is none. */
  private async read<Answer>(
    response: Response,
    reads: Reads<Answer>,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const json: unknown = await response.json().catch((error: unknown) => {
      throw error instanceof SyntaxError ? error : this.unreached(error, signal);
    });
    return reads.parse(json);
  }

  private patience(signal: AbortSignal | undefined): AbortSignal {
    const late = AbortSignal.timeout(this.options.answerMs ?? ANSWER_MS);
    return signal === undefined ? late : AbortSignal.any([signal, late]);
  }

  /** What the page itself broke off says nothing about the server. */
  private unreached(error: unknown, signal: AbortSignal | undefined): unknown {
    if (signal?.aborted === true) return error;
    this.options.onReach?.(false);
    return new Unreachable('No answer', { cause: error });
  }
}

const problemOf = async (response: Response): Promise<Problem | undefined> => {
  const text = await response.text();
  try {
    const parsed = Problem.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
};

/** Whether the same command, with the same key, should simply be sent again: nothing was said about it. */
export const isUnanswered = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof Refused && UNANSWERED.includes(error.status));
