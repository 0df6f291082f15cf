import type { Refusal } from '#libs/contracts';
import { addDays } from '../day-count.js';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-AUD: audit of earmarked money. */
export const AUDIT_RULES = {
  'R-AUD-01': {
    severity: 'A',
    source: 'S-四4',
    confidence: ['S', 'D'],
    zh: '绩效自评逾期未报',
    en: 'Performance self-evaluation overdue',
  },
  'R-AUD-02': {
    severity: 'B',
    source: '§3.7',
    confidence: ['H'],
    zh: '审计人员不符合独立性要求',
    en: 'The auditor is not independent',
  },
  'R-AUD-03': {
    severity: 'A',
    source: '§3.7',
    confidence: ['D'],
    zh: '审计发现重大问题，经费已冻结',
    en: 'Serious audit finding; funds frozen',
  },
  'R-AUD-04': {
    severity: 'B',
    source: '§3.5',
    confidence: ['D'],
    zh: '记录不可修改，请以冲正方式更正',
    en: 'Records cannot be edited; correct by reversal',
  },
  'R-AUD-05': {
    severity: 'A',
    source: '§8.3',
    confidence: ['D'],
    zh: '追回款项逾期',
    en: 'Recovery overdue',
  },
} as const satisfies RuleTable;

const broken = refusalsOf(AUDIT_RULES);

/** R-AUD-03: these findings freeze the grant; a minor one is mended while the money is used. */
export const freezesGrant = (severity: string): boolean => severity === 'MAJOR' || severity === 'VIOLATION';

/** R-AUD-03: while the grant is frozen nothing is spent, committed or paid. */
export const checkNotFrozen = (frozen: boolean, pointer: string): readonly Refusal[] =>
  frozen ? [broken('R-AUD-03', pointer)] : [];

export interface DueReport {
  /** Last day of the period, or the day of the order. */
  readonly from: string;
  /** Calendar days from then. */
  readonly days: number;
  readonly doneOn: string | undefined;
  readonly today: string;
}

/** Late when it was done after its last day, or is not done when that day is over. */
const isLate = ({ from, days, doneOn, today }: DueReport): boolean => (doneOn ?? today) > addDays(from, days);

/** R-AUD-01. */
export const checkReportInTime = (report: DueReport, pointer: string): readonly Refusal[] =>
  isLate(report) ? [broken('R-AUD-01', pointer)] : [];

/** R-AUD-05. */
export const checkRecoveryInTime = (recovery: DueReport, pointer: string): readonly Refusal[] =>
  isLate(recovery) ? [broken('R-AUD-05', pointer)] : [];

/** R-AUD-02: `involved` are chair, finance and reviewers of the case. The duty matrix says the same of every act in it. */
export const checkAuditor = (
  input: { readonly auditor: string; readonly involved: readonly string[] },
  pointer: string,
): readonly Refusal[] => (input.involved.includes(input.auditor) ? [broken('R-AUD-02', pointer)] : []);

/** R-AUD-04: every entry that was there is there still, unchanged and in its place. Points to the first that is not. */
export const checkAppendOnly = (
  before: readonly string[],
  after: readonly string[],
  pointer: string,
): readonly Refusal[] => {
  const changed = before.findIndex((entry, index) => after[index] !== entry);
  return changed < 0 ? [] : [broken('R-AUD-04', `${pointer}/${changed}`)];
};
