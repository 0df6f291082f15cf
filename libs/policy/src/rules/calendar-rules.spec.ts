import { describe, expect, it } from '@jest/globals';
import { checkCalendarCovered } from './calendar-rules.js';

describe('R-CAL, the calendar', () => {
  it('R-CAL-01 notes the year of a provisional due date and is silent about a firm one', () => {
    expect(checkCalendarCovered({ dueOn: '2026-12-31', provisional: false }, '')).toEqual([]);
    expect(checkCalendarCovered({ dueOn: '2027-01-05', provisional: true }, '/due')).toEqual([
      { rule: 'R-CAL-01', pointer: '/due', params: { year: '2027' } },
    ]);
  });
});
