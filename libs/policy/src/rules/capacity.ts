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
