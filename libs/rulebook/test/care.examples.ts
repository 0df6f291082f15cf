import type { GivenForms, RuleExamples } from './rule-example.js';

type ClassGiven = NonNullable<NonNullable<GivenForms['service']>['classes']>[number];
type StaffGiven = NonNullable<GivenForms['staff']>[number];

const classOf = (one: ClassGiven): GivenForms => ({ service: { classes: [one] } });
const HEAD: StaffGiven = {
  name: '甲',
  role: 'HEAD',
  education: 'COLLEGE_DIPLOMA',
  experienceMonths: 36,
  trainingHours: 60,
  certNo: 'C1',
};
const head = (changes: Partial<StaffGiven>): GivenForms => ({ staff: [{ ...HEAD, ...changes }] });
const people = (role: StaffGiven['role'], count: number, fullTime = true): StaffGiven[] =>
  Array.from({ length: count }, (_, at) => ({ name: `${role}${at}`, role, fullTime }));
const enrolled = (children: number) => ({ occupancy: { staffChildren: children, residentChildren: 0 } });
const carer = (certNo: string, classKey: string): StaffGiven => ({ name: '乙', role: 'CARER', certNo, classKey });
const incident = (serious: boolean, reportedAt?: string): GivenForms => ({
  life: {
    incidents: [
      { serious, occurredAt: '2026-03-01T10:00:00+08:00', ...(reportedAt === undefined ? {} : { reportedAt }) },
    ],
  },
});
const fee = (feePerMonthFen: number, date = '2026-03-02', siteUnit = '510114'): GivenForms => ({
  date,
  site: { siteUnit },
  service: { classes: [{ kind: 'TODDLER', feePerMonthFen }] },
});

