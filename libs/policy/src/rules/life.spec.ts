import { describe, expect, it } from '@jest/globals';
import { addMonths, checkNotBarred, validityNotice, validTo } from './life.js';

describe('R-LIFE, the years of a site', () => {
  it.each([
    ['2026-05-22', 3, '2029-05-21'],
    ['2026-01-01', 3, '2028-12-31'],
    ['2026-03-01', 2, '2028-02-29'],
    ['2026-03-01', 3, '2029-02-28'],
    ['2028-02-29', 3, '2031-02-28'],
    ['2028-02-29', 4, '2032-02-28'],
  ])('R-LIFE-01: designated on %s for %i years is valid to %s', (designatedOn, years, last) => {
    expect(validTo(designatedOn, years)).toBe(last);
    expect(validityNotice(designatedOn, years, '')).toEqual([
      { rule: 'R-LIFE-01', pointer: '', params: { date: last } },
    ]);
  });

  it.each([
    ['2026-05-08', 12, '2027-05-08'],
    ['2026-02-28', 24, '2028-02-28'],
    ['2028-02-29', 24, '2030-02-28'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-11-30', 3, '2027-02-28'],
  ])('counts from %s by %i months to %s', (date, months, last) => {
    expect(addMonths(date, months)).toBe(last);
  });

  it('R-LIFE-06 bars an employer up to and including the last day', () => {
    const on = (today: string, barredUntil: string | null) =>
      checkNotBarred({ barredUntil, today, months: 24 }, '/employerUscc');
    expect(on('2026-05-08', null)).toEqual([]);
    expect(on('2028-05-09', '2028-05-08')).toEqual([]);
    expect(on('2028-05-08', '2028-05-08')).toEqual([
      { rule: 'R-LIFE-06', pointer: '/employerUscc', params: { n: 24, date: '2028-05-08' } },
    ]);
  });

  it('does not guess about what is no date', () => {
    expect(() => validTo('22 May', 3)).toThrow(RangeError);
  });
});
