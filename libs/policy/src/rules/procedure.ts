import type { Level, Refusal } from '#libs/contracts';
import { isReasonCode } from '../reason-code.js';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-PROC: how a case is handled. */
export const PROCEDURE_RULES = {
  'R-PROC-04': {
    severity: 'B',
    source: '§8.1',
    confidence: ['D'],
    zh: '您与该申请存在利害关系，不得办理',
    en: 'You have a conflict of interest in this case',
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
  const characters = Array.from((decision.reasonText ?? '').trim()).length;
  return [
    ...(isReasonCode(decision.reasonCode ?? '') ? [] : [broken('R-PROC-06', `${pointer}/reasonCode`)]),
    ...(characters >= REASON_CHARACTERS_MIN ? [] : [broken('R-PROC-06', `${pointer}/reasonText`)]),
  ];
};

/** R-PROC-07. `expected` is the version the caller has seen; a caller that names none does not ask. */
export const checkVersion = (
  input: { readonly expected: number | undefined; readonly current: number },
  pointer = '',
): readonly Refusal[] =>
  input.expected === undefined || input.expected === input.current ? [] : [broken('R-PROC-07', pointer)];
