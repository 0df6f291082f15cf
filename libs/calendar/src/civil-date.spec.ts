import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { addCalendarDays, dateOfDay, dayOfDate, NotADate, weekdayOfDay } from './civil-date.js';

const DAY_MS = 86_400_000;

describe('civil dates', () => {
  it('agree with UTC time on every day from 1900 to 2200', () => {
    const first = Date.UTC(1900, 0, 1) / DAY_MS;
    const last = Date.UTC(2200, 11, 31) / DAY_MS;
    for (let day = first; day <= last; day += 1) {
      const utc = new Date(day * DAY_MS);
      const date = dateOfDay(day);
      if (date !== utc.toISOString().slice(0, 10) || weekdayOfDay(day) !== utc.getUTCDay() || dayOfDate(date) !== day) {
        throw new Error(`day ${day} is ${date}`);
      }
    }
  });

  it.each([
    '2026-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '20260101',
    '',
    '2026-01-01T00:00:00Z',
    '2026-01-01\n',
  ])('refuse %j', (text) => {
    expect(() => dayOfDate(text)).toThrow(NotADate);
  });

  it('add calendar days forwards and backwards, over leap days', () => {
    expect(addCalendarDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addCalendarDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addCalendarDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(addCalendarDays('2026-03-02', 180)).toBe('2026-08-29');
    expect(() => addCalendarDays('2026-03-02', 0.5)).toThrow(RangeError);
  });

  it('come back after adding and subtracting any number of days', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30_000, max: 60_000 }), fc.integer({ min: -9_000, max: 9_000 }), (day, days) => {
        const date = dateOfDay(day);
        return addCalendarDays(addCalendarDays(date, days), -days) === date;
      }),
    );
  });
});
