import { All, Controller, Param, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Allow, DECIDED_BEHIND } from '#libs/access';
import { ROLES, refusal } from '#libs/contracts';
import { ProblemError } from '#libs/http';
import { isProxied } from './gateway.config.js';
import { SamePageGuard } from './session/session.binding.js';
import { Upstreams } from './upstream.gateway.js';

/**
 * `/api/<service>/…` becomes `/…` of that service. The gateway asks for a valid token of any role; what the role may do
 * is the service's decision, which verifies the same token again. For a person in the console it is the session's token.
 */
@ApiExcludeController()
@UseGuards(SamePageGuard)
@Controller('api')
export class ProxyController {
  constructor(private readonly upstreams: Upstreams) {}

  @Allow({ kind: 'any', roles: ROLES, scope: DECIDED_BEHIND })
  @All([':service', ':service/*path'])
  async proxy(
    @Param('service') service: string,
    @Req() request: IncomingMessage & { readonly originalUrl: string },
    @Res() response: ServerResponse,
  ): Promise<void> {
    const prefix = `/api/${service}`;
    if (!isProxied(service) || !request.originalUrl.startsWith(prefix)) {
      throw new ProblemError([refusal('G-NOT-FOUND', '', { what: prefix })]);
    }
    // The rest is handed on as it was sent, so that an encoded slash in a key stays one.
    const rest = request.originalUrl.slice(prefix.length);
    await this.upstreams.forward(service, rest.startsWith('/') ? rest : `/${rest}`, request, response);
  }
}
