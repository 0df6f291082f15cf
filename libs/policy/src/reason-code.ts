import type { ReasonCode } from '#libs/contracts';

/** Reason codes for a return or a rejection, domain.md §6.7. Every code also needs a text (R-PROC-06). */
export const REASON_CODES: Readonly<Record<ReasonCode, { readonly zh: string; readonly en: string }>> = {
  MISSING_DOC: { zh: '材料缺失', en: 'document missing' },
  DOC_UNCLEAR: { zh: '材料不清', en: 'document unclear' },
  DOC_EXPIRED: { zh: '材料过期', en: 'document expired' },
  DATA_MISMATCH: { zh: '信息不一致', en: 'data do not match' },
  NOT_FILED: { zh: '未备案', en: 'not filed' },
  DECISION_INVALID: { zh: '集体决策不合规', en: 'collective decision not valid' },
  BUDGET_PROBLEM: { zh: '预算问题', en: 'problem with the budget' },
  OUT_OF_SCOPE: { zh: '超范围', en: 'out of scope' },
  PRICE_HIGH: { zh: '收费超标', en: 'fee above the standard' },
  CAPACITY: { zh: '班额配比不达标', en: 'class size or staffing below standard' },
  SAFETY: { zh: '安全问题', en: 'safety problem' },
  FALSE_INFO: { zh: '虚假材料', en: 'false documents' },
  QUOTA: { zh: '名额/预算不足', en: 'quota or budget exhausted' },
  OBJECTION_UPHELD: { zh: '异议成立', en: 'objection upheld' },
  OTHER: { zh: '其他', en: 'other' },
};

export const isReasonCode = (code: string): code is ReasonCode => Object.hasOwn(REASON_CODES, code);
