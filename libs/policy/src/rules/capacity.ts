import type { ClassKind, Refusal } from '#libs/contracts';
import type { ClassLimits } from '../parameters.js';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-CAP: class sizes and carers. */
export const CAPACITY_RULES = {
  'R-CAP-01': {
    severity: 'D',
    source: '托育机构设置标准（试行） Art. 19',
    confidence: ['H+2'],
    zh: '{class}{n}人，超过上限{max}人',
    en: '{class} has {n} children; the limit is {max}',
  },
  'R-CAP-02': {
    severity: 'D',
    source: '托育机构设置标准（试行） Art. 20',
    confidence: ['H+2'],
    zh: '{class}保育人员{c}人，至少需要{need}人',
    en: '{class} has {c} carers; {need} needed',
  },
  'R-CAP-03': {
    severity: 'D',
    source: '托育机构设置标准（试行） Art. 19',
    confidence: ['H+2'],
    zh: '混合编班仅限18个月以上，每班不超过18人',
    en: 'Mixed classes: 18 months or older, at most 18 children',
  },
  'R-CAP-04': {
    severity: 'W',
    source: '托育机构设置标准（试行） Art. 19',
    confidence: ['H'],
    zh: '{class}月龄范围为{from}–{to}个月',
    en: '{class} is for {from}–{to} months',
  },
  'R-CAP-05': {
    severity: 'D',
    source: '§9',
    confidence: ['M'],
    zh: '在托人数超过备案托位',
    en: 'Enrolment exceeds filed places',
  },
  'R-CAP-06': {
    severity: 'B',
    source: '§5.4 F5',
    confidence: ['D'],
    zh: '{name}同时登记在两个班',
    en: '{name} is listed in two classes',
  },
} as const satisfies RuleTable;

const broken = refusalsOf(CAPACITY_RULES);

/** One class as planned or as found on a visit. */
export interface ClassCount {
  readonly kind: ClassKind;
  readonly children: number;
  readonly carers: number;
}

/** Rounded up for each class by itself, never summed across classes: 10 infants need 4. */
export const carersNeeded = (kind: ClassKind, children: number, limits: ClassLimits): number =>
  Math.ceil(children / limits[kind].childrenPerCarer);

/** R-CAP-01. `class` in the parameters is the kind's code; the text shows its name. Points to `children`. */
export const checkClassSize = (row: ClassCount, limits: ClassLimits, pointer: string): readonly Refusal[] => {
  const max = limits[row.kind].maxChildren;
  return row.children <= max
    ? []
    : [broken('R-CAP-01', `${pointer}/children`, { class: row.kind, n: row.children, max })];
};

/** R-CAP-02. Points to `carers`. */
export const checkCarers = (row: ClassCount, limits: ClassLimits, pointer: string): readonly Refusal[] => {
  const need = carersNeeded(row.kind, row.children, limits);
  return row.carers >= need ? [] : [broken('R-CAP-02', `${pointer}/carers`, { class: row.kind, c: row.carers, need })];
};

/** R-CAP-01 and R-CAP-02 for every class. `pointer` is that of the list. */
export const checkClasses = (rows: readonly ClassCount[], limits: ClassLimits, pointer: string): readonly Refusal[] =>
  rows.flatMap((row, index) => [
    ...checkClassSize(row, limits, `${pointer}/${index}`),
    ...checkCarers(row, limits, `${pointer}/${index}`),
  ]);

/** A class with the ages of its children in full months; counts only, no child is named. */
export interface ClassAges {
  readonly kind: ClassKind;
  readonly children: number;
  readonly childrenMonths: readonly number[];
}

/** R-CAP-03. Silent for the other kinds. Points to `children`, and to each child who is too young. */
export const checkMixedClass = (row: ClassAges, limits: ClassLimits, pointer: string): readonly Refusal[] => {
  if (row.kind !== 'MIXED') return [];
  const { monthsFrom, maxChildren } = limits.MIXED;
  return [
    ...(row.children <= maxChildren ? [] : [broken('R-CAP-03', `${pointer}/children`)]),
    ...row.childrenMonths.flatMap((months, index) =>
      months >= monthsFrom ? [] : [broken('R-CAP-03', `${pointer}/childrenMonths/${index}`)],
    ),
  ];
};

/** R-CAP-04, a warning: `monthsFrom <= m < monthsTo` (domain.md §2.9), so nobody of 36 months is enrolled. */
export const checkAges = (
  row: Pick<ClassAges, 'kind' | 'childrenMonths'>,
  limits: ClassLimits,
  pointer: string,
): readonly Refusal[] => {
  const { monthsFrom: from, monthsTo: to } = limits[row.kind];
  return row.childrenMonths.flatMap((months, index) =>
    months >= from && months < to
      ? []
      : [broken('R-CAP-04', `${pointer}/childrenMonths/${index}`, { class: row.kind, from, to })],
  );
};

/** R-CAP-05. */
export const checkEnrolment = (
  input: { readonly enrolled: number; readonly filedPlaces: number },
  pointer: string,
): readonly Refusal[] => (input.enrolled <= input.filedPlaces ? [] : [broken('R-CAP-05', pointer)]);

/** A carer on the roster. `person` tells one from another (the number of the certificate); `name` is what the text shows. */
export interface RosteredCarer {
  readonly person: string;
  readonly name: string;
  readonly classKey: string;
}

/** R-CAP-06: whoever stands a second time on the roster, with another class. `pointer` is that of the list. */
export const checkCarersOnce = (carers: readonly RosteredCarer[], pointer: string): readonly Refusal[] =>
  carers.flatMap(({ person, name, classKey }, index) =>
    carers.slice(0, index).some((earlier) => earlier.person === person && earlier.classKey !== classKey)
      ? [broken('R-CAP-06', `${pointer}/${index}/classKey`, { name })]
      : [],
  );
