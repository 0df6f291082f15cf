import { z } from 'zod';
import { Fen } from '../money/money.js';

/**
 * The forms of domain.md §5.4 that make up a work plan (工作方案): F1 employer, F2 grassroots union, F3 service, F4 site,
 * F5 staff, F6 budget, and the list F8 of attachments. Shapes and types stand here; formats and limits that have a rule
 * id (credit code, mobile, account, class size) are checked by `libs/policy`, so that an error can name its rule.
 */
export const OfficeDate = z.iso.date().meta({ description: 'Calendar date in Asia/Shanghai, YYYY-MM-DD' });
export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: 'SHA-256, 64 lower-case hexadecimal digits' });
const Text = (max: number) => z.string().trim().min(1).max(max);
const Count = z.int().min(0).max(100_000);

export const EMPLOYER_NATURE_CODES = [
  'GOV',
  'PUBLIC_INST',
  'SOE',
  'PRIVATE',
  'FOREIGN',
  'COLLECTIVE',
  'SOCIAL_ORG',
  'OTHER',
] as const;
export const PROVISION_MODES = ['SELF', 'JOINT', 'THIRD_PARTY'] as const;
export const CLASS_KINDS = ['INFANT', 'TODDLER', 'SENIOR', 'MIXED'] as const;
export const STAFF_ROLES = ['HEAD', 'CARER', 'HEALTH', 'GUARD', 'COOK'] as const;
export const EXPENSE_LINES = ['EX-01', 'EX-02', 'EX-03', 'EX-04', 'EX-05', 'EX-06', 'EX-07', 'EX-08', 'EX-09'] as const;
export const FUND_SOURCES = ['UNION_MUNI', 'FISCAL_HEALTH', 'UNION_OWN', 'EMPLOYER', 'FEES', 'OTHER_SUBSIDY'] as const;
export const ATTACHMENT_CODES = [
  'A01',
  'A02',
  'A03',
  'A04',
  'A05',
  'A06',
  'A07',
  'A08',
  'A09',
  'A10',
  'A11',
  'A12',
  'A13',
  'A14',
  'A15',
  'A16',
  'A17',
  'A18',
  'A19',
  'A20',
] as const;
export type AttachmentCode = (typeof ATTACHMENT_CODES)[number];
export type ProvisionMode = (typeof PROVISION_MODES)[number];
export type ClassKind = (typeof CLASS_KINDS)[number];
export type EmployerNature = (typeof EMPLOYER_NATURE_CODES)[number];
export type FundSource = (typeof FUND_SOURCES)[number];

/** F1 用人单位. */
export const EmployerForm = z.strictObject({
  name: z.string().trim().min(4).max(100),
  uscc: Text(40),
  nature: z.enum(EMPLOYER_NATURE_CODES),
  isMedicalInstitution: z.boolean(),
  registeredUnit: Text(10),
  registeredAddress: Text(200),
  staffTotal: Count.min(1),
  staffFemale: Count,
  childDemand: z.strictObject({ months6to12: Count, months12to24: Count, months24to36: Count }),
  surveyDate: OfficeDate,
  surveyResponses: Count,
  contactName: Text(30),
  contactMobile: Text(20),
  contactDept: Text(50),
});

/** F2 基层工会, with the account that receives the union's grant. */
export const UnionForm = z.strictObject({
  name: Text(100),
  uscc: Text(40),
  inOffice: z.boolean(),
  chairName: Text(30),
  chairMobile: Text(20),
  membersTotal: Count,
  committeeSize: Count.min(1).max(99),
  recommenderType: z.enum(['DISTRICT', 'INDUSTRY', 'DIRECT']),
  recommenderUnit: Text(10),
  hasIndependentAccount: z.boolean(),
  accountName: Text(100),
  bankName: Text(100),
  cnaps: Text(20),
  accountNo: Text(50),
  auditCommitteeExists: z.boolean(),
});

export const ClassRow = z.strictObject({
  kind: z.enum(CLASS_KINDS),
  children: Count,
  carers: Count,
  floor: z.int().min(-3).max(60),
  areaM2: z.number().min(0).max(100_000),
  feePerMonthFen: Fen,
});
export type ClassRow = z.infer<typeof ClassRow>;

/** F3 托育服务方案. */
export const ServiceForm = z.strictObject({
  applicationType: z.literal('DEMO'),
  mode: z.enum(PROVISION_MODES),
  jointParties: z.array(z.strictObject({ name: Text(100), uscc: Text(40), share: z.number().min(0).max(100) })).max(20),
  careTypes: z.array(z.enum(['FULL_DAY', 'HALF_DAY', 'HOURLY', 'TEMPORARY'])).min(1),
  classes: z.array(ClassRow).min(1).max(60),
  openToCommunity: z.boolean(),
  mealsProvided: z.boolean(),
  openedOn: OfficeDate,
  occupancy: z.strictObject({ staffChildren: Count, residentChildren: Count }),
});

