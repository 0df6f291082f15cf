import { describe, expect, it } from '@jest/globals';
import { DUTIES, DUTY_MATRIX, dutyConflict, type Duty, type DutyRule } from './duty-matrix.js';

const applicant: readonly Duty[] = ['application-preparation', 'committee-vote', 'application-submission'];
const district: readonly Duty[] = ['formal-check', 'district-review', 'district-signature'];
const municipal: readonly Duty[] = ['municipal-review', 'municipal-signature', 'joint-review-union'];
const health: readonly Duty[] = ['health-verification', 'joint-review-health'];
const finance: readonly Duty[] = ['payment-making', 'payment-checking', 'payment-approval'];
const judges: readonly Duty[] = [...district, ...municipal, ...health, 'inspection'];
const all = Object.keys(DUTIES) as Duty[];

/** The expectation, written pair by pair and not by the attributes from which the matrix is made. */
const expected = new Map<string, DutyRule>();
const forbid = (rule: DutyRule, some: readonly Duty[], others: readonly Duty[]): void => {
  for (const first of some) {
    for (const second of others) {
      if (first === second) continue;
      expected.set(`${first}+${second}`, rule);
      expected.set(`${second}+${first}`, rule);
    }
  }
};
forbid('R-PROC-04', applicant, judges);
forbid('R-PROC-04', [...applicant, ...judges], finance);
forbid('R-PROC-05', applicant, district);
forbid('R-PROC-05', district, municipal);
forbid('R-PROC-05', ['health-verification'], ['joint-review-health']);
forbid('R-PAY-05', finance, finance);

const pairs = all.flatMap((first) => all.map((second) => [first, second, expected.get(`${first}+${second}`)] as const));

describe('the duty matrix', () => {
  it.each(pairs)('judges %s then %s by one person as %s', (first, second, rule) => {
    const conflict = dutyConflict([{ duty: first, actorId: 'p-1' }], { duty: second, actorId: 'p-1' });
    expect(conflict).toEqual(rule === undefined ? undefined : { rule, because: first });
  });

  it.each(pairs)('lets two people do %s and %s', (first, second) => {
    expect(dutyConflict([{ duty: first, actorId: 'p-1' }], { duty: second, actorId: 'p-2' })).toBeUndefined();
  });

  it('holds each forbidden pair once', () => {
    expect(DUTY_MATRIX).toHaveLength(expected.size / 2);
    expect(new Set(DUTY_MATRIX.map((pair) => [pair.first, pair.second].toSorted().join())).size).toBe(
      DUTY_MATRIX.length,
    );
  });

  it('looks at the whole history', () => {
    const history = [
      { duty: 'payment-making', actorId: 'p-1' },
      { duty: 'payment-checking', actorId: 'p-2' },
    ] as const;
    expect(dutyConflict(history, { duty: 'payment-approval', actorId: 'p-1' })).toEqual({
      rule: 'R-PAY-05',
      because: 'payment-making',
    });
    expect(dutyConflict(history, { duty: 'payment-approval', actorId: 'p-3' })).toBeUndefined();
  });
});
