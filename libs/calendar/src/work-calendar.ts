import { dateOfDay, dayOfDate, weekdayOfDay } from './civil-date.js';
import { HOLIDAY_NAMES, PUBLISHED_VERSION, PUBLISHED_YEARS, type PublishedYear } from './published-years.js';

/** A date on which the schedule differs from Monday to Friday, or confirms a weekend as a holiday. */
export interface CalendarException {
  readonly kind: 'holiday' | 'workday';
  readonly zh: string;
  readonly en: string;
}

/**
 * A version of the working-day calendar. Covered years follow the State Council's schedule; `provisionalYears` follow the
 * statutory days alone until their schedule is published (domain.md §6.5 rule 4). All other years are unknown.
 */
export interface WorkCalendar {
  readonly version: string;
  readonly coveredFrom: string;
  readonly coveredTo: string;
  readonly provisionalYears: readonly number[];
  /** By date YYYY-MM-DD, provisional years included. */
  readonly exceptions: ReadonlyMap<string, CalendarException>;
}

/** The calendar knows nothing of this year (R-CAL-01): an error rather than a guess. */
export class CalendarNotCovered extends RangeError {
  readonly rule = 'R-CAL-01';
  constructor(
    readonly year: number,
    readonly calendarVersion: string,
  ) {
    super(`working-day calendar ${calendarVersion} has no schedule and no lunar dates for ${year}`);
    this.name = 'CalendarNotCovered';
  }
}

interface StatutoryDay {
  readonly date: string;
  readonly zh: string;
}

/**
 * The statutory 13 days of 《全国年节及纪念日放假办法》 (2024 revision) in years without a published schedule. Festivals of
 * the lunar calendar cannot be computed from the date alone, so each year is written down when it is known.
 */
const STATUTORY_YEARS: Readonly<
  Record<number, { newYearsEve: string; qingming: string; duanwu: string; mid: string }>
> = { 2027: { newYearsEve: '2027-02-05', qingming: '2027-04-05', duanwu: '2027-06-09', mid: '2027-09-15' } };

const consecutive = (from: string, days: number, zh: string): readonly StatutoryDay[] =>
  Array.from({ length: days }, (_, index) => ({ date: dateOfDay(dayOfDate(from) + index), zh }));

const statutoryDays = (): readonly StatutoryDay[] =>
  Object.entries(STATUTORY_YEARS).flatMap(([year, lunar]) => [
    ...consecutive(`${year}-01-01`, 1, '元旦'),
    ...consecutive(lunar.newYearsEve, 4, '春节'),
    ...consecutive(lunar.qingming, 1, '清明'),
    ...consecutive(`${year}-05-01`, 2, '劳动节'),
    ...consecutive(lunar.duanwu, 1, '端午'),
    ...consecutive(lunar.mid, 1, '中秋'),
    ...consecutive(`${year}-10-01`, 3, '国庆节'),
  ]);

/** `02-15..02-23 春节; …` of one year becomes single dates. */
const expand = (year: number, runs: string): readonly StatutoryDay[] =>
  runs.split('; ').flatMap((run) => {
    const [span = '', zh = ''] = run.split(' ');
    const [from = '', to = from] = span.split('..');
    const first = `${year}-${from}`;
    return span === '' ? [] : consecutive(first, dayOfDate(`${year}-${to}`) - dayOfDate(first) + 1, zh);
  });

const exception = (kind: CalendarException['kind'], { date, zh }: StatutoryDay): [string, CalendarException] => [
  date,
  { kind, zh, en: HOLIDAY_NAMES[zh] ?? zh },
];

/** Builds a calendar of published years; provisional years are added where no published one stands. */
export const buildWorkCalendar = (version: string, published: readonly PublishedYear[]): WorkCalendar => {
  const years = published.map(({ year }) => year).toSorted((a, b) => a - b);
  const provisionalYears = Object.keys(STATUTORY_YEARS)
    .map(Number)
    .filter((year) => !years.includes(year));
  return {
    version,
    coveredFrom: `${years[0]}-01-01`,
    coveredTo: `${years.at(-1)}-12-31`,
    provisionalYears,
    exceptions: new Map([
      ...published.flatMap(({ year, holidays }) => expand(year, holidays).map((day) => exception('holiday', day))),
      ...published.flatMap(({ year, workdays }) => expand(year, workdays).map((day) => exception('workday', day))),
      ...statutoryDays()
        .filter(({ date }) => provisionalYears.includes(Number(date.slice(0, 4))))
        .map((day) => exception('holiday', day)),
    ]),
  };
};

/** The calendar in use: schedules published up to 2026, 2027 provisional. */
export const WORK_CALENDAR: WorkCalendar = buildWorkCalendar(PUBLISHED_VERSION, PUBLISHED_YEARS);

/** True when the year's schedule is published. */
export const isCovered = (date: string, calendar: WorkCalendar = WORK_CALENDAR): boolean =>
  calendar.coveredFrom <= date && date <= calendar.coveredTo;

/**
 * True when the date counts as a working day; in a provisional year by the statutory days alone.
 * @throws {NotADate}
 * @throws {CalendarNotCovered} for a year without schedule and without lunar dates
 */
export const isWorkday = (date: string, calendar: WorkCalendar = WORK_CALENDAR): boolean => {
  const weekday = weekdayOfDay(dayOfDate(date));
  const year = Number(date.slice(0, 4));
  if (!isCovered(date, calendar) && !calendar.provisionalYears.includes(year)) {
    throw new CalendarNotCovered(year, calendar.version);
  }
  const found = calendar.exceptions.get(date);
  return found === undefined ? weekday !== 0 && weekday !== 6 : found.kind === 'workday';
};

/**
 * Working days after `from`, up to and including `to`; 0 when `to` is not later. The day of the event is not counted.
 * @throws {NotADate}
 * @throws {CalendarNotCovered}
 */
export const workingDaysBetween = (from: string, to: string, calendar: WorkCalendar = WORK_CALENDAR): number => {
  const last = dayOfDate(to);
  let count = 0;
  for (let day = dayOfDate(from) + 1; day <= last; day += 1) {
    if (isWorkday(dateOfDay(day), calendar)) count += 1;
  }
  return count;
};
