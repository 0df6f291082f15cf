import { describe, expect, it } from '@jest/globals';
import { validityNotice, validTo } from './life.js';

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

  it('does not guess about what is no date', () => {
    expect(() => validTo('22 May', 3)).toThrow(RangeError);
  });
});
