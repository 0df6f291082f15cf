import type { Advance } from './activities.ports.js';
import { AlarmLadder, waitUntil } from './alarm.step.js';
import type { CaseDesk } from './case-desk.step.js';
import type { Turn } from './case-ended.step.js';
import { positionOf } from './case-file.signals.js';
import { rejectIfPossible } from './reconsideration.step.js';

/** How much later it is tried again when the service's clock says that the last day is not over. */
const RETRY_MS = 60_000;
/** Why a case is rejected whose site was not put right in time: what failed on the visit still does. */
const OVERDUE = 'SAFETY';

/**
 * What failed on the visit is put right (P7r) within 15 working days, or 30 when the municipal union extends the time, once.
 * Then the inspectors come again. Overdue it is reminded of and escalated; rejected it is when the longer time is over.
 * @throws CaseEnded when it is not put right
 */
export const rectification = async (
  desk: CaseDesk,
  advance: Advance,
  failedItems: readonly string[],
): Promise<Turn> => {
  desk.step = 'rectification';
  const place = desk.place('rectification', desk.rounds.count('rectification'), advance.decision);
  const term = { startedOn: advance.decidedOn, limit: 'rectification' } as const;
  const extendedTerm = { startedOn: advance.decidedOn, limit: 'rectificationExtended' } as const;
  const { deadline, extended } = await desk.must(place, (activities) =>
    activities.requireRectification({ place, advance, failedItems, term, extendedTerm }),
  );
  const isSubmitted = (): boolean => desk.nextTurn('application.rectification-submitted') !== undefined;
  const isExtended = (): boolean => desk.nextTurn('application.rectification-extended') !== undefined;
  let ladder = AlarmLadder.of(place, { work: desk.subject, deadline });
  let { endsAt } = extended;
  for (let hasMoreTime = false; ;) {
    const news = (): boolean => isSubmitted() || (!hasMoreTime && isExtended());
    const isNews = await waitUntil(desk, 'rectification', news, { ladder, endsAt });
    const submitted = desk.nextTurn('application.rectification-submitted');
    if (submitted !== undefined) {
      desk.takeTurn(submitted);
      const { submittedOn } = submitted.data;
      return { advance: null, on: submittedOn, cause: positionOf(submitted), reopens: ['inspection'] };
    }
    if (isNews) {
      hasMoreTime = true;
      const longer = desk.place('rectification-extended', place.round, place.cause);
      ladder = AlarmLadder.of(longer, { work: desk.subject, deadline: extended });
      continue;
    }
    const reconsidered = await rejectOverdue(desk, advance, isSubmitted);
    if (reconsidered !== undefined) return reconsidered;
    endsAt = new Date(desk.clock.nowMs + RETRY_MS).toISOString();
  }
};

/** Tells the application that nobody put it right. Undefined when somebody did at the last moment, or the day is not over. */
const rejectOverdue = async (
  desk: CaseDesk,
  { decision, decidedOn }: Advance,
  isSubmitted: () => boolean,
): Promise<Turn | undefined> => {
  const advance = { step: 'inspection', outcome: 'rejected', decision, decidedOn, reasonCode: OVERDUE } as const;
  return rejectIfPossible(desk, advance, { refusal: ({ rule }) => rule === 'G-STATE', unless: isSubmitted });
};
