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
  'R-CAL-02': {
    severity: 'A',
    source: '§6.5',
    confidence: ['D'],
    zh: '日期一律按北京时间（Asia/Shanghai）计算：该时刻属于{date}',
    en: 'All dates are those of Asia/Shanghai: this instant lies in {date}',
  },
} as const satisfies RuleTable;

const broken = refusalsOf(CALENDAR_RULES);

/** R-CAL-01: the note that goes with a provisional due date; it refuses nothing. */
export const checkCalendarCovered = (
  due: { readonly dueOn: string; readonly provisional: boolean },
  pointer: string,
): readonly Refusal[] => (due.provisional ? [broken('R-CAL-01', pointer, { year: due.dueOn.slice(0, 4) })] : []);

const OFFICE_OFFSET_MS = 8 * 3_600_000;
const WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/;

/** R-CAL-02: the date that was made of an instant is the one in Asia/Shanghai. An instant without an offset has none. */
export const checkOfficeDate = (
  input: { readonly at: string; readonly officeDate: string },
  pointer: string,
): readonly Refusal[] => {
  const instant = WITH_OFFSET.test(input.at) ? Date.parse(input.at) : Number.NaN;
  if (Number.isNaN(instant)) return [broken('R-CAL-02', pointer, { date: '?' })];
  const date = new Date(instant + OFFICE_OFFSET_MS).toISOString().slice(0, 10);
  return date === input.officeDate ? [] : [broken('R-CAL-02', pointer, { date })];
};
