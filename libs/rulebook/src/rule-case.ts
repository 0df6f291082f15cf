import { z } from 'zod';
import {
  BudgetRow,
  CLASS_KINDS,
  ClassRow,
  DUTY_NAMES,
  EmployerForm,
  FUND_SOURCES,
  Fen,
  OfficeDate,
  ServiceForm,
  SiteForm,
  StaffRow,
  UnionForm,
} from '#libs/contracts';
import { EVALUATION_GRADES, FILING_STATUSES, NOTICE_FIELDS, QUALITY_GRADES } from '#libs/policy';
import { GrantFacts } from './money-facts.js';

const Text = z.string().max(1_000);
const Count = z.int().min(0).max(1_000_000);
const Instant = z.iso.datetime({ offset: true });

/** Fields are those of the forms of domain.md §5.4 under the names of the API; each may be left out, and its rules are then not concerned. */
const Employer = EmployerForm.partial().extend({
  /** Case number of an open application of this employer for this site and year (R-ID-07). */
  openCaseNo: Text.optional(),
  /** Day of a revocation or of a termination for false documents (R-LIFE-06). */
  revokedOn: OfficeDate.optional(),
});

const Union = UnionForm.partial().extend({
  /** The unit that the union belongs to (R-ORG-02). */
  managingUnit: Text.optional(),
  listedUnions: z.array(Text).max(200).optional(),
  /** Account data changed, compared again, and since when (R-PAY-07). */
  accountChange: z.strictObject({ changedOn: OfficeDate, reverified: z.boolean() }).optional(),
});

const Class = ClassRow.partial()
  .required({ kind: true })
  .extend({
    /** Ages in full months, one number a child. */
    childrenMonths: z.array(z.int().min(0).max(240)).max(200).optional(),
  });

const Service = ServiceForm.partial().extend({
  applicationType: z.enum(['DEMO', 'PILOT']).optional(),
  /** Of a pilot: it opens, or is open. */
  opening: z.boolean().optional(),
  /** Of a joint provision: the applicant leads. */
  isLead: z.boolean().optional(),
  classes: z.array(Class).max(60).optional(),
  /** Three meals and one snack a day; fewer when left out. */
  threeMeals: z.boolean().optional(),
  feesDisplayed: z.boolean().optional(),
  nonProfitDeclared: z.boolean().optional(),
});

const Filing = SiteForm.shape.filing.partial().extend({
  status: z.enum(FILING_STATUSES).optional(),
  /** Day of a change of the registration, and of the change of the filing (R-FILE-06). */
  changedOn: OfficeDate.optional(),
  refiledOn: OfficeDate.optional(),
});

const Site = SiteForm.partial().extend({
  filing: Filing.optional(),
  /** `null` says that there is none. */
  fireDoc: SiteForm.shape.fireDoc.partial().required({ type: true, date: true }).nullable().optional(),
  healthEvaluation: SiteForm.shape.healthEvaluation.partial().required({ qualified: true }).optional(),
  foodLicence: z.strictObject({ no: Text.optional(), validTo: OfficeDate }).nullable().optional(),
  cctv: SiteForm.shape.cctv.partial().required({ fullCoverage: true, retentionDays: true }).optional(),
  healthManager: SiteForm.shape.healthManager.partial().nullable().optional(),
  nearbyPublicSpace: z.boolean().optional(),
  /** 三合一 and 彩钢板. */
  mixedUse: z.boolean().optional(),
  colourSteel: z.boolean().optional(),
  /** Another open application for this site (R-ID-08); `null` says that there is none. */
  siteCaseNo: Text.nullable().optional(),
  /** Unit of the health officer who verifies (R-ORG-03). */
  officerUnit: Text.optional(),
});

const Staff = StaffRow.partial()
  .required({ name: true, role: true })
  .extend({ certNo: Text.optional(), classKey: Text.optional() });

const Budget = z.strictObject({
  rows: z.array(BudgetRow.partial()).max(200).optional(),
  totals: z.partialRecord(z.enum(FUND_SOURCES), Fen).optional(),
  employerBudgetDocNo: Text.optional(),
  employerBudgetYear: z.int().optional(),
  /** The employer's document has an item for childcare (A05). */
  hasChildcareItem: z.boolean().optional(),
  /** Items that other public money pays for already (R-FUND-12). */
  fundedElsewhere: z
    .array(z.strictObject({ line: Text, item: Text, source: Text }))
    .max(200)
    .optional(),
});

/** F7, with the members where R-COM-06 is asked. */
const Committee = z.strictObject({
  meetingDate: OfficeDate.optional(),
  submittedOn: OfficeDate.optional(),
  firstSpentOn: OfficeDate.optional(),
  totalMembers: z.int().optional(),
  present: z.int().optional(),
  recused: z.int().optional(),
  yes: z.int().optional(),
  no: z.int().optional(),
  abstain: z.int().optional(),
  /** Names or hashes of the documents; an empty text says that there is none. */
  minutes: Text.optional(),
  signInSheet: Text.optional(),
  planVersionId: Text.optional(),
  submittedPlanVersionId: Text.optional(),
  members: z
    .array(z.strictObject({ member: Text, interests: z.array(Text), recused: z.boolean() }))
    .max(99)
    .optional(),
  supplierUsccs: z.array(Text).max(50).optional(),
});

const Act = z.strictObject({ level: Text.default(''), duty: Text, actor: Text });

