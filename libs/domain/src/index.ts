export {
  budgetDecider,
  budgetId,
  reservationAt,
  reservationOf,
  type BudgetCommand,
  type BudgetContext,
  type BudgetEvent,
  type BudgetState,
  type Reservation,
} from './payments/budget.decider.js';
export { plainGrantContext, type GrantContext } from './payments/grant-context.js';
export type { GrantCommand } from './payments/grant-command.js';
export { grantDecider } from './payments/grant.decider.js';
export {
  GRANT_COMMANDS,
  GRANT_TRANSITIONS,
  type GrantCommandName,
  type GrantGuard,
  type GrantTransition,
} from './payments/grant-transitions.js';
export { ledgerOf, useOf, type GrantLedger, type GrantUse } from './payments/grant-use-state.js';
export {
  NOTHING_SEEN,
  type SeenEvidence,
  type SeenNotice,
  type SeenReservation,
  type SeenSite,
} from './payments/grant-evidence.js';
export type { LoadedPayee } from './payments/grant-payee.js';
export {
  currentAttempt,
  grantIdIn,
  paymentKeyOf,
  type GrantEvent,
  type GrantState,
  type PaymentAttempt,
  type PlannedGrant,
} from './payments/grant-state.js';
export { tasksOfGrant } from './payments/payments-tasks.projection.js';
export {
  automaticStepDecider,
  type AutomaticStepCommand,
  type AutomaticStepContext,
  type AutomaticStepState,
  type AutomaticTerms,
  type KnownProgram,
} from './approvals/automatic-step.decider.js';
export { isAutomatable, type AutomaticOffer } from './approvals/automatic-review.js';
export { filingDecider, type Filing, type FilingCommand, type FilingState } from './approvals/filing.decider.js';
export { inspectionDecider, type InspectionCommand } from './approvals/inspection.decider.js';
export type { Inspection, InspectionState } from './approvals/inspection-state.js';
export {
  meetingDecider,
  type Meeting,
  type MeetingCommand,
  type MeetingContext,
  type MeetingState,
} from './approvals/meeting.decider.js';
export { noticeDecider, type NoticeCommand } from './approvals/notice.decider.js';
export type { Notice, NoticeState, Objection } from './approvals/notice-state.js';
export { resolutionOf, type ResolutionDocument } from './approvals/resolution.js';
export { reviewDecider, type ReviewCommand, type ReviewContext } from './approvals/review.decider.js';
export type { AutomaticReview, Review, ReviewState } from './approvals/review-state.js';
export {
  siteDecider,
  type Site,
  type SiteCommand,
  type SiteContext,
  type SiteState,
} from './approvals/site.decider.js';
export {
  tasksOfFiling,
  tasksOfInspection,
  tasksOfMeeting,
  tasksOfNotice,
  tasksOfReview,
} from './approvals/tasks.projection.js';
export type { DocumentsContext } from './approvals/work.js';
export * from './pipelines/pipeline.decider.js';
export * from './pipelines/subscription.decider.js';
export { EVOLVERS } from './audits/evolvers.js';
export {
  HistoryFold,
  evolverOf,
  firstDifference,
  nounOf,
  type Difference,
  type Evolver,
  type EvolverTable,
  type FoldedSubject,
  type HistoryEvent,
  type HistoryFault,
} from './audits/history.projection.js';
export { FACT_OWNERS, eventFault, ownerOfSubject, type EventFault, type FactOwner } from './audits/known-events.js';
export { LogContents, type EntryFault, type LogEntry } from './audits/log-contents.projection.js';
export {
  compareWithJournal,
  compareWithLive,
  subjectsWithoutDocument,
  type LiveSubject,
  type LoggedEvent,
  type LoggedSubject,
  type ReplayDifference,
} from './audits/replay.projection.js';
export {
  deadLetterDecider,
  type BuriedLetter,
  type DeadLetterCommand,
  type DeadLetterState,
} from './operations/dead-letter.decider.js';
export { doorDecider, type DoorState } from './operations/door.decider.js';
export { changedAt, settledSequence } from './applications/application-evolution.js';
export * from './applications/application-state.js';
export * from './applications/application-statuses.js';
export * from './applications/application-transitions.js';
export { planChanges, type PlanChanges } from './applications/plan-changes.js';
export type { ApplicationCommand, ApplicationContext, CommandOf } from './applications/application-command.js';
export * from './applications/application.decider.js';
export { applicationClaim, caseNumber } from './applications/draft-commands.js';
export * from './applications/application.projection.js';
export { employerUnionClaim } from './applications/creation-checks.js';
export * from './applications/plan-checks.js';
export type {
  ApplicationTransition,
  MovingCommand,
  StatusOrNone,
  StayingCommand,
  TransitionGuard,
} from './applications/transition-row.js';
