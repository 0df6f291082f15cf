import { describe, expect, it } from '@jest/globals';
import type { OfficeCalendarView } from '#libs/contracts';
import { dueStanding, workingDaysBetween } from '../src/calendar/due-date.view.js';
import { EN } from '../src/wording/en.wording.js';
import { ZH_CN } from '../src/wording/zh-cn.wording.js';

/** Labour Day 2026: 1 to 5 May are off, Saturday 9 May is worked. */
const DAYS_OFF = ['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-04', '2026-05-05', '2026-05-10'];
const on = (today: string): OfficeCalendarView => ({
  today,
  calendarVersion: 'cn-2026',
  from: '2026-01-01',
  to: '2026-12-31',
  daysOff: DAYS_OFF,
});

describe('a due date in words', () => {
  it.each([
    ['2026-04-30', '2026-05-06', 1],
    ['2026-04-30', '2026-05-11', 5],
    ['2026-05-06', '2026-05-06', 0],
    ['2026-05-07', '2026-05-06', 0],
  ])('between %s and %s are %i working days, the first not counted', (from, to, count) => {
    expect(workingDaysBetween(from, to, DAYS_OFF)).toBe(count);
  });

  it.each([
    ['2026-04-30', '2026-05-07', '逾期2个工作日', '2 working days overdue'],
    ['2026-04-30', '2026-05-03', '已逾期', 'Overdue'],
    ['2026-05-06', '2026-05-06', '今天到期', 'Due today'],
    ['2026-05-06', '2026-05-05', '还剩1个工作日', '1 working day left'],
    ['2026-05-11', '2026-05-06', '还剩4个工作日', '4 working days left'],
    [null, '2026-05-06', '不限期', 'No due date'],
  ])('%s is, on %s, %s', (dueOn, today, zh, en) => {
    const standing = dueStanding(dueOn, on(today));
    expect([ZH_CN.due(standing), EN.due(standing)]).toEqual([zh, en]);
  });

  it('is near from two working days on', () => {
    expect(dueStanding('2026-05-08', on('2026-05-06')).urgency).toBe('soon');
    expect(dueStanding('2026-05-09', on('2026-05-06')).urgency).toBe('later');
  });
});
