import type {
  ApplicationEvents,
  ApprovalEvents,
  DeadLetterEvents,
  DoorEvents,
  GrantUseEvents,
  PaymentEvents,
  PipelineEvents,
  RefusalEvents,
} from '#libs/contracts';
import type { SearchField } from '../audits/audits.api.js';
import type { ChangeKind } from '../audits/replay-moment.view.js';
import type { ProofFault } from '../audits/log-proof.view.js';

/** Every event that stands in the log. */
export type LoggedEventType =
  | keyof typeof ApplicationEvents
  | keyof typeof ApprovalEvents
  | keyof typeof PaymentEvents
  | keyof typeof GrantUseEvents
  | keyof typeof PipelineEvents
  | keyof typeof DeadLetterEvents
  | keyof typeof DoorEvents
  | keyof typeof RefusalEvents;

/** Texts of the auditors' pages. */
export interface AuditWords {
  readonly title: string;
  readonly intro: string;
  readonly fields: Readonly<Record<SearchField, string>>;
  readonly everyType: string;
  readonly search: string;
  readonly clear: string;
  readonly results: string;
  readonly found: (shown: number, size: number) => string;
  readonly lookedTo: (index: number) => string;
  readonly none: string;
  readonly more: string;
  readonly malformed: string;
  readonly entry: (index: number) => string;
  readonly replayTitle: string;
  readonly toSearch: string;
  readonly toCase: string;
  readonly slider: string;
  readonly sliderHint: string;
  readonly place: (at: number, size: number) => string;
  readonly earlier: string;
  readonly later: string;
  readonly events: string;
  readonly steps: string;
  readonly noApplication: string;
  readonly states: string;
  readonly changedBy: (changed: number) => string;
  readonly unchanged: (count: number) => string;
  readonly version: (version: number) => string;
  readonly changes: Readonly<Record<ChangeKind, string>>;
  readonly was: (value: string) => string;
  readonly documents: string;
  readonly newDocument: string;
  readonly noDocuments: string;
  readonly faults: (count: number) => string;
  readonly what: string;
  readonly officeTime: string;
  readonly loggedAt: string;
  readonly actor: string;
  readonly actorKinds: Readonly<Record<'human' | 'machine', string>>;
  readonly sameActor: string;
  readonly eventId: string;
  readonly data: string;
  readonly cause: string;
  readonly byPerson: string;
  readonly byProgram: string;
  readonly causedBy: (event: string) => string;
  readonly causeElsewhere: string;
  readonly ledTo: string;
  readonly trace: string;
  readonly noTrace: string;
  readonly sameTrace: (count: number) => string;
  readonly proof: string;
  readonly index: string;
  readonly leaf: string;
  readonly root: string;
  readonly leafHolds: string;
  readonly leafFails: string;
  readonly cannotCheck: string;
  readonly checkUpTo: (index: number) => string;
  readonly checking: (count: number) => string;
  readonly checked: (count: number) => string;
  readonly proofFaults: Readonly<Record<ProofFault['problem'], (index: number) => string>>;
  readonly checkFailed: string;
  readonly replayCommand: string;
  /** Names of nouns, and of fields that only states and events have. */
  readonly nouns: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<LoggedEventType, string>>;
}
