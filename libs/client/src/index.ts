export {
  type BatchCommand,
  type BatchProgress,
  type BatchRowOutcome,
  type BatchService,
  type BatchWish,
} from './batch-client.js';
export { NuanchaoProblem, type ProblemBody, type ProblemPart } from './client-problem.js';
export { credentialTokens, givenToken, type ClientCredentials, type TokenSource } from './client-tokens.js';
export { type FactEvent, type FedEvent, type FeedWish } from './event-feed.js';
export type { ServiceRoutes } from './generated/service-routes.js';
export { fileKeys, memoryKeys, type KeyStore } from './key-store.js';
export {
  NuanchaoClient,
  after,
  type AnswerOf,
  type BodyOf,
  type ClientOptions,
  type Input,
  type LooseInput,
  type Position,
  type Route,
  type Service,
  type Visibility,
} from './nuanchao-client.js';
export { pause, persist, type Patience } from './retry.js';
export { WebhookRefused, verifyWebhook } from './webhook.js';
