import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Actor } from '#libs/contracts';
import type { IdentifiedRequest } from '#libs/access';

/** Who reads a public notice without having signed in. Everybody who does is this one to the log. */
export const VISITOR: Actor = { id: 'anonymous', kind: 'human', roles: [{ role: 'PUBLIC' }] };

/** On routes that are open to anybody, commands are a visitor's, also when somebody who has signed in sends them. */
@Injectable()
export class AsVisitor implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    context.switchToHttp().getRequest<IdentifiedRequest>().actor = VISITOR;
    return true;
  }
}
