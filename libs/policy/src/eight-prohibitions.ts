/**
 * 工会经费使用“八不准”, domain.md §3.2 (《基层工会经费收支管理办法》总工办发〔2017〕32号). The applicant ticks each by itself
 * (R-FUND-15). The Chinese is the wording signed.
 */
export const EIGHT_PROHIBITIONS = [
  { code: 'EB-1', zh: '不准使用工会经费请客送礼', en: 'no entertaining or gifts' },
  {
    code: 'EB-2',
    zh: '不准违反工会经费使用规定，滥发奖金、津贴、补贴',
    en: 'no improper bonuses, allowances, subsidies',
  },
  { code: 'EB-3', zh: '不准使用工会经费从事高消费性娱乐和健身活动', en: 'no luxury entertainment or fitness' },
  {
    code: 'EB-4',
    zh: '不准单位行政利用工会账户，违规设立"小金库"',
    en: 'employer must not use the union account as a slush fund',
  },
  {
    code: 'EB-5',
    zh: '不准将工会账户并入单位行政账户，使工会经费开支失去控制',
    en: "union account must not merge into the employer's account",
  },
  { code: 'EB-6', zh: '不准截留、挪用工会经费', en: 'no withholding or diversion' },
  {
    code: 'EB-7',
    zh: '不准用工会经费参与非法集资活动，或为非法集资活动提供经济担保',
    en: 'no illegal fundraising or guarantees',
  },
  { code: 'EB-8', zh: '不准用工会经费报销与工会活动无关的费用', en: 'no unrelated reimbursements' },
] as const;
export type ProhibitionCode = (typeof EIGHT_PROHIBITIONS)[number]['code'];
