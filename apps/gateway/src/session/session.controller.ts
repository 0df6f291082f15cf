import { Controller, Get, HttpCode, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AccessRefused, IssuerUnavailable, Public, TokenVerifier } from '#libs/access';
import { refusal, type Session, type SignedOut } from '#libs/contracts';
import { ProblemError } from '#libs/http';
import { StructuredLogger } from '#libs/telemetry';
import { sendNotice } from '../notice-page.view.js';
import { BrowserSessions, endOf } from './browser-sessions.storage.js';
import { OidcClient, SignInRefused } from './oidc-client.gateway.js';
import { ownPath } from './own-path.policy.js';
import { SamePageGuard, type SessionRequest } from './session.binding.js';

type Incoming = IncomingMessage & SessionRequest & { readonly originalUrl: string };

/** Signing in and out of the console, and who is signed in. Tokens never reach the page. Programs have no use for it. */
@ApiExcludeController()
@Controller()
export class SessionController {
  constructor(
    private readonly sessions: BrowserSessions,
    private readonly oidc: OidcClient,
    private readonly verifier: TokenVerifier,
    private readonly logger: StructuredLogger,
  ) {}

  /** Who is signed in, and what a page needs to send commands. */
  @Public()
  @Get('session')
  async show(@Req() request: Incoming, @Res({ passthrough: true }) response: ServerResponse): Promise<Session> {
    const { browserSession } = request;
    // A page asks this of every visitor: no attempt at anything, and nothing for the door journal.
    if (browserSession === undefined) {
      const why = request.isSessionEnded ? 'G-SESSION-ENDED' : 'G-UNAUTHENTICATED';
      throw new ProblemError([refusal(why)], { recorded: true });
    }
    const { actor } = await this.verifier.verify(browserSession.accessToken);
    if (actor.kind !== 'human') throw new ProblemError([refusal('G-FORBIDDEN', '', { needs: "a human's token" })]);
    response.setHeader('cache-control', 'no-store');
    const { id, kind, roles } = actor;
    const { name, csrf } = browserSession;
    return { account: { id, name, kind, roles }, csrf, expiresAt: new Date(endOf(browserSession)).toISOString() };
  }

  /** Sends the browser to the issuer; it comes back to `to`, a page of ours. */
  @Public()
  @Get('sign-in')
  async signIn(@Query('to') to: unknown, @Req() request: Incoming, @Res() response: ServerResponse): Promise<void> {
    const path = ownPath(to);
    try {
      const { url, setCookie } = await this.sessions.signIn(path, request.headers.cookie);
      redirect(response, 302, url, [setCookie]);
    } catch (error) {
      this.notSignedIn(response, error, path);
    }
  }

  @Public()
  @Get('sign-in/callback')
  async callback(
    @Query('state') state: unknown,
    @Req() request: Incoming,
    @Res() response: ServerResponse,
  ): Promise<void> {
    const { cookie } = request.headers;
    const pending = await this.sessions.pending(state, cookie);
    if (pending === undefined || !pending.isBound) {
      // Somebody goes back in the browser's history, or another tab was quicker: no harm when a session is there.
      if (pending !== undefined && request.browserSession !== undefined) redirect(response, 303, pending.to, []);
      else this.notSignedIn(response, new SignInRefused('not begun in this browser, or over'), pending?.to ?? '/');
      return;
    }
    try {
      const tokens = await this.oidc.exchange(request.originalUrl, pending);
      const { actor } = await this.verifier.verify(tokens.accessToken);
      if (actor.kind !== 'human' || actor.id !== tokens.subject) throw new SignInRefused('not the token of a person');
      redirect(response, 303, pending.to, await this.sessions.begun(tokens, cookie));
      this.logger.info('signed in', { actorId: actor.id });
    } catch (error) {
      this.notSignedIn(response, error, pending.to);
    }
  }

  /** Ends the session in this browser; the page then goes to `to`, where the issuer ends its own. */
  @Public()
  @UseGuards(SamePageGuard)
  @HttpCode(200)
  @Post('sign-out')
  async signOut(@Req() request: Incoming, @Res({ passthrough: true }) response: ServerResponse): Promise<SignedOut> {
    for (const line of this.sessions.over(request.headers.cookie)) response.appendHeader('set-cookie', line);
    response.setHeader('cache-control', 'no-store');
    if (request.browserSession === undefined) return { to: '/' };
    // Whoever wants to go is let go, also while the issuer is away.
    const end = await this.oidc.endSessionUrl().catch(() => undefined);
    return { to: end ?? '/' };
  }

  private notSignedIn(response: ServerResponse, error: unknown, to: string): void {
    const link = {
      path: `/sign-in?to=${encodeURIComponent(to)}`,
      label: { zh: '重新登录', en: 'Sign in again' },
    };
    if (error instanceof IssuerUnavailable) {
      this.logger.failure('nobody can sign in', error.cause);
      sendNotice(response, { ...AWAY, link });
      return;
    }
    if (!(error instanceof SignInRefused || error instanceof AccessRefused)) throw error;
    this.logger.info('not signed in', { reason: error.message });
    sendNotice(response, { ...REFUSED, link });
  }
}

const REFUSED = {
  status: 400,
  title: { zh: '登录未完成', en: 'Not signed in' },
  text: {
    zh: '本次登录已过期、已用过，或不是在本浏览器中发起；也可能该账号没有使用本系统的权限。请重新登录。',
    en: 'This sign-in has expired, was used already or was not begun in this browser; or the account may not use this system. Sign in again.',
  },
};

const AWAY = {
  status: 503,
  title: { zh: '暂时无法登录', en: 'Signing in is not possible right now' },
  text: {
    zh: '登录服务暂时没有响应，已保存的内容不受影响。请稍后重试。',
    en: 'The sign-in service does not answer. Nothing that was saved is affected; try again shortly.',
  },
};

const redirect = (response: ServerResponse, status: 302 | 303, to: string, cookies: readonly string[]): void => {
  for (const line of cookies) response.appendHeader('set-cookie', line);
  response.writeHead(status, { location: to, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  response.end();
};
