import type { OfficeCalendarView } from '#libs/contracts';

/** How near a due date is. */
export type Urgency = 'overdue' | 'today' | 'soon' | 'later' | 'open';

export interface DueStanding {
  readonly urgency: Urgency;
  /** Working days left, or gone since then. */
  readonly workingDays: number;
}

/** From here on it is near. */
const SOON_WORKING_DAYS = 2;

const DAY_MS = 86_400_000;

/** Working days after `from`, up to and including `to`: the day of the event is not counted (domain.md §5.3). */
export const workingDaysBetween = (from: string, to: string, daysOff: readonly string[]): number => {
  const off = new Set(daysOff);
  let count = 0;
  for (let day = Date.parse(from) + DAY_MS; day <= Date.parse(to); day += DAY_MS) {
    if (!off.has(new Date(day).toISOString().slice(0, 10))) count += 1;
  }
  return count;
};

/** Where today stands to a due date. Far beyond the calendar's days weekends are counted as well, which nobody will mind. */
export const dueStanding = (dueOn: string | null, { today, daysOff }: OfficeCalendarView): DueStanding => {
  if (dueOn === null) return { urgency: 'open', workingDays: 0 };
  if (dueOn < today) return { urgency: 'overdue', workingDays: workingDaysBetween(dueOn, today, daysOff) };
  if (dueOn === today) return { urgency: 'today', workingDays: 0 };
  const workingDays = workingDaysBetween(today, dueOn, daysOff);
  return { urgency: workingDays <= SOON_WORKING_DAYS ? 'soon' : 'later', workingDays };
};
