import { ATTACHMENT_CODES, type AttachmentCode, type ServicePlan } from '#libs/contracts';

/** Codes and names of E01, the hospital of AT-01 (domain.md §10); synthetic, and they pass every check. */
export const E01 = {
  employerName: '成都示例第一人民医院',
  employerUscc: '12510104MATX000186',
  unionName: '成都示例第一人民医院工会委员会',
  unionUscc: '81510104MATX01010G',
  unit: '510104',
  siteAddress: '成都市锦江区示例路1号',
} as const;

/** Attachments of a demonstration site run by the employer itself, with meals: all but A04, which the committee brings. */
export const E01_ATTACHMENTS: readonly AttachmentCode[] = ATTACHMENT_CODES.filter(
  (code) => !['A04', 'A13', 'A14'].includes(code),
);

/** One attachment row; in a decider test the hash is only a hash. */
export const attachmentRow = (code: AttachmentCode, hash = 'a'.repeat(64)): ServicePlan['attachments'][number] => ({
  code,
  hash,
  fileName: `${code}.pdf`,
});

const employer: ServicePlan['employer'] = {
  name: E01.employerName,
  uscc: E01.employerUscc,
  nature: 'PUBLIC_INST',
  isMedicalInstitution: true,
  registeredUnit: E01.unit,
  registeredAddress: E01.siteAddress,
  staffTotal: 1200,
  staffFemale: 820,
  childDemand: { months6to12: 12, months12to24: 20, months24to36: 25 },
  surveyDate: '2026-01-10',
  surveyResponses: 600,
  contactName: '示例甲',
  contactMobile: '13800000001',
  contactDept: '后勤部',
};

const union: ServicePlan['union'] = {
  name: E01.unionName,
  uscc: E01.unionUscc,
  inOffice: true,
  chairName: '示例乙',
  chairMobile: '13800000002',
  membersTotal: 1100,
  committeeSize: 9,
  recommenderType: 'DISTRICT',
  recommenderUnit: E01.unit,
  hasIndependentAccount: true,
  accountName: E01.unionName,
  bankName: '示例银行成都锦江支行',
  cnaps: '102651001012',
  accountNo: '4402000109000012345',
  auditCommitteeExists: true,
};

const service: ServicePlan['service'] = {
  applicationType: 'DEMO',
  mode: 'SELF',
  jointParties: [],
  careTypes: ['FULL_DAY'],
  classes: [
    { kind: 'INFANT', children: 9, carers: 3, floor: 1, areaM2: 60, feePerMonthFen: 150_000 },
    { kind: 'TODDLER', children: 15, carers: 3, floor: 1, areaM2: 80, feePerMonthFen: 150_000 },
    { kind: 'SENIOR', children: 20, carers: 3, floor: 2, areaM2: 90, feePerMonthFen: 150_000 },
  ],
  openToCommunity: true,
  mealsProvided: true,
  openedOn: '2025-09-01',
  occupancy: { staffChildren: 38, residentChildren: 6 },
};

const site: ServicePlan['site'] = {
  institutionName: '成都示例第一人民医院托育中心',
  uscc: E01.employerUscc,
  registrationType: 'PUBLIC_INSTITUTION',
  scopeText: '医疗、托育服务',
  siteUnit: E01.unit,
  siteAddress: E01.siteAddress,
  filing: {
    no: '510104-2025-0001',
    receiptDate: '2025-08-20',
    filedName: '成都示例第一人民医院托育中心',
    filedAddress: E01.siteAddress,
    filedPlaces: 44,
  },
  tenure: 'OWN',
  buildingAreaM2: 520,
  indoorUsableM2: 380,
  outdoorM2: 140,
  convertedDense: false,
  minFloor: 1,
  maxFloor: 2,
  basement: false,
  fireDoc: { type: 'FIRE_SAFETY_INSPECTION', no: '消检2025第1号', date: '2025-08-01' },
  healthEvaluation: { qualified: true, date: '2025-08-10', issuer: '锦江区妇幼保健院' },
  foodLicence: { no: 'JY0000000000001', validTo: '2030-08-01' },
  cctv: { fullCoverage: true, retentionDays: 95, oneKeyAlarm: true },
  independentSite: true,
  guardCount: 1,
  insurance: { policyNo: 'BX2025000001', validTo: '2027-08-31' },
  healthManager: { org: '示例社区卫生服务中心', name: '示例丙', mobile: '13800000003' },
};

/** The work plan of AT-01: SELF, three classes, own premises, 100,000.00 yuan asked of the municipal union. */
export const samplePlan = (changes: Partial<ServicePlan> = {}): ServicePlan => ({
  employer,
  union,
  service,
  site,
  staff: [
    {
      name: '示例丁',
      role: 'HEAD',
      fullTime: true,
      education: 'BACHELOR',
      experienceMonths: 60,
      certNo: 'ZS0001',
      certDate: '2025-06-01',
      trainingHours: 60,
      healthCertIssuedOn: '2025-12-01',
      criminalCheckOn: '2025-12-01',
    },
  ],
  budget: {
    rows: [
      {
        line: 'EX-03',
        source: 'UNION_MUNI',
        item: '儿童家具',
        quantity: 100,
        unitPriceFen: 100_000,
        amountFen: 10_000_000,
        standardText: '每套1000元，符合国家儿童家具安全标准',
      },
    ],
    employerBudgetDocNo: '预2026-01',
    employerBudgetYear: 2026,
  },
  attachments: E01_ATTACHMENTS.map((code) => attachmentRow(code)),
  ...changes,
});
