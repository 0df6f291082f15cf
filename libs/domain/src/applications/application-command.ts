import {
  refusal,
  refuse,
  type AdvanceApplication,
  type ApplicationEvent,
  type ArchiveApplication,
  type ConsentToWithdrawal,
  type CreateApplication,
  type Decision,
  type DueDate,
  type ExtendRectification,
  type LapseApplication,
  type NoteCommitteeDeclined,
  type Position,
  type RaiseAlarm,
  type ReconsiderApplication,
  type RecordResolution,
  type Refusal,
  type ResubmitApplication,
  type ResumeApplication,
  type ReturnApplication,
  type SealPlan,
  type ServicePlan,
  type SubmitApplication,
  type SubmitRectification,
  type TerminateApplication,
  type WithdrawApplication,
} from '#libs/contracts';
import type { DocumentsContext } from '../approvals/work.js';
import type { ApplicationState } from './application-state.js';
import type { CreationFacts } from './creation-checks.js';

/** The stored document that holds the text of a reason; null when none was given. */
interface WithReason {
  readonly reasonHash: string | null;
}

/** Commands of the application. Hashes are computed by the service, which stored the documents before. */
export type ApplicationCommand =
  | ({ readonly type: 'create' } & CreateApplication)
  | ({ readonly type: 'seal-plan'; readonly planHash: string } & SealPlan)
  | ({ readonly type: 'record-resolution' } & RecordResolution)
  | ({ readonly type: 'note-committee-declined' } & NoteCommitteeDeclined)
  | ({ readonly type: 'submit'; readonly declarationsHash: string } & SubmitApplication)
  | ({ readonly type: 'advance' } & AdvanceApplication)
  | ({ readonly type: 'return' } & ReturnApplication)
  | ({ readonly type: 'resubmit' } & ResubmitApplication)
  | ({ readonly type: 'lapse' } & LapseApplication)
  | ({ readonly type: 'rectification' } & SubmitRectification)
  | ({ readonly type: 'rectification-extension' } & ExtendRectification & WithReason)
  | ({ readonly type: 'resume' } & ResumeApplication & WithReason)
  | ({ readonly type: 'withdraw' } & WithdrawApplication & WithReason)
  | ({ readonly type: 'withdrawal-consent' } & ConsentToWithdrawal & WithReason)
  | ({ readonly type: 'terminate' } & TerminateApplication & WithReason)
  | ({ readonly type: 'reconsider' } & ReconsiderApplication & WithReason)
  | ({ readonly type: 'alarm' } & RaiseAlarm)
  | ({ readonly type: 'archive' } & ArchiveApplication);

export type CommandOf<Type extends ApplicationCommand['type']> = Extract<ApplicationCommand, { type: Type }>;

export interface ApplicationContext
  extends DocumentsContext, Pick<CreationFacts, 'claimTakenBy' | 'employerUnion' | 'barredUntil'> {
  /** The application's id, without the noun. */
  readonly id: string;
  /** Industry and directly affiliated unions that may recommend (R-ORG-02). */
  readonly listedUnions: readonly string[];
  /** Counts working days by the published calendar; the same arguments always have the same answer. */
  readonly countDue: (startedOn: string, workingDays: number) => DueDate;
  /** The version that was returned, to compare a corrected one with; null while there is none. */
  readonly returnedPlan: { readonly hash: string; readonly plan: ServicePlan } | null;
}

export type Answer = Decision<ApplicationEvent>;

/** G-STATE: what the application's state does not allow now. */
export const wrongState = (command: Pick<ApplicationCommand, 'type'>, state: ApplicationState): Answer =>
  refuse(refusal('G-STATE', '', { state: state.status, command: command.type }));

/** G-TOO-LATE: the last day on which it was possible is over. */
export const tooLate = (command: Pick<ApplicationCommand, 'type'>, dueOn: string): Refusal =>
  refusal('G-TOO-LATE', '', { command: command.type, dueOn });

export const samePosition = (one: Position | undefined, other: Position): boolean =>
  one !== undefined && one.subject === other.subject && one.sequence === other.sequence;

/** Names of the steps that have passed. */
export const passedSteps = (state: ApplicationState): ApplicationState['passed'][number]['step'][] =>
  state.passed.map(({ step }) => step);
