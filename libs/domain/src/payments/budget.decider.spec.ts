import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { fold } from '#libs/contracts';
import { given } from '#libs/testing';
import {
  budgetDecider,
  budgetId,
  reservationAt,
  reservationOf,
  type BudgetCommand,
  type BudgetContext,
  type BudgetEvent,
  type BudgetState,
} from './budget.decider.js';

const context: BudgetContext = {
  holder: 'none',
  now: '2026-05-22T10:00:00+08:00',
  today: '2026-05-22',
  actor: { id: 'fin-approver', kind: 'human', roles: [{ role: 'MU_FIN_APPROVER' }] },
};
const paidContext: BudgetContext = { ...context, holder: 'paid' };
const decision = { subject: 'grant/one', sequence: 5 };
const opened: BudgetEvent = {
  type: 'budget.opened',
  data: { year: 2026, fund: 'UNION_MUNI', amountFen: 25_000_000, by: 'fin-approver' },
};
const reserved: BudgetEvent = {
  type: 'budget.reserved',
  data: { grant: 'case.one', amountFen: 10_000_000, leftFen: 15_000_000 },
};
const settled = (outcome: 'released' | 'paid'): BudgetEvent => ({
  type: 'budget.reservation-settled',
  data: { grant: 'case.one', outcome, amountFen: 10_000_000, decision },
});
const reserve = (grant: string, amountFen: number): BudgetCommand => ({ type: 'reserve', grant, amountFen });
const settle = (outcome: 'released' | 'paid', grant = 'case.one'): BudgetCommand => ({
  type: 'settle',
  grant,
  outcome,
  decision,
});

describe('opening a budget', () => {
  const open: BudgetCommand = { type: 'open', year: 2026, fund: 'UNION_MUNI', amountFen: 25_000_000 };

  it('opens the year of one fund under one id', () => {
    given(budgetDecider).when(open, context).then([opened]);
    expect(budgetId(2026, 'UNION_MUNI')).toBe('2026-UNION_MUNI');
  });

  it('refuses to open it a second time', () => {
    given(budgetDecider, [opened])
      .when(open, context)
      .then({ refused: [{ rule: 'G-STATE', params: { state: 'OPEN' } }] });
  });
});

describe('reserving', () => {
  it('promises the money and says what is left', () => {
    const { state } = given(budgetDecider, [opened]).when(reserve('case.one', 10_000_000), context);
    given(budgetDecider, [opened]).when(reserve('case.one', 10_000_000), context).then([reserved]);
    expect(state).toMatchObject({ leftFen: 15_000_000, reservedFen: 10_000_000, paidFen: 0 });
    expect(reservationAt(state, 2)).toEqual({ grant: 'case.one', amountFen: 10_000_000, outcome: 'reserved', at: 2 });
  });

  it('gives the very last fen and not one more (R-FUND-13)', () => {
    given(budgetDecider, [opened, reserved])
      .when(reserve('case.two', 15_000_000), context)
      .thenTypes('budget.reserved');
    given(budgetDecider, [opened, reserved])
      .when(reserve('case.two', 15_000_001), context)
      .then({ refused: [{ rule: 'R-FUND-13', pointer: '/amountFen' }] });
  });

  it('refuses where no budget was opened (R-FUND-02)', () => {
    given(budgetDecider).when(reserve('case.one', 1), context).thenRefused('R-FUND-02');
  });

  it.each([['reserved' as const], ['paid' as const]])(
    'refuses a second reservation of a grant that is %s',
    (outcome) => {
      const past = outcome === 'reserved' ? [opened, reserved] : [opened, reserved, settled('paid')];
      given(budgetDecider, past)
        .when(reserve('case.one', 1), context)
        .then({ refused: [{ rule: 'G-STATE', params: { state: outcome } }] });
    },
  );

  it('reserves again for a grant whose reservation was released', () => {
    const { state } = given(budgetDecider, [opened, reserved, settled('released')]).when(
      reserve('case.one', 7),
      context,
    );
    expect(reservationOf(state, 'case.one')).toEqual({ grant: 'case.one', amountFen: 7, outcome: 'reserved', at: 4 });
    expect(reservationAt(state, 2)).toMatchObject({ outcome: 'released' });
  });
});

