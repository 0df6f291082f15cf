export { NuanchaoProblem, type ProblemBody, type ProblemPart } from './client-problem.js';
export { credentialTokens, givenToken, type ClientCredentials, type TokenSource } from './client-tokens.js';
export { type FactEvent, type FedEvent, type FeedWish } from './event-feed.js';
export type { ServiceRoutes } from './generated/service-routes.js';
export { fileKeys, memoryKeys, type KeyStore } from './key-store.js';
export {
  NuanchaoClient,
  after,
  type AnswerOf,
  type ClientOptions,
  type Input,
  type Position,
  type Route,
  type Service,
} from './nuanchao-client.js';
export { pause, persist, type Patience } from './retry.js';
export { WebhookRefused, verifyWebhook } from './webhook.js';
