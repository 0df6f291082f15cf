import type { ProvisionMode, Refusal, ServicePlan } from '#libs/contracts';
import { normaliseCreditCode } from '../credit-code.js';
import { isSameName } from '../organisation-text.js';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-FILE: the health filing (备案) of the site. */
export const FILING_RULES = {
  'R-FILE-01': {
    severity: 'B',
    source: '托育机构登记和备案办法（试行）',
    confidence: ['H'],
    zh: '登记证照类型与机构性质不符',
    en: "Certificate type does not fit the institution's nature",
  },
  'R-FILE-02': {
    severity: 'D',
    source: '托育机构登记和备案办法（试行）',
    confidence: ['H'],
    zh: '业务（经营）范围未包含托育服务',
    en: 'Business scope does not include childcare',
  },
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
  'R-FILE-06': {
    severity: 'A',
    source: '托育机构登记和备案办法（试行）',
    confidence: ['H', 'D'],
    zh: '变更后未及时办理变更备案',
    en: 'The change was not re-filed in time',
  },
  'R-FILE-07': {
    severity: 'A',
    source: '§8.2',
    confidence: ['D'],
    zh: '备案已注销，示范点资格暂停',
    en: 'Filing cancelled; demo-site status suspended',
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

export type RegistrationType = ServicePlan['site']['registrationType'];

/** Credit-code prefixes of each register, domain.md §2.1. */
const PREFIXES_OF_REGISTER: Readonly<Record<RegistrationType, readonly string[]>> = {
  PUBLIC_INSTITUTION: ['12'],
  NON_PROFIT: ['52'],
  COMPANY: ['91', '92'],
};

/** R-FILE-01: the credit code comes from the register that the certificate names. */
export const checkRegistrationType = (
  input: { readonly registrationType: RegistrationType; readonly uscc: string },
  pointer: string,
): readonly Refusal[] =>
  PREFIXES_OF_REGISTER[input.registrationType].includes(normaliseCreditCode(input.uscc).slice(0, 2))
    ? []
    : [broken('R-FILE-01', pointer)];

/** R-FILE-02. 托管 (care of school-age children) is not 托育. */
export const checkScope = (scopeText: string, pointer: string): readonly Refusal[] =>
  scopeText.replaceAll(/\s/gu, '').includes('托育') ? [] : [broken('R-FILE-02', pointer)];

/** R-FILE-06. `dueOn` is counted by the calendar from the change; the whole of that day is in time. */
export const checkRefiled = (
  input: { readonly dueOn: string; readonly refiledOn: string | undefined; readonly today: string },
  pointer: string,
): readonly Refusal[] => ((input.refiledOn ?? input.today) <= input.dueOn ? [] : [broken('R-FILE-06', pointer)]);

/** R-FILE-07: what suspends the site. */
export const checkFilingStands = (status: FilingStatus, pointer: string): readonly Refusal[] =>
  status === 'CANCELLED' ? [broken('R-FILE-07', pointer)] : [];
