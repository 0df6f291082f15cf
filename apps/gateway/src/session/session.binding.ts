import { Injectable, type CanActivate, type ExecutionContext, type NestMiddleware } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { refusal } from '#libs/contracts';
import { ProblemError } from '#libs/http';
import { BrowserSessions, type KeptSession } from './browser-sessions.storage.js';
import { OPEN_TO_ANYBODY } from '../gateway.config.js';
import { crossSiteRefusal } from './cross-site.policy.js';

/** A request once it is known whether it brings a session. */
export interface SessionRequest {
  /** Only of a request that its cookie speaks for: one with a bearer token of its own has none. */
  browserSession?: KeptSession | undefined;
  /** It brings a cookie of a session that is over. */
  isSessionEnded?: boolean | undefined;
}

type Incoming = IncomingMessage & SessionRequest & { readonly originalUrl?: string };

/**
 * Puts the token of a session into the request that brought its cookie, so that guard, door journal and services see the same
 * person by either way. A request with a bearer token of its own is left as it is.
 */
@Injectable()
export class SessionBinding implements NestMiddleware {
  constructor(private readonly sessions: BrowserSessions) {}

  async use(request: Incoming, response: ServerResponse, next: (error?: unknown) => void): Promise<void> {
    const path = request.originalUrl ?? '';
    if (request.headers.authorization !== undefined || request.headers.cookie === undefined || !NEEDS_IT.test(path)) {
      return next();
    }
    try {
      const reading = await this.sessions.read(request.headers.cookie);
      request.isSessionEnded = reading.kind === 'ended';
      if (request.isSessionEnded && isForMembers(path)) throw new ProblemError([refusal('G-SESSION-ENDED')]);
      if (reading.kind === 'open') {
        request.headers.authorization = `Bearer ${reading.session.accessToken}`;
        request.browserSession = reading.session;
        for (const line of reading.setCookies) response.appendHeader('set-cookie', line);
      }
    } catch (error) {
      // Whoever is leaving, or just coming, needs no session for it.
      return GOES_WITHOUT.test(path) ? next() : next(error);
    }
    return next();
  }
}

/** Whose session is over still reads what anybody may. */
const isForMembers = (path: string): boolean => path.startsWith('/api/') && !path.startsWith(OPEN_TO_ANYBODY);

const NEEDS_IT = /^\/(api|session|sign-in|sign-out)([/?]|$)/;
const GOES_WITHOUT = /^\/sign-/;

/** Lets a command in that a session's cookie speaks for only when a page of ours sent it. */
@Injectable()
export class SamePageGuard implements CanActivate {
  constructor(private readonly sessions: BrowserSessions) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Incoming>();
    if (request.browserSession === undefined) return true;
    const { method = 'GET', headers, browserSession } = request;
    const refused = crossSiteRefusal({ method, headers }, browserSession.csrf, this.sessions.origin);
    if (refused !== undefined) throw new ProblemError([refused]);
    return true;
  }
}
