import { decodeJwt } from 'jose';
import * as oidc from 'openid-client';
import { AUDIENCE, IssuerUnavailable } from '#libs/access';

export interface OidcClientOptions {
  readonly issuer: string;
  readonly clientId: string;
  /** Absent: a public client, which PKCE alone protects. */
  readonly clientSecret?: string | undefined;
  readonly scope: string;
  /** The web origin under which browsers know us. */
  readonly publicUrl: string;
}

/** What one sign-in has to match when the browser comes back. */
export interface SignInChecks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  /** When the access token ends, in milliseconds of wall time. */
  readonly endsAtMs: number;
}

export interface SignedInTokens extends IssuedTokens {
  readonly subject: string;
  readonly name: string;
}

/** The issuer said no, or its answer does not belong to what was asked. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';
}

const RESOURCE = `urn:${AUDIENCE}`;
const TIMEOUT_SECONDS = 5;
const CALLBACK = '/sign-in/callback';

/** Our side of OpenID Connect: code flow with PKCE; state, nonce, issuer and the ID token's signature are checked. */
export class OidcClient {
  private discovered: Promise<oidc.Configuration> | undefined;

  constructor(private readonly options: OidcClientOptions) {}

  /** Where the browser goes to sign in. @throws IssuerUnavailable */
  async authorizationUrl({ state, nonce, verifier }: SignInChecks): Promise<string> {
    const configuration = await this.configuration();
    return oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: `${this.options.publicUrl}${CALLBACK}`,
      scope: this.options.scope,
      resource: RESOURCE,
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).href;
  }

  /**
   * What the issuer gives for the code with which the browser came back to `path`.
   * @throws SignInRefused @throws IssuerUnavailable
   */
  async exchange(path: string, { state, nonce, verifier }: SignInChecks): Promise<SignedInTokens> {
    const configuration = await this.configuration();
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
    const url = new URL(path, this.options.publicUrl);
    const answer = await oidc
      .authorizationCodeGrant(configuration, url, checks, { resource: RESOURCE })
      .catch((error: unknown) => {
        throw asRefusal(error);
      });
    const claims = answer.claims();
    const name = [claims?.['name'], claims?.['preferred_username']].find((each) => typeof each === 'string');
    return { ...tokensIn(answer), subject: claims?.sub ?? '', name: name ?? '' };
  }

  /** New tokens for a refresh token. @throws SignInRefused when it is over @throws IssuerUnavailable */
  async renew(refreshToken: string): Promise<IssuedTokens> {
    const configuration = await this.configuration();
    const answer = await oidc
      .refreshTokenGrant(configuration, refreshToken, { resource: RESOURCE })
      .catch((error: unknown) => {
        throw asRefusal(error);
      });
    return { ...tokensIn(answer), refreshToken: answer.refresh_token ?? refreshToken };
  }

  /** Where the browser goes to end its session at the issuer, which sends it back to us; undefined when it has no such place. */
  async endSessionUrl(): Promise<string | undefined> {
    const configuration = await this.configuration();
    if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
    return oidc.buildEndSessionUrl(configuration, { post_logout_redirect_uri: `${this.options.publicUrl}/` }).href;
  }

  /** The issuer is asked on first use; after a failure the next use asks again. */
  private configuration(): Promise<oidc.Configuration> {
    this.discovered ??= this.discover().catch((error: unknown) => {
      this.discovered = undefined;
      throw new IssuerUnavailable(error);
    });
    return this.discovered;
  }

  private discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.options;
    const authentication = clientSecret === undefined ? oidc.None() : oidc.ClientSecretBasic(clientSecret);
    // Plain http is the issuer of a development machine; its address is configuration, never a caller's.
    const plain = issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [];
    return oidc.discovery(new URL(issuer), clientId, undefined, authentication, {
      timeout: TIMEOUT_SECONDS,
      execute: [oidc.enableNonRepudiationChecks, ...plain],
    });
  }
}

const tokensIn = (answer: oidc.TokenEndpointResponse): IssuedTokens => {
  const endsAtSeconds = endOf(answer.access_token);
  if (endsAtSeconds === undefined) throw new SignInRefused('the access token is no JWT that says when it ends');
  return { accessToken: answer.access_token, refreshToken: answer.refresh_token, endsAtMs: endsAtSeconds * 1_000 };
};

const endOf = (token: string): number | undefined => {
  try {
    return decodeJwt(token).exp;
  } catch {
    return undefined;
  }
};

/** Errors of OAuth that speak about this one sign-in; everything else is the issuer's trouble or our configuration's. */
const ABOUT_THE_SIGN_IN: ReadonlySet<string> = new Set([
  'invalid_grant',
  'access_denied',
  'login_required',
  'consent_required',
  'interaction_required',
]);
const NOT_OURS: ReadonlySet<string> = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
]);

const asRefusal = (error: unknown): Error => {
  if (error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError) {
    return ABOUT_THE_SIGN_IN.has(error.error) ? new SignInRefused(error.error) : new IssuerUnavailable(error);
  }
  if (error instanceof oidc.ClientError && NOT_OURS.has(error.code ?? '')) return new SignInRefused(error.message);
  return new IssuerUnavailable(error);
};
