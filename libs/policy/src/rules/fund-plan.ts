import type { FundSource, Refusal } from '#libs/contracts';
import { FUND_RULES } from './funds.js';
import { refusalsOf } from './rule.js';

/** R-FUND about the plan's own budget and its ledgers; what is spent stands in `funds.ts`. */
const broken = refusalsOf(FUND_RULES);

export interface PlannedItem {
  readonly line: string;
  readonly item: string;
}

const isSameItem = (one: PlannedItem, other: PlannedItem): boolean =>
  one.line === other.line && one.item.trim() === other.item.trim();

/** R-FUND-08: the plan has this item on this line. */
export const checkPlanItem = (spent: PlannedItem, plan: readonly PlannedItem[], pointer: string): readonly Refusal[] =>
  plan.some((row) => isSameItem(row, spent)) ? [] : [broken('R-FUND-08', pointer)];

export interface EmployerBudget {
  readonly docNo: string;
  readonly budgetYear: number;
  /** Year of the application. */
  readonly year: number;
  /** The document has an item for childcare. */
  readonly hasChildcareItem: boolean;
}

/** R-FUND-10. Points to `employerBudgetDocNo`, `employerBudgetYear` or `hasChildcareItem`. */
export const checkEmployerBudget = (input: EmployerBudget, pointer: string): readonly Refusal[] => [
  ...(input.docNo.trim() === '' ? [broken('R-FUND-10', `${pointer}/employerBudgetDocNo`)] : []),
  ...(input.budgetYear === input.year ? [] : [broken('R-FUND-10', `${pointer}/employerBudgetYear`)]),
  ...(input.hasChildcareItem ? [] : [broken('R-FUND-10', `${pointer}/hasChildcareItem`)]),
];

export interface PricedRow {
  readonly source: FundSource;
  readonly quantity: number;
  readonly unitPriceFen: number;
  readonly amountFen: number;
}

/** Totals by source as a form states them. */
export type SourceTotals = Readonly<Partial<Record<FundSource, number>>>;

const sumOf = (rows: readonly PricedRow[], source: string): number =>
  rows.filter((row) => row.source === source).reduce((sum, row) => sum + row.amountFen, 0);

/** R-FUND-11: quantity × unit price in whole fen, and every stated total is the sum of its rows. */
export const checkBudgetSums = (
  rows: readonly PricedRow[],
  totals: SourceTotals,
  pointer: string,
): readonly Refusal[] => [
  ...rows.flatMap(({ quantity, unitPriceFen, amountFen }, index) => {
    const product = quantity * unitPriceFen;
    return Number.isSafeInteger(product) && product === amountFen
      ? []
      : [broken('R-FUND-11', `${pointer}/rows/${index}/amountFen`)];
  }),
  ...Object.entries(totals).flatMap(([source, total]) =>
    sumOf(rows, source) === total ? [] : [broken('R-FUND-11', `${pointer}/totals/${source}`)],
  ),
];

/** Money that another public source gives for an item: a fund source, a benefit of domain.md §4, or its name. */
export interface OtherFunding extends PlannedItem {
  readonly source: string;
}

/** R-FUND-12. Points to the row that asks for the item again. */
export const checkNotFundedTwice = (
  rows: readonly PlannedItem[],
  elsewhere: readonly OtherFunding[],
  pointer: string,
): readonly Refusal[] =>
  rows.flatMap((row, index) => {
    const other = elsewhere.find((one) => isSameItem(one, row));
    return other === undefined ? [] : [broken('R-FUND-12', `${pointer}/${index}`, { source: other.source })];
  });

const UNION_MONEY: readonly string[] = ['UNION_MUNI', 'UNION_OWN'] satisfies readonly FundSource[];
const FISCAL_MONEY: readonly string[] = ['FISCAL_HEALTH', 'OTHER_SUBSIDY'] satisfies readonly FundSource[];

/** R-FUND-16: no ledger holds both. `ledgers` are entries, each with the ledger it stands in. */
export const checkLedgersApart = (
  entries: readonly { readonly ledger: string; readonly source: string }[],
  pointer: string,
): readonly Refusal[] =>
  entries.flatMap(({ ledger, source }, index) => {
    const earlier = entries.slice(0, index).filter((entry) => entry.ledger === ledger);
    const mixes =
      (UNION_MONEY.includes(source) && earlier.some((entry) => FISCAL_MONEY.includes(entry.source))) ||
      (FISCAL_MONEY.includes(source) && earlier.some((entry) => UNION_MONEY.includes(entry.source)));
    return mixes ? [broken('R-FUND-16', `${pointer}/${index}/source`)] : [];
  });
