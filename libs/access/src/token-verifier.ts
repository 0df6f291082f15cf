import { randomBytes } from 'node:crypto';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type RemoteJWKSet } from 'jose';
import { z } from 'zod';
import { Actor } from '#libs/contracts';
import { AccessRefused, IssuerUnavailable } from './access-refused.js';

/** The audience of every token of ours. */
export const AUDIENCE = 'nuanchao';

/** Asymmetric signatures only, and a fixed list: the token never chooses how it is checked (RFC 8725 §3.1). */
const ALGORITHMS = ['EdDSA', 'ES256', 'RS256'];

/** A token that was verified a moment ago is not verified again; a withdrawn key is noticed after so long. */
const KNOWN_FOR_MS = 30_000;
const TOKENS_MAX = 5_000;

export interface VerifierOptions {
  /** `OIDC_ISSUER`, exactly as the issuer writes it in its tokens. */
  readonly issuer: string;
  readonly audience?: string | undefined;
  /** How long fetched keys serve, in milliseconds. */
  readonly keysMaxAgeMs?: number | undefined;
  /** An unknown key id asks the issuer again at most this often, in milliseconds. */
  readonly cooldownMs?: number | undefined;
  readonly timeoutMs?: number | undefined;
}

export interface VerifiedToken {
  readonly actor: Actor;
  readonly scopes: ReadonlySet<string>;
}

const Rows = z.int().min(0);
const Discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

/**
 * Verifies access tokens by RFC 9068: `typ` at+jwt, issuer, audience, expiry, signature by a key of the issuer's set.
 * The issuer is asked on first use, not at start, so that a service starts without it and answers 503 until it is there.
 */
export class TokenVerifier {
  private keys: Promise<RemoteJWKSet> | undefined;
  private readonly verified = new Map<string, { readonly token: VerifiedToken; readonly untilMs: number }>();
  /** Callers whose rights this process itself lends out, by the bearer token it made for them. */
  private readonly lent = new Map<string, VerifiedToken>();

  constructor(private readonly options: VerifierOptions) {}

  /**
   * @throws AccessRefused (G-UNAUTHENTICATED) when the token is not valid
   * @throws IssuerUnavailable (G-UNAVAILABLE) when the issuer cannot be asked
   */
  async verify(token: string): Promise<VerifiedToken> {
    const lent = this.lent.get(token);
    if (lent !== undefined) return lent;
    const known = this.verified.get(token);
    if (known !== undefined && Date.now() < known.untilMs) return known.token;
    const verified = await this.verifyAnew(token);
    this.verified.delete(token);
    this.verified.set(token, verified);
    const [oldest] = this.verified.keys();
    if (this.verified.size > TOKENS_MAX && oldest !== undefined) this.verified.delete(oldest);
    return verified.token;
  }

  private async verifyAnew(token: string): Promise<{ readonly token: VerifiedToken; readonly untilMs: number }> {
    const keys = await this.keySet();
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: this.options.issuer,
        audience: this.options.audience ?? AUDIENCE,
        typ: 'at+jwt',
        algorithms: ALGORITHMS,
        requiredClaims: ['exp', 'iat', 'sub'],
        clockTolerance: 5,
      });
      const expiresMs = (payload.exp ?? 0) * 1000;
      return { token: read(payload), untilMs: Math.min(expiresMs, Date.now() + KNOWN_FOR_MS) };
    } catch (error) {
      throw isAboutToken(error)
        ? unauthenticated()
        : error instanceof AccessRefused
          ? error
          : new IssuerUnavailable(error);
    }
  }

  /**
   * A bearer token for this process alone, with rights that were verified before: for work that was accepted from a caller
   * and is done after his own token has expired. It dies with the process, or when it is taken back.
   */
  lend(rights: VerifiedToken): { readonly token: string; readonly takeBack: () => void } {
    const token = `lent.${randomBytes(32).toString('base64url')}`;
    this.lent.set(token, rights);
    return { token, takeBack: () => void this.lent.delete(token) };
  }

  /** For the readiness check: resolves when the issuer answers with its keys. */
  async ready(): Promise<void> {
    const keys = await this.keySet();
    if (keys.jwks() !== undefined) return;
    try {
      await keys.reload();
    } catch (error) {
      throw new IssuerUnavailable(error);
    }
  }

  private keySet(): Promise<RemoteJWKSet> {
    this.keys ??= this.discover().catch((error: unknown) => {
      // The next request asks again.
      this.keys = undefined;
      throw new IssuerUnavailable(error);
    });
    return this.keys;
  }

  private async discover(): Promise<RemoteJWKSet> {
    const timeoutMs = this.options.timeoutMs ?? 3000;
    const response = await fetch(`${this.options.issuer}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`Discovery answered ${response.status}`);
    const discovery = Discovery.parse(await response.json());
    if (discovery.issuer !== this.options.issuer) {
      throw new Error(`The issuer calls itself ${discovery.issuer}, not ${this.options.issuer}`);
    }
    return createRemoteJWKSet(new URL(discovery.jwks_uri), {
      timeoutDuration: timeoutMs,
      cacheMaxAge: this.options.keysMaxAgeMs ?? 600_000,
      cooldownDuration: this.options.cooldownMs ?? 30_000,
    });
  }
}

const unauthenticated = (): AccessRefused =>
  new AccessRefused([{ rule: 'G-UNAUTHENTICATED', pointer: '', params: {} }]);

/** jose's errors about the token itself. A time-out or a broken key set is the issuer's fault, not the caller's. */
const isAboutToken = (error: unknown): boolean =>
  error instanceof errors.JWTExpired ||
  error instanceof errors.JWTClaimValidationFailed ||
  error instanceof errors.JWTInvalid ||
  error instanceof errors.JWSInvalid ||
  error instanceof errors.JWSSignatureVerificationFailed ||
  error instanceof errors.JOSEAlgNotAllowed ||
  error instanceof errors.JOSENotSupported ||
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys;

const read = (payload: JWTPayload): VerifiedToken => {
  const actor = Actor.safeParse({ id: payload.sub, kind: payload['kind'], roles: payload['roles'] });
  if (!actor.success) throw unauthenticated();
  const scope = payload['scope'];
  const scopes = typeof scope === 'string' ? scope.split(' ').filter(Boolean) : [];
  if (actor.data.kind !== 'machine') return { actor: actor.data, scopes: new Set(scopes) };
  const rows = Rows.safeParse(payload['batch_rows']).data;
  return {
    actor: { ...actor.data, scopes, ...(rows === undefined ? {} : { batchRows: rows }) },
    scopes: new Set(scopes),
  };
};
