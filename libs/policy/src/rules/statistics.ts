import type { Refusal } from '#libs/contracts';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-STAT: reports and what they count. */
export const STATISTICS_RULES = {
  'R-STAT-01': {
    severity: 'B',
    source: '§7.2',
    confidence: ['D'],
    zh: '报表已上报，请以新版本更正',
    en: 'Report submitted; correct with a new version',
  },
  'R-STAT-02': {
    severity: 'A',
    source: 'S-三',
    confidence: ['S', 'D'],
    zh: '同一区（市）县、同一用人单位的试点只计一次',
    en: 'A pilot counts once per unit and once per employer',
  },
} as const satisfies RuleTable;

const broken = refusalsOf(STATISTICS_RULES);

export interface ReportState {
  readonly version: number;
  /** The figures, or their hash. */
  readonly figures: string;
}

/** R-STAT-01. `submitted` is the report as it was handed in; undefined while it is a draft. */
export const checkReportFrozen = (
  submitted: ReportState | undefined,
  now: ReportState,
  pointer: string,
): readonly Refusal[] =>
  submitted === undefined || now.version > submitted.version || sameReport(submitted, now)
    ? []
    : [broken('R-STAT-01', pointer)];

const sameReport = (one: ReportState, other: ReportState): boolean =>
  one.version === other.version && one.figures === other.figures;

/** R-STAT-02: each entry that repeats an earlier one of a count, of units or of employers. */
export const checkCountedOnce = (counted: readonly string[], pointer: string): readonly Refusal[] =>
  counted.flatMap((entry, index) =>
    counted.indexOf(entry) === index ? [] : [broken('R-STAT-02', `${pointer}/${index}`)],
  );
