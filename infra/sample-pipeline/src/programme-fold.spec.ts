import { describe, expect, it } from '@jest/globals';
import type { FactEvent } from '#libs/client';
import { NOTHING_YET, foldFact, isPaid, paidFen, type Programme } from './programme-fold.js';

const fact = (n: number, type: string, subject: string, data: Record<string, unknown> = {}) => ({
  position: `p${n}`,
  event: { type, subject, sequence: String(n).padStart(10, '0'), caseid: 'c-1', data } as unknown as FactEvent,
});
const isOwn = (caseId: string): boolean => caseId === 'c-1';
const fold = (facts: readonly ReturnType<typeof fact>[]): Programme =>
  facts.reduce((programme, each) => foldFact(programme, each, isOwn), NOTHING_YET);

describe('what the sample pipeline knows', () => {
  it('counts the facts of its cases and keeps the position behind them', () => {
    const known = fold([
      fact(1, 'application.created', 'application/c-1'),
      fact(2, 'application.plan-sealed', 'application/c-1'),
      fact(3, 'meeting.opened', 'meeting/m-1'),
    ]);
    expect(known.position).toBe('p3');
    expect(known.cases['c-1']).toMatchObject({ events: 3, sequence: 2 });
  });

  it('passes over the cases of others', () => {
    const other = fact(1, 'application.created', 'application/c-2');
    const known = foldFact(NOTHING_YET, { ...other, event: { ...other.event, caseid: 'c-2' } }, isOwn);
    expect(known).toEqual({ position: 'p1', cases: {} });
  });

  it('takes a case for paid when all its grants are, by bank or by voucher', () => {
    const planned = [
      fact(1, 'grant.planned', 'grant/g-1', { amountFen: 10_000_000 }),
      fact(1, 'grant.planned', 'grant/g-2', { amountFen: 5_000_000 }),
      fact(6, 'grant.paid', 'grant/g-1', { amountFen: 10_000_000 }),
    ];
    const half = fold(planned).cases['c-1'];
    const whole = fold([...planned, fact(2, 'grant.voucher-recorded', 'grant/g-2', { amountFen: 5_000_000 })]);
    const [all] = Object.values(whole.cases);
    if (half === undefined || all === undefined) throw new Error('the case is not known');
    expect([paidFen(half), isPaid(half, 2)]).toEqual([10_000_000, false]);
    expect([paidFen(all), isPaid(all, 2)]).toEqual([15_000_000, true]);
    expect(isPaid(all, 3)).toBe(false);
  });
});
