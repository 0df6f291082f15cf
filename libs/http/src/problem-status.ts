import { GENERAL_ERRORS, type GeneralError } from '#libs/contracts';

const RULE_STATUS: Readonly<Record<string, number>> = {
  'R-PROC-04': 403,
  'R-PROC-05': 403,
  'R-PAY-05': 403,
  'R-AUD-02': 403,
  'R-PROC-07': 412,
  'R-AUTO-02': 403,
  'R-AUTO-03': 403,
  'R-AUTO-06': 409,
  'R-AUTO-07': 409,
};

export const isGeneralError = (rule: string): rule is GeneralError => Object.hasOwn(GENERAL_ERRORS, rule);

/**
 * HTTP status of a refusal: 412 for a stale version (R-PROC-07), 403 for the wrong person (R-PROC-04, R-PROC-05,
 * R-PAY-05, R-AUD-02, R-AUTO-02, R-AUTO-03), 409 for what a program has or had (R-AUTO-06, R-AUTO-07), the table's status for `G-…`, and 422 for every other rule.
 */
export const problemStatus = (rule: string): number =>
  isGeneralError(rule) ? GENERAL_ERRORS[rule].status : (RULE_STATUS[rule] ?? 422);
