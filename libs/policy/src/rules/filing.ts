import type { ProvisionMode, Refusal } from '#libs/contracts';
import { isSameName } from '../organisation-text.js';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-FILE: the health filing (备案) of the site. */
export const FILING_RULES = {
  'R-FILE-03': {
    severity: 'D',
    source: 'S-四3; 托育机构登记和备案办法（试行）',
    confidence: ['S', 'H+2'],
    zh: '尚未取得备案回执',
    en: 'No filing receipt yet',
  },
  'R-FILE-04': {
    severity: 'D',
    source: '托育机构登记和备案办法（试行）',
    confidence: ['H'],
    zh: '备案信息与申报信息不一致：{fields}',
    en: 'Filing and form differ: {fields}',
  },
  'R-FILE-05': {
    severity: 'D',
    source: '§2.2',
    confidence: ['M'],
    zh: '第三方机构的备案场所（{addr}）不是本场所',
    en: "The provider's filing ({addr}) does not cover this site",
  },
} as const satisfies RuleTable;

const broken = refusalsOf(FILING_RULES);

/** State of a filing, domain.md §2.2. */
export const FILING_STATUSES = [
  'NONE',
  'SUBMITTED',
  'RECEIPTED',
  'NONCONFORMING',
  'CHANGE_PENDING',
  'CANCELLED',
] as const;
export type FilingStatus = (typeof FILING_STATUSES)[number];

/** A filing under change keeps the receipt it has; a cancelled one does not. */
const WITH_RECEIPT: readonly FilingStatus[] = ['RECEIPTED', 'CHANGE_PENDING'];

export interface ReceiptNeed {
  readonly applicationType: 'DEMO' | 'PILOT';
  /** A pilot needs the receipt only when it opens (or is open). */
  readonly opening: boolean;
  readonly status: FilingStatus;
}

/** R-FILE-03. */
export const checkReceipt = (input: ReceiptNeed, pointer: string): readonly Refusal[] => {
  const needed = input.applicationType === 'DEMO' || input.opening;
  return !needed || WITH_RECEIPT.includes(input.status) ? [] : [broken('R-FILE-03', pointer)];
};

/** What filing and form both state about one institution. */
export interface FiledFacts {
  readonly name: string;
  readonly address: string;
  readonly places: number;
}

/** R-FILE-04: one refusal that lists the differing fields (`name`, `address`, `places`), comma-separated. */
export const checkFilingMatches = (
  input: { readonly filed: FiledFacts; readonly form: FiledFacts },
  pointer: string,
): readonly Refusal[] => {
  const { filed, form } = input;
  const fields = [
    ...(isSameName(filed.name, form.name) ? [] : ['name']),
    ...(isSameName(filed.address, form.address) ? [] : ['address']),
    ...(filed.places === form.places ? [] : ['places']),
  ];
  return fields.length === 0 ? [] : [broken('R-FILE-04', pointer, { fields: fields.join(',') })];
};

/** R-FILE-05. One filing covers one address; silent for the modes without a provider. */
export const checkProviderSite = (
  input: { readonly mode: ProvisionMode; readonly filedAddress: string; readonly siteAddress: string },
  pointer: string,
): readonly Refusal[] =>
  input.mode !== 'THIRD_PARTY' || isSameName(input.filedAddress, input.siteAddress)
    ? []
    : [broken('R-FILE-05', pointer, { addr: input.filedAddress })];
