import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AccessRefused } from '#libs/access';
import { OidcClient, SignInRefused, type SignedInTokens } from './oidc-client.gateway.js';
import {
  cookieLine,
  cookieNamesFor,
  cookiesIn,
  goneLine,
  joinedPieces,
  setInPieces,
  type CookieNames,
} from './session-cookie.policy.js';
import type { SessionSeal } from './session-seal.policy.js';

const KeptSession = z.object({
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  name: z.string(),
  csrf: z.string(),
  /** When the access token should be renewed, when it ends, and when the session ends whatever is renewed. Wall time. */
  renewAtMs: z.number(),
  tokenEndsAtMs: z.number(),
  endsAtMs: z.number(),
});
export type KeptSession = z.infer<typeof KeptSession>;

/** One sign-in on its way; it travels through the issuer in the sealed `state`. */
const PendingSignIn = z.object({
  binding: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
  untilMs: z.number(),
});
type PendingSignIn = z.infer<typeof PendingSignIn>;

/** What a request's cookies say about who is signed in. */
export type SessionReading =
  | { readonly kind: 'none' }
  /** There was a session: it is over, or it was sealed with a key that is no more. */
  | { readonly kind: 'ended' }
  /** `setCookies` is what the browser has to keep instead, after a renewal. */
  | { readonly kind: 'open'; readonly session: KeptSession; readonly setCookies: readonly string[] };

export interface BrowserSessionsOptions {
  readonly seal: SessionSeal;
  readonly oidc: OidcClient;
  /** The web origin under which browsers know us. */
  readonly publicUrl: string;
}

/** Nobody stays signed in for longer without saying again who they are: a working day and its edges. */
const SESSION_MAX_MS = 12 * 3_600_000;
const SIGN_IN_MAX_MS = 30 * 60_000;
/** Tokens are renewed so long before they end, or at half of their life if that is later. */
const RENEW_BEFORE_MS = 120_000;
/** Requests that are on their way with the old cookie get the same new tokens. */
const RENEWED_KEPT_MS = 60_000;
const BINDING = /^[\w-]{43}$/;

/**
 * The sessions of people who use the console. We keep none: a session is sealed into its cookie, so any replica reads it and
 * a restart signs nobody out (docs/decisions/0022).
 */
export class BrowserSessions {
  readonly origin: string;
  private readonly names: CookieNames;
  /** By hash of the refresh token, which an issuer may take only once. */
  private readonly renewals = new Map<string, Promise<KeptSession>>();

  constructor(private readonly options: BrowserSessionsOptions) {
    this.origin = new URL(options.publicUrl).origin;
    this.names = cookieNamesFor(options.publicUrl);
  }

  /** @throws IssuerUnavailable when the token has ended and the issuer cannot be asked for the next one */
  async read(cookieHeader: string | undefined): Promise<SessionReading> {
    const cookies = cookiesIn(cookieHeader);
    const sealed = joinedPieces(this.names.session, cookies);
    if (sealed === undefined) return { kind: 'none' };
    const kept = KeptSession.safeParse(await this.options.seal.open('session', sealed));
    if (!kept.success || kept.data.endsAtMs <= Date.now()) return { kind: 'ended' };
    const session = kept.data;
    if (Date.now() < session.renewAtMs) return { kind: 'open', session, setCookies: [] };
    const renewed = await this.renewed(session);
    if (renewed === undefined) return { kind: 'ended' };
    return {
      kind: 'open',
      session: renewed,
      setCookies: renewed === session ? [] : await this.lines(renewed, cookies),
    };
  }

  /** What the browser keeps once somebody has signed in. */
  async begun(tokens: SignedInTokens, cookieHeader: string | undefined): Promise<readonly string[]> {
    const session: KeptSession = {
      ...tokensOf(tokens),
      name: tokens.name,
      csrf: randomBytes(32).toString('base64url'),
      endsAtMs: Date.now() + SESSION_MAX_MS,
    };
    const lines = await this.lines(session, cookiesIn(cookieHeader));
    return [...lines, goneLine(this.names.signIn, this.names.secure)];
  }

