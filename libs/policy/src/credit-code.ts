/** Full-width characters become half-width (U+FF01–FF5E, U+3000); the ends are trimmed. */
export const toHalfWidth = (raw: string): string =>
  raw
    .replace(/[\uFF01-\uFF5E]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
    .trim();

/** The one spelling of a unified social credit code (统一社会信用代码) that is checked, stored and compared. */
export const normaliseCreditCode = (raw: string): string => toHalfWidth(raw).toUpperCase();

// GB 32100-2015: 31 symbols, weights 3^(i-1) mod 31. 31 is prime, so every single wrong character is noticed.
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const SHAPE = /^[0-9A-HJ-NP-RTUWXY]{18}$/;

// GB 11714: another table (A = 10 … Z = 35) and other weights, over positions 9–16.
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

const weighted = (text: string, weights: readonly number[], valueOf: (character: string) => number): number =>
  weights.reduce((sum, weight, index) => sum + weight * valueOf(text.charAt(index)), 0);

/** 18 characters of the 31 symbols (R-ID-01). Expects a normalised code, like all functions below. */
export const hasCreditCodeShape = (code: string): boolean => SHAPE.test(code);

/** The 18th character for the first 17 (GB 32100-2015). */
export const creditCodeCheck = (first17: string): string =>
  ALPHABET.charAt((31 - (weighted(first17, WEIGHTS, (character) => ALPHABET.indexOf(character)) % 31)) % 31);

/** R-ID-02. */
export const hasCreditCodeCheck = (code: string): boolean => creditCodeCheck(code.slice(0, 17)) === code.charAt(17);

/** The 9th character of an organisation code for its first eight (GB 11714). */
export const organisationCheck = (body8: string): string => {
  const rest = 11 - (weighted(body8, ORGANISATION_WEIGHTS, (character) => Number.parseInt(character, 36)) % 11);
  if (rest === 10) return 'X';
  return rest === 11 ? '0' : String(rest);
};

/** R-ID-05. */
export const hasOrganisationCheck = (code: string): boolean => organisationCheck(code.slice(8, 16)) === code.charAt(16);