describe('settling', () => {
  it('books a paid grant', () => {
    const settling = given(budgetDecider, [opened, reserved]).when(settle('paid'), paidContext);
    settling.then([settled('paid')]);
    expect(settling.state).toMatchObject({ leftFen: 15_000_000, reservedFen: 0, paidFen: 10_000_000 });
  });

  it('gives a released amount back', () => {
    const settling = given(budgetDecider, [opened, reserved]).when(settle('released'), context);
    settling.then([settled('released')]);
    expect(settling.state).toMatchObject({ leftFen: 25_000_000, reservedFen: 0, paidFen: 0 });
  });

  it.each(['paid', 'released'] as const)('changes nothing when it is %s already', (outcome) => {
    given(budgetDecider, [opened, reserved, settled(outcome)])
      .when(settle(outcome), context)
      .then([]);
  });

  it.each([
    ['paid', 'none'],
    ['paid', 'unpaid'],
    ['released', 'unpaid'],
    ['released', 'paid'],
  ] as const)('refuses to book it as %s while the grant that rests on it is %s', (outcome, holder) => {
    given(budgetDecider, [opened, reserved])
      .when(settle(outcome), { ...context, holder })
      .then({ refused: [{ rule: 'G-STATE', params: { state: `grant ${holder}` } }] });
  });

  it('refuses to turn one outcome into the other', () => {
    given(budgetDecider, [opened, reserved, settled('paid')])
      .when(settle('released'), context)
      .thenRefused('G-STATE');
    given(budgetDecider, [opened, reserved, settled('released')])
      .when(settle('paid'), context)
      .thenRefused('G-STATE');
  });

  it('refuses a grant without a reservation', () => {
    given(budgetDecider, [opened]).when(settle('paid', 'nobody'), context).thenRefused('G-NOT-FOUND');
  });
});

describe('the ledger', () => {
  const grants = fc.constantFrom('a', 'b', 'c', 'd');
  const command: fc.Arbitrary<BudgetCommand> = fc.oneof(
    fc.record({ type: fc.constant('reserve' as const), grant: grants, amountFen: fc.integer({ min: 1, max: 40_000 }) }),
    fc.record({
      type: fc.constant('settle' as const),
      grant: grants,
      outcome: fc.constantFrom('released' as const, 'paid' as const),
      decision: fc.constant(decision),
    }),
  );

  const run = (amountFen: number, commands: readonly BudgetCommand[]): readonly BudgetState[] => {
    const open: BudgetCommand = { type: 'open', year: 2026, fund: 'UNION_MUNI', amountFen };
    const states = [budgetDecider.initial];
    for (const next of [open, ...commands]) {
      const state = states.at(-1) ?? budgetDecider.initial;
      const holder = next.type === 'settle' && next.outcome === 'paid' ? 'paid' : 'none';
      const answer = budgetDecider.decide(next, state, { ...context, holder });
      if (answer.kind === 'accepted') states.push(fold(budgetDecider, state, answer.events));
    }
    return states.slice(1);
  };

  it('balances in whole fen after every command, never overspends and promises a grant once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.array(command, { maxLength: 60 }), (amountFen, commands) => {
        for (const state of run(amountFen, commands)) {
          const { leftFen, reservedFen, paidFen, reservations } = state;
          expect([leftFen, reservedFen, paidFen].every((fen) => Number.isSafeInteger(fen) && fen >= 0)).toBe(true);
          expect(leftFen + reservedFen + paidFen).toBe(amountFen);
          const sum = (outcome: string): number =>
            reservations.filter((one) => one.outcome === outcome).reduce((total, one) => total + one.amountFen, 0);
          expect([sum('reserved'), sum('paid')]).toEqual([reservedFen, paidFen]);
          const live = reservations.filter((one) => one.outcome !== 'released').map((one) => one.grant);
          expect(new Set(live).size).toBe(live.length);
        }
      }),
      { seed: 20260522, numRuns: 300 },
    );
  });

  it('stays exact at the largest amount that is whole', () => {
    const [, last] = run(Number.MAX_SAFE_INTEGER, [reserve('a', Number.MAX_SAFE_INTEGER)]);
    expect(last).toMatchObject({ leftFen: 0, reservedFen: Number.MAX_SAFE_INTEGER });
    given(budgetDecider, [opened, reserved])
      .when(reserve('b', Number.MAX_SAFE_INTEGER), context)
      .thenRefused('R-FUND-13');
  });
});
