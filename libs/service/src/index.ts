export { BackgroundWork } from './background-work.js';
export { caseNameIn, type CaseName } from './case-name.js';
export { CommandDesk, type CommandOrder, type ReadWish } from './command-desk.js';
export { DeadLetters } from './dead-letters.js';
export { Documents, type DocumentSource } from './documents.js';
export { FactHandler, FactJudge, notePart, objectionOf } from './fact-handler.js';
export { FactIntake } from './fact-intake.js';
export { OfficeTime } from './office-time.js';
export { OperationsModule } from './operations-module.js';
export { OpenTasks, canSee } from './open-tasks.js';
export { OwnerJournals, type JournalOwner } from './owner-journals.js';
export { Positions } from './positions.js';
export { ServiceModule } from './service-module.js';
export {
  SERVICE_OPTIONS,
  aggregateKind,
  type AggregateHead,
  type AggregateKind,
  type ServiceOptions,
} from './service-options.js';
export { ServiceStore } from './service-store.js';
export { StoreDoor } from './store-door.js';
export { doorOf, startService, type StartOptions, type StartedService } from './start-service.js';
export { unlessAway, watchConsumer, watchOperations, watchOutbox } from './watch-operations.js';
