/** Written by `npm run api` from docs/api/applications.openapi.json. */

export interface ApplicationsSchemas {
  readonly AdvanceApplication: { readonly step: "formal-check" | "district-review" | "municipal-review" | "health-verification" | "inspection" | "joint-review" | "public-notice" | "designation"; readonly outcome: "passed" | "rejected" | "deferred" | "rectification" | "objected" | "objection-dismissed"; readonly decision: ApplicationsSchemas["Position"]; readonly decidedOn: string; readonly reasonCode?: string; readonly decidedBy?: readonly (string)[]; readonly due?: ApplicationsSchemas["DueDate"]; readonly failedItems?: readonly (string)[] };
  readonly ApplicationList: { readonly items: readonly (ApplicationsSchemas["ApplicationView"])[]; readonly next: string | null };
  readonly ApplicationView: { readonly id: string; readonly caseNo: string | null; readonly version: number; readonly status: "DRAFT" | "SUBMITTED" | "CORRECTION" | "DISTRICT_REVIEW" | "CONCURRENT_REVIEW" | "INSPECTION_PENDING" | "INSPECTED" | "RECTIFICATION" | "JOINT_REVIEW" | "DEFERRED" | "PUBLICITY" | "OBJECTION" | "DESIGNATED" | "REJECTED" | "LAPSED" | "WITHDRAWN" | "TERMINATED" | "ARCHIVED"; readonly managingUnit: string; readonly siteUnit: string; readonly siteAddress: string; readonly employerUscc: string; readonly unionUscc: string; readonly programmeYear: number; readonly plan: ({ readonly number: number; readonly hash: string; readonly sealedOn: string; readonly facts: ApplicationsSchemas["PlanFacts"] } | null); readonly resolution: ({ readonly no: string; readonly hash: string; readonly planHash: string; readonly decidedOn: string } | null); readonly submittedOn: string | null; readonly tracks: { readonly municipal: "NONE" | "PENDING" | "PASSED" | "RETURNED" | "REJECTED"; readonly health: "NONE" | "PENDING" | "PASSED" | "RETURNED" | "REJECTED" }; readonly reasonCode: string | null; readonly correction: ({ readonly round: number; readonly due: ApplicationsSchemas["DueDate"]; readonly items: readonly ("employer" | "union" | "service" | "site" | "staff" | "budget" | "attachments" | "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07" | "A08" | "A09" | "A10" | "A11" | "A12" | "A13" | "A14" | "A15" | "A16" | "A17" | "A18" | "A19" | "A20")[]; readonly steps: readonly ({ readonly step: "formal-check" | "district-review" | "municipal-review" | "health-verification"; readonly decidedOn: string; readonly defectsHash: string; readonly defectItems: readonly ("employer" | "union" | "service" | "site" | "staff" | "budget" | "attachments" | "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07" | "A08" | "A09" | "A10" | "A11" | "A12" | "A13" | "A14" | "A15" | "A16" | "A17" | "A18" | "A19" | "A20")[] })[]; readonly changedItems: (readonly ("employer" | "union" | "service" | "site" | "staff" | "budget" | "attachments" | "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07" | "A08" | "A09" | "A10" | "A11" | "A12" | "A13" | "A14" | "A15" | "A16" | "A17" | "A18" | "A19" | "A20")[] | null); readonly needsResolution: boolean } | null); readonly rectification: ({ readonly failedItems: readonly (string)[]; readonly due: ApplicationsSchemas["DueDate"]; readonly finalDue: ApplicationsSchemas["DueDate"]; readonly extended: boolean } | null); readonly deferredUntil: string | null; readonly rejection: ({ readonly step: "formal-check" | "district-review" | "municipal-review" | "health-verification" | "inspection" | "joint-review" | "public-notice" | "designation"; readonly decidedOn: string; readonly reasonCode: string; readonly reconsiderBy: (ApplicationsSchemas["DueDate"] | null) } | null); readonly reconsideration: ({ readonly step: "formal-check" | "district-review" | "municipal-review" | "health-verification" | "inspection" | "joint-review" | "public-notice" | "designation"; readonly openedOn: string; readonly due: ApplicationsSchemas["DueDate"] } | null); readonly withdrawalConsentedOn: string | null; readonly barredUntil: string | null; readonly position: ApplicationsSchemas["Position"] };
  readonly ArchiveApplication: { readonly idleSince: string };
  readonly BatchResults: { readonly results: readonly (ApplicationsSchemas["BatchRowResult"])[]; readonly next: (number | null) };
  readonly BatchRow: { readonly key: string; readonly path: string; readonly body: Readonly<Record<string, unknown>> };
  readonly BatchRowResult: { readonly row: number; readonly key: string; readonly outcome: "accepted" | "refused" | "failed"; readonly status: number; readonly answer?: ApplicationsSchemas["CommandAnswer"]; readonly errors?: readonly ({ readonly rule: string; readonly pointer: string; readonly zh: string; readonly en: string })[] };
  readonly BatchView: { readonly id: string; readonly status: "running" | "done" | "cancelled"; readonly rows: number; readonly accepted: number; readonly refused: number; readonly failed: number; readonly left: number; readonly submittedAt: string; readonly endedAt: string | null; readonly repeated: boolean; readonly dryRun: boolean; readonly results?: readonly (ApplicationsSchemas["BatchRowResult"])[] };
  readonly CancelBatch: Record<string, never>;
  readonly CaseListing: { readonly caseNo: string; readonly employerName: string; readonly employerUscc: string; readonly unionUscc: string; readonly managingUnit: string; readonly siteUnit: string; readonly mode: string; readonly requestedUnionFen: number };
  readonly CaseOverview: { readonly today: string; readonly counts: readonly ({ readonly managingUnit: string; readonly status: "DRAFT" | "SUBMITTED" | "CORRECTION" | "DISTRICT_REVIEW" | "CONCURRENT_REVIEW" | "INSPECTION_PENDING" | "INSPECTED" | "RECTIFICATION" | "JOINT_REVIEW" | "DEFERRED" | "PUBLICITY" | "OBJECTION" | "DESIGNATED" | "REJECTED" | "LAPSED" | "WITHDRAWN" | "TERMINATED" | "ARCHIVED"; readonly count: number })[]; readonly ages: readonly ({ readonly status: "DRAFT" | "SUBMITTED" | "CORRECTION" | "DISTRICT_REVIEW" | "CONCURRENT_REVIEW" | "INSPECTION_PENDING" | "INSPECTED" | "RECTIFICATION" | "JOINT_REVIEW" | "DEFERRED" | "PUBLICITY" | "OBJECTION" | "DESIGNATED" | "REJECTED" | "LAPSED" | "WITHDRAWN" | "TERMINATED" | "ARCHIVED"; readonly fromDays: number; readonly toDays: (number | null); readonly sinceFrom: (string | null); readonly sinceTo: string; readonly count: number })[] };
  readonly CommandAnswer: { readonly id: string; readonly position: ApplicationsSchemas["Position"]; readonly version: number; readonly repeated: boolean; readonly notes: readonly ({ readonly rule: string; readonly pointer: string; readonly zh: string; readonly en: string })[]; readonly dryRun?: true; readonly events?: readonly ({ readonly type: string; readonly data: Readonly<Record<string, unknown>> })[] };
  readonly ConsentToWithdrawal: { readonly reasonText?: string };
  readonly CreateApplication: { readonly employerUscc: string; readonly unionUscc: string; readonly managingUnit: string; readonly siteUnit: string; readonly siteAddress: string; readonly programmeYear: number };
  readonly DeadLetterDetail: { readonly id: string; readonly service: string; readonly consumer: string; readonly status: "BURIED" | "DROP_PROPOSED" | "REDONE" | "DROPPED"; readonly caseId: string | null; readonly caseNo: string | null; readonly employer: string | null; readonly missing: { readonly zh: string; readonly en: string }; readonly event: ({ readonly subject: string; readonly sequence: number; readonly type: string } | null); readonly problem: { readonly error: string; readonly text: string }; readonly place: { readonly topic: string; readonly partition: number; readonly offset: string }; readonly size: number; readonly buriedAt: string; readonly proposedBy: string | null; readonly waiting: number; readonly behind: readonly ({ readonly topic: string; readonly partition: number; readonly offset: string; readonly event: ({ readonly subject: string; readonly sequence: number; readonly type: string } | null) })[]; readonly bytes: string };
  readonly DeadLetterList: { readonly letters: readonly (ApplicationsSchemas["DeadLetterView"])[] };
  readonly DeadLetterPreview: { readonly id: string; readonly outcome: "handled" | "seen" | "refused"; readonly findings: readonly ({ readonly zh: string; readonly en: string })[]; readonly waiting: number };
  readonly DeadLetterRedone: { readonly id: string; readonly status: "BURIED" | "DROP_PROPOSED" | "REDONE" | "DROPPED"; readonly released: number; readonly stoppedBy: string | null; readonly repeated: boolean };
  readonly DeadLetterView: { readonly id: string; readonly service: string; readonly consumer: string; readonly status: "BURIED" | "DROP_PROPOSED" | "REDONE" | "DROPPED"; readonly caseId: string | null; readonly caseNo: string | null; readonly employer: string | null; readonly missing: { readonly zh: string; readonly en: string }; readonly event: ({ readonly subject: string; readonly sequence: number; readonly type: string } | null); readonly problem: { readonly error: string; readonly text: string }; readonly place: { readonly topic: string; readonly partition: number; readonly offset: string }; readonly size: number; readonly buriedAt: string; readonly proposedBy: string | null; readonly waiting: number };
  /** SHA-256 over content and nonce: how commands name the document */
  readonly DocumentHash: { readonly hash: string };
  /** Proposes or confirms giving up a dead letter; two different people */
  readonly DropDeadLetter: { readonly reason: string };
  readonly DueDate: { readonly startedOn: string; readonly workingDays: number; readonly dueOn: string; readonly calendarVersion: string; readonly provisional: boolean; readonly zh: string; readonly en: string };
  readonly ExtendRectification: { readonly reasonText: string };
  readonly JournalPage: { readonly events: readonly (string)[] };
  readonly LapseApplication: { readonly why: "correction-overdue" | "deferral-over" };
  readonly LiveAggregate: { readonly subject: string; readonly caseId: string; readonly version: number; readonly state: unknown; readonly outbox: readonly (string)[] };
  readonly LiveAggregatePage: { readonly items: readonly (ApplicationsSchemas["LiveAggregate"])[]; readonly next: string | null };
  readonly Liveness: { readonly status: "live" };
  readonly NoteCommitteeDeclined: { readonly planHash: string; readonly rule: string; readonly decision: ApplicationsSchemas["Position"] };
  readonly OpenApiDocument: ({ readonly openapi: "3.1.0" } & Readonly<Record<string, unknown>>);
  readonly PlanDraftView: { readonly entries: Readonly<Record<string, string>> };
  readonly PlanFacts: { readonly employerName: string; readonly employerUscc: string; readonly employerNature: "GOV" | "PUBLIC_INST" | "SOE" | "PRIVATE" | "FOREIGN" | "COLLECTIVE" | "SOCIAL_ORG" | "OTHER"; readonly unionName: string; readonly unionUscc: string; readonly managingUnit: string; readonly siteUnit: string; readonly siteAddress: string; readonly institutionName: string; readonly institutionUscc: string; readonly mode: "SELF" | "JOINT" | "THIRD_PARTY"; readonly classes: readonly ({ readonly kind: "INFANT" | "TODDLER" | "SENIOR" | "MIXED"; readonly children: number; readonly carers: number; readonly floor: number })[]; readonly places: number; readonly filing: { readonly no: string; readonly receiptDate: string; readonly filedName: string; readonly filedAddress: string; readonly filedPlaces: number }; readonly supplierUsccs: readonly (string)[]; readonly attachments: readonly ({ readonly code: "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07" | "A08" | "A09" | "A10" | "A11" | "A12" | "A13" | "A14" | "A15" | "A16" | "A17" | "A18" | "A19" | "A20"; readonly hash: string })[]; readonly requestedUnionFen: number; readonly requestedHealthFen: number };
  readonly PlanVersionList: { readonly items: readonly ({ readonly number: number; readonly hash: string; readonly sealedOn: string })[] };
  readonly PlanVersionView: { readonly hash: string; readonly number: number; readonly plan: ApplicationsSchemas["ServicePlanAnswer"] };
  readonly Position: { readonly subject: string; readonly sequence: number };
  /** Problem details (RFC 9457) with rule id, both texts and a pointer to the field */
  readonly Problem: { readonly type: string; readonly title: string; readonly status: number; readonly detail: string; readonly detailEn: string; readonly instance?: string; readonly rule: string; readonly pointer: string; readonly errors: readonly ({ readonly rule: string; readonly pointer: string; readonly zh: string; readonly en: string })[]; readonly errorId?: string; readonly currentVersion?: number };
  readonly RaiseAlarm: { readonly kind: "remind" | "escalate"; readonly level: number; readonly on: string };
  readonly ReadinessView: { readonly ready: boolean; readonly draining: boolean; readonly checks: Readonly<Record<string, { readonly up: boolean; readonly reason?: string; readonly ms: number; readonly advisory?: true }>> };
  readonly ReconsiderApplication: { readonly reasonText: string };
  readonly RecordResolution: { readonly planHash: string; readonly resolutionHash: string; readonly resolutionNo: string; readonly decidedOn: string; readonly decision: ApplicationsSchemas["Position"] };
  readonly ResubmitApplication: { readonly planHash: string };
  readonly ResumeApplication: { readonly reasonText?: string };
  readonly ReturnApplication: { readonly steps: readonly ({ readonly step: "formal-check" | "district-review" | "municipal-review" | "health-verification"; readonly decision: ApplicationsSchemas["Position"]; readonly decidedOn: string; readonly defectsHash: string; readonly defectItems: readonly ("employer" | "union" | "service" | "site" | "staff" | "budget" | "attachments" | "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07" | "A08" | "A09" | "A10" | "A11" | "A12" | "A13" | "A14" | "A15" | "A16" | "A17" | "A18" | "A19" | "A20")[] })[]; readonly due: ApplicationsSchemas["DueDate"] };
  readonly SavePlanDraft: { readonly changes: readonly ({ readonly pointer: string; readonly from: string; readonly to: string })[] };
  readonly SealPlan: { readonly plan: ApplicationsSchemas["ServicePlan"] };
  /** Work plan (工作方案): forms F1–F6 and the list of attachments F8 */
  readonly ServicePlan: { readonly employer: { readonly name: string; readonly uscc: string; readonly nature: "GOV" | "PUBLIC_INST" | "SOE" | "PRIVATE" | "FOREIGN" | "COLLECTIVE" | "SOCIAL_ORG" | "OTHER"; readonly isMedicalInstitution: boolean; readonly registeredUnit: string; readonly registeredAddress: string; readonly staffTotal: number; readonly staffFemale: number; readonly childDemand: { readonly months6to12: number; readonly months12to24: number; readonly months24to36: number }; readonly surveyDate: string; readonly surveyResponses: number; readonly contactName: string; readonly contactMobile: string; readonly contactDept: string }; readonly union: { readonly name: string; readonly uscc: string; readonly inOffice: boolean; readonly chairName: string; readonly chairMobile: string; readonly membersTotal: number; readonly committeeSize: number; readonly recommenderType: "DISTRICT" | "INDUSTRY" | "DIRECT"; readonly recommenderUnit: string; readonly hasIndependentAccount: boolean; readonly accountName: string; readonly bankName: string; readonly cnaps: string; readonly accountNo: string; readonly auditCommitteeExists: boolean }; readonly service: { readonly applicationType: "DEMO"; readonly mode: "SELF" | "JOINT" | "THIRD_PARTY"; readonly jointParties: readonly ({ readonly name: string; readonly uscc: string; readonly share: number })[]; readonly careTypes: readonly ("FULL_DAY" | "HALF_DAY" | "HOURLY" | "TEMPORARY")[]; readonly classes: readonly ({ readonly kind: "INFANT" | "TODDLER" | "SENIOR" | "MIXED"; readonly children: number; readonly carers: number; readonly floor: number; readonly areaM2: number; readonly feePerMonthFen: number })[]; readonly openToCommunity: boolean; readonly mealsProvided: boolean; readonly openedOn: string; readonly occupancy: { readonly staffChildren: number; readonly residentChildren: number } }; readonly site: { readonly institutionName: string; readonly uscc: string; readonly registrationType: "PUBLIC_INSTITUTION" | "NON_PROFIT" | "COMPANY"; readonly scopeText: string; readonly siteUnit: string; readonly siteAddress: string; readonly filing: { readonly no: string; readonly receiptDate: string; readonly filedName: string; readonly filedAddress: string; readonly filedPlaces: number }; readonly tenure: "OWN" | "LEASE" | "FREE_USE"; readonly leaseFrom?: string; readonly leaseTo?: string; readonly buildingAreaM2: number; readonly indoorUsableM2: number; readonly outdoorM2: number; readonly convertedDense: boolean; readonly minFloor: number; readonly maxFloor: number; readonly basement: boolean; readonly fireDoc: { readonly type: "FIRE_SAFETY_INSPECTION" | "FIRE_ACCEPTANCE" | "FIRE_ACCEPTANCE_FILING" | "LOCAL_JOINT_CHECK"; readonly no: string; readonly date: string }; readonly healthEvaluation: { readonly qualified: boolean; readonly date: string; readonly issuer: string }; readonly foodLicence?: { readonly no: string; readonly validTo: string }; readonly cctv: { readonly fullCoverage: boolean; readonly retentionDays: number; readonly oneKeyAlarm: boolean }; readonly independentSite: boolean; readonly guardCount: number; readonly insurance: { readonly policyNo: string; readonly validTo: string }; readonly healthManager: { readonly org: string; readonly name: string; readonly mobile: string } }; readonly staff: readonly ({ readonly name: string; readonly role: "HEAD" | "CARER" | "HEALTH" | "GUARD" | "COOK"; readonly fullTime: boolean; readonly education: string; readonly experienceMonths: number; readonly certNo: string; readonly certDate: string; readonly trainingHours: number; readonly healthCertIssuedOn: string; readonly criminalCheckOn: string })[]; readonly budget: { readonly rows: readonly ({ readonly line: "EX-01" | "EX-02" | "EX-03" | "EX-04" | "EX-05" | "EX-06" | "EX-07" | "EX-08" | "EX-09"; readonly source: "UNION_MUNI" | "FISCAL_HEALTH" | "UNION_OWN" | "EMPLOYER" | "FEES" | "OTHER_SUBSIDY"; readonly item: string; readonly quantity: number; readonly unitPriceFen: number; readonly amountFen: number; readonly standardText: string; readonly supplierUscc?: string })[]; readonly employerBudgetDocNo: string; readonly employerBudgetYear: number }; readonly attachments: readonly ({ readonly code: "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07" | "A08" | "A09" | "A10" | "A11" | "A12" | "A13" | "A14" | "A15" | "A16" | "A17" | "A18" | "A19" | "A20"; readonly hash: string; readonly fileName: string })[] };
  /** Work plan (工作方案): forms F1–F6 and the list of attachments F8 */
  readonly ServicePlanAnswer: { readonly employer: { readonly name: string; readonly uscc: string; readonly nature: "GOV" | "PUBLIC_INST" | "SOE" | "PRIVATE" | "FOREIGN" | "COLLECTIVE" | "SOCIAL_ORG" | "OTHER"; readonly isMedicalInstitution: boolean; readonly registeredUnit: string; readonly registeredAddress: string; readonly staffTotal: number; readonly staffFemale: number; readonly childDemand: { readonly months6to12: number; readonly months12to24: number; readonly months24to36: number }; readonly surveyDate: string; readonly surveyResponses: number; readonly contactName: string; readonly contactMobile: string; readonly contactDept: string }; readonly union: { readonly name: string; readonly uscc: string; readonly inOffice: boolean; readonly chairName: string; readonly chairMobile: string; readonly membersTotal: number; readonly committeeSize: number; readonly recommenderType: "DISTRICT" | "INDUSTRY" | "DIRECT"; readonly recommenderUnit: string; readonly hasIndependentAccount: boolean; readonly accountName: string; readonly bankName: string; readonly cnaps: string; readonly accountNo: string; readonly auditCommitteeExists: boolean }; readonly service: { readonly applicationType: "DEMO"; readonly mode: "SELF" | "JOINT" | "THIRD_PARTY"; readonly jointParties: readonly ({ readonly name: string; readonly uscc: string; readonly share: number })[]; readonly careTypes: readonly ("FULL_DAY" | "HALF_DAY" | "HOURLY" | "TEMPORARY")[]; readonly classes: readonly ({ readonly kind: "INFANT" | "TODDLER" | "SENIOR" | "MIXED"; readonly children: number; readonly carers: number; readonly floor: number; readonly areaM2: number; readonly feePerMonthFen: number })[]; readonly openToCommunity: boolean; readonly mealsProvided: boolean; readonly openedOn: string; readonly occupancy: { readonly staffChildren: number; readonly residentChildren: number } }; readonly site: { readonly institutionName: string; readonly uscc: string; readonly registrationType: "PUBLIC_INSTITUTION" | "NON_PROFIT" | "COMPANY"; readonly scopeText: string; readonly siteUnit: string; readonly siteAddress: string; readonly filing: { readonly no: string; readonly receiptDate: string; readonly filedName: string; readonly filedAddress: string; readonly filedPlaces: number }; readonly tenure: "OWN" | "LEASE" | "FREE_USE"; readonly leaseFrom?: string; readonly leaseTo?: string; readonly buildingAreaM2: number; readonly indoorUsableM2: number; readonly outdoorM2: number; readonly convertedDense: boolean; readonly minFloor: number; readonly maxFloor: number; readonly basement: boolean; readonly fireDoc: { readonly type: "FIRE_SAFETY_INSPECTION" | "FIRE_ACCEPTANCE" | "FIRE_ACCEPTANCE_FILING" | "LOCAL_JOINT_CHECK"; readonly no: string; readonly date: string }; readonly healthEvaluation: { readonly qualified: boolean; readonly date: string; readonly issuer: string }; readonly foodLicence?: { readonly no: string; readonly validTo: string }; readonly cctv: { readonly fullCoverage: boolean; readonly retentionDays: number; readonly oneKeyAlarm: boolean }; readonly independentSite: boolean; readonly guardCount: number; readonly insurance: { readonly policyNo: string; readonly validTo: string }; readonly healthManager: { readonly org: string; readonly name: string; readonly mobile: string } }; readonly staff: readonly ({ readonly name: string; readonly role: "HEAD" | "CARER" | "HEALTH" | "GUARD" | "COOK"; readonly fullTime: boolean; readonly education: string; readonly experienceMonths: number; readonly certNo: string; readonly certDate: string; readonly trainingHours: number; readonly healthCertIssuedOn: string; readonly criminalCheckOn: string })[]; readonly budget: { readonly rows: readonly ({ readonly line: "EX-01" | "EX-02" | "EX-03" | "EX-04" | "EX-05" | "EX-06" | "EX-07" | "EX-08" | "EX-09"; readonly source: "UNION_MUNI" | "FISCAL_HEALTH" | "UNION_OWN" | "EMPLOYER" | "FEES" | "OTHER_SUBSIDY"; readonly item: string; readonly quantity: number; readonly unitPriceFen: number; readonly amountFen: number; readonly standardText: string; readonly supplierUscc?: string })[]; readonly employerBudgetDocNo: string; readonly employerBudgetYear: number }; readonly attachments: readonly ({ readonly code: "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07" | "A08" | "A09" | "A10" | "A11" | "A12" | "A13" | "A14" | "A15" | "A16" | "A17" | "A18" | "A19" | "A20"; readonly hash: string; readonly fileName: string })[] };
  readonly SettleApplication: { readonly settled: ApplicationsSchemas["Position"] };
  readonly Settlements: { readonly settled: readonly (ApplicationsSchemas["Position"])[] };
  readonly SubmitApplication: { readonly planHash: string; readonly declarations: { readonly textVersion: string; readonly truthful: true; readonly responsibility: true; readonly priceCommitment: true; readonly consentToInspectionAndPublicity: true; readonly eightProhibitions: readonly ("EB-1" | "EB-2" | "EB-3" | "EB-4" | "EB-5" | "EB-6" | "EB-7" | "EB-8")[] } };
  readonly SubmitBatch: { readonly rows: readonly (ApplicationsSchemas["BatchRow"])[] };
  readonly SubmitRectification: { readonly evidence: readonly ({ readonly item: string; readonly hash: string })[] };
  readonly TakeTask: { readonly caseId: string; readonly subject: string; readonly action: string; readonly role: string; readonly over?: boolean };
  readonly Task: { readonly subject: string; readonly version: number; readonly caseId: string; readonly kind: string; readonly action: string; readonly role: string; readonly unit: string | null; readonly organisation: string | null; readonly assignee: string | null; readonly openedOn: string; readonly dueOn: string | null; readonly reminded: boolean; readonly escalation: number; readonly answerBy?: string; readonly claim?: ApplicationsSchemas["TaskClaim"]; readonly listing: ApplicationsSchemas["CaseListing"] };
  readonly TaskClaim: { readonly by: string; readonly at: string };
  readonly TaskList: { readonly tasks: readonly (ApplicationsSchemas["Task"])[] };
  readonly TaskNamed: { readonly caseId: string; readonly subject: string; readonly action: string; readonly role: string };
  readonly TerminateApplication: { readonly evidenceHash: string; readonly reasonText: string };
  readonly WithdrawApplication: { readonly reasonText?: string };
}

