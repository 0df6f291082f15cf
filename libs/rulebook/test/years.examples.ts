import type { GivenForms, RuleExamples } from './rule-example.js';

const NOTICE = {
  employer: '示例医院',
  site: '锦江区1号',
  mode: '单独举办',
  district: '锦江区',
  amount: '100000.00元',
  contact: '市总工会女职工部 028-61880000',
};
const renewal = (renewalAppliedOn: string): GivenForms => ({ life: { validTo: '2029-05-21', renewalAppliedOn } });
const inspected = (...doneOn: string[]): GivenForms => ({
  date: '2026-05-31',
  life: { selfInspections: { since: '2026-01-10', doneOn } },
});
const grades = (...all: ('EXCELLENT' | 'GOOD' | 'FAIR' | 'POOR')[]): GivenForms => ({
  life: { evaluations: all.map((grade, at) => ({ year: 2024 + at, grade })) },
});
const report = (version: number, figures: string) => ({ version, figures });

export const YEARS_EXAMPLES = {
  'R-AUD-01': {
    holds: [
      { date: '2026-01-30', audit: { periodEndsOn: '2025-12-31' } },
      { date: '2026-06-01', audit: { periodEndsOn: '2025-12-31', reportedOn: '2026-01-30' } },
    ],
    fails: [[{ date: '2026-01-31', audit: { periodEndsOn: '2025-12-31' } }, '/audit/reportedOn']],
  },
  'R-AUD-02': {
    holds: [{ audit: { auditor: 'a', involved: ['b'] } }],
    fails: [[{ audit: { auditor: 'a', involved: ['b', 'a'] } }, '/audit/auditor']],
  },
  'R-AUD-03': {
    holds: [{ audit: { finding: 'MINOR' } }],
    fails: [
      [{ audit: { finding: 'MAJOR' } }, '/audit/finding'],
      [{ audit: { finding: 'VIOLATION' } }, '/audit/finding'],
    ],
  },
  'R-AUD-04': {
    holds: [{ audit: { records: { before: ['1', '2'], after: ['1', '2', 'reversal of 2'] } } }],
    fails: [
      [{ audit: { records: { before: ['1', '2'], after: ['1', '3'] } } }, '/audit/records/after/1'],
      [{ audit: { records: { before: ['1', '2'], after: ['2'] } } }, '/audit/records/after/0'],
    ],
  },
  'R-AUD-05': {
    holds: [
      { date: '2026-04-01', audit: { recovery: { orderedOn: '2026-03-02' } } },
      { date: '2026-05-01', audit: { recovery: { orderedOn: '2026-03-02', repaidOn: '2026-04-01' } } },
    ],
    fails: [[{ date: '2026-04-02', audit: { recovery: { orderedOn: '2026-03-02' } } }, '/audit/recovery/repaidOn']],
  },
  'R-PUB-01': {
    holds: [{ notice: { openedOn: '2026-05-09', endsOn: '2026-05-15' } }],
    fails: [[{ notice: { openedOn: '2026-05-09', endsOn: '2026-05-14' } }, '/notice/endsOn']],
  },
  'R-PUB-02': {
    holds: [{ notice: { content: NOTICE } }],
    fails: [
      [{ notice: { content: { ...NOTICE, amount: '' } } }, '/notice/content/amount'],
      [{ notice: { content: { ...NOTICE, text: '经办人13800000000' } } }, '/notice/content/text'],
      [{ notice: { content: { ...NOTICE, contact: '11010519491231002X' } } }, '/notice/content/contact'],
    ],
  },
  'R-PUB-03': {
    holds: [{ notice: { openObjections: 0 } }],
    fails: [[{ notice: { openObjections: 1 } }, '/notice/openObjections']],
  },
  'R-PUB-04': {
    holds: [{ notice: { objection: { named: true } } }],
    fails: [[{ notice: { objection: { named: false } } }, '/notice/objection/named']],
  },
  'R-LIFE-01': {
    holds: [{ life: { designatedOn: '2026-05-22', validTo: '2029-05-21' } }],
    fails: [
      [{ life: { designatedOn: '2026-05-22' } }, '/life/validTo'],
      [{ life: { designatedOn: '2026-05-22', validTo: '2029-05-22' } }, '/life/validTo'],
    ],
  },
  'R-LIFE-02': {
    holds: [renewal('2029-02-20'), renewal('2029-04-21')],
    fails: [
      [renewal('2029-02-19'), '/life/renewalAppliedOn'],
      [renewal('2029-04-22'), '/life/renewalAppliedOn'],
    ],
  },
  'R-LIFE-03': {
    holds: [{ life: { incidents: [{ serious: false, occurredAt: '2026-03-01T10:00:00+08:00' }] } }],
    fails: [
      [
        { life: { incidents: [{ serious: true, occurredAt: '2026-03-01T10:00:00+08:00' }] } },
        '/life/incidents/0/serious',
      ],
    ],
  },
  'R-LIFE-04': {
    holds: [
      inspected('2026-01-31', '2026-02-01', '2026-03-05', '2026-04-30'),
      inspected('2026-01-31', '2026-02-01', '2026-03-05'),
    ],
    fails: [[inspected('2026-01-31', '2026-03-05'), '/life/selfInspections/doneOn']],
  },
  'R-LIFE-05': {
    holds: [grades('GOOD', 'FAIR'), grades('EXCELLENT')],
    fails: [
      [grades('GOOD', 'POOR'), '/life/evaluations/1/grade'],
      [grades('FAIR', 'GOOD', 'FAIR'), '/life/evaluations/2/grade'],
    ],
  },
  'R-PRIV-01': {
    holds: [
      { privacy: { texts: ['查验预防接种证，登记入托体检情况', '编号110105194912310021'] } },
      { union: { accountNo: '11010519491231002X' }, employer: { contactDept: '工会' } },
    ],
    fails: [
      [{ privacy: { texts: ['证件11010519491231002X'] } }, '/privacy/texts/0'],
      [
        { privacy: { texts: ['幼儿姓名：某某', 'Child name: N.N.', '过敏史：牛奶'] } },
        '/privacy/texts/0',
        '/privacy/texts/1',
        '/privacy/texts/2',
      ],
      [{ budget: { rows: [{ item: '宝宝照片：见附件' }] } }, '/budget/rows/0/item'],
    ],
  },
  'R-PRIV-02': {
    holds: [
      { privacy: { shown: [{ shown: '138****0000', ownsTask: false }] } },
      { privacy: { shown: [{ shown: '13800000000', ownsTask: true }] } },
    ],
    fails: [[{ privacy: { shown: [{ shown: '13800000000', ownsTask: false }] } }, '/privacy/shown/0/shown']],
  },
  'R-STAT-01': {
    holds: [
      { statistics: { now: report(1, 'a') } },
      { statistics: { submitted: report(1, 'a'), now: report(2, 'b') } },
      { statistics: { submitted: report(1, 'a'), now: report(1, 'a') } },
    ],
    fails: [[{ statistics: { submitted: report(1, 'a'), now: report(1, 'b') } }, '/statistics/now']],
  },
  'R-STAT-02': {
    holds: [{ statistics: { countedUnits: ['510104', '510105'], countedEmployers: ['12510104MATX000186'] } }],
    fails: [
      [{ statistics: { countedUnits: ['510104', '510105', '510104'] } }, '/statistics/countedUnits/2'],
      [{ statistics: { countedEmployers: ['E1', 'E1'] } }, '/statistics/countedEmployers/1'],
    ],
  },
} satisfies Record<string, RuleExamples>;
