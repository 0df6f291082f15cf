import type { Refusal } from '#libs/contracts';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-LIFE: the years of a designated site. */
export const LIFE_RULES = {
  'R-LIFE-01': {
    severity: 'A',
    source: '§8.2',
    confidence: ['D'],
    zh: '示范点有效期至{date}',
    en: 'Valid until {date}',
  },
  'R-LIFE-06': {
    severity: 'B',
    source: '§8.1, §8.2',
    confidence: ['D'],
    zh: '撤销或因虚假材料终止后{n}个月内不得申报（至{date}）',
    en: 'No application within {n} months after revocation or termination (until {date})',
  },
  'R-LIFE-02': {
    severity: 'B',
    source: '§8.2',
    confidence: ['D'],
    zh: '不在复评申请时间内',
    en: 'Outside the renewal window',
  },
  'R-LIFE-03': {
    severity: 'A',
    source: 'S-二.4; S-四3',
    confidence: ['S'],
    zh: '发生安全事故，示范点暂停',
    en: 'Accident reported; site suspended',
  },
  'R-LIFE-04': {
    severity: 'A',
    source: 'S-四3',
    confidence: ['S', 'D'],
    zh: '未按月开展安全自查',
    en: 'Monthly self-inspection missing',
  },
  'R-LIFE-05': {
    severity: 'A',
    source: 'S-五1',
    confidence: ['S', 'D'],
    zh: '年度评估结果为{grade}',
    en: 'Annual evaluation result: {grade}',
  },
} as const satisfies RuleTable;

const broken = refusalsOf(LIFE_RULES);
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * R-LIFE-01: the day before the same day `years` later. Where that day does not exist (29 February) the validity lasts to
 * the end of February, so it is never shorter than whole years.
 * @throws {RangeError} when the date is not YYYY-MM-DD
 */
export const validTo = (designatedOn: string, years: number): string => {
  const [, year, month, day] = DATE.exec(designatedOn) ?? [];
  const last = new Date(Date.UTC(Number(year) + years, Number(month) - 1, Number(day) - 1));
  // Day 0 and 29 February of a common year are put right by UTC arithmetic, which knows no host time zone.
  return last.toISOString().slice(0, 10);
};

/** R-LIFE-01 as the note that goes with a designation. */
export const validityNotice = (designatedOn: string, years: number, pointer: string): readonly Refusal[] => [
  broken('R-LIFE-01', pointer, { date: validTo(designatedOn, years) }),
];

/** R-LIFE-06. `barredUntil` is the last day of the bar; null when there is none. */
export const checkNotBarred = (
  input: { readonly barredUntil: string | null; readonly today: string; readonly months: number },
  pointer: string,
): readonly Refusal[] =>
  input.barredUntil === null || input.today > input.barredUntil
    ? []
    : [broken('R-LIFE-06', pointer, { n: input.months, date: input.barredUntil })];

/** The same day so many months later; where it does not exist, the last day of that month. Dates are YYYY-MM-DD. */
export const addMonths = (date: string, months: number): string => {
  const [, year, month, day] = DATE.exec(date) ?? [];
  const first = new Date(Date.UTC(Number(year), Number(month) - 1 + months, 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(Number(day), lastDay));
  return first.toISOString().slice(0, 10);
};