export const CARE_EXAMPLES = {
  'R-CAP-01': {
    holds: [
      classOf({ kind: 'INFANT', children: 10 }),
      classOf({ kind: 'TODDLER', children: 15 }),
      classOf({ kind: 'SENIOR', children: 20 }),
    ],
    fails: [
      [classOf({ kind: 'INFANT', children: 11 }), '/service/classes/0/children'],
      [classOf({ kind: 'TODDLER', children: 16 }), '/service/classes/0/children'],
      [classOf({ kind: 'SENIOR', children: 21 }), '/service/classes/0/children'],
    ],
  },
  'R-CAP-02': {
    holds: [classOf({ kind: 'INFANT', children: 9, carers: 3 }), classOf({ kind: 'MIXED', children: 18, carers: 4 })],
    fails: [
      [classOf({ kind: 'INFANT', children: 10, carers: 3 }), '/service/classes/0/carers'],
      [classOf({ kind: 'SENIOR', children: 20, carers: 2 }), '/service/classes/0/carers'],
    ],
  },
  'R-CAP-03': {
    holds: [classOf({ kind: 'MIXED', children: 18, childrenMonths: [18, 35] })],
    fails: [
      [classOf({ kind: 'MIXED', children: 19 }), '/service/classes/0/children'],
      [classOf({ kind: 'MIXED', childrenMonths: [18, 17] }), '/service/classes/0/childrenMonths/1'],
    ],
  },
  'R-CAP-04': {
    holds: [
      classOf({ kind: 'INFANT', childrenMonths: [6, 11] }),
      classOf({ kind: 'TODDLER', childrenMonths: [12, 23] }),
      classOf({ kind: 'SENIOR', childrenMonths: [24, 35] }),
    ],
    fails: [
      [
        classOf({ kind: 'INFANT', childrenMonths: [5, 12] }),
        '/service/classes/0/childrenMonths/0',
        '/service/classes/0/childrenMonths/1',
      ],
      [classOf({ kind: 'SENIOR', childrenMonths: [36] }), '/service/classes/0/childrenMonths/0'],
    ],
  },
  'R-CAP-05': {
    holds: [{ service: enrolled(44), site: { filing: { filedPlaces: 44 } } }],
    fails: [[{ service: enrolled(45), site: { filing: { filedPlaces: 44 } } }, '/service/occupancy']],
  },
  'R-CAP-06': {
    holds: [{ staff: [carer('C1', 'a'), carer('C2', 'b')] }, { staff: [carer('C1', 'a'), carer('C1', 'a')] }],
    fails: [[{ staff: [HEAD, carer('C2', 'a'), carer('C2', 'b')] }, '/staff/2/classKey']],
  },
  'R-STF-01': {
    holds: [head({}), head({ education: '本科' }), head({ education: '大专' })],
    fails: [
      [head({ education: '中专' }), '/staff/0'],
      [head({ experienceMonths: 35 }), '/staff/0'],
      [head({ trainingHours: 59 }), '/staff/0'],
      [head({ certNo: '' }), '/staff/0'],
      [{ staff: people('CARER', 1) }, '/staff'],
    ],
  },
  'R-STF-02': {
    holds: [head({ healthCertIssuedOn: '2025-03-03' }), head({ healthCertIssuedOn: '2026-03-02' })],
    fails: [
      [head({ healthCertIssuedOn: '2025-03-02' }), '/staff/0/healthCertIssuedOn'],
      [head({ healthCertIssuedOn: '2026-03-03' }), '/staff/0/healthCertIssuedOn'],
      [head({}), '/staff/0/healthCertIssuedOn'],
    ],
  },
  'R-STF-03': {
    holds: [
      { service: enrolled(149), staff: people('HEALTH', 1, false) },
      { service: enrolled(150), staff: people('HEALTH', 1) },
      { service: enrolled(300), staff: people('HEALTH', 2) },
    ],
    fails: [
      [{ service: enrolled(10), staff: [] }, '/staff'],
      [{ service: enrolled(150), staff: people('HEALTH', 1, false) }, '/staff'],
      [{ service: enrolled(151), staff: people('HEALTH', 1) }, '/staff'],
    ],
  },
  'R-STF-04': {
    holds: [head({ criminalCheckOn: '2025-03-02' })],
    fails: [
      [head({ criminalCheckOn: '2025-03-01' }), '/staff/0/criminalCheckOn'],
      [head({}), '/staff/0/criminalCheckOn'],
    ],
  },
  'R-STF-05': {
    holds: [{ staff: [{ name: '乙', role: 'CARER', trainingHours: 120 }] }],
    fails: [[{ staff: [{ name: '乙', role: 'CARER', trainingHours: 119 }] }, '/staff/0/trainingHours']],
  },
  'R-STF-06': {
    holds: [
      { service: { ...enrolled(50), mealsProvided: true, threeMeals: true }, staff: people('COOK', 1) },
      { service: { ...enrolled(80), mealsProvided: true }, staff: people('COOK', 1) },
    ],
    fails: [
      [{ service: { ...enrolled(51), mealsProvided: true, threeMeals: true }, staff: people('COOK', 1) }, '/staff'],
      [{ service: { ...enrolled(81), mealsProvided: true }, staff: people('COOK', 1) }, '/staff'],
    ],
  },
  'R-HLTH-01': {
    holds: [{ site: { healthEvaluation: { qualified: true } } }],
    fails: [[{ site: { healthEvaluation: { qualified: false } } }, '/site/healthEvaluation/qualified']],
  },
  'R-HLTH-02': {
    holds: [
      { life: { quality: { points: 800, vetoFailed: 0 } } },
      { life: { quality: { grade: 'A', vetoFailed: 0 } } },
    ],
    fails: [
      [{ life: { quality: { points: 799, vetoFailed: 0 } } }, '/life/quality'],
      [{ life: { quality: { grade: 'A', vetoFailed: 1 } } }, '/life/quality'],
    ],
  },
  'R-HLTH-03': {
    holds: [{ site: { healthManager: { org: '社区卫生服务中心', name: '丙' } } }],
    fails: [
      [{ site: { healthManager: null } }, '/site/healthManager'],
      [{ site: { healthManager: { org: '社区卫生服务中心' } } }, '/site/healthManager'],
    ],
  },
  'R-HLTH-04': {
    holds: [incident(false, '2026-03-02T10:00:00+08:00'), incident(true, '2026-03-01T04:00:00Z')],
    fails: [
      [incident(false, '2026-03-02T10:00:01+08:00'), '/life/incidents/0/reportedAt'],
      [incident(true, '2026-03-01T12:00:01+08:00'), '/life/incidents/0/reportedAt'],
      [incident(false), '/life/incidents/0/reportedAt'],
    ],
  },
  'R-PRICE-01': {
    holds: [fee(198_000), fee(200_000), fee(210_000, '2026-07-01')],
    fails: [
      [fee(238_000), '/service/classes/0/feePerMonthFen'],
      [fee(200_001, '2026-06-30'), '/service/classes/0/feePerMonthFen'],
    ],
  },
  'R-PRICE-02': {
    holds: [fee(238_000)],
    fails: [
      [fee(238_000, '2026-03-02', '510104'), '/service/classes/0/feePerMonthFen'],
      [fee(238_000, '2024-12-31'), '/service/classes/0/feePerMonthFen'],
    ],
  },
  'R-PRICE-03': {
    holds: [{ service: { feesDisplayed: true, nonProfitDeclared: true } }],
    fails: [
      [{ service: { feesDisplayed: false, nonProfitDeclared: true } }, '/service/feesDisplayed'],
      [{ service: { feesDisplayed: true, nonProfitDeclared: false } }, '/service/nonProfitDeclared'],
    ],
  },
} satisfies Record<string, RuleExamples>;
