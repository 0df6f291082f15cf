import { NuanchaoProblem } from './client-problem.js';

/** Where a client has its bearer token from. */
export interface TokenSource {
  token(): Promise<string>;
  /** Called after a 401: the token that was given is not valid any more. */
  forget(): void;
}

export interface ClientCredentials {
  /** Base URL of the issuer, for instance that of `.data/addresses.json`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

const AUDIENCE = 'urn:nuanchao';
const RENEW_BEFORE_MS = 60_000;
const TIMEOUT_MS = 10_000;

/** Tokens by client credentials (RFC 6749 §4.4), kept until a minute before they end and asked for once at a time. */
export const credentialTokens = ({ issuer, clientId, clientSecret }: ClientCredentials): TokenSource => {
  let held: { readonly token: string; readonly renewAtMs: number } | undefined;
  let asking: Promise<string> | undefined;
  const ask = async (): Promise<string> => {
    const pair = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`;
    const endpoint = await endpointOf(issuer);
    const response = await fetch(endpoint, {
      method: 'POST',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', resource: AUDIENCE }),
    });
    // 5xx is the issuer's affair and passes; anything else says that this account has no token.
    if (!response.ok) throw new NuanchaoProblem(response.status < 500 ? 401 : 503, undefined, `token for ${clientId}`);
    const { access_token: token, expires_in: seconds } = (await response.json()) as {
      readonly access_token: string;
      readonly expires_in: number;
    };
    held = { token, renewAtMs: Date.now() + Math.max(seconds * 1000 - RENEW_BEFORE_MS, seconds * 500) };
    return token;
  };
  return {
    token: () => {
      if (held !== undefined && Date.now() < held.renewAtMs) return Promise.resolve(held.token);
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return asking;
    },
    forget: () => {
      held = undefined;
    },
  };
};

const endpointOf = async (issuer: string): Promise<string> => {
  const url = `${issuer}/.well-known/openid-configuration`;
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw new NuanchaoProblem(503, undefined, `discovery of ${issuer}`);
  return ((await response.json()) as { readonly token_endpoint: string }).token_endpoint;
};

/** One token that somebody else has got. */
export const givenToken = (token: string): TokenSource => ({
  token: () => Promise.resolve(token),
  forget: () => undefined,
});
