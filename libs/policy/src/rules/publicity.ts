import type { Refusal } from '#libs/contracts';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-PUB: the public notice (公示). */
export const PUBLICITY_RULES = {
  'R-PUB-01': {
    severity: 'B',
    source: '§5.2 P9',
    confidence: ['M'],
    zh: '公示期不少于{n}个工作日',
    en: 'Publicity must last at least {n} working days',
  },
  'R-PUB-03': {
    severity: 'A',
    source: '§5.2 P9',
    confidence: ['D'],
    zh: '存在未处理异议，暂不能认定',
    en: 'An objection is open; cannot designate',
  },
  'R-PUB-04': {
    severity: 'W',
    source: '§5.2 P9',
    confidence: ['D'],
    zh: '异议需实名并说明事实',
    en: 'Objections need a name and facts',
  },
} as const satisfies RuleTable;

const broken = refusalsOf(PUBLICITY_RULES);

export interface NoticePeriod {
  /** Last day of the notice; it runs until 24:00 of that day. */
  readonly endsOn: string;
  readonly today: string;
  /** Working days the notice was given, the day of opening not counted. */
  readonly workingDays: number;
}

/** R-PUB-01: the period was long enough and is over. `workingDaysMin` is the parameter `deadlines.publicity`. */
export const checkNoticeElapsed = (
  period: NoticePeriod,
  workingDaysMin: number,
  pointer: string,
): readonly Refusal[] =>
  period.today > period.endsOn && period.workingDays >= workingDaysMin
    ? []
    : [broken('R-PUB-01', pointer, { n: workingDaysMin })];

/** R-PUB-03. */
export const checkNoOpenObjection = (openObjections: number, pointer: string): readonly Refusal[] =>
  openObjections === 0 ? [] : [broken('R-PUB-03', pointer)];

/** R-PUB-04. `named`: the objection gives a name and a contact; its facts are asked for by its shape. */
export const checkObjectionNamed = (named: boolean, pointer: string): readonly Refusal[] =>
  named ? [] : [broken('R-PUB-04', pointer)];
