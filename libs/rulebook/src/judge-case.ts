import {
  inForce,
  PARAMETERS,
  parametersOn,
  PROGRAMME_START,
  renderRule,
  RULES,
  type Dated,
  type PriceCap,
  type RuleId,
  type Severity,
} from '#libs/policy';
import { CARE_JUDGES } from './care-judges.js';
import { COMMITTEE_JUDGES } from './committee-judges.js';
import { IDENTITY_JUDGES } from './identity-judges.js';
import { MONEY_JUDGES } from './money-judges.js';
import { PROCEDURE_JUDGES } from './procedure-judges.js';
import type { RuleCase } from './rule-case.js';
import type { ParameterName, RuleJudge } from './rule-judge.js';
import { SITE_JUDGES } from './site-judges.js';
import { USE_JUDGES } from './use-judges.js';

const JUDGES = {
  ...IDENTITY_JUDGES,
  ...COMMITTEE_JUDGES,
  ...PROCEDURE_JUDGES,
  ...SITE_JUDGES,
  ...CARE_JUDGES,
  ...MONEY_JUDGES,
  ...USE_JUDGES,
};

/** Id of a rule of the office's reference, domain.md §9; programs and their accounts have rules of ours besides. */
export type OfficeRuleId = keyof typeof JUDGES & RuleId;

/** How each of the office's rules is judged. */
export const OFFICE_RULES: Readonly<Record<OfficeRuleId, RuleJudge>> = JUDGES;

/** The office's rules by id, in order. */
export const OFFICE_RULE_IDS = (Object.keys(OFFICE_RULES) as OfficeRuleId[]).toSorted();

/** `acts`: a rule of severity A does what it says. */
export type RuleResult = 'holds' | 'refused' | 'warning' | 'acts' | 'not-concerned';

/** What one rule says of one case. */
export interface RuleOutcome {
  readonly rule: OfficeRuleId;
  readonly severity: Severity;
  readonly result: RuleResult;
  /** Day from which on the parameters are in force that it was judged by. */
  readonly version: string;
  readonly findings: readonly { readonly pointer: string; readonly zh: string; readonly en: string }[];
}

const deadlineRows = Object.values(PARAMETERS.deadlines);

const rowsOf = (name: ParameterName): readonly (readonly Dated<unknown>[])[] =>
  name === 'deadlines' ? deadlineRows : [PARAMETERS[name]];

/** The newest row among those that the rule was judged by. */
const versionOf = (names: readonly ParameterName[], date: string): string =>
  names
    .flatMap((name) => rowsOf(name).map((rows) => inForce(name, rows, date).effectiveFrom))
    .reduce((newest, from) => (from > newest ? from : newest), PROGRAMME_START);

const FOUND: Readonly<Record<Severity, RuleResult>> = { B: 'refused', D: 'refused', W: 'warning', A: 'acts' };

/** The severity of the day: WS/T 821 warns until a notice makes it binding. */
const severityOf = (rule: RuleId, gradeSeverity: Severity): Severity =>
  rule === 'R-HLTH-02' ? gradeSeverity : RULES[rule].severity;

/**
 * Every rule about one case, in order. `rules` are the office's unless a test replaces one.
 * @throws {ParameterNotInForce} before the programme began
 */
export const judgeCase = (
  given: RuleCase,
  caps: readonly PriceCap[] = [],
  rules: Readonly<Record<OfficeRuleId, RuleJudge>> = OFFICE_RULES,
): readonly RuleOutcome[] => {
  const parameters = parametersOn(given.date);
  return OFFICE_RULE_IDS.map((rule) => {
    const severity = severityOf(rule, parameters.health.gradeSeverity);
    const found = rules[rule].judge(given, { parameters, caps });
    const whenFound = found === undefined ? 'not-concerned' : FOUND[severity];
    return {
      rule,
      severity,
      result: found?.length === 0 ? 'holds' : whenFound,
      version: versionOf(rules[rule].parameters, given.date),
      findings: (found ?? []).map(({ pointer, params }) => ({ pointer, ...renderRule(rule, params) })),
    };
  });
};
