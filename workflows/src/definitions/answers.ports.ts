import type {
  AdvanceApplication,
  CaseListing,
  ClosingReason,
  EarlierRound,
  PlanFacts,
  Position,
  PriorAct,
  RaiseAlarm,
  ReturnApplication,
} from '#libs/contracts';
import type { DeadlineName } from '#libs/policy';
import type { Fact } from './case.signals.js';

/** Where in the procedure a command is sent: its key is `<workflowId>/<step>/<round>/<command>/<n>`. */
export interface Place {
  readonly workflowId: string;
  readonly caseId: string;
  readonly step: string;
  readonly round: number;
  /** The fact that woke the step. It goes along as causation and is noted as settled when the work is open. */
  readonly cause: Position;
  /** The trace of that fact, so that what follows from it is one with it. */
  readonly traceparent?: string;
}

/** A reminder or escalation with the office instant at which it rings. */
export interface Alarm extends RaiseAlarm {
  /** RFC 3339. */
  readonly at: string;
}

/** When something is due, as far as the workflow needs it; the explained date is in the event of the opened work. */
export interface Deadline {
  /** `YYYY-MM-DD`. */
  readonly dueOn: string;
  /** The last instant of that day, RFC 3339. */
  readonly endsAt: string;
  /** Oldest first. */
  readonly alarms: readonly Alarm[];
}

/**
 * From which office date a limit is counted; that date itself is not (domain.md §5.3). How many working days it has is a
 * parameter with effective dates, so the workflow names the limit and the activity knows the number.
 */
export interface Term {
  readonly startedOn: string;
  readonly limit: DeadlineName;
}

/** What every opened piece of work carries about its case. */
export interface Dossier {
  readonly planHash: string;
  readonly listing: CaseListing;
  readonly facts: PlanFacts;
  readonly priorActs: readonly PriorAct[];
}

/** Which time a step is done, what its earlier rounds decided, and who may not decide it again (复核). */
export interface Round {
  readonly round: number;
  readonly earlier: readonly EarlierRound[];
  readonly excluded: readonly string[];
}

/**
 * What an answer tells beside itself: facts that are known already. A command that was done before leads to work on which
 * something may have happened; a refusal by the case's state has a reason, which is a fact about the application.
 */
interface Telling {
  readonly facts?: readonly Fact[];
  /** The office time of the answer, RFC 3339. */
  readonly now: string;
}

/** A service said no by a rule. Where the step expects that, it leads somewhere. */
export interface Refused extends Telling {
  readonly kind: 'refused';
  readonly command: string;
  readonly rule: string;
  readonly message: string;
}

/** A 400, 401, 403 or 404: a fault of ours that the same request does not cure. */
export interface Faulted extends Telling {
  readonly kind: 'fault';
  readonly command: string;
  readonly status: number;
  readonly message: string;
}

export type Done<Result> = Telling & { readonly kind: 'done' } & Result;
export type Answer<Result = object> = Done<Result> | Refused | Faulted;
/** What an activity gives back when all went well; `answer` adds the time. */
export type Told<Result> = Result & Pick<Telling, 'facts'>;

/** Work opened in a service, by its subject. */
export interface Opened {
  readonly work: string;
}
export type OpenedWithDeadline = Opened & { readonly deadline: Deadline };
/** `answerBy`: a program has the review, up to this instant, RFC 3339. */
export type OpenedReview = OpenedWithDeadline & { readonly answerBy?: string };

/** Since which office date a draft lies idle, and at which instant it is archived if nobody touches it. */
export interface Idle {
  readonly since: string;
  readonly endsAt: string;
}

/** What the application is told of a decided step. Dates and items of a rectification are added by its activity. */
export type Advance = Omit<AdvanceApplication, 'due' | 'failedItems'>;
export type ReturnedStep = ReturnApplication['steps'][number];

/** Why open work is closed, and which. */
export interface Closing {
  readonly works: readonly string[];
  readonly why: ClosingReason;
}
