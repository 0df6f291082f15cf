import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor } from '#libs/contracts';
import { AccessRefused } from './access-refused.js';

/** The request once the guard has let it in. */
export interface IdentifiedRequest {
  actor?: Actor | undefined;
}

/**
 * Who sent this request.
 * @throws AccessRefused (G-UNAUTHENTICATED) on a public route that was called without a token
 */
export const actorOf = (request: IdentifiedRequest): Actor => {
  if (request.actor) return request.actor;
  throw new AccessRefused([{ rule: 'G-UNAUTHENTICATED', pointer: '', params: {} }]);
};

/** `@CurrentActor() actor: Actor` in a controller. */
export const CurrentActor = createParamDecorator((_data: undefined, context: ExecutionContext): Actor =>
  actorOf(context.switchToHttp().getRequest<IdentifiedRequest>()),
);