export interface ApplicationsRoutes {
  /** For people and machines with one of the roles WORKER, MU_AUDIT. */
  readonly "GET /aggregates": {
    readonly path: undefined;
    readonly query: { readonly cursor?: string; readonly limit?: number };
    readonly body: undefined;
    readonly answer: ApplicationsSchemas["LiveAggregatePage"];
    readonly command: false;
  };
  /** For people and machines with one of the roles GU_HANDLER, PIPELINE. A pipeline needs the scope applications:create. */
  readonly "POST /applications": {
    readonly path: undefined;
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApplicationsSchemas["CreateApplication"];
    readonly answer: ApplicationsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, CH_OFFICER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, MH_OFFICER, MH_LEADER, WORKER, PIPELINE, HEALTH_MANAGER, INSPECTOR, SYS_ADMIN. A pipeline needs the scope applications:read. */
  readonly "GET /applications": {
    readonly path: undefined;
    readonly query: { readonly status?: "DRAFT" | "SUBMITTED" | "CORRECTION" | "DISTRICT_REVIEW" | "CONCURRENT_REVIEW" | "INSPECTION_PENDING" | "INSPECTED" | "RECTIFICATION" | "JOINT_REVIEW" | "DEFERRED" | "PUBLICITY" | "OBJECTION" | "DESIGNATED" | "REJECTED" | "LAPSED" | "WITHDRAWN" | "TERMINATED" | "ARCHIVED"; readonly managingUnit?: string; readonly underWay?: "true"; readonly sinceFrom?: string; readonly sinceTo?: string; readonly cursor?: string; readonly after?: string };
    readonly body: undefined;
    readonly answer: ApplicationsSchemas["ApplicationList"];
    readonly command: false;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, CH_OFFICER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, MH_OFFICER, MH_LEADER, WORKER, PIPELINE, HEALTH_MANAGER, INSPECTOR, SYS_ADMIN. A pipeline needs the scope applications:read. */
  readonly "GET /applications/{id}": {
    readonly path: { readonly id: string };
    readonly query: { readonly after?: string; readonly settled?: string };
    readonly body: undefined;
    readonly answer: ApplicationsSchemas["ApplicationView"];
    readonly command: false;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /applications/{id}/advance": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApplicationsSchemas["AdvanceApplication"];
    readonly answer: ApplicationsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /applications/{id}/alarm": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApplicationsSchemas["RaiseAlarm"];
    readonly answer: ApplicationsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /applications/{id}/archive": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApplicationsSchemas["ArchiveApplication"];
    readonly answer: ApplicationsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /applications/{id}/committee-declined": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApplicationsSchemas["NoteCommitteeDeclined"];
    readonly answer: ApplicationsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /applications/{id}/lapse": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApplicationsSchemas["LapseApplication"];
    readonly answer: ApplicationsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, CH_OFFICER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, MH_OFFICER, MH_LEADER, WORKER, PIPELINE. A pipeline needs the scope plans:read. */
  readonly "GET /applications/{id}/plan": {
    readonly path: { readonly id: string };
    readonly query: { readonly after?: string };
    readonly body: undefined;
    readonly answer: ApplicationsSchemas["PlanVersionView"];
    readonly command: false;
  };
  /** For people with one of the roles GU_HANDLER. */
  readonly "GET /applications/{id}/plan-draft": {
    readonly path: { readonly id: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: ApplicationsSchemas["PlanDraftView"];
    readonly command: false;
  };
  /** For people with one of the roles GU_HANDLER. */
  readonly "POST /applications/{id}/plan-draft": {
    readonly path: { readonly id: string };
    readonly query: undefined;
    readonly body: ApplicationsSchemas["SavePlanDraft"];
    readonly answer: ApplicationsSchemas["PlanDraftView"];
    readonly command: false;
  };
  /** For people and machines with one of the roles GU_HANDLER, PIPELINE. A pipeline needs the scope applications:seal-plan. */
  readonly "POST /applications/{id}/plan-versions": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApplicationsSchemas["SealPlan"];
    readonly answer: ApplicationsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, CH_OFFICER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, MH_OFFICER, MH_LEADER, WORKER, PIPELINE. A pipeline needs the scope plans:read. */
  readonly "GET /applications/{id}/plan-versions": {
    readonly path: { readonly id: string };
    readonly query: { readonly after?: string };
    readonly body: undefined;
    readonly answer: ApplicationsSchemas["PlanVersionList"];
    readonly command: false;
  };
  /** For people with one of the roles GU_CHAIR. */
  readonly "POST /applications/{id}/reconsideration": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApplicationsSchemas["ReconsiderApplication"];
    readonly answer: ApplicationsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles GU_HANDLER. */
  readonly "POST /applications/{id}/rectification": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApplicationsSchemas["SubmitRectification"];
    readonly answer: ApplicationsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles MU_LEADER. */
  readonly "POST /applications/{id}/rectification-extension": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApplicationsSchemas["ExtendRectification"];
    readonly answer: ApplicationsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /applications/{id}/resolution": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApplicationsSchemas["RecordResolution"];
    readonly answer: ApplicationsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles GU_CHAIR. */
  readonly "POST /applications/{id}/resubmission": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApplicationsSchemas["ResubmitApplication"];
    readonly answer: ApplicationsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles MU_LEADER. */
  readonly "POST /applications/{id}/resumption": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApplicationsSchemas["ResumeApplication"];
    readonly answer: ApplicationsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /applications/{id}/return": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApplicationsSchemas["ReturnApplication"];
    readonly answer: ApplicationsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /applications/{id}/settled": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApplicationsSchemas["SettleApplication"];
    readonly answer: ApplicationsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For machines with one of the roles WORKER. */
  readonly "GET /applications/{id}/settlements": {
    readonly path: { readonly id: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: ApplicationsSchemas["Settlements"];
    readonly command: false;
  };
  /** For people and machines with one of the roles GU_CHAIR, PIPELINE. A pipeline needs the scope applications:submit. */
  readonly "POST /applications/{id}/submission": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApplicationsSchemas["SubmitApplication"];
    readonly answer: ApplicationsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles MU_LEADER. */
  readonly "POST /applications/{id}/termination": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApplicationsSchemas["TerminateApplication"];
    readonly answer: ApplicationsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles GU_CHAIR. */
  readonly "POST /applications/{id}/withdrawal": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApplicationsSchemas["WithdrawApplication"];
    readonly answer: ApplicationsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles MU_LEADER. */
  readonly "POST /applications/{id}/withdrawal-consent": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApplicationsSchemas["ConsentToWithdrawal"];
    readonly answer: ApplicationsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE. A pipeline needs the scope batch:submit. */
  readonly "POST /batches": {
    readonly path: undefined;
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApplicationsSchemas["SubmitBatch"];
    readonly answer: ApplicationsSchemas["BatchView"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE. A pipeline needs the scope batch:submit. */
  readonly "GET /batches/{id}": {
    readonly path: { readonly id: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: ApplicationsSchemas["BatchView"];
    readonly command: false;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE. A pipeline needs the scope batch:submit. */
  readonly "POST /batches/{id}/cancellation": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApplicationsSchemas["CancelBatch"];
    readonly answer: ApplicationsSchemas["BatchView"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE. A pipeline needs the scope batch:submit. */
  readonly "GET /batches/{id}/results": {
    readonly path: { readonly id: string };
    readonly query: { readonly from?: number; readonly limit?: number };
    readonly body: undefined;
    readonly answer: ApplicationsSchemas["BatchResults"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN, MU_AUDIT. */
  readonly "GET /dead-letters": {
    readonly path: undefined;
    readonly query: { readonly status?: "open" | "closed" | "all" };
    readonly body: undefined;
    readonly answer: ApplicationsSchemas["DeadLetterList"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN, MU_AUDIT. */
  readonly "GET /dead-letters/{id}": {
    readonly path: { readonly id: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: ApplicationsSchemas["DeadLetterDetail"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN. */
  readonly "POST /dead-letters/{id}/confirm-drop": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApplicationsSchemas["DropDeadLetter"];
    readonly answer: ApplicationsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles SYS_ADMIN, MU_AUDIT. */
  readonly "GET /dead-letters/{id}/preview": {
    readonly path: { readonly id: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: ApplicationsSchemas["DeadLetterPreview"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN. */
  readonly "POST /dead-letters/{id}/propose-drop": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApplicationsSchemas["DropDeadLetter"];
    readonly answer: ApplicationsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles SYS_ADMIN. */
  readonly "POST /dead-letters/{id}/redo": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: undefined;
    readonly answer: ApplicationsSchemas["DeadLetterRedone"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE, WORKER, SERVICE. A pipeline needs the scope documents:upload. */
  readonly "POST /documents": {
    readonly path: undefined;
    readonly query: { readonly dryRun?: boolean };
    readonly body: unknown;
    readonly answer: ApplicationsSchemas["DocumentHash"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE, WORKER, SERVICE. A pipeline needs the scope documents:read. */
  readonly "GET /documents/{hash}": {
    readonly path: { readonly hash: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: unknown;
    readonly command: false;
  };
  readonly "GET /health/live": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: ApplicationsSchemas["Liveness"];
    readonly command: false;
  };
  readonly "GET /health/ready": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: ApplicationsSchemas["ReadinessView"];
    readonly command: false;
  };
  /** For people and machines with one of the roles WORKER, SERVICE, MU_AUDIT. */
  readonly "GET /journal": {
    readonly path: undefined;
    readonly query: { readonly subject: string; readonly from?: number; readonly to: number };
    readonly body: undefined;
    readonly answer: ApplicationsSchemas["JournalPage"];
    readonly command: false;
  };
  readonly "GET /metrics": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: unknown;
    readonly command: false;
  };
  readonly "GET /openapi.json": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: ApplicationsSchemas["OpenApiDocument"];
    readonly command: false;
  };
  /** For people with one of the roles DU_LEADER, MU_LEADER, MH_LEADER, MU_AUDIT. */
  readonly "GET /overview": {
    readonly path: undefined;
    readonly query: { readonly after?: string };
    readonly body: undefined;
    readonly answer: ApplicationsSchemas["CaseOverview"];
    readonly command: false;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE, WORKER, SERVICE. A pipeline needs the scope tasks:read. */
  readonly "GET /tasks": {
    readonly path: undefined;
    readonly query: { readonly role?: "EMP_HANDLER" | "GU_HANDLER" | "GU_CHAIR" | "GU_FINANCE" | "GU_AUDIT" | "COMMITTEE_MEMBER" | "DU_REVIEWER" | "DU_LEADER" | "IU_REVIEWER" | "MU_REVIEWER" | "MU_LEADER" | "MU_FIN_MAKER" | "MU_FIN_CHECKER" | "MU_FIN_APPROVER" | "MU_AUDIT" | "CH_OFFICER" | "MH_OFFICER" | "MH_LEADER" | "INSPECTOR" | "HEALTH_MANAGER" | "PUBLIC" | "SYS_ADMIN" | "PIPELINE" | "BANK" | "WORKER" | "SERVICE"; readonly caseId?: string; readonly after?: string; readonly wait?: number };
    readonly body: undefined;
    readonly answer: ApplicationsSchemas["TaskList"];
    readonly command: false;
  };
  /** For people with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN. */
  readonly "POST /tasks/claim": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: ApplicationsSchemas["TakeTask"];
    readonly answer: ApplicationsSchemas["TaskClaim"];
    readonly command: false;
  };
  /** For people with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN. */
  readonly "POST /tasks/release": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: ApplicationsSchemas["TaskNamed"];
    readonly answer: ApplicationsSchemas["TaskNamed"];
    readonly command: false;
  };
}
