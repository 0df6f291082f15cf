import type { AdvancingStep, ClosingReason, Position } from '#libs/contracts';
import type { DeadlineName } from '#libs/policy';
import type { Advance } from './activities.ports.js';

/** How a case's workflow ended. After the designation each grant goes on by itself. */
export type CaseOutcome =
  'DESIGNATED' | 'REJECTED' | 'LAPSED' | 'WITHDRAWN' | 'TERMINATED' | 'ARCHIVED' | 'ALREADY_ENDED';

/** Thrown where a case ends before its last step; the workflow catches it and closes what is still open. */
export class CaseEnded extends Error {
  override readonly name = 'CaseEnded';

  constructor(
    readonly outcome: Exclude<CaseOutcome, 'DESIGNATED'>,
    /** Why what is open is to be closed, and the fact that ended the case; absent where that was done already. */
    readonly closing?: { readonly why: ClosingReason; readonly cause: Position },
  ) {
    super(outcome);
  }
}

/** From where a step begins. */
export interface Entry {
  /** What the application is told first. Null when it led here itself: by a submission or a turn. */
  readonly advance: Advance | null;
  /** Office date from which the step's working days are counted. */
  readonly on: string;
  /** The fact that led here: causation of what the step does. */
  readonly cause: Position;
}

/** The case was with its applicant or put off, and a step begins again. */
export interface Turn extends Entry {
  readonly advance: null;
  /** What has to be decided (anew). Of the concurrent reviews it may be one or both. */
  readonly reopens: readonly AdvancingStep[];
  /** The step that is reconsidered, which has a limit of its own. */
  readonly reconsidered?: AdvancingStep;
}

/** The limit of a step, which is another one when the step is reconsidered. */
export const limitOf = (step: AdvancingStep, limit: DeadlineName, entry: Entry | Turn): DeadlineName =>
  'reconsidered' in entry && entry.reconsidered === step ? 'reconsideration' : limit;
