/** A value in force from a day on, up to and including another (`null`: still in force), and who says so. */
export interface Dated<Value> {
  readonly value: Value;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  readonly source: string;
}

/** The programme began with the city's plan; earlier dates have no parameters. */
export const PROGRAMME_START = '2024-01-01';

export const sinceStart = <Value>(value: Value, source: string): readonly Dated<Value>[] => [
  { value, effectiveFrom: PROGRAMME_START, effectiveTo: null, source },
];
