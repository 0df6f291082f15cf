import type { Refusal } from '#libs/contracts';
import { PARAMETER_WORDS } from './parameter-words.js';
import { AUDIT_RULES } from './rules/audit.js';
import { AUTOMATIC_RULES } from './rules/automatic.js';
import { CALENDAR_RULES } from './rules/calendar-rules.js';
import { CAPACITY_RULES } from './rules/capacity.js';
import { COMMITTEE_RULES } from './rules/committee.js';
import { EXPENSE_RULES } from './rules/expense.js';
import { FILING_RULES } from './rules/filing.js';
import { FUND_RULES } from './rules/funds.js';
import { HEALTH_RULES } from './rules/health.js';
import { IDENTITY_RULES } from './rules/identity.js';
import { LIFE_RULES } from './rules/life.js';
import { ORGANISATION_RULES } from './rules/organisation.js';
import { PAYMENT_RULES } from './rules/payment.js';
import { PIPELINE_RULES } from './rules/pipelines.js';
import { PRICE_RULES } from './rules/price.js';
import { PRIVACY_RULES } from './rules/privacy.js';
import { PROCEDURE_RULES } from './rules/procedure.js';
import { PUBLICITY_RULES } from './rules/publicity.js';
import type { RuleText } from './rules/rule.js';
import { SITE_RULES } from './rules/site.js';
import { STAFF_RULES } from './rules/staff.js';
import { STATISTICS_RULES } from './rules/statistics.js';

const FAMILIES = {
  ...IDENTITY_RULES,
  ...ORGANISATION_RULES,
  ...COMMITTEE_RULES,
  ...PROCEDURE_RULES,
  ...FILING_RULES,
  ...SITE_RULES,
  ...CAPACITY_RULES,
  ...STAFF_RULES,
  ...HEALTH_RULES,
  ...PRICE_RULES,
  ...FUND_RULES,
  ...PAYMENT_RULES,
  ...EXPENSE_RULES,
  ...AUDIT_RULES,
  ...PUBLICITY_RULES,
  ...CALENDAR_RULES,
  ...LIFE_RULES,
  ...PRIVACY_RULES,
  ...STATISTICS_RULES,
  ...PIPELINE_RULES,
  ...AUTOMATIC_RULES,
};

/** Id of a rule of domain.md §9. Ids are stable and quoted by answers, events and tests. */
export type RuleId = keyof typeof FAMILIES;

export interface Rule extends RuleText {
  readonly id: RuleId;
}

/** Every rule that this product checks, by id. */
export const RULES = Object.fromEntries(
  Object.entries(FAMILIES).map(([id, text]) => [id, { id, ...text }]),
) as unknown as Readonly<Record<RuleId, Rule>>;

export const isRuleId = (id: string): id is RuleId => Object.hasOwn(RULES, id);

/** Both sentences of a rule. */
export interface RenderedRule {
  readonly zh: string;
  readonly en: string;
}

const fill = (text: string, language: 'zh' | 'en', params: Refusal['params']): string =>
  text.replaceAll(/\{(\w+)\}/gu, (placeholder, name: string) => {
    const value = params[name];
    if (value === undefined) return placeholder;
    return PARAMETER_WORDS[name]?.(String(value), language) ?? String(value);
  });

/**
 * The texts of a rule with its parameters filled in. Codes (a class, a unit, a field) become words of the language; a
 * parameter that is missing stays visible as `{x}`. The parameter `variant` chooses the rule's clearer sentences for a case.
 */
export const renderRule = (rule: RuleId, params: Refusal['params'] = {}): RenderedRule => {
  const { zh, en } = RULES[rule].variants?.[String(params['variant'])] ?? RULES[rule];
  return { zh: fill(zh, 'zh', params), en: fill(en, 'en', params) };
};

/**
 * Parts what was found into what refuses and what only warns (severity W, to be acknowledged). Anything that is not a
 * known warning refuses, general codes (`G-…`) included. Notices of automatic rules (`…Notice`, R-CAL-01) are not findings:
 * put them into the notes yourself.
 */
export const sortFindings = (
  found: readonly Refusal[],
): { readonly refusals: readonly Refusal[]; readonly warnings: readonly Refusal[] } => {
  const isWarning = ({ rule }: Refusal): boolean => isRuleId(rule) && RULES[rule].severity === 'W';
  return { refusals: found.filter((one) => !isWarning(one)), warnings: found.filter(isWarning) };
};
