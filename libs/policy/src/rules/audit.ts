import type { Refusal } from '#libs/contracts';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-AUD: audit of earmarked money. */
export const AUDIT_RULES = {
  'R-AUD-02': {
    severity: 'B',
    source: '§3.7',
    confidence: ['H'],
    zh: '审计人员不符合独立性要求',
    en: 'The auditor is not independent',
  },
  'R-AUD-03': {
    severity: 'A',
    source: '§3.7',
    confidence: ['D'],
    zh: '审计发现重大问题，经费已冻结',
    en: 'Serious audit finding; funds frozen',
  },
} as const satisfies RuleTable;

const broken = refusalsOf(AUDIT_RULES);

/** R-AUD-03: these findings freeze the grant; a minor one is mended while the money is used. */
export const freezesGrant = (severity: string): boolean => severity === 'MAJOR' || severity === 'VIOLATION';

/** R-AUD-03: while the grant is frozen nothing is spent, committed or paid. */
export const checkNotFrozen = (frozen: boolean, pointer: string): readonly Refusal[] =>
  frozen ? [broken('R-AUD-03', pointer)] : [];
