import type { CaseWords } from './case.wording.js';
import { OFFICE_ZH } from './office-zh-cn.wording.js';
import { PLAN_LABELS_ZH } from './plan-zh-cn.wording.js';

export const CASES_ZH: CaseWords = {
  listTitle: '申请',
  listOf: (count) => `共${count}件`,
  status: '状态',
  everyStatus: '全部状态',
  underWay: '全部办理中（含草稿）',
  since: (from, to) => {
    if (from === undefined) return `仅显示${to ?? ''}或更早进入当前状态的申请。`;
    return to === undefined ? `仅显示${from}起进入当前状态的申请。` : `仅显示${from}至${to}进入当前状态的申请。`;
  },
  sums: { granted: '已核定补助', paid: '补助已到账' },
  withGrant: (sum, fund, year) => `仅显示${year === '' ? '' : `${year}年度`}${fund}${sum}的申请。`,
  widen: '显示全部申请',
  more: '载入更多',
  none: '没有符合条件的申请。',
  year: (year) => `${year}年度`,
  where: '办理状态',
  why: '期限说明：',
  steps: '办理环节',
  yourTasks: '您在本案的待办',
  documents: '申请材料',
  planVersion: (number) => `申请材料（方案第${number}版）`,
  noPlan: '申请单位尚未封存工作方案。',
  timeline: '办理经过',
  yes: '是',
  no: '否',
  sentence: ({ where, who, until }) =>
    `${where}${who.length === 0 ? '' : `，轮到${who.join('、')}办理`}${until === undefined ? '' : `，应于${until}前办结`}。`,
  stepStandings: { done: '已完成', current: '办理中', returned: '已退回', rejected: '不予通过', coming: '未开始' },
  happened: {
    sealed: (number) => `封存工作方案第${number}版`,
    resolution: (no) => `工会委员会通过决议（${no}）`,
    submitted: '提交申请',
    decided: (step, outcome) => `${step}：${outcome}`,
    reconsideration: (step) => `启动复核：${step}`,
    round: (step, round, outcome) => `${step}第${round}轮：${outcome}`,
    opened: (work) => `${work}开始`,
    signed: (work, role, outcome) => `${work}：${role}签署“${outcome}”`,
    visited: '现场核查',
  },
  labels: PLAN_LABELS_ZH,
  codes: {
    kind: OFFICE_ZH.classes,
    mode: OFFICE_ZH.modes,
    source: OFFICE_ZH.sources,
    role: { HEAD: '负责人', CARER: '保育人员', HEALTH: '卫生保健人员', GUARD: '保安', COOK: '炊事人员' },
    applicationType: { DEMO: '示范点' },
    careTypes: { FULL_DAY: '全日托', HALF_DAY: '半日托', HOURLY: '计时托', TEMPORARY: '临时托' },
    recommenderType: { DISTRICT: '区县总工会', INDUSTRY: '产业工会', DIRECT: '市总直属' },
    registrationType: { PUBLIC_INSTITUTION: '事业单位', NON_PROFIT: '民办非企业单位', COMPANY: '公司' },
    tenure: { OWN: '自有', LEASE: '租赁', FREE_USE: '无偿使用' },
    type: {
      FIRE_SAFETY_INSPECTION: '消防安全检查',
      FIRE_ACCEPTANCE: '消防验收',
      FIRE_ACCEPTANCE_FILING: '消防验收备案',
      LOCAL_JOINT_CHECK: '属地联合检查',
    },
    line: {
      'EX-01': '购买第三方托育服务',
      'EX-02': '适幼化改造',
      'EX-03': '设施设备与家具',
      'EX-04': '玩教具图书',
      'EX-05': '安全防护与监控',
      'EX-06': '卫生保健用品',
      'EX-07': '保育人员培训',
      'EX-08': '责任保险',
      'EX-09': '专项审计评估',
    },
  },
};
