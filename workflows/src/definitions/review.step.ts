import type { PriorAct, ReviewKind } from '#libs/contracts';
import type { DeadlineName } from '#libs/policy';
import type { Advance, OpenedWithDeadline, Place } from './activities.ports.js';
import { AlarmLadder, waitWithAlarms } from './alarm.step.js';
import type { CaseDesk } from './case-desk.step.js';
import { CaseEnded, type PassedStep } from './case-ended.step.js';
import { positionOf } from './case-file.signals.js';
import type { FactOf } from './case.signals.js';

/** Kinds of review that decide a case; an operator's task does not. */
export type DecidingReview = Exclude<ReviewKind, 'operator'>;

export interface PassedReview extends PassedStep {
  readonly advance: Advance;
  readonly decision: FactOf<'review.decided'>;
}

/**
 * Opens a review whose limit is counted from the step before, and waits until its seats have decided.
 * @throws CaseEnded when it is rejected
 */
export const review = async (
  desk: CaseDesk,
  kind: DecidingReview,
  limit: DeadlineName,
  from: PassedStep,
): Promise<PassedReview> => {
  desk.step = kind;
  const place = desk.place(kind, 1, from.cause);
  const { dossier } = desk;
  const term = { startedOn: from.on, limit };
  const opened = await desk.must(place, (activities) =>
    activities.openReview({ place, advance: from.advance, kind, dossier, term }),
  );
  return awaitReview(desk, kind, place, opened);
};

/** Waits for the decision of an opened review. @throws CaseEnded when it is rejected */
export const awaitReview = async (
  desk: CaseDesk,
  kind: DecidingReview,
  place: Place,
  opened: OpenedWithDeadline,
): Promise<PassedReview> => {
  const { work } = opened;
  desk.openWork.add(work);
  await waitWithAlarms(desk, kind, () => isDecided(desk, work), AlarmLadder.of(place, opened));
  const decision = decisionOf(desk, work);
  desk.openWork.delete(work);
  desk.remember(...actsOf(decision));
  const advance = advanceOf(kind, decision);
  if (advance.outcome === 'rejected') throw new CaseEnded('REJECTED', advance);
  return { advance, on: decision.data.decidedOn, cause: advance.decision, decision };
};

const isDecided = (desk: CaseDesk, work: string): boolean => desk.file.first(work, 'review.decided') !== undefined;

const decisionOf = (desk: CaseDesk, work: string): FactOf<'review.decided'> => {
  const decision = desk.file.first(work, 'review.decided');
  if (decision === undefined) throw new Error(`${work} is not decided`);
  return decision;
};

const advanceOf = (step: DecidingReview, decision: FactOf<'review.decided'>): Advance => {
  const { outcome, decidedOn, reasonCode } = decision.data;
  if (outcome === 'returned' || outcome === 'deferred') throw new Error(`${step}: ${outcome} has no step yet`);
  return {
    step,
    outcome,
    decision: positionOf(decision),
    decidedOn,
    ...(reasonCode === null ? {} : { reasonCode }),
  };
};

/** Who signed at which level and in which duty, as the decision tells it. An operator's task is no act on the case. */
const actsOf = ({ data: { decidedBy } }: FactOf<'review.decided'>): PriorAct[] =>
  decidedBy.flatMap(({ actor, level, duty }) =>
    level === undefined || duty === undefined ? [] : [{ level, duty, actor }],
  );
