import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { ApplicationEvent, ApprovalEvent, PaymentEvent, Position } from '#libs/contracts';

type CaseEvent = ApplicationEvent | ApprovalEvent | PaymentEvent;

/** The facts that a workflow waits for. Signallers bring these and no others: each one costs the engine a task. */
export type AwaitedType =
  | 'application.created'
  | 'application.plan-sealed'
  | 'application.submitted'
  | 'application.resubmitted'
  | 'application.rectification-extended'
  | 'application.rectification-submitted'
  | 'application.resumed'
  | 'application.reconsideration-opened'
  | 'application.withdrawn'
  | 'application.terminated'
  | 'meeting.adopted'
  | 'meeting.declined'
  | 'review.decided'
  | 'inspection.visit-postponed'
  | 'inspection.visited'
  | 'inspection.completed'
  | 'notice.objection-accepted'
  | 'notice.objection-set-aside'
  | 'notice.objection-resolved'
  | 'notice.upheld'
  | 'grant.approved'
  | 'grant.paid'
  | 'grant.payment-failed'
  | 'grant.voucher-recorded'
  | 'grant.cancelled';

/** What a workflow is told of when it asks about the work, and never waits for. */
export type ToldType = 'filing.receipted';

/** One fact as it reaches a workflow: the event without its envelope, and the office date on which it happened. */
export interface FactOf<Type extends AwaitedType | ToldType> extends Position {
  readonly type: Type;
  readonly data: Extract<CaseEvent, { type: Type }>['data'];
  /** `YYYY-MM-DD` in Asia/Shanghai. */
  readonly officeDate: string;
  readonly actor: string;
  /** The trace that it was made in and brought by; older facts have none. */
  readonly traceparent?: string;
}
/** A fact of any of these types. */
export type FactOfAny<Types extends AwaitedType | ToldType> = { [Type in Types]: FactOf<Type> }[Types];
export type Fact = FactOfAny<AwaitedType | ToldType>;

/** How office time reaches the workflow: by Temporal's timers, or by signals from a clock that people set. */
export type ClockMode = 'wall' | 'settable';

/** What a case's workflow starts with; everything else is a fact and comes by signal, or with the answer to a command. */
export interface CaseStart {
  readonly caseId: string;
  readonly clock: ClockMode;
  /** `application.created`. */
  readonly facts: readonly Fact[];
}

/** Where a workflow stands, for the people who run the system. */
export interface Standing {
  readonly step: string;
  readonly waitingFor: readonly string[];
  /** Office time, RFC 3339, since when nothing has moved. */
  readonly since: string;
  /** The earliest date on which something waited for is due. */
  readonly due: string | null;
  readonly fault: StepFault | null;
}

/** Why a step stands still until an operator says `retry`. */
export interface StepFault {
  readonly step: string;
  readonly command: string;
  /** Rule id of the refusal, or the HTTP status that should not have come. */
  readonly code: string;
  readonly message: string;
}

export const factSignal = defineSignal<[Fact]>('fact');
/** The office clock was set forward to this instant. */
export const clockMovedSignal = defineSignal<[{ readonly now: string }]>('clock-moved');
/** An operator has removed the cause of a fault: the step does the same again. */
export const retrySignal = defineSignal('retry');
export const stepQuery = defineQuery<Standing>('step');

export const applicationWorkflowId = (caseId: string): string => `application/${caseId}`;
