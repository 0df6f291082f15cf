import type { EmployerNature } from '#libs/contracts';

export interface NatureOfEmployer {
  readonly zh: string;
  readonly en: string;
  /** First two characters of the credit code that fit; `null` accepts any (R-ID-03). */
  readonly prefixes: readonly string[] | null;
}

/** 单位性质, domain.md §6.2. A hospital is a separate flag: it may be public, private or a social organisation. */
export const EMPLOYER_NATURES: Readonly<Record<EmployerNature, NatureOfEmployer>> = {
  GOV: { zh: '党政机关', en: 'government/party body', prefixes: ['11'] },
  PUBLIC_INST: { zh: '事业单位', en: 'public institution', prefixes: ['12'] },
  SOE: { zh: '国有企业', en: 'state-owned enterprise', prefixes: ['91'] },
  PRIVATE: { zh: '民营(非公有制)企业', en: 'private enterprise', prefixes: ['91', '92', '93'] },
  FOREIGN: { zh: '外商及港澳台投资企业', en: 'foreign/HK-Macao-Taiwan invested', prefixes: ['91'] },
  COLLECTIVE: { zh: '集体企业', en: 'collective enterprise', prefixes: ['91'] },
  SOCIAL_ORG: { zh: '社会组织', en: 'social organisation', prefixes: ['51', '52', '53', '59'] },
  OTHER: { zh: '其他(园区/楼宇联合体等)', en: 'other (park or building consortium)', prefixes: null },
};
