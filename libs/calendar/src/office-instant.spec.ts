import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { NotADate } from './civil-date.js';
import {
  endOfOfficeDay,
  epochMilliseconds,
  NotAnInstant,
  officeDate,
  officeInstant,
  startOfOfficeDay,
} from './office-instant.js';

describe('office instants', () => {
  it('take the date in Asia/Shanghai, whatever offset the instant is written with', () => {
    expect(officeDate('2026-03-02T15:59:59Z')).toBe('2026-03-02');
    expect(officeDate('2026-03-02T15:59:59.999Z')).toBe('2026-03-02');
    expect(officeDate('2026-03-02T16:00:00Z')).toBe('2026-03-03');
    expect(officeDate('2026-03-02T23:30:00-05:00')).toBe('2026-03-03');
    expect(officeDate('2026-03-02T00:00:00+08:00')).toBe('2026-03-02');
    expect(officeDate('2025-12-31T16:00:00+00:00')).toBe('2026-01-01');
  });

  it('end a day at 24:00, which is the start of the next', () => {
    expect(endOfOfficeDay('2026-03-05')).toBe('2026-03-06T00:00:00+08:00');
    expect(endOfOfficeDay('2026-12-31')).toBe('2027-01-01T00:00:00+08:00');
    expect(startOfOfficeDay('2026-03-05')).toBe('2026-03-05T00:00:00+08:00');
    expect(() => endOfOfficeDay('2026-02-30')).toThrow(NotADate);
  });

  it('are written with offset +08:00 and milliseconds', () => {
    expect(officeInstant(Date.UTC(2026, 2, 2, 1, 0, 0, 7))).toBe('2026-03-02T09:00:00.007+08:00');
    expect(officeInstant(-1)).toBe('1970-01-01T07:59:59.999+08:00');
  });

  it.each([
    '2026-03-02T09:00:00',
    '2026-03-02',
    '2026-03-02T24:00:00+08:00',
    '2026-03-02T09:60:00Z',
    '2026-03-02T09:00:60Z',
    'yesterday',
    '',
  ])('refuse %j', (text) => {
    expect(() => epochMilliseconds(text)).toThrow(NotAnInstant);
  });

  it('come back from their text, and agree with the engine about every instant', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (epochMs) => {
        const text = officeInstant(epochMs);
        return epochMilliseconds(text) === epochMs && Date.parse(text) === epochMs;
      }),
    );
  });
});