/** F4 机构与场地, with the filing (备案) as the applicant states it. */
export const SiteForm = z.strictObject({
  institutionName: Text(100),
  uscc: Text(40),
  registrationType: z.enum(['PUBLIC_INSTITUTION', 'NON_PROFIT', 'COMPANY']),
  scopeText: Text(500),
  siteUnit: Text(10),
  siteAddress: Text(200),
  filing: z.strictObject({
    no: Text(40),
    receiptDate: OfficeDate,
    filedName: Text(100),
    filedAddress: Text(200),
    filedPlaces: Count,
  }),
  tenure: z.enum(['OWN', 'LEASE', 'FREE_USE']),
  leaseFrom: OfficeDate.optional(),
  leaseTo: OfficeDate.optional(),
  buildingAreaM2: z.number().min(0),
  indoorUsableM2: z.number().min(0),
  outdoorM2: z.number().min(0),
  convertedDense: z.boolean(),
  minFloor: z.int(),
  maxFloor: z.int(),
  basement: z.boolean(),
  fireDoc: z.strictObject({
    type: z.enum(['FIRE_SAFETY_INSPECTION', 'FIRE_ACCEPTANCE', 'FIRE_ACCEPTANCE_FILING', 'LOCAL_JOINT_CHECK']),
    no: Text(60),
    date: OfficeDate,
  }),
  healthEvaluation: z.strictObject({ qualified: z.boolean(), date: OfficeDate, issuer: Text(100) }),
  foodLicence: z.strictObject({ no: Text(60), validTo: OfficeDate }).optional(),
  cctv: z.strictObject({ fullCoverage: z.boolean(), retentionDays: Count, oneKeyAlarm: z.boolean() }),
  independentSite: z.boolean(),
  guardCount: Count,
  insurance: z.strictObject({ policyNo: Text(60), validTo: OfficeDate }),
  healthManager: z.strictObject({ org: Text(100), name: Text(30), mobile: Text(20) }),
});

/** F5 one row of the staff roster (人员名册). No national identity number is collected. */
export const StaffRow = z.strictObject({
  name: Text(30),
  role: z.enum(STAFF_ROLES),
  fullTime: z.boolean(),
  education: Text(30),
  experienceMonths: Count,
  certNo: Text(40),
  certDate: OfficeDate,
  trainingHours: Count,
  healthCertIssuedOn: OfficeDate,
  criminalCheckOn: OfficeDate,
});

/** F6 one row of the budget; `standardText` is the standard that R-COM-07 asks for. */
export const BudgetRow = z.strictObject({
  line: z.enum(EXPENSE_LINES),
  source: z.enum(FUND_SOURCES),
  item: z.string().trim().max(80),
  quantity: z.int().min(1).max(1_000_000),
  unitPriceFen: Fen,
  amountFen: Fen,
  standardText: z.string().trim().max(200),
  /** Whoever is paid, where known: committee members with an interest in it are recused (R-COM-06). */
  supplierUscc: Text(40).optional(),
});

/** One attachment of F8: its code and the SHA-256 of a document uploaded before. */
export const Attachment = z.strictObject({ code: z.enum(ATTACHMENT_CODES), hash: Sha256, fileName: Text(120) });

export const ServicePlan = z
  .strictObject({
    employer: EmployerForm,
    union: UnionForm,
    service: ServiceForm,
    site: SiteForm,
    staff: z.array(StaffRow).min(1).max(200),
    budget: z.strictObject({
      rows: z.array(BudgetRow).min(1).max(200),
      employerBudgetDocNo: Text(60),
      employerBudgetYear: z.int().min(2000).max(2100),
    }),
    attachments: z.array(Attachment).max(60),
  })
  .meta({ id: 'ServicePlan', description: 'Work plan (工作方案): forms F1–F6 and the list of attachments F8' });
export type ServicePlan = z.infer<typeof ServicePlan>;

/** The parts of a plan that a return may name as a whole. */
export const PLAN_SECTIONS = ['employer', 'union', 'service', 'site', 'staff', 'budget', 'attachments'] as const;
export type PlanSection = (typeof PLAN_SECTIONS)[number];

/** What a defect is about: a section of the plan, or one attachment by its code. */
export const PlanItem = z.enum([...PLAN_SECTIONS, ...ATTACHMENT_CODES]);
export type PlanItem = z.infer<typeof PlanItem>;

/** What rules and lists need of a plan version; the rest stays in the document that `planHash` names. */
export const PlanFacts = z.object({
  employerName: z.string(),
  employerUscc: z.string(),
  employerNature: z.enum(EMPLOYER_NATURE_CODES),
  unionName: z.string(),
  unionUscc: z.string(),
  managingUnit: z.string(),
  siteUnit: z.string(),
  siteAddress: z.string(),
  institutionName: z.string(),
  institutionUscc: z.string(),
  mode: z.enum(PROVISION_MODES),
  classes: z.array(z.object({ kind: z.enum(CLASS_KINDS), children: z.int(), carers: z.int(), floor: z.int() })),
  places: z.int(),
  filing: z.object({
    no: z.string(),
    receiptDate: z.string(),
    filedName: z.string(),
    filedAddress: z.string(),
    filedPlaces: z.int(),
  }),
  supplierUsccs: z.array(z.string()),
  attachments: z.array(z.object({ code: z.enum(ATTACHMENT_CODES), hash: z.string() })),
  requestedUnionFen: z.int(),
  requestedHealthFen: z.int(),
});
z.globalRegistry.add(PlanFacts, { id: 'PlanFacts' });
export type PlanFacts = z.infer<typeof PlanFacts>;
