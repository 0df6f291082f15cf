import type { Refusal } from '#libs/contracts';
import type { Parameters, PARAMETERS, PriceCap, RuleId } from '#libs/policy';
import type { RuleCase } from './rule-case.js';

/** What a rule is judged with besides the case. */
export interface JudgedWith {
  readonly parameters: Parameters;
  readonly caps: readonly PriceCap[];
}

/** What the rule finds; undefined: the case says nothing that concerns it. */
export type JudgeRule = (given: RuleCase, on: JudgedWith) => readonly Refusal[] | undefined;

export type ParameterName = Exclude<keyof typeof PARAMETERS, 'deadlines'> | 'deadlines';

/** How one rule is judged, and by which dated parameters. */
export interface RuleJudge {
  readonly judge: JudgeRule;
  readonly parameters: readonly ParameterName[];
}

export type JudgeTable = Readonly<Partial<Record<RuleId, RuleJudge>>>;

/** A rule without dated parameters, or with those named. */
export const judged = (judge: JudgeRule, ...parameters: readonly ParameterName[]): RuleJudge => ({ judge, parameters });

/** Of what several rules found together, what this one did. */
export const only = (rule: RuleId, found: readonly Refusal[]): readonly Refusal[] =>
  found.filter((refusal) => refusal.rule === rule);

/** The rows of a list that the rule can judge, with their place; undefined when there is none of them. */
export const eachOf = <Row>(
  rows: readonly Row[] | undefined,
  judge: (row: Row, index: number) => readonly Refusal[] | undefined,
): readonly Refusal[] | undefined => {
  const found = (rows ?? []).map(judge).filter((one) => one !== undefined);
  return found.length === 0 ? undefined : found.flat();
};

type Given<Value> = { readonly [Name in keyof Value]: Exclude<Value[Name], undefined> };

/** True when every field is given; the compiler then knows. */
export const allGiven = <Value extends object>(fields: Value): fields is Value & Given<Value> =>
  Object.values(fields).every((value) => value !== undefined);
