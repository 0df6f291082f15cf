import { formatYuan, type ClassKind, type Refusal } from '#libs/contracts';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-PRICE: what guardians pay. */
export const PRICE_RULES = {
  'R-PRICE-01': {
    severity: 'D',
    source: 'S-二.2',
    confidence: ['S'],
    zh: '{class}收费{fee}元/月，高于当地普惠标准{cap}元',
    en: 'Fee {fee} CNY/month for {class} exceeds the local cap {cap}',
  },
  'R-PRICE-02': {
    severity: 'W',
    source: '§9',
    confidence: ['D'],
    zh: '该区县暂无收费标准，请人工核定',
    en: 'No fee cap on record; check manually',
  },
  'R-PRICE-03': {
    severity: 'D',
    source: '托育机构管理规范（试行）; S-二.2',
    confidence: ['H+2', 'S'],
    zh: '未公示收费或未承诺非营利',
    en: 'Fees not displayed or non-profit not declared',
  },
} as const satisfies RuleTable;

const broken = refusalsOf(PRICE_RULES);

/** The local affordable fee (普惠收费标准) of one unit and class, in force from a day on, up to and including another. */
export interface PriceCap {
  readonly unit: string;
  readonly kind: ClassKind;
  readonly capFen: number;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
}

/** The cap of that day; of several the one that began last. */
export const capOn = (
  caps: readonly PriceCap[],
  at: { readonly unit: string; readonly kind: ClassKind; readonly date: string },
): PriceCap | undefined =>
  caps
    .filter(
      (cap) =>
        cap.unit === at.unit &&
        cap.kind === at.kind &&
        cap.effectiveFrom <= at.date &&
        (cap.effectiveTo === null || at.date <= cap.effectiveTo),
    )
    .toSorted((one, other) => one.effectiveFrom.localeCompare(other.effectiveFrom))
    .at(-1);

/** R-PRICE-01. The cap itself may be charged. The texts show yuan. */
export const checkFee = (
  input: { readonly kind: ClassKind; readonly feeFen: number; readonly capFen: number },
  pointer: string,
): readonly Refusal[] =>
  input.feeFen <= input.capFen
    ? []
    : [
        broken('R-PRICE-01', pointer, {
          class: input.kind,
          fee: formatYuan(input.feeFen),
          cap: formatYuan(input.capFen),
        }),
      ];

/** R-PRICE-02, a warning: nobody has loaded a cap for this unit and class. */
export const checkCapKnown = (cap: PriceCap | undefined, pointer: string): readonly Refusal[] =>
  cap === undefined ? [broken('R-PRICE-02', pointer)] : [];

/** R-PRICE-03. Points to `feesDisplayed` or `nonProfitDeclared`. */
export const checkFeesOpen = (
  input: { readonly feesDisplayed: boolean; readonly nonProfitDeclared: boolean },
  pointer: string,
): readonly Refusal[] =>
  (['feesDisplayed', 'nonProfitDeclared'] as const)
    .filter((stated) => !input[stated])
    .map((stated) => broken('R-PRICE-03', `${pointer}/${stated}`));
