import { describe, expect, it } from '@jest/globals';
import { isWorkday as packageIsWorkday } from 'chinese-days';
import { addCalendarDays, NotADate } from './civil-date.js';
import { PUBLISHED_YEARS } from './published-years.js';
import {
  buildWorkCalendar,
  CalendarNotCovered,
  isCovered,
  isWorkday,
  WORK_CALENDAR,
  workingDaysBetween,
} from './work-calendar.js';

const datesOf = (from: string, to: string): string[] => {
  const dates: string[] = [];
  for (let date = from; date <= to; date = addCalendarDays(date, 1)) dates.push(date);
  return dates;
};

describe('the working-day calendar', () => {
  it('covers 2004 to 2026 and has 2027 as provisional', () => {
    expect(WORK_CALENDAR).toMatchObject({
      coveredFrom: '2004-01-01',
      coveredTo: '2026-12-31',
      provisionalYears: [2027],
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

  it.each(['2028-01-03', '2003-12-31', '2100-06-01'])('does not guess about %s (R-CAL-01)', (date) => {
    expect(() => isWorkday(date)).toThrow(CalendarNotCovered);
    expect(() => isWorkday(date)).toThrow(date.slice(0, 4));
  });

  it('refuses what is no date', () => {
    expect(() => isWorkday('2026-02-30')).toThrow(NotADate);
  });

  it('prefers a published year to its provisional form', () => {
    const published = [...PUBLISHED_YEARS, { year: 2027, holidays: '01-01..01-03 元旦', workdays: '01-09 元旦' }];
    const next = buildWorkCalendar('test/2027', published);
    expect(next).toMatchObject({ coveredTo: '2027-12-31', provisionalYears: [] });
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
