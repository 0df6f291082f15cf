import type { Level, Refusal } from '#libs/contracts';
import { isReasonCode } from '../reason-code.js';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-PROC: how a case is handled. */
export const PROCEDURE_RULES = {
  'R-PROC-01': {
    severity: 'B',
    source: '行政许可法 Art. 32',
    confidence: ['H'],
    zh: '退回补正须一次性列明全部问题',
    en: 'A return must list all defects at once',
  },
  'R-PROC-02': {
    severity: 'A',
    source: '§5.2 P3c',
    confidence: ['D'],
    zh: '补正次数已达上限（{rounds}次）',
    en: 'Correction limit reached ({rounds})',
  },
  'R-PROC-03': {
    severity: 'A',
    source: '§5.2 P3c',
    confidence: ['D'],
    zh: '逾期未补正（期限{dueOn}），申请已失效',
    en: 'Correction overdue since {dueOn}; the application has lapsed',
  },
  'R-PROC-04': {
    severity: 'B',
    source: '§8.1',
    confidence: ['D'],
    zh: '您与该申请存在利害关系，不得办理',
    en: 'You have a conflict of interest in this case',
    variants: {
      reconsideration: {
        zh: '您参与了正在复核的原决定，复核须由未参与原决定的人员办理',
        en: 'You took part in the decision under reconsideration; somebody who did not must decide it',
      },
    },
  },
  'R-PROC-05': {
    severity: 'B',
    source: '§5.1',
    confidence: ['D'],
    zh: '同一人不得办理相邻层级的环节',
    en: 'The same person may not act on two successive levels',
  },
  'R-PROC-06': {
    severity: 'B',
    source: '§5.2',
    confidence: ['D'],
    zh: '请填写不少于10字的理由',
    en: 'Give a reason of at least 10 characters',
  },
  'R-PROC-07': {
    severity: 'B',
    source: '§8',
    confidence: ['D'],
    zh: '数据已被他人更新，请刷新后重试',
    en: 'The record was changed by someone else; refresh and retry',
  },
  'R-PROC-08': {
    severity: 'B',
    source: '§8.1',
    confidence: ['D'],
    zh: '公示期间撤回须经市总工会同意',
    en: "Withdrawal during publicity needs the municipal union's consent",
  },
} as const satisfies RuleTable;

const broken = refusalsOf(PROCEDURE_RULES);

/** Levels that follow one another on a case: unions (相邻层级) and health authorities each have their own ladder. */
export const SUCCESSIVE_LEVELS = [
  ['grassroots', 'district'],
  ['district', 'municipal'],
  ['county-health', 'municipal-health'],
] as const satisfies readonly (readonly [Level, Level])[];

/** True when one level directly follows the other, in either direction. A level does not follow itself. */
export const areSuccessive = (one: string, other: string): boolean =>
  SUCCESSIVE_LEVELS.some(([lower, upper]) => (one === lower && other === upper) || (one === upper && other === lower));

/** R-PROC-04. `excluded` are the ids of people with a conflict in this case. */
export const checkNoConflict = (
  input: { readonly actor: string; readonly excluded: readonly string[] },
  pointer = '',
): readonly Refusal[] => (input.excluded.includes(input.actor) ? [broken('R-PROC-04', pointer)] : []);

/** Shortest reason for a negative decision, in characters. */
export const REASON_CHARACTERS_MIN = 10;

/** Long enough to be a reason; characters are code points, so that a rare ideograph counts as one. */
export const isReasonText = (text: string): boolean => Array.from(text.trim()).length >= REASON_CHARACTERS_MIN;

export interface DecisionReason {
  /** True for 通过: then neither code nor text is asked for. */
  readonly positive: boolean;
  readonly reasonCode: string | undefined;
  readonly reasonText: string | undefined;
}

/**
 * R-PROC-06. A reason code of domain.md §6.7 and a text of at least ten characters, for every code, `OTHER` included.
 * Characters are Unicode code points after trimming, so that a rare ideograph counts as one. Points to `/reasonCode` or
 * `/reasonText`.
 */
export const checkNegativeDecision = (decision: DecisionReason, pointer = ''): readonly Refusal[] => {
  if (decision.positive) return [];
  return [
    ...(isReasonCode(decision.reasonCode ?? '') ? [] : [broken('R-PROC-06', `${pointer}/reasonCode`)]),
    ...(isReasonText(decision.reasonText ?? '') ? [] : [broken('R-PROC-06', `${pointer}/reasonText`)]),
  ];
};

/** R-PROC-04 for whoever took part in the decision that is reconsidered (复核, domain.md §5.2). */
export const checkNotReconsideringOwn = (
  input: { readonly actor: string; readonly excluded: readonly string[] },
  pointer = '',
): readonly Refusal[] =>
  input.excluded.includes(input.actor) ? [broken('R-PROC-04', pointer, { variant: 'reconsideration' })] : [];

export interface StatedDefect {
  readonly reasonCode: string;
  readonly text: string;
}

/** R-PROC-01 for a return without defects, R-PROC-06 for each whose reason says too little. Points into the list. */
export const checkDefects = (defects: readonly StatedDefect[], pointer = '/defects'): readonly Refusal[] =>
  defects.length === 0
    ? [broken('R-PROC-01', pointer)]
    : defects.flatMap(({ reasonCode, text }, index) => [
        ...(isReasonCode(reasonCode) ? [] : [broken('R-PROC-06', `${pointer}/${index}/reasonCode`)]),
        ...(isReasonText(text) ? [] : [broken('R-PROC-06', `${pointer}/${index}/text`)]),
      ]);

/** R-PROC-06 for a reason that is given in words alone. */
export const checkReasonText = (text: string | undefined, pointer = '/reasonText'): readonly Refusal[] =>
  isReasonText(text ?? '') ? [] : [broken('R-PROC-06', pointer)];

/** R-PROC-07. `expected` is the version the caller has seen; a caller that names none does not ask. */
export const checkVersion = (
  input: { readonly expected: number | undefined; readonly current: number },
  pointer = '',
): readonly Refusal[] =>
  input.expected === undefined || input.expected === input.current ? [] : [broken('R-PROC-07', pointer)];

/** R-PROC-02. `earlier` is how often this step has returned the application before. */
export const checkCorrectionRounds = (
  input: { readonly earlier: number; readonly allowed: number },
  pointer: string,
): readonly Refusal[] =>
  input.earlier < input.allowed ? [] : [broken('R-PROC-02', pointer, { rounds: input.allowed })];

/** R-PROC-03. Dates are YYYY-MM-DD; the whole of the due day still counts. */
export const checkCorrectionInTime = (
  input: { readonly dueOn: string; readonly today: string },
  pointer = '',
): readonly Refusal[] => (input.today <= input.dueOn ? [] : [broken('R-PROC-03', pointer, { dueOn: input.dueOn })]);

/** R-PROC-01. Every concurrent review has to have been decided before the application is returned. */
export const checkAllDefects = (undecided: readonly string[], pointer: string): readonly Refusal[] =>
  undecided.map(() => broken('R-PROC-01', pointer)).slice(0, 1);

/** R-PROC-08. */
export const checkWithdrawalConsent = (
  input: { readonly noticeOpen: boolean; readonly consented: boolean },
  pointer = '',
): readonly Refusal[] => (!input.noticeOpen || input.consented ? [] : [broken('R-PROC-08', pointer)]);
