import type { Refusal } from '#libs/contracts';
import { daysUntil } from '../day-count.js';
import type { TermStandards } from '../standards.js';
import { LIFE_RULES } from './life.js';
import { refusalsOf } from './rule.js';

/** R-LIFE about what happens to a site between its designation and its end. */
const broken = refusalsOf(LIFE_RULES);

/** R-LIFE-02: in calendar days before the last day of validity, both ends of the window included. */
export const checkRenewalWindow = (
  input: { readonly appliedOn: string; readonly validTo: string },
  standards: TermStandards,
  pointer: string,
): readonly Refusal[] => {
  const before = daysUntil(input.appliedOn, input.validTo);
  return before <= standards.renewalOpensDaysBefore && before >= standards.renewalClosesDaysBefore
    ? []
    : [broken('R-LIFE-02', pointer)];
};

/** R-LIFE-03: a serious incident suspends at once. */
export const checkNoSeriousIncident = (serious: boolean, pointer: string): readonly Refusal[] =>
  serious ? [broken('R-LIFE-03', pointer)] : [];

const monthsBetween = (from: string, before: string): readonly string[] => {
  const [year = 0, month = 1] = from.split('-').map(Number);
  const months: string[] = [];
  for (let at = year * 12 + month - 1; ; at += 1) {
    const name = `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
    if (name >= before.slice(0, 7)) return months;
    months.push(name);
  }
};

/** Months from the one of `since` on, all over before `today`, in which nobody inspected. `doneOn` are dates. */
export const missedMonths = (input: {
  readonly since: string;
  readonly doneOn: readonly string[];
  readonly today: string;
}): readonly string[] =>
  monthsBetween(input.since, input.today).filter((month) => !input.doneOn.some((date) => date.startsWith(month)));

/** R-LIFE-04: so many months missed, in a row or not, and the site has to rectify. The running month is not over yet. */
export const checkSelfInspections = (
  input: { readonly since: string; readonly doneOn: readonly string[]; readonly today: string },
  standards: TermStandards,
  pointer: string,
): readonly Refusal[] =>
  missedMonths(input).length < standards.selfInspectionsMissed ? [] : [broken('R-LIFE-04', pointer)];

/** 优 良 中 差, best first. */
export const EVALUATION_GRADES = ['EXCELLENT', 'GOOD', 'FAIR', 'POOR'] as const;
export type EvaluationGrade = (typeof EVALUATION_GRADES)[number];

export interface AnnualEvaluation {
  readonly year: number;
  readonly grade: EvaluationGrade;
}

/** R-LIFE-05: 差 suspends; 中 so many times since the designation, and the site is not renewed. Points to the one that acts. */
export const checkEvaluations = (
  evaluations: readonly AnnualEvaluation[],
  standards: TermStandards,
  pointer: string,
): readonly Refusal[] =>
  evaluations.flatMap(({ grade }, index) => {
    const fair = evaluations.slice(0, index + 1).filter((one) => one.grade === 'FAIR').length;
    const acts = grade === 'POOR' || (grade === 'FAIR' && fair >= standards.fairEvaluations);
    return acts ? [broken('R-LIFE-05', `${pointer}/${index}/grade`, { grade })] : [];
  });
