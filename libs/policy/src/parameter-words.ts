import { PARAMETERS } from './parameters.js';
import { findUnit } from './unit.js';

type Language = 'zh' | 'en';
type Wording = Readonly<Record<Language, string>>;

const FILING_FIELDS: Readonly<Record<string, Wording>> = {
  name: { zh: '名称', en: 'name' },
  address: { zh: '地址', en: 'address' },
  places: { zh: '托位数', en: 'places' },
};

/** EX-90 and above: what earmarked money never pays for (domain.md §3.3). */
const FORBIDDEN_LINES: Readonly<Record<string, Wording>> = {
  'EX-90': { zh: '办公费', en: 'office costs' },
  'EX-91': { zh: '奖金', en: 'bonuses' },
  'EX-92': { zh: '津补贴', en: 'allowances' },
  'EX-93': { zh: '通讯设备', en: 'communication equipment' },
  'EX-94': { zh: '招待送礼', en: 'entertaining and gifts' },
  'EX-96': { zh: '人员工资', en: 'wages' },
  'EX-97': { zh: '娱乐健身', en: 'entertainment and fitness' },
  'EX-99': { zh: '其他超范围支出', en: 'anything else outside the scope' },
};

const CODES: Readonly<Record<string, Wording>> = {
  head: { zh: '未登记负责人', en: 'named on the roster' },
  education: { zh: '学历须大专及以上', en: 'college diploma or above' },
  experience: { zh: '从业经历须满3年', en: 'three years of experience' },
  training: { zh: '培训', en: 'training' },
  certificate: { zh: '岗位培训证书', en: 'certificate of training' },
  contract: { zh: '合同', en: 'contract' },
  invoice: { zh: '发票', en: 'invoice' },
  payment: { zh: '转账凭证', en: 'proof of transfer' },
  service: { zh: '服务记录', en: 'service record' },
  acceptance: { zh: '验收单', en: 'record of acceptance' },
  UNION_MUNI: { zh: '市总工会专项补助', en: 'the municipal union' },
  FISCAL_HEALTH: { zh: '市卫健委专项补助', en: 'the municipal health commission' },
  UNION_OWN: { zh: '基层工会自有经费', en: "the grassroots union's own money" },
  EMPLOYER: { zh: '单位预算', en: "the employer's budget" },
  FEES: { zh: '收费', en: 'fees' },
  OTHER_SUBSIDY: { zh: '其他财政补助', en: 'another subsidy' },
  EXCELLENT: { zh: '优', en: 'excellent' },
  GOOD: { zh: '良', en: 'good' },
  FAIR: { zh: '中', en: 'fair' },
  POOR: { zh: '差', en: 'poor' },
  streams: { zh: '同时打开的事件流', en: 'open event streams' },
  subscriptions: { zh: '回调订阅', en: 'webhook subscriptions' },
  rows: { zh: '每批行数', en: 'rows of a batch' },
  needed: { zh: '必填', en: 'required' },
  'not-taken': { zh: '不得填写', en: 'not taken' },
  'not-https': { zh: '不是https地址', en: 'it is not https' },
  'private-address': { zh: '指向内部网络', en: 'it points into a private network' },
  'credentials-in-url': { zh: '地址中含有用户名或口令', en: 'it holds a user name or password' },
  'unknown-host': { zh: '主机名无法解析', en: 'its host name does not resolve' },
};

const codeWord = (code: string, language: Language): string => CODES[code]?.[language] ?? code;

const listOf = (codes: string, language: Language): string =>
  codes
    .split(',')
    .map((code) => codeWord(code, language))
    .join(language === 'zh' ? '、' : ', ');

// A class keeps its name whatever its limits become, so the newest row serves every date.
const CLASSES: Readonly<Record<string, Wording>> = PARAMETERS.classes.at(-1)?.value ?? {};

/**
 * Parameters that carry a code: facts hold codes, people read words. By the parameter's name in the rule texts; a value
 * that is no known code is shown as it is.
 */
export const PARAMETER_WORDS: Readonly<Record<string, (code: string, language: Language) => string>> = {
  class: (code, language) => CLASSES[code]?.[language] ?? code,
  category: (code, language) => FORBIDDEN_LINES[code]?.[language] ?? code,
  unit: (code, language) => findUnit(code)?.[language] ?? code,
  fault: codeWord,
  quota: codeWord,
  keyNeed: codeWord,
  what: listOf,
  list: listOf,
  source: codeWord,
  grade: codeWord,
  fields: (codes, language) =>
    codes
      .split(',')
      .map((code) => FILING_FIELDS[code]?.[language] ?? code)
      .join(language === 'zh' ? '、' : ', '),
};
