import type { z } from 'zod';
import { RuleCase, type PriceCapRow } from '../src/rule-case.js';

/** The forms of a case, as a file would give them. */
export type GivenForms = Omit<Partial<z.input<typeof RuleCase>>, 'name'>;

/** What a rule lets pass and what it does not, each failing one with the places that it points to. */
export interface RuleExamples {
  readonly holds: readonly GivenForms[];
  readonly fails: readonly (readonly [given: GivenForms, ...pointers: readonly string[]])[];
}

export const JUDGED_ON = '2026-03-02';

/** AT-06: the cap of domain.md §10, and one that begins later. */
export const EXAMPLE_CAPS: readonly PriceCapRow[] = [
  { unit: '510114', kind: 'TODDLER', capFen: 200_000, effectiveFrom: '2025-01-01', effectiveTo: '2026-06-30' },
  { unit: '510114', kind: 'TODDLER', capFen: 210_000, effectiveFrom: '2026-07-01', effectiveTo: null },
];

export const exampleCase = (given: GivenForms): RuleCase =>
  RuleCase.parse({ name: 'example', date: JUDGED_ON, ...given });
