import type { Refusal } from '#libs/contracts';
import { hasPersonalNumber } from '../personal-data.js';
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
  'R-PUB-02': {
    severity: 'B',
    source: '个人信息保护法',
    confidence: ['D', 'H'],
    zh: '公示内容缺项或包含个人信息',
    en: 'Notice incomplete or contains personal data',
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

/** R-PUB-01 for a notice that is planned or over: its length alone. The day of opening is not counted. */
export const checkNoticeLength = (workingDays: number, workingDaysMin: number, pointer: string): readonly Refusal[] =>
  workingDays >= workingDaysMin ? [] : [broken('R-PUB-01', pointer, { n: workingDaysMin })];

/** What a notice has to show. */
export const NOTICE_FIELDS = ['employer', 'site', 'mode', 'district', 'amount', 'contact'] as const;
export type NoticeField = (typeof NOTICE_FIELDS)[number];

/** The texts of a notice by field; `text` is whatever else it says. The contact is an office's and may be a number. */
export type NoticeTexts = Readonly<Partial<Record<NoticeField | 'text', string>>>;

/** R-PUB-02. Points to each missing field, and to each that has a number of a person. */
export const checkNoticeContent = (notice: NoticeTexts, pointer: string): readonly Refusal[] => [
  ...NOTICE_FIELDS.filter((field) => (notice[field] ?? '').trim() === '').map((field) =>
    broken('R-PUB-02', `${pointer}/${field}`),
  ),
  ...([...NOTICE_FIELDS, 'text'] as const)
    .filter((field) => hasPersonalNumber(notice[field] ?? '', field === 'contact' ? 'identity' : 'any'))
    .map((field) => broken('R-PUB-02', `${pointer}/${field}`)),
];
