import { type Refusal, refusal } from '#libs/contracts';

/** `B` blocks saving or submitting, `D` blocks a positive decision, `W` warns and is acknowledged, `A` acts by itself. */
export type Severity = 'B' | 'D' | 'W' | 'A';

/**
 * How sure the source is: `S` the city's plan itself, `H` `M` `L` high, medium, low, `+2` seen in a second source,
 * `C` computed or tested, `D` a default of this programme that no regulation states.
 */
export type Confidence = 'S' | 'H' | 'H+2' | 'M' | 'M+2' | 'L' | 'C' | 'D';

/** One rule as people read it. `{x}` in the texts are parameters of the refusal. */
export interface RuleText {
  readonly severity: Severity;
  readonly source: string;
  readonly confidence: readonly Confidence[];
  readonly zh: string;
  readonly en: string;
  /** Clearer sentences for a case of the rule that its refusal names in the parameter `variant`. */
  readonly variants?: Readonly<Record<string, { readonly zh: string; readonly en: string }>>;
}

export type RuleTable = Readonly<Record<string, RuleText>>;

/** Makes refusals that can only name rules of this family, so that a misspelt id does not compile. */
export const refusalsOf =
  <Table extends RuleTable>(_family: Table) =>
  (rule: keyof Table & string, pointer: string, params: Refusal['params'] = {}): Refusal =>
    refusal(rule, pointer, params);
