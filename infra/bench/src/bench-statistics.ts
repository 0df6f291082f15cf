/** The value below which `share` of the sorted numbers lie (nearest rank); 0 for none. */
export const percentile = (numbers: readonly number[], share: number): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
};

export interface Spread {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
}

export const spreadOf = (numbers: readonly number[]): Spread => ({
  count: numbers.length,
  p50: percentile(numbers, 0.5),
  p99: percentile(numbers, 0.99),
});
