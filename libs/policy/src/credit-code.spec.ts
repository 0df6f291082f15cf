import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  creditCodeCheck,
  hasCreditCodeCheck,
  hasCreditCodeShape,
  hasOrganisationCheck,
  normaliseCreditCode,
  organisationCheck,
} from './credit-code.js';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const symbol = fc.constantFrom(...Array.from(ALPHABET));
const validCode = fc
  .array(symbol, { minLength: 17, maxLength: 17 })
  .map((symbols) => symbols.join(''))
  .map((first17) => first17 + creditCodeCheck(first17));

describe('the unified social credit code', () => {
  it('follows the two worked examples of domain.md §6.3', () => {
    expect(organisationCheck('MATX0001')).toBe('8');
    expect(creditCodeCheck('12510104MATX00018')).toBe('6');
    expect(organisationCheck('MATX0101')).toBe('0');
    expect(creditCodeCheck('81510104MATX01010')).toBe('G');
  });

  it.each(['9144030071526726XG', '914403001922038216', '91330100799655058B', '91110000802100433B'])(
    'accepts the public code %s, inner check included',
    (code) => {
      expect([hasCreditCodeShape(code), hasCreditCodeCheck(code), hasOrganisationCheck(code)]).toEqual([
        true,
        true,
        true,
      ]);
    },
  );

  it.each(['12510104MATX000168', '81510104MATX01010H'])('rejects %s', (code) => {
    expect([hasCreditCodeShape(code), hasCreditCodeCheck(code)]).toEqual([true, false]);
  });

  it('writes X for an inner rest of ten', () => {
    // Weight 3 on the first position: 1 × 3 mod 11 = 3 → 8; 4 × 3 = 12 mod 11 = 1 → rest ten.
    expect(organisationCheck('40000000')).toBe('X');
    expect(organisationCheck('00000000')).toBe('0');
  });

  it('is compared trimmed, half-width and in upper case', () => {
    expect(normaliseCreditCode('　１２５１０１０４ｍａｔｘ０００１８６ ')).toBe('12510104MATX000186');
    expect(normaliseCreditCode(normaliseCreditCode(' 12510104matx000186\n'))).toBe('12510104MATX000186');
  });

  it('notices every change of a single character', () => {
    fc.assert(
      fc.property(
        validCode,
        fc.nat(17),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
        (code, at, other) => {
          const changed = normaliseCreditCode(code.slice(0, at) + other + code.slice(at + 1));
          return changed === code || !hasCreditCodeShape(changed) || !hasCreditCodeCheck(changed);
        },
      ),
    );
    fc.assert(
      fc.property(validCode, fc.nat(17), symbol, (code, at, other) => {
        const changed = code.slice(0, at) + other + code.slice(at + 1);
        return changed === code || !hasCreditCodeCheck(changed);
      }),
      { numRuns: 2_000 },
    );
  });

  it('notices two neighbouring characters that changed places', () => {
    fc.assert(
      fc.property(validCode, fc.nat(15), (code, at) => {
        const [one, two] = [code.charAt(at), code.charAt(at + 1)];
        const swapped = code.slice(0, at) + two + one + code.slice(at + 2);
        return one === two || !hasCreditCodeCheck(swapped);
      }),
    );
  });
});
