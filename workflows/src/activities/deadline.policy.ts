import type { DueDate } from '#libs/contracts';
import {
  addCalendarDays,
  addWorkingDays,
  alarmsFor,
  dueDateOf,
  endOfOfficeDay,
  resumePeriod,
  startOfOfficeDay,
  type OfficeClock,
} from '#libs/calendar';
import { addMonths, parametersOn } from '#libs/policy';
import type { Deadline, Idle, StoppedPeriod, Term } from '../definitions/activities.ports.js';

/** A due date that explains itself, for the command, and what the workflow needs of it. */
export interface CountedDeadline {
  readonly due: DueDate;
  readonly deadline: Deadline;
}

/** The limit as it was in force on the day from which it is counted. @throws CalendarNotCovered (R-CAL-01) */
export const countDeadline = ({ startedOn, limit }: Term): CountedDeadline =>
  countWorkingDays(startedOn, parametersOn(startedOn).deadlines[limit]);

/** @throws CalendarNotCovered (R-CAL-01) */
export const countWorkingDays = (startedOn: string, workingDays: number): CountedDeadline => {
  const counted = addWorkingDays(startedOn, workingDays);
  return { due: dueDateOf(counted), deadline: endingOn(startedOn, counted.dueOn) };
};

/** A deferral ends so many months after it was decided, on whatever day that is (domain.md §8.1). */
export const deferralFrom = (startedOn: string): Deadline =>
  endingOn(startedOn, addMonths(startedOn, parametersOn(startedOn).deferralMonths));

/** What is left of a period that was stopped, at least one working day, counted from the day it goes on. */
export const countRest = (from: StoppedPeriod): CountedDeadline => {
  const counted = resumePeriod(from, from);
  return { due: dueDateOf(counted), deadline: endingOn(from.resumedOn, counted.dueOn) };
};

const endingOn = (startedOn: string, dueOn: string): Deadline => ({
  dueOn,
  endsAt: endOfOfficeDay(dueOn),
  // An alarm carries more than the workflow asks for; its history keeps only what it rings with.
  alarms: alarmsFor({ startedOn, dueOn }, parametersOn(startedOn).alarms).map(({ kind, level, on, at }) => ({
    kind,
    level,
    on,
    at,
  })),
});

/** A draft that was touched today is archived at the beginning of the day after so many (domain.md §5.2 P0). */
export const idleFrom = (clock: OfficeClock): Idle => {
  const since = clock.today();
  return { since, endsAt: startOfOfficeDay(addCalendarDays(since, parametersOn(since).draftIdleCalendarDays)) };
};
