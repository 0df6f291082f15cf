import type { Refusal } from '#libs/contracts';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-EXP: how the money of a grant is spent, as far as an expense is checked when it is registered. */
export const EXPENSE_RULES = {
  'R-EXP-02': {
    severity: 'B',
    source: '§8.3',
    confidence: ['D'],
    zh: '发票{no}已报销',
    en: 'Invoice {no} was already claimed',
  },
  'R-EXP-03': {
    severity: 'B',
    source: 'S-四4',
    confidence: ['S', 'D'],
    zh: '票据日期不在使用期内',
    en: 'Date outside the grant period',
  },
  'R-EXP-04': {
    severity: 'B',
    source: 'S-四4',
    confidence: ['S'],
    zh: '收款方与合同方不一致或为个人',
    en: 'Payee differs from the contract party or is an individual',
  },
} as const satisfies RuleTable;

const broken = refusalsOf(EXPENSE_RULES);

/** R-EXP-02 within one grant; across grants the invoice number is claimed city-wide. */
export const checkInvoiceUnused = (
  invoiceNo: string,
  claimed: readonly string[],
  pointer: string,
): readonly Refusal[] => (claimed.includes(invoiceNo) ? [broken('R-EXP-02', pointer, { no: invoiceNo })] : []);

/** R-EXP-03: money is spent after it arrived, and not in the days to come. Dates are YYYY-MM-DD. */
export const checkSpentInPeriod = (
  input: { readonly spentOn: string; readonly paidOn: string; readonly today: string },
  pointer: string,
): readonly Refusal[] =>
  input.spentOn >= input.paidOn && input.spentOn <= input.today ? [] : [broken('R-EXP-03', pointer)];

/** R-EXP-04, as far as the kind of payee says it. */
export const checkNotIndividual = (payeeKind: string, pointer: string): readonly Refusal[] =>
  payeeKind === 'INDIVIDUAL' ? [broken('R-EXP-04', pointer)] : [];
