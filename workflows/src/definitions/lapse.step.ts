import type { Place, TurnPort } from './activities.ports.js';
import type { CaseDesk } from './case-desk.step.js';
import { CaseEnded } from './case-ended.step.js';

/** How much later it is tried again when the service's clock says that the last day is not over. */
const RETRY_MS = 60_000;

type Why = Parameters<TurnPort['lapseCase']>[0]['why'];

/**
 * The time is over and the case lapses, unless somebody was quicker: the application says so, and with its refusal what
 * came first.
 * @throws CaseEnded when the case has lapsed
 */
export const lapse = async (desk: CaseDesk, why: Why, place: Place, unless: () => boolean): Promise<void> => {
  const works = [...desk.openWork];
  const lapsed = await desk.perform(place, (activities) => activities.lapseCase({ place, why, works }), {
    refusal: () => true,
    unless,
  });
  if (lapsed?.kind === 'done') throw new CaseEnded('LAPSED');
  const instant = new Date(desk.clock.nowMs + RETRY_MS).toISOString();
  await desk.waitFor('the last day to be over', unless, { instant });
};
