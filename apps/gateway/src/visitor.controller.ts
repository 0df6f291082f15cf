import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Public } from '#libs/access';
import { refusal } from '#libs/contracts';
import { ProblemError } from '#libs/http';
import { OPEN_TO_ANYBODY } from './gateway.config.js';
import { Upstreams } from './upstream.gateway.js';
import { VisitorLimit } from './visitor-limit.policy.js';

type Incoming = IncomingMessage & { readonly originalUrl: string };

/** Public notices and objections: for anybody, without an account. Everything else behind `/api` asks for a token. */
@ApiExcludeController()
@Controller(OPEN_TO_ANYBODY)
export class VisitorController {
  private readonly limit = new VisitorLimit();

  constructor(private readonly upstreams: Upstreams) {}

  @Public()
  @Get(['', ':id'])
  read(@Req() request: Incoming, @Res() response: ServerResponse): Promise<void> {
    return this.handOn(request, response);
  }

  @Public()
  @Post(':id/objections')
  async send(@Req() request: Incoming, @Res() response: ServerResponse): Promise<void> {
    const seconds = this.limit.waitSeconds(request.socket.remoteAddress ?? '');
    if (seconds !== undefined) {
      throw new ProblemError([refusal('G-TOO-MANY', '', { seconds })], { retryAfterSeconds: seconds });
    }
    await this.handOn(request, response);
  }

  private handOn(request: Incoming, response: ServerResponse): Promise<void> {
    return this.upstreams.forward('approvals', request.originalUrl.slice(SERVICE.length), request, response);
  }
}

const SERVICE = '/api/approvals';