  /** Takes everything of ours from the browser. */
  over(cookieHeader: string | undefined): readonly string[] {
    return [...cookiesIn(cookieHeader).keys()]
      .filter((name) => name === this.names.signIn || name.startsWith(`${this.names.session}.`))
      .map((name) => goneLine(name, this.names.secure));
  }

  /** Begins a sign-in: where the browser goes, and the cookie by which it is known when it comes back. @throws IssuerUnavailable */
  async signIn(
    to: string,
    cookieHeader: string | undefined,
  ): Promise<{ readonly url: string; readonly setCookie: string }> {
    // Tabs of one browser that sign in side by side share the binding; what differs travels in the state.
    const given = cookiesIn(cookieHeader).get(this.names.signIn) ?? '';
    const binding = BINDING.test(given) ? given : randomBytes(32).toString('base64url');
    const pending: PendingSignIn = {
      binding: hashOf(binding),
      nonce: randomBytes(32).toString('base64url'),
      verifier: randomBytes(32).toString('base64url'),
      to,
      untilMs: Date.now() + SIGN_IN_MAX_MS,
    };
    const state = await this.options.seal.seal('sign-in', pending);
    const url = await this.options.oidc.authorizationUrl({ state, nonce: pending.nonce, verifier: pending.verifier });
    return { url, setCookie: cookieLine(this.names.signIn, binding, this.names.secure) };
  }

  /** The sign-in that a `state` belongs to; undefined when it is none of ours. `isBound`: this browser began it. */
  async pending(
    state: unknown,
    cookieHeader: string | undefined,
  ): Promise<(PendingSignIn & { readonly isBound: boolean; readonly state: string }) | undefined> {
    if (typeof state !== 'string') return undefined;
    const pending = PendingSignIn.safeParse(await this.options.seal.open('sign-in', state));
    if (!pending.success || pending.data.untilMs <= Date.now()) return undefined;
    const binding = cookiesIn(cookieHeader).get(this.names.signIn);
    return { ...pending.data, state, isBound: binding !== undefined && hashOf(binding) === pending.data.binding };
  }

  /** The same session when it still does, the renewed one, or undefined when it is over. */
  private async renewed(session: KeptSession): Promise<KeptSession | undefined> {
    const isOver = session.tokenEndsAtMs <= Date.now();
    if (session.refreshToken === undefined) return isOver ? undefined : session;
    try {
      return await this.renewedOnce(session, session.refreshToken);
    } catch (error) {
      if (error instanceof SignInRefused) return isOver ? undefined : session;
      if (error instanceof AccessRefused && !isOver) return session;
      throw error;
    }
  }

  private renewedOnce(session: KeptSession, refreshToken: string): Promise<KeptSession> {
    const id = hashOf(`${refreshToken} ${session.csrf}`);
    const running = this.renewals.get(id);
    if (running !== undefined) return running;
    const renewal = this.options.oidc.renew(refreshToken).then((tokens) => ({ ...session, ...tokensOf(tokens) }));
    this.renewals.set(id, renewal);
    const forget = (): void => void this.renewals.delete(id);
    renewal.then(() => setTimeout(forget, RENEWED_KEPT_MS).unref(), forget);
    return renewal;
  }

  private async lines(session: KeptSession, present: ReadonlyMap<string, string>): Promise<readonly string[]> {
    const sealed = await this.options.seal.seal('session', session);
    return setInPieces(this.names.session, sealed, { secure: this.names.secure, present });
  }
}

const tokensOf = ({
  accessToken,
  refreshToken,
  endsAtMs,
}: Pick<SignedInTokens, 'accessToken' | 'refreshToken' | 'endsAtMs'>): Pick<
  KeptSession,
  'accessToken' | 'refreshToken' | 'renewAtMs' | 'tokenEndsAtMs'
> => ({
  accessToken,
  ...(refreshToken === undefined ? {} : { refreshToken }),
  tokenEndsAtMs: endsAtMs,
  renewAtMs: Math.max(endsAtMs - RENEW_BEFORE_MS, Date.now() + (endsAtMs - Date.now()) / 2),
});

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** When a session ends at the latest: with its token, unless that can be renewed. */
export const endOf = (session: KeptSession): number =>
  session.refreshToken === undefined ? Math.min(session.tokenEndsAtMs, session.endsAtMs) : session.endsAtMs;
