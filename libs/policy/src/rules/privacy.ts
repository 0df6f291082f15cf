import type { Refusal } from '#libs/contracts';
import { hasChildData } from '../personal-data.js';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-PRIV: what is not asked for, and what is not shown. */
export const PRIVACY_RULES = {
  'R-PRIV-01': {
    severity: 'B',
    source: '个人信息保护法 Art. 28, 31',
    confidence: ['H'],
    zh: '请勿填写婴幼儿姓名、证件号或健康信息',
    en: "Do not enter children's names, ID numbers or health data",
  },
  'R-PRIV-02': {
    severity: 'A',
    source: '个人信息保护法',
    confidence: ['H'],
    zh: '联系电话和账号须脱敏显示',
    en: 'Contact numbers and accounts are shown masked',
  },
} as const satisfies RuleTable;

const broken = refusalsOf(PRIVACY_RULES);

/** A text of a form, with its place. */
export interface PlacedText {
  readonly pointer: string;
  readonly text: string;
}

/** R-PRIV-01: counts only. Finds numbers and labels; a bare name in a sentence is for the eyes of a reviewer. */
export const checkNoChildData = (texts: readonly PlacedText[]): readonly Refusal[] =>
  texts.flatMap(({ pointer, text }) => (hasChildData(text) ? [broken('R-PRIV-01', pointer)] : []));

/** Of a mobile or an account number so many digits stay readable: three and four. */
const READABLE_DIGITS = 7;

/** R-PRIV-02: whoever does not own the task sees no whole number. */
export const checkMasked = (
  input: { readonly shown: string; readonly ownsTask: boolean },
  pointer: string,
): readonly Refusal[] =>
  input.ownsTask || input.shown.replaceAll(/\D/gu, '').length <= READABLE_DIGITS ? [] : [broken('R-PRIV-02', pointer)];
