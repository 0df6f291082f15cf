import type { DueDate } from '#libs/contracts';
import { addCalendarDays, dateOfDay, dayOfDate } from './civil-date.js';
import { endOfOfficeDay, officeDate, startOfOfficeDay } from './office-instant.js';
import {
  isCovered,
  isWorkday,
  workingDaysBetween,
  type CalendarException,
  type WorkCalendar,
  WORK_CALENDAR,
} from './work-calendar.js';

/** A due date that explains itself (domain.md §5.3). The period ends at 24:00 Asia/Shanghai of `dueOn`. */
export interface Deadline {
  readonly startedOn: string;
  readonly workingDays: number;
  readonly dueOn: string;
  readonly calendarVersion: string;
  /** True when a day was counted in a year whose schedule is not published yet (R-CAL-01). */
  readonly provisional: boolean;
  readonly explanation: { readonly zh: string; readonly en: string };
}

/** When to remind or to escalate. `on` is the office date of `at`. */
export interface DeadlineAlarm {
  readonly at: string;
  readonly on: string;
  readonly kind: 'remind' | 'escalate';
  /** 0 for a reminder; 1 the leader, 2 the level above. */
  readonly level: number;
}

/** Longest explanation in characters: it travels with every task. */
const EXPLANATION_MAX = 480;

interface Run extends CalendarException {
  readonly from: string;
  readonly to: string;
}

/** Exceptions after `startedOn` up to `dueOn`, with the days of one holiday drawn together. */
const exceptionsWithin = (startedOn: string, dueOn: string, calendar: WorkCalendar): readonly Run[] => {
  const runs: Run[] = [];
  for (let day = dayOfDate(startedOn) + 1; day <= dayOfDate(dueOn); day += 1) {
    const date = dateOfDay(day);
    const found = calendar.exceptions.get(date);
    if (found === undefined) continue;
    const last = runs.at(-1);
    const continues = last?.kind === found.kind && last.zh === found.zh && dayOfDate(last.to) === day - 1;
    if (continues) runs[runs.length - 1] = { ...last, to: date };
    else runs.push({ ...found, from: date, to: date });
  }
  return runs;
};

const span = ({ from, to }: Run): string => {
  if (from === to) return from.slice(5);
  return from.slice(0, 8) === to.slice(0, 8) ? `${from.slice(5)}…${to.slice(8)}` : `${from.slice(5)}…${to.slice(5)}`;
};

const within = (full: string, short: string): string => (full.length <= EXPLANATION_MAX ? full : short);

const explain = (startedOn: string, workingDays: number, dueOn: string, calendar: WorkCalendar) => {
  const runs = exceptionsWithin(startedOn, dueOn, calendar);
  const provisional = !isCovered(dueOn, calendar);
  const zhHead = `自${startedOn}起${workingDays}个工作日（当日不计），截至${dueOn}`;
  const enHead = `${workingDays} working days from ${startedOn} (that day not counted), due ${dueOn}`;
  const zhTail = provisional ? `；${dueOn.slice(0, 4)}年放假安排尚未公布，期限为暂定` : '';
  const enTail = provisional ? `; the ${dueOn.slice(0, 4)} schedule is not published, provisional` : '';
  const zh = runs.map((run) => `；${span(run)}${run.zh}${run.kind === 'holiday' ? '放假' : '调休上班'}`).join('');
  const en = runs
    .map((run) => `; ${span(run)} ${run.kind === 'holiday' ? `holiday (${run.en})` : `extra workday (${run.en})`}`)
    .join('');
  return {
    zh: within(zhHead + zh + zhTail, `${zhHead}；期间含${runs.length}段放假或调休${zhTail}`),
    en: within(enHead + en + enTail, `${enHead}; ${runs.length} holidays or extra workdays on the way${enTail}`),
  };
};

/** The n-th working day after (`step` 1) or before (`step` -1) a date. */
const workdayFrom = (date: string, n: number, step: 1 | -1, calendar: WorkCalendar): string => {
  if (!Number.isSafeInteger(n) || n < 1) throw new RangeError(`working days must be a whole number above 0: ${n}`);
  let day = dayOfDate(date);
  for (let left = n; left > 0;) {
    day += step;
    if (isWorkday(dateOfDay(day), calendar)) left -= 1;
  }
  return dateOfDay(day);
};

