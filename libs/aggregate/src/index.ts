export { AggregateStore, type AggregateStoreOptions } from './aggregate-store.js';
export { collectionName, type AggregateDocument, type HandledKey } from './aggregate-document.js';
export { canonicalBytes, sha256Hex } from './canonical-json.js';
export { ClaimSweeper, type ClaimSweeperOptions } from './claim-sweeper.js';
export { Claims, type ClaimAnswer, type ClaimDocument } from './claims.js';
export type { ClaimWish, CommandCall, CommandOutcome, Folder, LoadedAggregate, Rehearsal } from './command-call.js';
export { creatingId, fingerprint } from './command-identity.js';
export { DocumentStore, documentHash, type NewDocument, type StoredDocument } from './document-store.js';
export { makeEvent, type EventOrigin, type MadeEvent } from './event-bytes.js';
export { EventStore, type EventStoreOptions } from './event-store.js';
export {
  Busy,
  DocumentForgotten,
  DocumentTampered,
  DocumentTooLarge,
  Failure,
  JournalFork,
  KeyReused,
  NotFound,
  NotYet,
  OutboxForked,
  StaleVersion,
  StoreUnavailable,
  Tombstoned,
} from './failures.js';
export { Journal, type JournalEntry } from './journal.js';
export type { OutgoingEvent } from './outbox-parcel.js';
export { OutboxRelay, type EventPublisher, type OutboxRelayOptions } from './outbox-relay.js';
export { LetterStore, type StoredLetter } from './letter-store.js';
export { ParkedCases, type ParkedMessage } from './parked-cases.js';
export { ReadPositions } from './read-positions.js';
export { RecentMap } from './recent-map.js';
export {
  REFUSAL_DECIDER,
  RefusalLog,
  type RefusalCount,
  type RefusalRecorded,
  type RefusedCommand,
} from './refusal-log.js';
export { STORE_OPTIONS, collectionOf, connectStore, isDuplicate, isUnavailable, reach } from './store-connection.js';
