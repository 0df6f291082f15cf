import type { Position } from '#libs/contracts';
import type { Advance } from './activities.ports.js';

/** How a case's workflow ended. */
export type CaseOutcome = 'PAID' | 'REJECTED' | 'ARCHIVED' | 'ALREADY_ENDED';

/** Thrown by the step in which a case ends before its last step; the workflow catches it and closes what is open. */
export class CaseEnded extends Error {
  override readonly name = 'CaseEnded';

  constructor(
    readonly outcome: Exclude<CaseOutcome, 'PAID'>,
    /** What the application is told, when a decision ended the case. */
    readonly rejection?: Advance,
  ) {
    super(outcome);
  }
}

/** A step that passed: what the application is told before the next work opens, and from which date that counts. */
export interface PassedStep {
  /** Null for the submission, which is the application's own act. */
  readonly advance: Advance | null;
  /** Office date from which the next step's working days are counted. */
  readonly on: string;
  /** The fact that led on: causation of what the next step does. */
  readonly cause: Position;
}
