import { addCalendarDays, dateOfDay, dayOfDate, weekdayOfDay } from './civil-date.js';
import { LUNAR_YEARS } from './lunar-years.js';
import { HOLIDAY_NAMES, PUBLISHED_VERSION, PUBLISHED_YEARS, type PublishedYear } from './published-years.js';

/** A date on which the schedule differs from Monday to Friday, or confirms a weekend as a holiday. */
export interface CalendarException {
  readonly kind: 'holiday' | 'workday';
  readonly zh: string;
  readonly en: string;
}

/**
 * A version of the working-day calendar. Covered years follow the State Council's schedule; `provisionalYears` follow the
 * statutory days alone until their schedule is published (domain.md §6.5 rule 4). Years before and after are unknown.
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

const consecutive = (from: string, days: number, zh: string): readonly StatutoryDay[] =>
  Array.from({ length: days }, (_, index) => ({ date: dateOfDay(dayOfDate(from) + index), zh }));

/**
 * 清明 of a year from 2000 to 2099: the usual approximation of the day on which the sun passes 15° of ecliptic longitude.
 * It agrees with every published schedule.
 */
const qingming = (year: number): string => {
  const ofCentury = year % 100;
  const day = Math.floor(ofCentury * 0.2422 + 4.81) - Math.floor(ofCentury / 4);
  return `${year}-04-${String(day).padStart(2, '0')}`;
};

/** The statutory 13 days of 《全国年节及纪念日放假办法》 (2024 revision): what is known of a year without a schedule. */
export const statutoryDays = (year: number): readonly StatutoryDay[] => {
  const [newYear = '', duanwu = '', midAutumn = ''] = (LUNAR_YEARS[year] ?? '').split(' ');
  if (midAutumn === '') return [];
  return [
    ...consecutive(`${year}-01-01`, 1, '元旦'),
    // 除夕 to 初三.
    ...consecutive(addCalendarDays(`${year}-${newYear}`, -1), 4, '春节'),
    ...consecutive(qingming(year), 1, '清明'),
    ...consecutive(`${year}-05-01`, 2, '劳动节'),
    ...consecutive(`${year}-${duanwu}`, 1, '端午'),
    ...consecutive(`${year}-${midAutumn}`, 1, '中秋'),
    ...consecutive(`${year}-10-01`, 3, '国庆节'),
  ];
};

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

/** Builds a calendar of published years; the years after them are provisional, as far as their lunar dates are known. */
export const buildWorkCalendar = (version: string, published: readonly PublishedYear[]): WorkCalendar => {
  const years = published.map(({ year }) => year).toSorted((a, b) => a - b);
  const provisionalYears = Object.keys(LUNAR_YEARS)
    .map(Number)
    .filter((year) => year > (years.at(-1) ?? 0));
  return {
    version,
    coveredFrom: `${years[0]}-01-01`,
    coveredTo: `${years.at(-1)}-12-31`,
    provisionalYears,
    exceptions: new Map([
      ...published.flatMap(({ year, holidays }) => expand(year, holidays).map((day) => exception('holiday', day))),
      ...published.flatMap(({ year, workdays }) => expand(year, workdays).map((day) => exception('workday', day))),
      ...provisionalYears.flatMap((year) => statutoryDays(year).map((day) => exception('holiday', day))),
    ]),
  };
};

/** The calendar in use: schedules published up to 2026, provisional up to 2090. */
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
