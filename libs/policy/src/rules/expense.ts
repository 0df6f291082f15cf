import { formatYuan, type Refusal } from '#libs/contracts';
import { normaliseCreditCode } from '../credit-code.js';
import { isSameName } from '../organisation-text.js';
import type { EvidenceKind, FundStandards } from '../standards.js';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-EXP: how the money of a grant is spent, as far as an expense is checked when it is registered. */
export const EXPENSE_RULES = {
  'R-EXP-01': {
    severity: 'B',
    source: '§5.4 F12',
    confidence: ['H'],
    zh: '发票抬头或税号与工会不一致',
    en: 'Invoice buyer does not match the union',
  },
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
  'R-EXP-05': {
    severity: 'B',
    source: '§3.5',
    confidence: ['D'],
    zh: '缺少报销凭证：{list}',
    en: 'Missing evidence: {list}',
  },
  'R-EXP-06': {
    severity: 'W',
    source: '§3.5',
    confidence: ['D'],
    zh: '合同金额达到{n}元，须附比选材料',
    en: 'Contracts of {n} or more need comparison documents',
  },
  'R-EXP-07': {
    severity: 'D',
    source: 'S-四4',
    confidence: ['S', 'D'],
    zh: '非职工子女不得列入工会经费结算',
    en: 'Non-staff children may not be charged to union funds',
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

export interface InvoiceParties {
  readonly buyerName: string;
  readonly buyerUscc: string;
  readonly unionName: string;
  readonly unionUscc: string;
}

/** R-EXP-01. Points to `buyerName` or `buyerUscc`. */
export const checkInvoiceBuyer = (input: InvoiceParties, pointer: string): readonly Refusal[] => [
  ...(isSameName(input.buyerName, input.unionName) ? [] : [broken('R-EXP-01', `${pointer}/buyerName`)]),
  ...(normaliseCreditCode(input.buyerUscc) === normaliseCreditCode(input.unionUscc)
    ? []
    : [broken('R-EXP-01', `${pointer}/buyerUscc`)]),
];

export interface ExpenseDates {
  readonly invoicedOn: string;
  readonly paidOn: string;
  /** First and last day on which the grant may be used. */
  readonly usableFrom: string;
  readonly usableTo: string;
  /** Of the collective decision. Money moves on a later day only, as R-COM-03 has it. */
  readonly decidedOn: string | undefined;
}

/** R-EXP-03 with both dates. Points to `invoice/date` or `paymentDate`. */
export const checkExpenseDates = (input: ExpenseDates, pointer: string): readonly Refusal[] => {
  const fits = (date: string): boolean =>
    date >= input.usableFrom && date <= input.usableTo && (input.decidedOn === undefined || date > input.decidedOn);
  return [
    ...(fits(input.invoicedOn) ? [] : [broken('R-EXP-03', `${pointer}/invoice/date`)]),
    ...(fits(input.paidOn) ? [] : [broken('R-EXP-03', `${pointer}/paymentDate`)]),
  ];
};

/** R-EXP-04: the money goes to whom the contract names. Names do not tell; credit codes do. */
export const checkContractParty = (
  input: { readonly payeeUscc: string; readonly contractUscc: string },
  pointer: string,
): readonly Refusal[] =>
  normaliseCreditCode(input.payeeUscc) === normaliseCreditCode(input.contractUscc) ? [] : [broken('R-EXP-04', pointer)];

/** What an expense on this line has to be filed with. */
export const evidenceNeeded = (line: string, standards: FundStandards): readonly EvidenceKind[] => [
  ...standards.evidence,
  ...(standards.evidenceOfLine[line] ?? []),
];

/** R-EXP-05. `list` names the missing kinds. */
export const checkEvidence = (
  input: { readonly line: string; readonly evidence: readonly string[] },
  standards: FundStandards,
  pointer: string,
): readonly Refusal[] => {
  const missing = evidenceNeeded(input.line, standards).filter((kind) => !input.evidence.includes(kind));
  return missing.length === 0 ? [] : [broken('R-EXP-05', pointer, { list: missing.join(',') })];
};

export interface ContractComparison {
  readonly contractFen: number;
  readonly quotes: number;
  /** A record of competitive selection is filed. */
  readonly competition: boolean;
}

/** R-EXP-06, a warning. The higher threshold asks for the record, the lower for quotes; `n` is the one that was reached. */
export const checkComparison = (
  { contractFen, quotes, competition }: ContractComparison,
  standards: FundStandards,
  pointer: string,
): readonly Refusal[] => {
  const reached = contractFen >= standards.competitionFromFen ? standards.competitionFromFen : standards.quotesFromFen;
  const enough = reached === standards.competitionFromFen ? competition : competition || quotes >= standards.quotesMin;
  return contractFen < reached || enough ? [] : [broken('R-EXP-06', pointer, { n: formatYuan(reached) })];
};

/** R-EXP-07: of bought childcare only the months of staff's children are paid. Silent for every other line. */
export const checkStaffChildrenOnly = (
  input: { readonly line: string; readonly otherChildrenMonths: number },
  pointer: string,
): readonly Refusal[] =>
  input.line !== 'EX-01' || input.otherChildrenMonths === 0 ? [] : [broken('R-EXP-07', pointer)];
