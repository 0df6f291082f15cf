import type { Refusal } from '#libs/contracts';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-CAL: dates. */
export const CALENDAR_RULES = {
  'R-CAL-01': {
    severity: 'A',
    source: '§6.5',
    confidence: ['C', 'D'],
    zh: '工作日历未覆盖{year}年，期限为暂定',
    en: 'The calendar does not cover {year}; deadline provisional',
  },
} as const satisfies RuleTable;

const broken = refusalsOf(CALENDAR_RULES);

/** R-CAL-01: the note that goes with a provisional due date; it refuses nothing. */
export const checkCalendarCovered = (
  due: { readonly dueOn: string; readonly provisional: boolean },
  pointer: string,
): readonly Refusal[] => (due.provisional ? [broken('R-CAL-01', pointer, { year: due.dueOn.slice(0, 4) })] : []);