/**
 * The due date `workingDays` after an event. The day of the event is not counted (民法典 Art. 201), so the event itself
 * may lie on a day off; the due date never does.
 * @throws {RangeError} when `workingDays` is not a whole number above 0
 * @throws {NotADate}
 * @throws {CalendarNotCovered}
 */
export const addWorkingDays = (
  startedOn: string,
  workingDays: number,
  calendar: WorkCalendar = WORK_CALENDAR,
): Deadline => {
  const dueOn = workdayFrom(startedOn, workingDays, 1, calendar);
  return {
    startedOn,
    workingDays,
    dueOn,
    calendarVersion: calendar.version,
    provisional: !isCovered(dueOn, calendar),
    explanation: explain(startedOn, workingDays, dueOn, calendar),
  };
};

/**
 * The working day `workingDays` before a date.
 * @throws as `addWorkingDays`
 */
export const subtractWorkingDays = (
  date: string,
  workingDays: number,
  calendar: WorkCalendar = WORK_CALENDAR,
): string => workdayFrom(date, workingDays, -1, calendar);

/**
 * Working days that are left of a period whose clock stopped. The day on which it stopped was not a whole day of the period,
 * so it is among them; at least one is left, also when the clock stopped after the last day (domain.md §8.1).
 * @throws as `addWorkingDays`
 */
export const remainingWorkingDays = (
  { startedOn, dueOn }: Pick<Deadline, 'startedOn' | 'dueOn'>,
  stoppedOn: string,
  calendar: WorkCalendar = WORK_CALENDAR,
): number => {
  const dayBefore = addCalendarDays(stoppedOn, -1);
  return Math.max(1, workingDaysBetween(dayBefore < startedOn ? startedOn : dayBefore, dueOn, calendar));
};

/**
 * The rest of a period from the day on which its clock goes on; that day is not counted, as that of any event.
 * @throws as `addWorkingDays`
 */
export const resumePeriod = (
  period: Pick<Deadline, 'startedOn' | 'dueOn'>,
  { stoppedOn, resumedOn }: { readonly stoppedOn: string; readonly resumedOn: string },
  calendar: WorkCalendar = WORK_CALENDAR,
): Deadline => addWorkingDays(resumedOn, remainingWorkingDays(period, stoppedOn, calendar), calendar);

/** The flat form that commands and events carry. */
export const dueDateOf = ({ explanation, ...counted }: Deadline): DueDate => ({ ...counted, ...explanation });

/** How far before and after the due date alarms ring, in working days; 0 is the due date itself. */
export interface AlarmPlan {
  readonly remindWorkingDaysBefore: readonly number[];
  readonly escalateWorkingDaysAfter: readonly number[];
}

const DEFAULT_PLAN: AlarmPlan = { remindWorkingDaysBefore: [2, 0], escalateWorkingDaysAfter: [0, 2] };

/**
 * Alarms of a deadline in order of time. Reminders ring at 00:00 of their day and only after the day of the event: a
 * deadline of two days reminds on its due date alone. Escalations ring at 24:00, when the day is really over: level 1
 * at the end of the due date, level 2 at the end of the second working day after it.
 * @throws {CalendarNotCovered} when an escalation leaves the known years
 */
export const alarmsFor = (
  deadline: Pick<Deadline, 'startedOn' | 'dueOn'>,
  plan: AlarmPlan = DEFAULT_PLAN,
  calendar: WorkCalendar = WORK_CALENDAR,
): readonly DeadlineAlarm[] => {
  const { startedOn, dueOn } = deadline;
  const reminders = plan.remindWorkingDaysBefore
    .map((days) => (days === 0 ? dueOn : subtractWorkingDays(dueOn, days, calendar)))
    .filter((date) => date > startedOn)
    .map((date): DeadlineAlarm => ({ at: startOfOfficeDay(date), on: date, kind: 'remind', level: 0 }));
  const escalations = plan.escalateWorkingDaysAfter
    .map((days) => endOfOfficeDay(days === 0 ? dueOn : workdayFrom(dueOn, days, 1, calendar)))
    .map((at, index): DeadlineAlarm => ({ at, on: officeDate(at), kind: 'escalate', level: index + 1 }));
  return [...reminders, ...escalations];
};
