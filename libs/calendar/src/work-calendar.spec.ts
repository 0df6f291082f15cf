import { describe, expect, it } from '@jest/globals';
import { isWorkday as packageIsWorkday } from 'chinese-days';
import { addCalendarDays, NotADate } from './civil-date.js';
import { PUBLISHED_YEARS } from './published-years.js';
import {
  buildWorkCalendar,
  CalendarNotCovered,
  isCovered,
  isWorkday,
  statutoryDays,
  WORK_CALENDAR,
  workingDaysBetween,
} from './work-calendar.js';

const datesOf = (from: string, to: string): string[] => {
  const dates: string[] = [];
  for (let date = from; date <= to; date = addCalendarDays(date, 1)) dates.push(date);
  return dates;
};

describe('the working-day calendar', () => {
  it('covers 2004 to 2026 and has 2027 to 2090 as provisional', () => {
    expect(WORK_CALENDAR).toMatchObject({
      coveredFrom: '2004-01-01',
      coveredTo: '2026-12-31',
      provisionalYears: Array.from({ length: 64 }, (_, index) => 2027 + index),
    });
    expect(WORK_CALENDAR.version).toBe('chinese-days-1.5.7/2026');
    expect(isCovered('2026-12-31')).toBe(true);
    expect(isCovered('2027-01-01')).toBe(false);
  });

  it('says of every covered day what the published schedule says', () => {
    const different = datesOf('2004-01-01', '2026-12-31').filter((date) => isWorkday(date) !== packageIsWorkday(date));
    expect(different).toEqual([]);
  });

  it('knows every holiday and every extra workday of 2026', () => {
    const off = [
      ['01-01', '01-03'],
      ['02-15', '02-23'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['06-19', '06-21'],
      ['09-25', '09-27'],
      ['10-01', '10-07'],
    ].flatMap(([from, to]) => datesOf(`2026-${from}`, `2026-${to}`));
    const worked = ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'].map((day) => `2026-${day}`);
    expect(off.filter((date) => isWorkday(date))).toEqual([]);
    expect(worked.filter((date) => !isWorkday(date))).toEqual([]);
    const exceptions = [...WORK_CALENDAR.exceptions.keys()].filter((date) => date.startsWith('2026'));
    expect(exceptions.toSorted()).toEqual([...off, ...worked].toSorted());
  });

  it('takes the statutory thirteen days off in 2027 and moves no weekend', () => {
    const weekdaysOff = datesOf('2027-01-01', '2027-12-31').filter((date, index) => {
      // 2027-01-01 is a Friday.
      const weekend = (index + 5) % 7 === 0 || (index + 5) % 7 === 6;
      if (weekend) expect(isWorkday(date)).toBe(false);
      return !weekend && !isWorkday(date);
    });
    expect(weekdaysOff).toEqual([
      '2027-01-01',
      '2027-02-05',
      '2027-02-08',
      '2027-04-05',
      '2027-06-09',
      '2027-09-15',
      '2027-10-01',
    ]);
    expect([...WORK_CALENDAR.exceptions.keys()].filter((date) => date.startsWith('2027'))).toHaveLength(13);
  });

  it('goes on by the statutory days after 2027 (R-CAL-01)', () => {
    // 春节 2028 is 26 January: 除夕 to 初三 are Tuesday to Friday.
    expect(['2028-01-24', '2028-01-31', '2028-04-05', '2090-12-29'].filter((date) => !isWorkday(date))).toEqual([]);
    const off = ['2028-01-25', '2028-01-28', '2028-04-04', '2028-05-01', '2028-10-03', '2090-05-01'];
    expect(off.filter((date) => isWorkday(date))).toEqual([]);
  });

  it.each(['2003-12-31', '2091-01-04', '2100-06-01'])('does not guess about %s (R-CAL-01)', (date) => {
    expect(() => isWorkday(date)).toThrow(CalendarNotCovered);
    expect(() => isWorkday(date)).toThrow(date.slice(0, 4));
  });

  it('refuses what is no date', () => {
    expect(() => isWorkday('2026-02-30')).toThrow(NotADate);
  });

  it('prefers a published year to its provisional form', () => {
    const published = [...PUBLISHED_YEARS, { year: 2027, holidays: '01-01..01-03 元旦', workdays: '01-09 元旦' }];
    const next = buildWorkCalendar('test/2027', published);
    expect(next).toMatchObject({ coveredTo: '2027-12-31' });
    expect(next.provisionalYears[0]).toBe(2028);
    expect(isWorkday('2027-01-09', next)).toBe(true);
    expect(isWorkday('2027-02-05', next)).toBe(true);
  });

  it('counts working days after the first date up to the last', () => {
    expect(workingDaysBetween('2026-03-02', '2026-03-05')).toBe(3);
    expect(workingDaysBetween('2026-04-02', '2026-04-10')).toBe(5);
    expect(workingDaysBetween('2026-03-02', '2026-03-02')).toBe(0);
    expect(workingDaysBetween('2026-03-05', '2026-03-02')).toBe(0);
    expect(workingDaysBetween('2026-05-08', '2026-05-09')).toBe(1);
  });
});

describe('the statutory days that stand in for a schedule', () => {
  const daysOf = (year: number, name: string): string[] =>
    statutoryDays(year).flatMap(({ date, zh }) => (zh === name ? [date] : []));

  it('were days off in every year whose schedule is published', () => {
    const missing = PUBLISHED_YEARS.flatMap(({ year }) => {
      // The lunar festivals but 春节 became statutory in 2008 and 除夕 for good in 2025.
      const days = ['春节', ...(year >= 2008 ? ['清明', '端午', '中秋'] : [])].flatMap((name) => daysOf(year, name));
      return (year >= 2025 ? days : days.filter((date) => date !== daysOf(year, '春节')[0])).filter(
        (date) => WORK_CALENDAR.exceptions.get(date)?.kind !== 'holiday' && isWorkday(date),
      );
    });
    expect(missing).toEqual([]);
  });

  it('are the very days where a schedule names single ones', () => {
    expect([2014, 2018, 2024].map((year) => daysOf(year, '端午')[0])).toEqual([
      '2014-06-02',
      '2018-06-18',
      '2024-06-10',
    ]);
    expect([2014, 2015, 2018].map((year) => daysOf(year, '中秋')[0])).toEqual([
      '2014-09-08',
      '2015-09-27',
      '2018-09-24',
    ]);
    expect([2016, 2023].map((year) => daysOf(year, '清明')[0])).toEqual(['2016-04-04', '2023-04-05']);
    expect([2021, 2025].map((year) => daysOf(year, '春节')[1])).toEqual(['2021-02-12', '2025-01-29']);
  });

  it('are those of domain.md §6.5 in 2027', () => {
    const days = '01-01 02-05 02-06 02-07 02-08 04-05 05-01 05-02 06-09 09-15 10-01 10-02 10-03';
    expect(statutoryDays(2027).map(({ date }) => date.slice(5))).toEqual(days.split(' '));
  });

  it('are thirteen in each year up to 2090 and none where the lunar dates are not known', () => {
    for (let year = 2004; year <= 2090; year += 1) expect(statutoryDays(year)).toHaveLength(13);
    expect(statutoryDays(2003)).toEqual([]);
    expect(statutoryDays(2091)).toEqual([]);
  });

  it('fall on the days that ICU computes, a second source, except where its new moon is a day off', () => {
    const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });
    // A Node with little ICU would silently answer with the Gregorian calendar.
    expect(lunar.resolvedOptions().calendar).toBe('chinese');
    const monthAndDay = (date: string): string => lunar.format(new Date(`${date}T00:00:00Z`));
    const different = Array.from({ length: 87 }, (_, index) => 2004 + index).filter((year) => {
      const [, newYear = ''] = daysOf(year, '春节');
      const found = [newYear, ...daysOf(year, '端午'), ...daysOf(year, '中秋')].map(monthAndDay);
      return found.join() !== '1/1,5/5,8/15';
    });
    // 初一 is 2027-02-06 (new moon at 23:56 in Beijing) and 2030-02-03 (00:08): ICU 78 takes each for the other day.
    expect(different.filter((year) => year !== 2027 && year !== 2030)).toEqual([]);
  });
});
