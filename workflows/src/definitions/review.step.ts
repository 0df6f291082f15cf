import type { PriorAct, ReviewKind } from '#libs/contracts';
import type { DeadlineName } from '#libs/policy';
import type { Advance } from './activities.ports.js';
import { AlarmLadder } from './alarm.step.js';
import { waitForDecision } from './automatic.step.js';
import type { CaseDesk } from './case-desk.step.js';
import { limitOf, type Entry, type Turn } from './case-ended.step.js';
import { positionOf } from './case-file.signals.js';
import type { FactOf } from './case.signals.js';
import { correction } from './correction.step.js';
import { deferral } from './deferral.step.js';
import { reconsideration } from './reconsideration.step.js';

/** Kinds of review that decide a case; an operator's task does not. */
export type DecidingReview = Exclude<ReviewKind, 'operator'>;

export interface PassedReview extends Entry {
  readonly advance: Advance;
  readonly decision: FactOf<'review.decided'>;
}

/**
 * Has a review decided whose limit is counted from the step before, as often as it takes: returned, deferred or rejected,
 * the case may come back to it.
 * @throws CaseEnded when the case does not
 */
export const review = async (
  desk: CaseDesk,
  kind: DecidingReview,
  limit: DeadlineName,
  from: Entry,
): Promise<PassedReview> => {
  let entry = from;
  for (;;) {
    const decision = await decide(desk, kind, limit, entry);
    const { outcome } = decision.data;
    if (outcome === 'passed') return passedBy(decision);
    entry = await turn(desk, outcome, decision);
  }
};

const turn = (
  desk: CaseDesk,
  outcome: 'returned' | 'deferred' | 'rejected',
  decision: FactOf<'review.decided'>,
): Promise<Turn> => {
  switch (outcome) {
    case 'returned':
      return correction(desk, { returned: [decision], passed: [] });
    case 'deferred':
      return deferral(desk, advanceOf(decision, outcome));
    case 'rejected':
      return reconsideration(desk, advanceOf(decision, outcome));
  }
};

export const passedBy = (decision: FactOf<'review.decided'>): PassedReview => {
  const advance = advanceOf(decision, 'passed');
  return { advance, on: advance.decidedOn, cause: advance.decision, decision };
};

/** Opens a round of the review and waits until its seats have decided. */
const decide = async (
  desk: CaseDesk,
  kind: DecidingReview,
  limit: DeadlineName,
  entry: Entry,
): Promise<FactOf<'review.decided'>> => {
  desk.step = kind;
  const round = desk.rounds.begin(kind);
  const place = desk.place(kind, round.round, entry.cause);
  const { dossier } = desk;
  const wish = { kind, term: { startedOn: entry.on, limit: limitOf(kind, limit, entry) }, round };
  const opened = await desk.must(place, (activities) =>
    activities.openReview({ place, advance: entry.advance, dossier, review: wish }),
  );
  const { work } = opened;
  desk.openWork.add(work);
  const ladder = AlarmLadder.of(place, opened);
  await waitForDecision(desk, kind, () => isDecided(desk, work), { place, opened, ladder });
  return takeDecision(desk, work);
};

export const isDecided = (desk: CaseDesk, work: string): boolean =>
  desk.file.first(work, 'review.decided') !== undefined;

/** Takes up the decision of a review: who made it, and what the next round is told of it. */
export const takeDecision = (desk: CaseDesk, work: string): FactOf<'review.decided'> => {
  const decision = desk.file.first(work, 'review.decided');
  if (decision === undefined || decision.data.kind === 'operator') throw new Error(`${work} is not decided`);
  desk.openWork.delete(work);
  desk.remember(...actsOf(decision));
  const { kind, outcome, decidedOn, reasonCode, reasonHash, defectsHash = null, defectItems = [] } = decision.data;
  desk.rounds.note(kind, { work, outcome, decidedOn, reasonCode, reasonHash, defectsHash, defectItems });
  return decision;
};

/** What the application is told of a decision; a return has a command of its own. */
export const advanceOf = (decision: FactOf<'review.decided'>, outcome: 'passed' | 'deferred' | 'rejected'): Advance => {
  const { kind, decidedOn, decidedBy, reasonCode } = decision.data;
  if (kind === 'operator') throw new Error('An operator decides no step');
  return {
    step: kind,
    outcome,
    decision: positionOf(decision),
    decidedOn,
    ...(reasonCode === null ? {} : { reasonCode }),
    // Whoever rejected may not decide a reconsideration.
    ...(outcome === 'rejected' ? { decidedBy: decidedBy.map(({ actor }) => actor) } : {}),
  };
};

/** Who signed at which level and in which duty, as the decision tells it. */
const actsOf = ({ data: { decidedBy } }: FactOf<'review.decided'>): PriorAct[] =>
  decidedBy.flatMap(({ actor, level, duty }) =>
    level === undefined || duty === undefined ? [] : [{ level, duty, actor }],
  );
