import { UNITS } from './unit.js';

/** What the programme wants to have reached, and until when (null: within the programme). */
export interface ProgrammeTarget {
  readonly value: number;
  readonly by: string | null;
  /** Section of the city's work plan. */
  readonly source: string;
}

/** Targets of the work plan (domain.md §7.1): demonstration sites in the city, and units with at least one employer. */
export const PROGRAMME_TARGETS = {
  sites: { value: 10, by: '2025-12-31', source: '方案三' },
  units: { value: UNITS.length, by: null, source: '方案三' },
} as const satisfies Record<string, ProgrammeTarget>;
