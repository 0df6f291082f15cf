import { z } from 'zod';
import { IssuerUnavailable } from './access-refused.js';
import { AUDIENCE } from './token-verifier.js';

export interface ServiceTokensOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly audience?: string | undefined;
  /** A token is renewed this long before it expires, in seconds. */
  readonly renewBeforeSeconds?: number | undefined;
  readonly timeoutMs?: number | undefined;
  /** Wall time in milliseconds: tokens never follow the office clock. */
  readonly nowMs?: (() => number) | undefined;
}

const TokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().min(1) });
const Discovery = z.object({ token_endpoint: z.url() });

/** A machine's own token by client credentials (RFC 6749 §4.4), kept until shortly before it expires. */
export class ServiceTokens {
  private held: { readonly token: string; readonly renewAtMs: number } | undefined;
  private asking: Promise<string> | undefined;

  constructor(private readonly options: ServiceTokensOptions) {}

  /**
   * A token that is valid for a while. Callers at the same time share one request.
   * @throws IssuerUnavailable when the issuer cannot be reached or refuses us; worth a retry
   */
  token(): Promise<string> {
    if (this.held && this.now() < this.held.renewAtMs) return Promise.resolve(this.held.token);
    this.asking ??= this.ask().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  /** Forgets the held token, for instance after a 401. */
  forget(): void {
    this.held = undefined;
  }

  private async ask(): Promise<string> {
    try {
      const signal = AbortSignal.timeout(this.options.timeoutMs ?? 5000);
      const discovery = await fetch(`${this.options.issuer}/.well-known/openid-configuration`, { signal });
      if (!discovery.ok) throw new Error(`Discovery answered ${discovery.status}`);
      const { token_endpoint } = Discovery.parse(await discovery.json());
      const { clientId, clientSecret } = this.options;
      const response = await fetch(token_endpoint, {
        method: 'POST',
        signal,
        headers: {
          authorization: `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')}`,
        },
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          resource: `urn:${this.options.audience ?? AUDIENCE}`,
        }),
      });
      if (!response.ok) throw new Error(`The token endpoint answered ${response.status} to ${clientId}`);
      const { access_token, expires_in } = TokenAnswer.parse(await response.json());
      const renewAfterSeconds = Math.max(expires_in - (this.options.renewBeforeSeconds ?? 60), expires_in / 2);
      this.held = { token: access_token, renewAtMs: this.now() + renewAfterSeconds * 1000 };
      return access_token;
    } catch (error) {
      throw new IssuerUnavailable(error);
    }
  }

  private now(): number {
    return (this.options.nowMs ?? Date.now)();
  }
}
