import type { EmployerNature, ProvisionMode, Refusal } from '#libs/contracts';
import { EMPLOYER_NATURES } from '../employer-nature.js';
import { hasCreditCodeCheck, hasCreditCodeShape, hasOrganisationCheck, normaliseCreditCode } from '../credit-code.js';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-ID: who applies. */
export const IDENTITY_RULES = {
  'R-ID-01': {
    severity: 'B',
    source: 'GB 32100',
    confidence: ['H'],
    zh: '统一社会信用代码应为18位，且不含I、O、S、V、Z',
    en: 'The credit code must be 18 characters without I, O, S, V, Z',
  },
  'R-ID-02': {
    severity: 'B',
    source: 'GB 32100',
    confidence: ['H', 'C'],
    zh: '统一社会信用代码校验位不正确，请核对证照',
    en: 'The credit code check character is wrong; compare with the certificate',
  },
  'R-ID-03': {
    severity: 'W',
    source: '§6.2',
    confidence: [],
    zh: '单位性质与信用代码类别（{prefix}）不一致，请确认',
    en: 'Employer nature and credit-code category ({prefix}) differ; please confirm',
  },
  'R-ID-04': {
    severity: 'B',
    source: 'GB 32100',
    confidence: ['H'],
    zh: '基层工会信用代码应以81开头',
    en: "A grassroots union's credit code must start with 81",
  },
  'R-ID-05': {
    severity: 'W',
    source: 'GB 11714',
    confidence: ['H'],
    zh: '信用代码第9–17位主体标识码校验未通过，请核对',
    en: 'Positions 9–17 of the credit code fail their check; please verify',
  },
  'R-ID-06': {
    severity: 'B',
    source: '§5.4',
    confidence: ['H'],
    zh: '手机号码格式不正确',
    en: 'Invalid mobile number',
  },
  'R-ID-07': {
    severity: 'B',
    source: '§8.1',
    confidence: ['D'],
    zh: '该单位同一场所在本年度已有在办申请（{caseNo}）',
    en: 'An open application already exists for this employer and site this year ({caseNo})',
  },
  'R-ID-08': {
    severity: 'B',
    source: '§8.1',
    confidence: ['D'],
    zh: '该场所已被申请{caseNo}使用',
    en: 'The site is already used in application {caseNo}',
  },
} as const satisfies RuleTable;

const broken = refusalsOf(IDENTITY_RULES);
const MOBILE = /^1[3-9]\d{9}$/;
const UNION_PREFIX = '81';

/** R-ID-01, and only where the shape is right R-ID-02. The value is normalised first. */
export const checkCreditCode = (uscc: string, pointer: string): readonly Refusal[] => {
  const code = normaliseCreditCode(uscc);
  if (!hasCreditCodeShape(code)) return [broken('R-ID-01', pointer)];
  return hasCreditCodeCheck(code) ? [] : [broken('R-ID-02', pointer)];
};

/** R-ID-05, a warning: old records with a failing inner check exist. Silent where R-ID-01 already speaks. */
export const checkOrganisationCode = (uscc: string, pointer: string): readonly Refusal[] => {
  const code = normaliseCreditCode(uscc);
  return !hasCreditCodeShape(code) || hasOrganisationCheck(code) ? [] : [broken('R-ID-05', pointer)];
};

/** R-ID-03, a warning. `OTHER` accepts every prefix. */
export const checkPrefixFitsNature = (uscc: string, nature: EmployerNature, pointer: string): readonly Refusal[] => {
  const prefix = normaliseCreditCode(uscc).slice(0, 2);
  const accepted: readonly string[] | null = EMPLOYER_NATURES[nature].prefixes;
  return accepted === null || accepted.includes(prefix) ? [] : [broken('R-ID-03', pointer, { prefix })];
};

/** R-ID-04. */
export const checkUnionPrefix = (uscc: string, pointer: string): readonly Refusal[] =>
  normaliseCreditCode(uscc).startsWith(UNION_PREFIX) ? [] : [broken('R-ID-04', pointer)];

/** R-ID-06. Digits only: a mobile number is stored as it is dialled. */
export const checkMobile = (mobile: string, pointer: string): readonly Refusal[] =>
  MOBILE.test(mobile) ? [] : [broken('R-ID-06', pointer)];

/** R-ID-07. `openCaseNo` is the open application that holds the claim on employer, site and programme year, if any. */
export const checkNoOpenApplication = (openCaseNo: string | undefined, pointer: string): readonly Refusal[] =>
  openCaseNo === undefined ? [] : [broken('R-ID-07', pointer, { caseNo: openCaseNo })];

export interface SiteUse {
  /** Another open application with the same institution and site, if any. */
  readonly siteCaseNo: string | undefined;
  readonly mode: ProvisionMode;
  /** Of a joint provision: the applicant is the partner who leads. */
  readonly isLead: boolean;
}

/** R-ID-08. The lead of a joint provision applies for all its partners. */
export const checkSiteUnused = ({ siteCaseNo, mode, isLead }: SiteUse, pointer: string): readonly Refusal[] =>
  siteCaseNo === undefined || (mode === 'JOINT' && isLead) ? [] : [broken('R-ID-08', pointer, { caseNo: siteCaseNo })];
