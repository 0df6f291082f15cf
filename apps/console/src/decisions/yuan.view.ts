/** `100,000.5` becomes 10000050 fen; undefined for anything that is no amount of whole fen. */
export const parseYuan = (text: string): number | undefined => {
  const [, whole, fraction = ''] = /^([0-9]+)(?:\.([0-9]{1,2}))?$/u.exec(text.replaceAll(/[,，\s]/gu, '')) ?? [];
  if (whole === undefined) return undefined;
  const fen = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return Number.isSafeInteger(fen) ? fen : undefined;
};

/** What a field for an amount begins with: 10000050 becomes `100000.50`. */
export const yuanText = (fen: number): string => `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
