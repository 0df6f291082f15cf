import { SetMetadata } from '@nestjs/common';
import type { Role } from '#libs/contracts';

/** Who may call a route. */
export interface AllowPolicy {
  readonly kind: 'human' | 'machine' | 'any';
  /** One of these is enough. Unit, organisation and duty are decided by the service, which knows the case. */
  readonly roles: readonly Role[];
  /**
   * A pipeline's token must name this scope (`applications:submit`), or one that begins with it when it ends with a colon
   * (`decide:`); other roles need none. A route without one is closed to pipelines, whatever its roles are.
   */
  readonly scope?: string | undefined;
}

export type RoutePolicy = ({ readonly access: 'allow' } & AllowPolicy) | { readonly access: 'public' };

/** The scope of a route that hands requests on and leaves the decision to whoever stands behind it: the gateway's. */
export const DECIDED_BEHIND = 'decided-behind';

/** Metadata key under which a route keeps its policy. */
export const ROUTE_POLICY = 'nuanchao:route-policy';

/** Names who may call the route. Without this or `@Public()` nobody may. */
export const Allow = (policy: AllowPolicy): MethodDecorator & ClassDecorator =>
  SetMetadata(ROUTE_POLICY, { access: 'allow', ...policy } satisfies RoutePolicy);

/** Anyone may call the route, without a token: health, metrics, published notices. */
export const Public = (): MethodDecorator & ClassDecorator =>
  SetMetadata(ROUTE_POLICY, { access: 'public' } satisfies RoutePolicy);
