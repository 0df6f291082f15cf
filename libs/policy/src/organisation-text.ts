/**
 * Names of organisations and accounts compared as an official would: without spaces, with one kind of bracket.
 * Everything else must be the same character (R-PAY-01, R-FILE-04).
 */
export const normaliseName = (raw: string): string =>
  raw.normalize('NFC').replaceAll(/\s/gu, '').replaceAll('（', '(').replaceAll('）', ')');

/** True when both are the same name and there is a name at all. */
export const isSameName = (one: string, other: string): boolean =>
  normaliseName(one) !== '' && normaliseName(one) === normaliseName(other);
