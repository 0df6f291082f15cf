import { CommandAnswer, Problem, TaskList, type Task } from '#libs/contracts';
import { ServiceTokens } from '#libs/access';

/** A service as the gateway names it. */
export type ApiService = 'applications' | 'approvals' | 'payments' | 'audits' | 'pipelines' | 'workflows';

/** A command was not accepted: which rule, which field, and the whole problem (RFC 9457). */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly status: number,
    readonly problem: Problem | undefined,
    what: string,
  ) {
    super(`${what} answered ${status} ${problem?.rule ?? ''} ${problem?.detailEn ?? ''}`);
  }
}

export interface GatewayClientOptions {
  readonly gateway: string;
  readonly issuer: string;
  /** The development secret of all demonstration accounts. */
  readonly secret: string;
  /** How often a command is sent again before its caller is told that nobody answers (120). */
  readonly retries?: number | undefined;
  /** How long one request may take before it is sent again, in milliseconds; for ever when left out. */
  readonly answerMs?: number | undefined;
  /** Is shown every answer as it came; a test compares each with the API documents. */
  readonly observe?: ((exchange: Exchange) => Promise<void>) | undefined;
}

/** What was asked and what came back; the body of `response` is its own to read. */
export interface Exchange {
  readonly method: string;
  /** As the gateway knows it, with its query: `/api/approvals/tasks?role=MU_LEADER`. */
  readonly path: string;
  readonly body: string | undefined;
  readonly response: Response;
}

const RETRY_MS = 250;
const RETRIES = 120;

/**
 * The public API as any program uses it: through the gateway, with the token of an ordinary account, an
 * Idempotency-Key per command, and the same key again after a 503 or a broken connection.
 */
export class GatewayClient {
  private readonly accounts = new Map<string, ServiceTokens>();

  constructor(private readonly options: GatewayClientOptions) {}

  token(account: string): Promise<string> {
    let tokens = this.accounts.get(account);
    if (!tokens) {
      const { issuer, secret } = this.options;
      tokens = new ServiceTokens({ issuer, clientId: account, clientSecret: secret });
      this.accounts.set(account, tokens);
    }
    return tokens.token();
  }

  /** @throws Refused when a rule or the access policy says no */
  async command(
    account: string,
    service: ApiService,
    path: string,
    body: unknown,
    key: string,
  ): Promise<CommandAnswer> {
    return CommandAnswer.parse(await this.post(account, service, path, body, key));
  }

  /** Uploads a document and gives its hash. */
  async upload(
    account: string,
    service: ApiService,
    caseId: string | undefined,
    content: string,
    key: string,
  ): Promise<string> {
    const json = await this.send(account, 'POST', `/api/${service}/documents`, {
      body: content,
      headers: {
        'content-type': 'application/pdf',
        'idempotency-key': key,
        ...(caseId === undefined ? {} : { 'nuanchao-case': caseId }),
      },
    });
    return (json as { hash: string }).hash;
  }

  /** A POST whose answer is not a `CommandAnswer`: moving the office clock. */
  post(account: string, service: ApiService, path: string, body: unknown, key: string): Promise<unknown> {
    return this.send(account, 'POST', `/api/${service}${path}`, {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
    });
  }

  query(account: string, service: ApiService, path: string): Promise<unknown> {
    return this.send(account, 'GET', `/api/${service}${path}`, {});
  }

  async tasks(account: string, service: ApiService, caseId?: string): Promise<readonly Task[]> {
    const json = await this.query(account, service, `/tasks${caseId === undefined ? '' : `?caseId=${caseId}`}`);
    return TaskList.parse(json).tasks;
  }

  /** Anything else, as it is: for tests that send what no ordinary client would. */
  async raw(
    account: string,
    method: string,
    path: string,
    init: { body?: string; headers?: Record<string, string> },
  ): Promise<Response> {
    const token = await this.token(account);
    const { answerMs } = this.options;
    const response = await fetch(`${this.options.gateway}${path}`, {
      method,
      ...(init.body === undefined ? {} : { body: init.body }),
      headers: { authorization: `Bearer ${token}`, ...init.headers },
      ...(answerMs === undefined ? {} : { signal: AbortSignal.timeout(answerMs) }),
    });
    await this.options.observe?.({ method, path, body: init.body, response: response.clone() });
    return response;
  }

  private async send(
    account: string,
    method: string,
    path: string,
    init: { body?: string; headers?: Record<string, string> },
  ): Promise<unknown> {
    const { retries = RETRIES } = this.options;
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.attempt(account, method, path, init).catch((error: unknown) => {
        const isFinal = error instanceof Refused && error.status < 500;
        if (isFinal || attempt >= retries) throw error;
        return undefined;
      });
      if (answer !== undefined) return answer.body;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }

  /** One request. An answer that breaks off in its middle is no answer. @throws Refused for every status that is not 2xx */
  private async attempt(
    account: string,
    method: string,
    path: string,
    init: { body?: string; headers?: Record<string, string> },
  ): Promise<{ readonly body: unknown }> {
    const response = await this.raw(account, method, path, init);
    if (response.ok) return { body: await response.json() };
    const problem = Problem.safeParse(await response.json().catch(() => undefined)).data;
    throw new Refused(response.status, problem, `${method} ${path}`);
  }
}
