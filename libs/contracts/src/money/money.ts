import { z } from 'zod';

/** Whole fen (分), never a float. 100 fen are one yuan. */
export const Fen = z.int().min(0).max(Number.MAX_SAFE_INTEGER).meta({ description: 'Amount in whole fen (分)' });
export type Fen = z.infer<typeof Fen>;

/** 10000000 becomes `100,000.00`. */
export const formatYuan = (fen: number): string => {
  const whole = Math.trunc(fen / 100);
  const rest = Math.abs(fen % 100);
  return `${whole.toLocaleString('en-US')}.${String(rest).padStart(2, '0')}`;
};
