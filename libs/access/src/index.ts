export { AccessGuard, check } from './access-guard.js';
export { AccessModule } from './access-module.js';
export { AccessRefused, IssuerUnavailable } from './access-refused.js';
export { CurrentActor, actorOf, type IdentifiedRequest } from './current-actor.js';
export { listRoutes, type ListedRoute } from './route-list.js';
export { Allow, DECIDED_BEHIND, Public, ROUTE_POLICY, type AllowPolicy, type RoutePolicy } from './route-policy.js';
export { ServiceTokens, type ServiceTokensOptions } from './service-tokens.js';
export { AUDIENCE, TokenVerifier, type VerifiedToken, type VerifierOptions } from './token-verifier.js';
