import type { OpenedReview, Place } from './activities.ports.js';
import { waitUntil, waitWithAlarms, type AlarmLadder } from './alarm.step.js';
import type { CaseDesk } from './case-desk.step.js';

/** An open review that is waited for: where it was opened from, and what rings meanwhile. */
export interface WaitedReview {
  readonly place: Place;
  readonly opened: OpenedReview;
  readonly ladder: AlarmLadder;
}

/**
 * Waits for a review's decision. Where no program has it this is the ordinary waiting and not a turn of the event loop more,
 * so that the cases under way go on as they were recorded.
 */
export const waitForDecision = (
  desk: CaseDesk,
  what: string,
  over: () => boolean,
  review: WaitedReview,
): Promise<void> => {
  const { answerBy } = review.opened;
  return answerBy === undefined
    ? waitWithAlarms(desk, what, over, review.ladder)
    : waitForProgram(desk, what, over, { ...review, answerBy });
};

/** Until the program's time is over; then a person has it, with the due date and the alarms that it had from the beginning. */
const waitForProgram = async (
  desk: CaseDesk,
  what: string,
  over: () => boolean,
  { place, opened: { work }, ladder, answerBy }: WaitedReview & { readonly answerBy: string },
): Promise<void> => {
  if (!(await waitUntil(desk, `${what} by a program`, over, { ladder, endsAt: answerBy }))) {
    // A program that was quicker, or a person who has taken the review over, is the reason for a refusal: it changes nothing.
    await desk.perform(place, (activities) => activities.handOverReview({ place, work }), {
      refusal: () => true,
      unless: over,
    });
  }
  await waitWithAlarms(desk, what, over, ladder);
};
