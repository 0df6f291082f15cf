import { formatYuan, type Refusal } from '#libs/contracts';
import { EIGHT_PROHIBITIONS } from '../eight-prohibitions.js';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-FUND: earmarked money (专款专用). */
export const FUND_RULES = {
  'R-FUND-01': {
    severity: 'D',
    source: 'S-三',
    confidence: ['S'],
    zh: '未认定为示范点，不得安排补助',
    en: 'Not a designated site; no grant',
  },
  'R-FUND-02': {
    severity: 'B',
    source: 'S-四4',
    confidence: ['S'],
    zh: '无预算不得支出',
    en: 'No spending without budget',
  },
  'R-FUND-03': {
    severity: 'B',
    source: 'S-四4',
    confidence: ['S'],
    zh: '超出预算：剩余{left}元，本次{amt}元',
    en: 'Over budget: {left} left, {amt} requested',
  },
  'R-FUND-04': {
    severity: 'B',
    source: 'S-四4',
    confidence: ['S'],
    zh: '不得改变专项经费用途',
    en: 'The purpose of earmarked funds may not change',
  },
  'R-FUND-05': {
    severity: 'B',
    source: 'S-四4',
    confidence: ['S'],
    zh: '禁止以现金或商业预付卡方式结算',
    en: 'Cash and prepaid cards are prohibited',
  },
  'R-FUND-06': {
    severity: 'B',
    source: 'S-四4',
    confidence: ['S'],
    zh: '专项经费不得列支{category}',
    en: 'Earmarked funds may not pay for {category}',
  },
  'R-FUND-07': {
    severity: 'B',
    source: 'S-四4',
    confidence: ['S'],
    zh: '不得直接用工会经费为职工发放补贴',
    en: 'Union funds may not be paid to staff as a subsidy',
  },
  'R-FUND-09': {
    severity: 'B',
    source: 'S-四4',
    confidence: ['S', 'H'],
    zh: '专账余额不足：余额{left}元，本次{amt}元',
    en: 'Insufficient balance in the separate ledger: {left} left, {amt} requested',
  },
  'R-FUND-13': {
    severity: 'D',
    source: 'S-四4',
    confidence: ['S'],
    zh: '本年度专项资金余额不足',
    en: "The year's programme balance is insufficient",
  },
  'R-FUND-14': {
    severity: 'D',
    source: '§8.3',
    confidence: ['D'],
    zh: '结余资金{left}元尚未退回',
    en: 'Unspent money of {left} has not been returned',
  },
  'R-FUND-15': {
    severity: 'B',
    source: 'S-四4',
    confidence: ['S'],
    zh: '请逐项确认工会经费使用“八不准”',
    en: 'Confirm each of the eight prohibitions',
  },
  'R-FUND-08': {
    severity: 'B',
    source: 'S-四4',
    confidence: ['S'],
    zh: '该支出不在工作方案范围内',
    en: 'The expense is outside the plan',
  },
  'R-FUND-10': {
    severity: 'D',
    source: 'S-四4',
    confidence: ['S'],
    zh: '请提供单位年度预算中的托育经费安排',
    en: "Show the childcare item in the employer's annual budget",
  },
  'R-FUND-11': {
    severity: 'B',
    source: '§5.4 F6',
    confidence: ['D'],
    zh: '预算明细与合计不符',
    en: 'Budget rows do not add up',
  },
  'R-FUND-12': {
    severity: 'D',
    source: 'S-四4',
    confidence: ['D'],
    zh: '该项目已由{source}安排资金',
    en: 'This item is already funded by {source}',
  },
  'R-FUND-16': {
    severity: 'B',
    source: '§3.4',
    confidence: ['H'],
    zh: '工会经费与财政资金应分账核算',
    en: 'Union and fiscal funds need separate ledgers',
  },
} as const satisfies RuleTable;

const broken = refusalsOf(FUND_RULES);

/** R-FUND-01. A pilot counts only if the year's notice lists it. */
export const checkGrantEligible = (
  input: { readonly designated: boolean; readonly listedPilot: boolean },
  pointer: string,
): readonly Refusal[] => (input.designated || input.listedPilot ? [] : [broken('R-FUND-01', pointer)]);

