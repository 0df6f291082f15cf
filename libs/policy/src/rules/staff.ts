import type { Refusal } from '#libs/contracts';
import type { StaffStandards } from '../standards.js';
import { addMonths } from './life.js';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-STF: the people of the institution. */
export const STAFF_RULES = {
  'R-STF-01': {
    severity: 'D',
    source: '托育机构设置标准（试行） Art. 18',
    confidence: ['H+2'],
    zh: '负责人学历、经历或培训不符合要求：{what}',
    en: 'The head does not meet: {what}',
  },
  'R-STF-02': {
    severity: 'D',
    source: '托儿所幼儿园卫生保健管理办法 Art. 14',
    confidence: ['H+2'],
    zh: '{name}健康证已过期（{date}），不得上岗',
    en: "{name}'s health certificate expired on {date}; may not work",
    variants: {
      missing: { zh: '{name}没有健康证，不得上岗', en: '{name} has no health certificate; may not work' },
      later: {
        zh: '{name}健康证签发日期（{date}）尚未到，不得上岗',
        en: "{name}'s health certificate is dated {date}, which has not come; may not work",
      },
    },
  },
  'R-STF-03': {
    severity: 'D',
    source: '托儿所幼儿园卫生保健管理办法 Art. 12',
    confidence: ['H+2'],
    zh: '卫生保健人员不足',
    en: 'Not enough health-care staff',
  },
  'R-STF-04': {
    severity: 'D',
    source: '托育机构设置标准（试行） Art. 17; WS/T 821 5.1.6',
    confidence: ['H'],
    zh: '{name}缺少无犯罪记录证明',
    en: '{name} lacks a no-criminal-record certificate',
  },
  'R-STF-05': {
    severity: 'W',
    source: '托育机构保育人员培训大纲（试行）',
    confidence: ['M'],
    zh: '{name}培训学时不足',
    en: '{name} has too few training hours',
  },
  'R-STF-06': {
    severity: 'W',
    source: '卫妇社发〔2012〕35号',
    confidence: ['M'],
    zh: '炊事人员配备不足',
    en: 'Not enough cooks',
  },
} as const satisfies RuleTable;

const broken = refusalsOf(STAFF_RULES);

/** 大专及以上, as the form's codes and as certificates call it. Secondary schools (中专、高中) are not among them. */
const COLLEGE_OR_ABOVE =
  /^(COLLEGE_DIPLOMA|BACHELOR|MASTER|DOCTOR|大学?专科?|专科|高职(高专)?|(大学)?本科|学士|(硕士|博士)(研究生)?|研究生)(学历|毕业)?$/u;

/** True for 大专 and above. What is not known to be one is not. */
export const isCollegeOrAbove = (education: string): boolean =>
  COLLEGE_OR_ABOVE.test(education.trim().replaceAll(/\s/gu, '').toUpperCase());

export interface HeadQualification {
  readonly education: string;
  readonly experienceMonths: number;
  readonly trainingHours: number;
  /** Number of the certificate of the head's training; empty when there is none. */
  readonly certNo: string;
}

/**
 * R-STF-01 for the head (负责人) of the roster; undefined when it names none. `what` lists `education`, `experience`,
 * `training`, `certificate`, or `head`.
 */
export const checkHead = (
  head: HeadQualification | undefined,
  standards: StaffStandards,
  pointer: string,
): readonly Refusal[] => {
  if (head === undefined) return [broken('R-STF-01', pointer, { what: 'head' })];
  const missing = [
    ...(isCollegeOrAbove(head.education) ? [] : ['education']),
    ...(head.experienceMonths >= standards.headExperienceMonths ? [] : ['experience']),
    ...(head.trainingHours >= standards.headTrainingHours ? [] : ['training']),
    ...(head.certNo.trim() === '' ? ['certificate'] : []),
  ];
  return missing.length === 0 ? [] : [broken('R-STF-01', pointer, { what: missing.join(',') })];
};

/** Somebody's document with the day of its issue. `name` is what the text calls the person; facts give an opaque id. */
export interface IssuedDocument {
  readonly name: string;
  readonly issuedOn: string | undefined;
  readonly today: string;
}

/** R-STF-02. Valid for whole months from its issue; on the day they end it is expired (`expiry > today`, domain.md §2.8). */
export const checkHealthCertificate = (
  { name, issuedOn, today }: IssuedDocument,
  standards: StaffStandards,
  pointer: string,
): readonly Refusal[] => {
  if (issuedOn === undefined) return [broken('R-STF-02', pointer, { name, variant: 'missing' })];
  if (issuedOn > today) return [broken('R-STF-02', pointer, { name, date: issuedOn, variant: 'later' })];
  const date = addMonths(issuedOn, standards.healthCertMonths);
  return date > today ? [] : [broken('R-STF-02', pointer, { name, date })];
};

/** R-STF-04. An older one than so many months counts as none; the same day of the next year is still in time. */
export const checkCriminalRecord = (
  { name, issuedOn, today }: IssuedDocument,
  standards: StaffStandards,
  pointer: string,
): readonly Refusal[] =>
  issuedOn !== undefined && issuedOn <= today && today <= addMonths(issuedOn, standards.criminalCheckMonths)
    ? []
    : [broken('R-STF-04', pointer, { name })];

export interface HealthStaffCount {
  readonly children: number;
  readonly fullTime: number;
  readonly partTime: number;
}

/** R-STF-03: from so many children on full-time ones at that ratio, rounded up; below it one, who may be part-time. */
export const checkHealthStaff = (
  { children, fullTime, partTime }: HealthStaffCount,
  standards: StaffStandards,
  pointer: string,
): readonly Refusal[] => {
  const each = standards.childrenPerHealthStaff;
  const enough = children >= each ? fullTime >= Math.ceil(children / each) : fullTime + partTime >= 1;
  return enough ? [] : [broken('R-STF-03', pointer)];
};

/** R-STF-05, a warning. */
export const checkCarerTraining = (
  input: { readonly name: string; readonly trainingHours: number },
  standards: StaffStandards,
  pointer: string,
): readonly Refusal[] =>
  input.trainingHours >= standards.carerTrainingHours ? [] : [broken('R-STF-05', pointer, { name: input.name })];

export interface CookCount {
  readonly children: number;
  readonly cooks: number;
  /** Three meals and one snack a day; fewer otherwise. */
  readonly threeMeals: boolean;
}

/** R-STF-06, a warning. Rounded up. Asked only where meals are made. */
export const checkCooks = (
  { children, cooks, threeMeals }: CookCount,
  standards: StaffStandards,
  pointer: string,
): readonly Refusal[] => {
  const each = threeMeals ? standards.childrenPerCookThreeMeals : standards.childrenPerCook;
  return cooks >= Math.ceil(children / each) ? [] : [broken('R-STF-06', pointer)];
};
