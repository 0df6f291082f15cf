import type { AttachmentCode, ClassRow, ServicePlan } from '#libs/contracts';
import { requiredAttachments } from '#libs/policy';
import { PROVIDER_USCC, type DemonstrationSite } from './demonstration-sites.js';

/** An uploaded attachment: its code and the hash that the applications service answered with. */
export type UploadedAttachments = ServicePlan['attachments'];

/** What a case may vary of the standard plan. */
export interface PlanVariation {
  readonly classes?: readonly ClassRow[];
  readonly unionGrantFen?: number;
  readonly healthGrantFen?: number;
  /** Fields of the union's form that differ: its account, or the size of its committee. */
  readonly union?: Partial<ServicePlan['union']>;
}

/** The classes of AT-01: 9 infants with 3 carers, 15 toddlers with 3, 20 seniors with 3. */
export const STANDARD_CLASSES: readonly ClassRow[] = [
  { kind: 'INFANT', children: 9, carers: 3, floor: 1, areaM2: 60, feePerMonthFen: 198_000 },
  { kind: 'TODDLER', children: 15, carers: 3, floor: 1, areaM2: 90, feePerMonthFen: 188_000 },
  { kind: 'SENIOR', children: 20, carers: 3, floor: 2, areaM2: 100, feePerMonthFen: 178_000 },
];

/** The year before, and a date in it, for papers that must be older than the application. */
const daysBefore = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/** The attachments a plan needs beside the minutes, which exist only after the committee has met. */
export const planAttachmentCodes = (employer: DemonstrationSite): readonly AttachmentCode[] =>
  requiredAttachments({ applicationType: 'DEMO', mode: employer.mode, mealsProvided: true }).filter(
    (code) => code !== 'A04',
  );

/** A whole plan that satisfies every rule on the given office date. */
export const planOf = (
  employer: DemonstrationSite,
  today: string,
  attachments: UploadedAttachments,
  variation: PlanVariation = {},
): ServicePlan => {
  const classes = [...(variation.classes ?? STANDARD_CLASSES)];
  return {
    employer: employerForm(employer, today),
    union: { ...unionForm(employer), ...variation.union },
    service: serviceForm(employer, classes, today),
    site: siteForm(employer, classes, today),
    staff: staffOf(classes, today),
    budget: budgetOf(employer, variation, today),
    attachments,
  };
};

export const siteAddressOf = (employer: DemonstrationSite): string =>
  employer.address ?? `成都市示例路${Number(employer.code.slice(1)) * 8}号`;

const employerForm = (employer: DemonstrationSite, today: string): ServicePlan['employer'] => ({
  name: employer.name,
  uscc: employer.employerUscc,
  nature: employer.nature,
  isMedicalInstitution: employer.medical,
  registeredUnit: employer.unit,
  registeredAddress: `成都市示例大道${Number(employer.code.slice(1))}号`,
  staffTotal: 860,
  staffFemale: 512,
  childDemand: { months6to12: 12, months12to24: 21, months24to36: 26 },
  surveyDate: daysBefore(today, 60),
  surveyResponses: 640,
  contactName: '示例联系人',
  contactMobile: '13800000001',
  contactDept: '工会办公室',
});

const unionForm = (employer: DemonstrationSite): ServicePlan['union'] => ({
  name: `${employer.name}工会委员会`,
  uscc: employer.unionUscc,
  inOffice: true,
  chairName: '示例主席',
  chairMobile: '13900000001',
  membersTotal: 820,
  committeeSize: 9,
  recommenderType: 'DISTRICT',
  recommenderUnit: employer.unit,
  hasIndependentAccount: true,
  accountName: `${employer.name}工会委员会`,
  bankName: '示例银行成都分行',
  cnaps: '102651001012',
  accountNo: `5100 0000 0000 0${employer.code.slice(1)}`.replaceAll(' ', ''),
  auditCommitteeExists: true,
});

const serviceForm = (employer: DemonstrationSite, classes: ClassRow[], today: string): ServicePlan['service'] => ({
  applicationType: 'DEMO',
  mode: employer.mode,
  jointParties: employer.mode === 'JOINT' ? [{ name: '成都示例冷链公司', uscc: '91510112MATX00026E', share: 40 }] : [],
  careTypes: ['FULL_DAY'],
  classes,
  openToCommunity: true,
  mealsProvided: true,
  openedOn: daysBefore(today, 300),
  occupancy: { staffChildren: 36, residentChildren: 8 },
});

