import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { cnapsCheck, hasCnapsCheck, looksLikePersonalCard, normaliseAccount, passesLuhn } from './bank-code.js';

const SAMPLES = [
  '102100099996',
  '103100000026',
  '105100000017',
  '308584000013',
  '403100000004',
  '313651099999',
  '102651001012',
  '105651003037',
];
const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''));

describe('CNAPS codes', () => {
  it.each(SAMPLES)('%s carries its check digit', (cnaps) => {
    expect(hasCnapsCheck(cnaps)).toBe(true);
  });

  it('of 102651001021 should end in 9', () => {
    expect(hasCnapsCheck('102651001021')).toBe(false);
    expect(cnapsCheck('10265100102')).toBe('9');
  });

  it('show every wrong digit in the samples', () => {
    const unnoticed = SAMPLES.flatMap((cnaps) =>
      Array.from(cnaps).flatMap((digit, at) =>
        Array.from('0123456789')
          .filter((other) => other !== digit)
          .map((other) => cnaps.slice(0, at) + other + cnaps.slice(at + 1))
          .filter((wrong) => hasCnapsCheck(wrong)),
      ),
    );
    expect(unnoticed).toEqual([]);
  });

  it('show every wrong digit in any code', () => {
    fc.assert(
      fc.property(digits(11), fc.nat(11), fc.integer({ min: 1, max: 9 }), (first11, at, by) => {
        const cnaps = first11 + cnapsCheck(first11);
        const other = String((Number(cnaps.charAt(at)) + by) % 10);
        return hasCnapsCheck(cnaps) && !hasCnapsCheck(cnaps.slice(0, at) + other + cnaps.slice(at + 1));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('account numbers', () => {
  it('are compared without spaces and hyphens, half-width', () => {
    expect(normaliseAccount(' ５１00 1234-5678 90 ')).toBe('51001234567890');
  });

  it('look like a personal card with 16 to 19 digits from 62 that pass Luhn', () => {
    expect(looksLikePersonalCard('6222024402000001234')).toBe(true);
    expect(looksLikePersonalCard('6222024402000001235')).toBe(false);
    expect(passesLuhn('4111111111111111')).toBe(true);
    expect(looksLikePersonalCard('4111111111111111')).toBe(false);
  });

  it('of card length that start with 62 pass for exactly one last digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 13, max: 16 }).chain(digits), (middle) => {
        const cards = Array.from('0123456789').filter((last) => looksLikePersonalCard(`62${middle}${last}`));
        return cards.length === 1;
      }),
    );
  });
});
