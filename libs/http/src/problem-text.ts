import { STATUS_CODES } from 'node:http';
import { GENERAL_ERRORS, type Problem, type Refusal } from '#libs/contracts';
import { isRuleId, renderRule } from '#libs/policy';
import { isGeneralError, problemStatus } from './problem-status.js';

/**
 * Both texts of a refusal. `G-…` texts come from contracts, rules from the catalogue; a parameter `<name>Zh` takes the
 * place of `<name>` in the Chinese text, because a sentence about a schema is not the same in both languages.
 */
export const renderRefusal = ({ rule, params }: Refusal): { zh: string; en: string } => {
  if (isGeneralError(rule)) {
    const { zh, en } = GENERAL_ERRORS[rule];
    const chinese = Object.fromEntries(
      Object.keys(params).map((name) => [name, params[`${name}Zh`] ?? params[name] ?? '']),
    );
    return { zh: fill(zh, chinese), en: fill(en, params) };
  }
  return isRuleId(rule) ? renderRule(rule, params) : { zh: rule, en: rule };
};

const fill = (text: string, params: Refusal['params']): string =>
  text.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(params[name] ?? placeholder));

export interface ProblemContext {
  /** Path of the request, without its query. */
  readonly instance?: string | undefined;
  /** Number under which the log has the details. */
  readonly errorId?: string | undefined;
}

/** RFC 9457 problem details for these refusals; the first one names status, rule and pointer of the whole. */
export const problemOf = (refusals: readonly Refusal[], context: ProblemContext = {}): Problem => {
  const errors = refusals.map((refusal) => ({
    rule: refusal.rule,
    pointer: refusal.pointer,
    ...renderRefusal(refusal),
  }));
  const first = errors[0] ?? { rule: 'G-INTERNAL', pointer: '', zh: '', en: '' };
  const status = problemStatus(first.rule);
  const currentVersion = currentVersionIn(refusals[0]);
  return {
    type: `urn:nuanchao:problem:${first.rule}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: first.zh,
    detailEn: first.en,
    ...(context.instance === undefined ? {} : { instance: context.instance }),
    rule: first.rule,
    pointer: first.pointer,
    errors,
    ...(context.errorId === undefined ? {} : { errorId: context.errorId }),
    ...(currentVersion === undefined ? {} : { currentVersion }),
  };
};

const currentVersionIn = (first: Refusal | undefined): number | undefined => {
  const current = first?.rule === 'R-PROC-07' ? first.params['current'] : undefined;
  return typeof current === 'number' ? current : undefined;
};