const institutionOf = (employer: DemonstrationSite): { name: string; uscc: string } =>
  employer.mode === 'THIRD_PARTY'
    ? { name: '成都示例托育服务有限公司', uscc: PROVIDER_USCC }
    : { name: `${employer.name}托育中心`, uscc: employer.employerUscc };

const siteForm = (employer: DemonstrationSite, classes: ClassRow[], today: string): ServicePlan['site'] => {
  const institution = institutionOf(employer);
  return {
    institutionName: institution.name,
    uscc: institution.uscc,
    registrationType: institution.uscc.startsWith('9') ? 'COMPANY' : 'PUBLIC_INSTITUTION',
    scopeText: '托育服务；儿童看护',
    siteUnit: employer.siteUnit,
    siteAddress: siteAddressOf(employer),
    filing: {
      no: `备${employer.siteUnit}${employer.code.toUpperCase()}`,
      receiptDate: daysBefore(today, 200),
      filedName: institution.name,
      filedAddress: siteAddressOf(employer),
      filedPlaces: classes.reduce((sum, row) => sum + row.children, 0),
    },
    tenure: 'OWN',
    buildingAreaM2: 620,
    indoorUsableM2: 430,
    outdoorM2: 140,
    convertedDense: false,
    minFloor: 1,
    maxFloor: 2,
    basement: false,
    fireDoc: { type: 'FIRE_SAFETY_INSPECTION', no: `消安${employer.code.toUpperCase()}`, date: daysBefore(today, 120) },
    healthEvaluation: { qualified: true, date: daysBefore(today, 150), issuer: '示例妇幼保健院' },
    foodLicence: { no: `JY${employer.siteUnit}01`, validTo: daysBefore(today, -900) },
    cctv: { fullCoverage: true, retentionDays: 95, oneKeyAlarm: true },
    independentSite: true,
    guardCount: 1,
    insurance: { policyNo: `PZ${employer.code.toUpperCase()}01`, validTo: daysBefore(today, -365) },
    healthManager: { org: '示例社区卫生服务中心', name: '示例管理员', mobile: '13700000001' },
  };
};

const staffOf = (classes: readonly ClassRow[], today: string): ServicePlan['staff'] => {
  const carers = classes.reduce((sum, row) => sum + row.carers, 0);
  const person = (role: ServicePlan['staff'][number]['role'], number: number): ServicePlan['staff'][number] => ({
    name: `示例人员${role}${number}`,
    role,
    fullTime: true,
    education: 'COLLEGE_DIPLOMA',
    experienceMonths: 48,
    certNo: `ZS${role}${String(number).padStart(3, '0')}`,
    certDate: daysBefore(today, 700),
    trainingHours: 130,
    healthCertIssuedOn: daysBefore(today, 90),
    criminalCheckOn: daysBefore(today, 90),
  });
  return [
    person('HEAD', 1),
    ...Array.from({ length: carers }, (_, index) => person('CARER', index + 1)),
    person('HEALTH', 1),
    person('GUARD', 1),
    person('COOK', 1),
  ];
};

const budgetOf = (employer: DemonstrationSite, variation: PlanVariation, today: string): ServicePlan['budget'] => {
  const union = variation.unionGrantFen ?? 10_000_000;
  const health = variation.healthGrantFen ?? 5_000_000;
  const row = (
    line: ServicePlan['budget']['rows'][number]['line'],
    source: ServicePlan['budget']['rows'][number]['source'],
    item: string,
    amountFen: number,
  ): ServicePlan['budget']['rows'][number] => ({
    line,
    source,
    item,
    quantity: 1,
    unitPriceFen: amountFen,
    amountFen,
    standardText: '按照托育机构设置标准（试行）配置，一次性投入',
    ...(employer.mode === 'THIRD_PARTY' && line === 'EX-01' ? { supplierUscc: PROVIDER_USCC } : {}),
  });
  return {
    rows: [
      row('EX-05', 'UNION_MUNI', '视频监控和一键报警', Math.floor(union / 4)),
      row('EX-03', 'UNION_MUNI', '婴幼儿设施设备与家具', union - Math.floor(union / 4)),
      ...(health > 0 ? [row('EX-06', 'FISCAL_HEALTH', '卫生保健用品', health)] : []),
      row(employer.mode === 'THIRD_PARTY' ? 'EX-01' : 'EX-02', 'EMPLOYER', '托育服务运营投入', 32_000_000),
    ],
    employerBudgetDocNo: `预算〔${today.slice(0, 4)}〕${employer.code.slice(1)}号`,
    employerBudgetYear: Number(today.slice(0, 4)),
  };
};
