import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { SETTLEMENT_METHODS } from '#libs/contracts';
import { EIGHT_PROHIBITIONS } from '../eight-prohibitions.js';
import {
  checkBudgetLine,
  checkGrantEligible,
  checkProgrammeBalance,
  checkProhibitionsSigned,
  checkPurpose,
  checkSettlement,
  checkWithinBudget,
} from './funds.js';

const rules = (found: readonly { readonly rule: string }[]): string[] => found.map(({ rule }) => rule);
const fen = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

describe('R-FUND, funds', () => {
  it('R-FUND-01 gives money to a designated site or a listed pilot', () => {
    expect(checkGrantEligible({ designated: true, listedPilot: false }, '')).toEqual([]);
    expect(checkGrantEligible({ designated: false, listedPilot: true }, '')).toEqual([]);
    expect(rules(checkGrantEligible({ designated: false, listedPilot: false }, ''))).toEqual(['R-FUND-01']);
  });

  it('R-FUND-02 wants a budget line with money in it', () => {
    const budget = [
      { line: 'EX-01', amountFen: 100 },
      { line: 'EX-02', amountFen: 0 },
    ];
    expect(checkBudgetLine({ line: 'EX-01', budget }, '')).toEqual([]);
    expect(rules(checkBudgetLine({ line: 'EX-02', budget }, ''))).toEqual(['R-FUND-02']);
    expect(rules(checkBudgetLine({ line: 'EX-03', budget }, ''))).toEqual(['R-FUND-02']);
  });

  it('R-FUND-03 lets the budget be used up to the last fen', () => {
    const spending = { budgetFen: 10_000_000, committedFen: 9_000_000, amountFen: 1_000_000 };
    expect(checkWithinBudget(spending, '')).toEqual([]);
    expect(checkWithinBudget({ ...spending, amountFen: 1_000_001 }, '/amountFen')).toEqual([
      { rule: 'R-FUND-03', pointer: '/amountFen', params: { left: '10,000.00', amt: '10,000.01' } },
    ]);
    expect(checkWithinBudget({ budgetFen: 1, committedFen: 5, amountFen: 1 }, '')[0]?.params).toMatchObject({
      left: '0.00',
    });
  });

  it('R-FUND-03 and R-FUND-13 are exact for every amount of whole fen', () => {
    fc.assert(
      fc.property(fen, fen, fen, (budgetFen, used, amountFen) => {
        const lawful = BigInt(used) + BigInt(amountFen) <= BigInt(budgetFen);
        // An overdrawn budget still lets nothing (zero fen) be spent.
        fc.pre(amountFen > 0);
        const within = checkWithinBudget({ budgetFen, committedFen: used, amountFen }, '').length === 0;
        const balance = checkProgrammeBalance({ budgetFen, grantedFen: used, amountFen }, '').length === 0;
        return within === lawful && balance === lawful;
      }),
    );
  });

  it('R-FUND-04 keeps the purpose', () => {
    expect(checkPurpose({ approved: 'EX-02', requested: ' EX-02 ' }, '')).toEqual([]);
    expect(rules(checkPurpose({ approved: 'EX-02', requested: 'EX-03' }, ''))).toEqual(['R-FUND-04']);
  });

  it('R-FUND-05 lets only a transfer settle', () => {
    expect(SETTLEMENT_METHODS.filter((method) => checkSettlement(method, '').length === 0)).toEqual(['TRANSFER']);
    expect(rules(checkSettlement('GIFT_CARD', ''))).toEqual(['R-FUND-05']);
  });

  it("R-FUND-13 keeps grants within the year's balance", () => {
    expect(checkProgrammeBalance({ budgetFen: 100, grantedFen: 60, amountFen: 40 }, '')).toEqual([]);
    expect(rules(checkProgrammeBalance({ budgetFen: 100, grantedFen: 60, amountFen: 41 }, ''))).toEqual(['R-FUND-13']);
  });

  it('R-FUND-15 wants each of the eight boxes ticked', () => {
    const all = EIGHT_PROHIBITIONS.map(({ code }) => code);
    expect(all).toHaveLength(8);
    expect(checkProhibitionsSigned(all, '')).toEqual([]);
    for (const code of all) {
      expect(
        checkProhibitionsSigned(
          all.filter((one) => one !== code),
          '/declarations',
        ),
      ).toEqual([{ rule: 'R-FUND-15', pointer: '/declarations', params: { missing: code } }]);
    }
    expect(
      checkProhibitionsSigned(
        Array.from({ length: 8 }, () => 'EB-1'),
        '',
      ),
    ).toHaveLength(1);
  });
});
