import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { IncomingMessage } from 'node:http';
import { MACHINE_ROLES, type Role } from '#libs/contracts';
import { noteInContext } from '#libs/telemetry';
import { AccessRefused } from './access-refused.js';
import type { IdentifiedRequest } from './current-actor.js';
import { DECIDED_BEHIND, ROUTE_POLICY, type AllowPolicy, type RoutePolicy } from './route-policy.js';
import { TokenVerifier, type VerifiedToken } from './token-verifier.js';

/**
 * Lets a request in when its route says so. Denies by default: a route that names no policy is closed to everybody.
 * Unit, organisation and duty are not decided here but in the service, which knows the case.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly verifier: TokenVerifier,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Events from Kafka carry no token: brokers decide who may write a topic.
    if (context.getType() !== 'http') return true;
    const policy = this.reflector.getAllAndOverride<RoutePolicy | undefined>(ROUTE_POLICY, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (policy === undefined) throw forbidden('a route policy');
    if (policy.access === 'public') return true;

    const request = context.switchToHttp().getRequest<IncomingMessage & IdentifiedRequest>();
    const verified = await this.verifier.verify(bearerToken(request.headers.authorization));
    noteInContext({ actorId: verified.actor.id });
    check(policy, verified);
    request.actor = verified.actor;
    return true;
  }
}

/**
 * Decides whether this token may use a route with this policy. Pure.
 * @throws AccessRefused (G-FORBIDDEN) naming what the route needs
 */
export const check = (policy: AllowPolicy, { actor, scopes }: VerifiedToken): void => {
  if (policy.kind !== 'any' && policy.kind !== actor.kind) throw forbidden(`a ${policy.kind}'s token`);
  // A role counts only for the kind it belongs to: a person whose claims name WORKER gains nothing by it.
  const held = actor.roles
    .map((grant) => grant.role)
    .filter((role) => isMachineRole(role) === (actor.kind === 'machine') && policy.roles.includes(role));
  if (held.length === 0) throw forbidden(policy.roles.join(' / '));
  if (held.every((role) => role === 'PIPELINE') && !inScope(policy.scope, scopes)) {
    throw forbidden(policy.scope === undefined ? "a person's office" : `scope ${policy.scope}`);
  }
};

/** A pipeline may do only what its scopes name, so a route that asks for none is not for pipelines. */
const inScope = (needed: string | undefined, scopes: ReadonlySet<string>): boolean => {
  if (needed === undefined) return false;
  if (needed === DECIDED_BEHIND) return true;
  return needed.endsWith(':') ? [...scopes].some((scope) => scope.startsWith(needed)) : scopes.has(needed);
};

const isMachineRole = (role: Role): boolean => (MACHINE_ROLES as readonly Role[]).includes(role);

const forbidden = (needs: string): AccessRefused =>
  new AccessRefused([{ rule: 'G-FORBIDDEN', pointer: '', params: { needs } }]);

const bearerToken = (header: string | undefined): string => {
  const match = /^Bearer +([\w.~+/-]+=*)$/i.exec(header ?? '');
  if (match?.[1] === undefined) throw new AccessRefused([{ rule: 'G-UNAUTHENTICATED', pointer: '', params: {} }]);
  return match[1];
};
