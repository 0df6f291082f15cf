import { toHalfWidth } from './credit-code.js';

const CNAPS = /^\d{12}$/;
const ACCOUNT = /^\d{8,32}$/;
const CARD = /^62\d{14,17}$/;

/** The one spelling of an account number or CNAPS code: half-width, without spaces and hyphens. */
export const normaliseAccount = (raw: string): string => toHalfWidth(raw).replaceAll(/[\s-]/gu, '');

/** Twelve digits: 3 bank, 4 area, 4 branch, 1 check (R-PAY-02). Expects a normalised code. */
export const hasCnapsShape = (cnaps: string): boolean => CNAPS.test(cnaps);

/**
 * Check digit of a CNAPS code (联行号) for its first eleven digits: ISO 7064 MOD 11,10. No document at hand states it; it
 * was found by comparison, which is why a checker may override it (domain.md §6.4).
 */
export const cnapsCheck = (first11: string): string => {
  const product = Array.from(first11).reduce((p, digit) => (((p + Number(digit)) % 10 || 10) * 2) % 11, 10);
  return String((11 - product) % 10);
};

export const hasCnapsCheck = (cnaps: string): boolean => cnapsCheck(cnaps.slice(0, 11)) === cnaps.charAt(11);

/** 8–32 digits (R-PAY-03). Expects a normalised number. */
export const hasAccountShape = (account: string): boolean => ACCOUNT.test(account);

/** Luhn (ISO/IEC 7812-1): every second digit from the right doubled, digit sums, a multiple of ten. */
export const passesLuhn = (digits: string): boolean => {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
};

/** 16–19 digits, starting 62, Luhn-valid: probably somebody's own UnionPay card (R-PAY-04). */
export const looksLikePersonalCard = (account: string): boolean => CARD.test(account) && passesLuhn(account);
