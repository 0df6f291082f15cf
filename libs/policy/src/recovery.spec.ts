import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { fullMonths, recoveryOf, type RecoveryFacts } from './recovery.js';

const facts = (over: Partial<RecoveryFacts>): RecoveryFacts => ({
  misusedFen: 0,
  unspentFen: 0,
  durableFen: 0,
  paidOn: '2026-06-12',
  serviceStoppedOn: null,
  serviceMonths: 24,
  ...over,
});

describe('the amount of a recovery', () => {
  it('is 43,500.00 yuan in AT-07: misused 12,000, unspent 31,500, nothing durable', () => {
    expect(recoveryOf(facts({ misusedFen: 1_200_000, unspentFen: 3_150_000 }))).toEqual({
      misusedFen: 1_200_000,
      unspentFen: 3_150_000,
      proRataFen: 0,
      monthsMissing: 0,
      totalFen: 4_350_000,
    });
  });

  it.each([
    // durable, stopped on, months missing, pro rata
    [2_400_000, '2026-06-12', 24, 2_400_000],
    [2_400_000, '2026-07-11', 24, 2_400_000],
    [2_400_000, '2026-07-12', 23, 2_300_000],
    [10_000_000, '2027-06-11', 13, 5_416_667],
    [10_000_000, '2027-06-12', 12, 5_000_000],
    [2_400_000, '2028-06-11', 1, 100_000],
    [2_400_000, '2028-06-12', 0, 0],
    [2_400_000, '2030-01-01', 0, 0],
    // Half a fen is rounded up, less is not.
    [12, '2028-06-11', 1, 1],
    [11, '2028-06-11', 1, 0],
    [36, '2028-06-11', 1, 2],
  ])(
    'of %i fen durable, stopped on %s: %i months missing, %i fen',
    (durableFen, stopped, monthsMissing, proRataFen) => {
      expect(recoveryOf(facts({ durableFen, serviceStoppedOn: stopped }))).toMatchObject({ monthsMissing, proRataFen });
    },
  );

  it('owes nothing pro rata while the service goes on', () => {
    expect(recoveryOf(facts({ durableFen: 10_000_000 })).totalFen).toBe(0);
  });

  it('is exact for every amount, never more than the durable part, and falls with the months served', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.integer({ min: 0, max: 30 }), (durableFen, month) => {
        const stopped = new Date(Date.UTC(2026, 5 + month, 12)).toISOString().slice(0, 10);
        const later = new Date(Date.UTC(2026, 6 + month, 12)).toISOString().slice(0, 10);
        const { proRataFen, monthsMissing } = recoveryOf(facts({ durableFen, serviceStoppedOn: stopped }));
        expect(monthsMissing).toBe(Math.max(0, 24 - month));
        const exact = (2n * BigInt(durableFen) * BigInt(monthsMissing) + 24n) / 48n;
        expect(BigInt(proRataFen)).toBe(exact);
        expect(proRataFen).toBeLessThanOrEqual(durableFen);
        expect(recoveryOf(facts({ durableFen, serviceStoppedOn: later })).proRataFen).toBeLessThanOrEqual(proRataFen);
      }),
      { seed: 8, numRuns: 300 },
    );
  });
});

describe('full months', () => {
  it.each([
    ['2026-06-12', '2026-06-11', 0],
    ['2026-01-31', '2026-02-27', 0],
    // February has no 31st: its last day completes the month.
    ['2026-01-31', '2026-02-28', 1],
    ['2028-01-31', '2028-02-28', 0],
    ['2028-01-31', '2028-02-29', 1],
    ['2026-01-31', '2026-03-30', 1],
    ['2026-01-31', '2026-03-31', 2],
    ['2026-12-15', '2027-01-14', 0],
    ['2026-12-15', '2027-01-15', 1],
    ['2026-06-12', '2028-06-12', 24],
  ])('from %s to %s are %i', (from, to, months) => {
    expect(fullMonths(from, to)).toBe(months);
  });
});
