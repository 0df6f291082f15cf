import { CARE_EXAMPLES } from './care.examples.js';
import { IDENTITY_EXAMPLES } from './identity.examples.js';
import { MONEY_EXAMPLES } from './money.examples.js';
import { PROCEDURE_EXAMPLES } from './procedure.examples.js';
import type { RuleExamples } from './rule-example.js';
import { SITE_EXAMPLES } from './site.examples.js';
import { YEARS_EXAMPLES } from './years.examples.js';

/** Every rule's examples, the borders among them: the specs judge by them, and the mutants are killed by them. */
export const RULE_EXAMPLES: Readonly<Record<string, RuleExamples>> = {
  ...IDENTITY_EXAMPLES,
  ...PROCEDURE_EXAMPLES,
  ...SITE_EXAMPLES,
  ...CARE_EXAMPLES,
  ...MONEY_EXAMPLES,
  ...YEARS_EXAMPLES,
};
