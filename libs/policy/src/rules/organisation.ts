import type { ProvisionMode, Refusal } from '#libs/contracts';
import { normaliseCreditCode } from '../credit-code.js';
import { isUnit } from '../unit.js';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-ORG: where everybody belongs. */
export const ORGANISATION_RULES = {
  'R-ORG-01': {
    severity: 'B',
    source: '§6.1',
    confidence: ['C'],
    zh: '请选择所属区（市）县或功能区',
    en: 'Select a district, county or functional area',
  },
  'R-ORG-02': {
    severity: 'B',
    source: '§5.4 F2',
    confidence: ['D'],
    zh: '推荐工会与所属关系不符',
    en: 'The recommending union does not match the affiliation',
  },
  'R-ORG-03': {
    severity: 'A',
    source: '托育机构登记和备案办法（试行）',
    confidence: ['H+2'],
    zh: '托育场所位于{unit}，由该地卫健部门核验',
    en: 'The site is in {unit}; its health authority verifies',
  },
  'R-ORG-04': {
    severity: 'B',
    source: 'S-二.3',
    confidence: ['S'],
    zh: '联合举办须填写联合单位并上传协议',
    en: 'Joint provision needs partners and an agreement',
  },
  'R-ORG-05': {
    severity: 'B',
    source: 'S-四4',
    confidence: ['S'],
    zh: '申请单位须已建立工会组织',
    en: 'The employer must have an established union',
  },
} as const satisfies RuleTable;

const broken = refusalsOf(ORGANISATION_RULES);

/** R-ORG-01. The city (`5101`) is not a unit of an employer or a site. */
export const checkUnit = (unitCode: string, pointer: string): readonly Refusal[] =>
  isUnit(unitCode) ? [] : [broken('R-ORG-01', pointer)];

export interface Recommendation {
  readonly recommenderType: 'DISTRICT' | 'INDUSTRY' | 'DIRECT';
  readonly recommenderUnit: string;
  /** The unit that the employer's union belongs to. */
  readonly managingUnit: string;
  /** Industry and directly affiliated unions that may recommend; data of the directory. */
  readonly listedUnions: readonly string[];
}

/** R-ORG-02: a district recommends only its own; an industry or directly affiliated union must be listed. */
export const checkRecommender = (input: Recommendation, pointer: string): readonly Refusal[] => {
  const fits =
    input.recommenderType === 'DISTRICT'
      ? input.recommenderUnit === input.managingUnit
      : input.listedUnions.includes(input.recommenderUnit);
  return fits ? [] : [broken('R-ORG-02', pointer)];
};

/**
 * R-ORG-03, automatic: the health authority of the site's unit verifies, whatever the employer's unit is. The notice
 * tells the applicant where the case goes; it refuses nothing.
 */
export const healthAuthorityNotice = (siteUnit: string, pointer: string): readonly Refusal[] => [
  broken('R-ORG-03', pointer, { unit: siteUnit }),
];

/** R-ORG-03 from the other side: an officer of another unit may not verify this site. */
export const checkHealthAuthority = (
  input: { readonly siteUnit: string; readonly officerUnit: string },
  pointer: string,
): readonly Refusal[] =>
  input.siteUnit === input.officerUnit ? [] : [broken('R-ORG-03', pointer, { unit: input.siteUnit })];

export interface JointProvision {
  readonly mode: ProvisionMode;
  /** The applicant leads; a partner must be somebody else. */
  readonly applicantUscc: string;
  readonly partnerUsccs: readonly string[];
  /** Attachment A14, the agreement that names the lead. */
  readonly agreementAttached: boolean;
}

/** R-ORG-04. Silent for the other two modes. */
export const checkJointProvision = (input: JointProvision, pointer: string): readonly Refusal[] => {
  if (input.mode !== 'JOINT') return [];
  const applicant = normaliseCreditCode(input.applicantUscc);
  const hasPartner = input.partnerUsccs.some((uscc) => normaliseCreditCode(uscc) !== applicant);
  return hasPartner && input.agreementAttached ? [] : [broken('R-ORG-04', pointer)];
};

/** R-ORG-05. `registered`: it has a legal-person certificate (A02); `inOffice`: its committee's term runs. */
export const checkUnionEstablished = (
  input: { readonly registered: boolean; readonly inOffice: boolean },
  pointer: string,
): readonly Refusal[] => (input.registered && input.inOffice ? [] : [broken('R-ORG-05', pointer)]);
