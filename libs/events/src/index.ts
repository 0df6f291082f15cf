export { Permanent, Unavailable, isPermanent, isUnavailable } from './consumer-failures.js';
export {
  ParkedInMemory,
  type DeadLetter,
  type FetchMissing,
  NO_LETTERS,
  type Incident,
  type LettersPort,
  type ParkedCasesPort,
  type SeenSequences,
} from './consumer-ports.js';
export { FactHandling, type FactHandlingOptions, type Resumed } from './fact-handling.js';
export { parseFact, type FactMessage, type FactRecord } from './fact-message.js';
export { Foreign, Unjournaled } from './fact-origin.js';
export { GATHERING } from './fetch-pace.js';
export { KeepError, connectFacts } from './facts-connection.js';
export { FactsStrategy, type FactsStrategyOptions } from './facts-strategy.js';
export { KafkaPublisher, type FactToPublish, type KafkaPublisherOptions } from './kafka-publisher.js';
export { createTopics, type CreateTopicsOptions } from './topic-creation.js';
export { TopicsFile, deadLettersTopic, factsTopic } from './topics.js';