/** How the case was handled: R-PROC. */
const Procedure = z.strictObject({
  defects: z
    .array(z.strictObject({ reasonCode: Text, text: Text }))
    .max(100)
    .optional(),
  correctionRoundsBefore: Count.optional(),
  correctionDueOn: OfficeDate.optional(),
  actor: Text.optional(),
  /** Ids of people with a conflict of interest. */
  excluded: z.array(Text).max(100).optional(),
  acts: z.array(Act).max(200).optional(),
  next: z.strictObject({ duty: z.enum(DUTY_NAMES), actor: Text }).optional(),
  decision: z
    .strictObject({ positive: z.boolean(), reasonCode: Text.optional(), reasonText: Text.optional() })
    .optional(),
  version: z.strictObject({ expected: z.int(), current: z.int() }).optional(),
  withdrawal: z.strictObject({ noticeOpen: z.boolean(), consented: z.boolean() }).optional(),
  /** Instants with the office date that was made of them (R-CAL-02), and timers (R-CAL-01). */
  instants: z
    .array(z.strictObject({ at: Text, officeDate: OfficeDate }))
    .max(100)
    .optional(),
  timers: z
    .array(z.strictObject({ startedOn: OfficeDate, workingDays: Count }))
    .max(100)
    .optional(),
});

const Notice = z.strictObject({
  openedOn: OfficeDate.optional(),
  endsOn: OfficeDate.optional(),
  openObjections: Count.optional(),
  upheldObjections: Count.optional(),
  content: z.partialRecord(z.enum([...NOTICE_FIELDS, 'text']), Text).optional(),
  objection: z.strictObject({ named: z.boolean() }).optional(),
});

/** The years of a site: F13, F14, F15. */
const Life = z.strictObject({
  designatedOn: OfficeDate.optional(),
  validTo: OfficeDate.optional(),
  renewalAppliedOn: OfficeDate.optional(),
  incidents: z
    .array(z.strictObject({ occurredAt: Instant, reportedAt: Instant.optional(), serious: z.boolean() }))
    .max(100)
    .optional(),
  selfInspections: z.strictObject({ since: OfficeDate, doneOn: z.array(OfficeDate).max(200) }).optional(),
  evaluations: z
    .array(z.strictObject({ year: z.int(), grade: z.enum(EVALUATION_GRADES) }))
    .max(20)
    .optional(),
  /** WS/T 821: points of 1,000 or the grade itself, and how many of the basic indicators are not met. */
  quality: z
    .strictObject({ points: z.int().min(0).max(1_000), vetoFailed: Count })
    .or(z.strictObject({ grade: z.enum(QUALITY_GRADES), vetoFailed: Count }))
    .optional(),
});

const Audit = z.strictObject({
  periodEndsOn: OfficeDate.optional(),
  reportedOn: OfficeDate.optional(),
  auditor: Text.optional(),
  /** Chair, finance and reviewers of the case. */
  involved: z.array(Text).max(100).optional(),
  finding: z.enum(['MINOR', 'MAJOR', 'VIOLATION']).optional(),
  recovery: z.strictObject({ orderedOn: OfficeDate, repaidOn: OfficeDate.optional() }).optional(),
  records: z.strictObject({ before: z.array(Text).max(500), after: z.array(Text).max(500) }).optional(),
});

const Report = z.strictObject({ version: z.int(), figures: Text });

const Statistics = z.strictObject({
  submitted: Report.optional(),
  now: Report.optional(),
  countedUnits: z.array(Text).max(500).optional(),
  countedEmployers: z.array(Text).max(2_000).optional(),
});

const Privacy = z.strictObject({
  texts: z.array(Text).max(500).optional(),
  shown: z
    .array(z.strictObject({ shown: Text, ownsTask: z.boolean() }))
    .max(100)
    .optional(),
});

/** One case that rules are tried on. Of its forms it has what the wished rules need. */
export const RuleCase = z.strictObject({
  name: z.string().min(1).max(200),
  /** Office date on which it is judged; the parameters are those of this day. */
  date: OfficeDate,
  employer: Employer.optional(),
  union: Union.optional(),
  service: Service.optional(),
  site: Site.optional(),
  staff: z.array(Staff).max(200).optional(),
  budget: Budget.optional(),
  /** F8: codes of the attachments given. */
  attachments: z
    .array(z.string().regex(/^A(0[1-9]|1\d|20)$/u))
    .max(60)
    .optional(),
  committee: Committee.optional(),
  /** F9: boxes ticked. */
  prohibitions: z
    .array(z.string().regex(/^EB-[1-8]$/u))
    .max(8)
    .optional(),
  procedure: Procedure.optional(),
  notice: Notice.optional(),
  grant: GrantFacts.optional(),
  life: Life.optional(),
  audit: Audit.optional(),
  statistics: Statistics.optional(),
  privacy: Privacy.optional(),
});
export type RuleCase = z.infer<typeof RuleCase>;

/** A row of the local fee caps, domain.md §11.5: they are data of the districts. */
export const PriceCapRow = z.strictObject({
  unit: Text,
  kind: z.enum(CLASS_KINDS),
  capFen: Fen,
  effectiveFrom: OfficeDate,
  effectiveTo: OfficeDate.nullable().default(null),
});
export type PriceCapRow = z.infer<typeof PriceCapRow>;
