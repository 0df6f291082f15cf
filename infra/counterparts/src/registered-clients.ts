import { IssuerClient, SecretVerdict } from '#libs/contracts';

/** Prefix of the client ids that pipelines registers; every other client is a demonstration account. */
const PREFIX = 'pipeline.';
const TIMEOUT_MS = 5_000;

export const isRegistered = (clientId: string): boolean => clientId.startsWith(PREFIX);

/**
 * The programs that pipelines registered, as an issuer sees them: who they are is asked, and whether a secret is theirs is
 * asked too. Nothing of them is kept here beyond the last answer.
 */
export class RegisteredClients {
  private readonly last = new Map<string, IssuerClient>();

  constructor(
    private readonly url: string,
    private readonly token: () => Promise<string>,
  ) {}

  /** What the last `find` brought, for the token that is being made of it. */
  claimsOf(clientId: string): IssuerClient | undefined {
    return this.last.get(clientId);
  }

  /** Undefined for a client that is not registered, suspended, or without a valid credential. */
  async find(clientId: string): Promise<IssuerClient | undefined> {
    if (!isRegistered(clientId)) return undefined;
    const answer = await this.ask('GET', encodeURIComponent(clientId));
    if (answer === undefined) {
      this.last.delete(clientId);
      return undefined;
    }
    const client = IssuerClient.parse(answer);
    this.last.set(clientId, client);
    return client;
  }

  async isSecret(clientId: string, secret: string): Promise<boolean> {
    const answer = await this.ask('POST', `${encodeURIComponent(clientId)}/verification`, { secret });
    return answer !== undefined && SecretVerdict.parse(answer).valid;
  }

  async noteKeyUse(clientId: string, kid: string): Promise<void> {
    await this.ask('POST', `${encodeURIComponent(clientId)}/keys/${encodeURIComponent(kid)}/use`, {});
  }

  /** Undefined when there is no such client. @throws Error while pipelines is away: then nobody can be told yes or no */
  private async ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.url}/issuer/clients/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.token()}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status === 404 || response.status === 400) return undefined;
    if (!response.ok) throw new Error(`pipelines answered ${response.status} about a client`);
    return response.json();
  }
}
