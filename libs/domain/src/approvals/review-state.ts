import type { DueDate, GivenToProgram, HandoverReason, PlanFacts, PlanItem, ReviewKind } from '#libs/contracts';
import type { Signature } from './signature.js';
import type { OpenedWork, Unborn } from './work.js';

/** A review that was given to a program, and what became of that. */
export interface AutomaticReview extends GivenToProgram {
  readonly handedOver: {
    readonly why: HandoverReason;
    readonly reasonHash: string | null;
    readonly checksHash: string | null;
    readonly handedBy: string;
    readonly handedOn: string;
  } | null;
}

export interface Review extends OpenedWork {
  readonly status: 'OPEN' | 'PASSED' | 'RETURNED' | 'REJECTED' | 'DEFERRED' | 'CLOSED';
  readonly kind: ReviewKind;
  readonly round: number;
  /** Returns of this step before this review (R-PROC-02); undefined: one less than the round. */
  readonly corrections?: number | undefined;
  readonly due: DueDate;
  readonly facts: PlanFacts | null;
  readonly about: string | null;
  /** Given to a program when it was opened. */
  readonly automatic?: AutomaticReview | undefined;
  readonly signatures: readonly Signature[];
  readonly reasonCode: string | null;
  readonly documentNo: string | null;
  /** Of a return: the document with every defect, and the items it names. */
  readonly defectsHash?: string | null | undefined;
  readonly defectItems?: readonly PlanItem[] | undefined;
}
export type ReviewState = Unborn | Review;
