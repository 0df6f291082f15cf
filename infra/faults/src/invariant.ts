/** Something that must hold after all faults. `counted` says over how much it was looked at. */
export interface Verdict {
  readonly name: string;
  readonly counted: string;
  /** The first difference; null when it holds. */
  readonly difference: string | null;
}

export interface Invariant {
  readonly name: string;
  readonly check: () => Promise<Omit<Verdict, 'name'>>;
}

/** Looks at all, in order; one that cannot be looked at does not hold. */
export const verdictsOf = async (invariants: readonly Invariant[]): Promise<readonly Verdict[]> => {
  const verdicts: Verdict[] = [];
  for (const { name, check } of invariants) {
    const begun = Date.now();
    const verdict = await check().catch((error: unknown) => ({
      counted: '',
      difference: `could not be looked at: ${error instanceof Error ? error.message : String(error)}`,
    }));
    const seconds = ((Date.now() - begun) / 1_000).toFixed(1);
    verdicts.push({ name, ...verdict, counted: `${verdict.counted} in ${seconds} s` });
  }
  return verdicts;
};

export const verdictLines = (verdicts: readonly Verdict[]): readonly string[] =>
  verdicts.map(
    ({ name, counted, difference }) =>
      `${difference === null ? 'holds ' : 'BROKEN'} ${name.padEnd(58)} ${counted}${difference === null ? '' : `; ${difference}`}`,
  );