/** R-FUND-02: the line spent from must stand in the budget with an amount. */
export const checkBudgetLine = (
  input: { readonly line: string; readonly budget: readonly { readonly line: string; readonly amountFen: number }[] },
  pointer: string,
): readonly Refusal[] =>
  input.budget.some((row) => row.line === input.line && row.amountFen > 0) ? [] : [broken('R-FUND-02', pointer)];

/**
 * Money still free, in fen. Subtracting keeps whole fen exact where adding could leave the safe integers; an overdrawn
 * budget has nothing left.
 */
const leftOf = (budgetFen: number, usedFen: number): number => Math.max(0, budgetFen - usedFen);

export interface Spending {
  readonly budgetFen: number;
  /** Committed before, this spending not included. */
  readonly committedFen: number;
  readonly amountFen: number;
}

/** R-FUND-03: committed + new ≤ budget. The texts show yuan. */
export const checkWithinBudget = (input: Spending, pointer: string): readonly Refusal[] => {
  const left = leftOf(input.budgetFen, input.committedFen);
  return input.amountFen <= left
    ? []
    : [broken('R-FUND-03', pointer, { left: formatYuan(left), amt: formatYuan(input.amountFen) })];
};

/** R-FUND-04. Purposes are compared as they stand in the approval (a budget line, or the text of the grant). */
export const checkPurpose = (
  input: { readonly approved: string; readonly requested: string },
  pointer: string,
): readonly Refusal[] => (input.approved.trim() === input.requested.trim() ? [] : [broken('R-FUND-04', pointer)]);

/** R-FUND-05. Only a bank transfer settles; whatever is not one is refused. */
export const checkSettlement = (method: string, pointer: string): readonly Refusal[] =>
  method === 'TRANSFER' ? [] : [broken('R-FUND-05', pointer)];

/** R-FUND-06, or the rule that says more of what was wished: cash or prepaid cards (R-FUND-05), a subsidy (R-FUND-07). */
export const checkAllowedLine = (line: string, pointer: string): readonly Refusal[] => {
  if (line === 'EX-95') return [broken('R-FUND-05', pointer)];
  if (line === 'EX-98') return [broken('R-FUND-07', pointer)];
  return line.startsWith('EX-9') ? [broken('R-FUND-06', pointer, { category: line })] : [];
};

/** R-FUND-07. Money of the union is paid to suppliers, never to its members. */
export const checkNotToStaff = (payeeKind: string, pointer: string): readonly Refusal[] =>
  payeeKind === 'STAFF' ? [broken('R-FUND-07', pointer)] : [];

/** R-FUND-09: what goes out never exceeds what the separate ledger (专账) has. */
export const checkLedgerBalance = (
  input: { readonly balanceFen: number; readonly amountFen: number },
  pointer: string,
): readonly Refusal[] =>
  input.amountFen <= input.balanceFen
    ? []
    : [broken('R-FUND-09', pointer, { left: formatYuan(input.balanceFen), amt: formatYuan(input.amountFen) })];

/** R-FUND-14: nothing is left when the grant is closed. */
export const checkUnspentReturned = (balanceFen: number, pointer: string): readonly Refusal[] =>
  balanceFen === 0 ? [] : [broken('R-FUND-14', pointer, { left: formatYuan(balanceFen) })];

export interface ProgrammeBalance {
  readonly budgetFen: number;
  /** Grants reserved or paid before, this one not included. */
  readonly grantedFen: number;
  readonly amountFen: number;
}

/** R-FUND-13: the sum of grants never exceeds the year's programme money. */
export const checkProgrammeBalance = (input: ProgrammeBalance, pointer: string): readonly Refusal[] =>
  input.amountFen <= leftOf(input.budgetFen, input.grantedFen) ? [] : [broken('R-FUND-13', pointer)];

/** R-FUND-15. `missing` in the parameters names the boxes not ticked. */
export const checkProhibitionsSigned = (signed: readonly string[], pointer: string): readonly Refusal[] => {
  const missing = EIGHT_PROHIBITIONS.map((prohibition) => prohibition.code).filter((code) => !signed.includes(code));
  return missing.length === 0 ? [] : [broken('R-FUND-15', pointer, { missing: missing.join(',') })];
};
