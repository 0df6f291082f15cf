/** Written by `npm run api` from docs/api/approvals.openapi.json. */

export interface ApprovalsSchemas {
  /** Which program decides a kind of review, and what is proposed */
  readonly AutomaticStepView: { readonly id: "formal-check" | "health-verification"; readonly version: number; readonly position: ApprovalsSchemas["Position"]; readonly state: { readonly status: "PROPOSED" | "IN_FORCE" | "ENDED"; readonly proposals: number; readonly inForce: ({ readonly pipeline: string; readonly unit: string; readonly answerWithinMinutes: number; readonly validFrom: string; readonly proposedBy: string; readonly confirmedBy: string } | null); readonly proposed: ({ readonly pipeline: string; readonly unit: string; readonly answerWithinMinutes: number; readonly validFrom: string; readonly proposal: number; readonly proposedBy: string; readonly reasonHash: string } | null) } };
  readonly BatchResults: { readonly results: readonly (ApprovalsSchemas["BatchRowResult"])[]; readonly next: (number | null) };
  readonly BatchRow: { readonly key: string; readonly path: string; readonly body: Readonly<Record<string, unknown>> };
  readonly BatchRowResult: { readonly row: number; readonly key: string; readonly outcome: "accepted" | "refused" | "failed"; readonly status: number; readonly answer?: ApprovalsSchemas["CommandAnswer"]; readonly errors?: readonly ({ readonly rule: string; readonly pointer: string; readonly zh: string; readonly en: string })[] };
  readonly BatchView: { readonly id: string; readonly status: "running" | "done" | "cancelled"; readonly rows: number; readonly accepted: number; readonly refused: number; readonly failed: number; readonly left: number; readonly submittedAt: string; readonly endedAt: string | null; readonly repeated: boolean; readonly dryRun: boolean; readonly results?: readonly (ApprovalsSchemas["BatchRowResult"])[] };
  readonly CancelBatch: Record<string, never>;
  readonly CaseListing: { readonly caseNo: string; readonly employerName: string; readonly employerUscc: string; readonly unionUscc: string; readonly managingUnit: string; readonly siteUnit: string; readonly mode: string; readonly requestedUnionFen: number };
  readonly CastVote: { readonly choice: "yes" | "no" | "abstain" };
  readonly CloseMeeting: { readonly minutesHash: string; readonly signInHash: string; readonly resolutionText: string; readonly notVoting?: readonly (string)[] };
  readonly CloseNotice: Record<string, never>;
  readonly CloseWork: { readonly why: "case-ended" | "superseded" | "withdrawn" | "terminated" | "lapsed" };
  readonly CommandAnswer: { readonly id: string; readonly position: ApprovalsSchemas["Position"]; readonly version: number; readonly repeated: boolean; readonly notes: readonly ({ readonly rule: string; readonly pointer: string; readonly zh: string; readonly en: string })[]; readonly dryRun?: true; readonly events?: readonly ({ readonly type: string; readonly data: Readonly<Record<string, unknown>> })[] };
  readonly ConfirmAutomaticStep: { readonly proposal: number };
  readonly ConveneMeeting: { readonly meetingDate: string; readonly form: "ONSITE" | "VIDEO"; readonly members: readonly ({ readonly member: string; readonly interests: readonly (string)[] })[] };
  readonly DeadLetterDetail: { readonly id: string; readonly service: string; readonly consumer: string; readonly status: "BURIED" | "DROP_PROPOSED" | "REDONE" | "DROPPED"; readonly caseId: string | null; readonly caseNo: string | null; readonly employer: string | null; readonly missing: { readonly zh: string; readonly en: string }; readonly event: ({ readonly subject: string; readonly sequence: number; readonly type: string } | null); readonly problem: { readonly error: string; readonly text: string }; readonly place: { readonly topic: string; readonly partition: number; readonly offset: string }; readonly size: number; readonly buriedAt: string; readonly proposedBy: string | null; readonly waiting: number; readonly behind: readonly ({ readonly topic: string; readonly partition: number; readonly offset: string; readonly event: ({ readonly subject: string; readonly sequence: number; readonly type: string } | null) })[]; readonly bytes: string };
  readonly DeadLetterList: { readonly letters: readonly (ApprovalsSchemas["DeadLetterView"])[] };
  readonly DeadLetterPreview: { readonly id: string; readonly outcome: "handled" | "seen" | "refused"; readonly findings: readonly ({ readonly zh: string; readonly en: string })[]; readonly waiting: number };
  readonly DeadLetterRedone: { readonly id: string; readonly status: "BURIED" | "DROP_PROPOSED" | "REDONE" | "DROPPED"; readonly released: number; readonly stoppedBy: string | null; readonly repeated: boolean };
  readonly DeadLetterView: { readonly id: string; readonly service: string; readonly consumer: string; readonly status: "BURIED" | "DROP_PROPOSED" | "REDONE" | "DROPPED"; readonly caseId: string | null; readonly caseNo: string | null; readonly employer: string | null; readonly missing: { readonly zh: string; readonly en: string }; readonly event: ({ readonly subject: string; readonly sequence: number; readonly type: string } | null); readonly problem: { readonly error: string; readonly text: string }; readonly place: { readonly topic: string; readonly partition: number; readonly offset: string }; readonly size: number; readonly buriedAt: string; readonly proposedBy: string | null; readonly waiting: number };
  readonly DecideInspectionFailure: { readonly outcome: "confirm" | "send-back"; readonly sheetHash: string; readonly reasonCode?: "MISSING_DOC" | "DOC_UNCLEAR" | "DOC_EXPIRED" | "DATA_MISMATCH" | "NOT_FILED" | "DECISION_INVALID" | "BUDGET_PROBLEM" | "OUT_OF_SCOPE" | "PRICE_HIGH" | "CAPACITY" | "SAFETY" | "FALSE_INFO" | "QUOTA" | "OBJECTION_UPHELD" | "OTHER"; readonly reasonText?: string };
  readonly DecideReview: { readonly outcome: "pass" | "return" | "reject" | "defer"; readonly reasonCode?: "MISSING_DOC" | "DOC_UNCLEAR" | "DOC_EXPIRED" | "DATA_MISMATCH" | "NOT_FILED" | "DECISION_INVALID" | "BUDGET_PROBLEM" | "OUT_OF_SCOPE" | "PRICE_HIGH" | "CAPACITY" | "SAFETY" | "FALSE_INFO" | "QUOTA" | "OBJECTION_UPHELD" | "OTHER"; readonly reasonText?: string; readonly unionGrantFen?: number; readonly healthGrantFen?: number; readonly defects?: readonly (ApprovalsSchemas["Defect"])[]; readonly documentNo?: string; readonly checks?: readonly (ApprovalsSchemas["ProgramCheck"])[] };
  readonly Defect: { readonly item: "employer" | "union" | "service" | "site" | "staff" | "budget" | "attachments" | "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07" | "A08" | "A09" | "A10" | "A11" | "A12" | "A13" | "A14" | "A15" | "A16" | "A17" | "A18" | "A19" | "A20"; readonly reasonCode: "MISSING_DOC" | "DOC_UNCLEAR" | "DOC_EXPIRED" | "DATA_MISMATCH" | "NOT_FILED" | "DECISION_INVALID" | "BUDGET_PROBLEM" | "OUT_OF_SCOPE" | "PRICE_HIGH" | "CAPACITY" | "SAFETY" | "FALSE_INFO" | "QUOTA" | "OBJECTION_UPHELD" | "OTHER"; readonly text: string };
  readonly DesignateSite: { readonly caseId: string; readonly planHash: string; readonly listing: ApprovalsSchemas["CaseListing"]; readonly priorActs: readonly (ApprovalsSchemas["PriorAct"])[]; readonly facts: ApprovalsSchemas["PlanFacts"]; readonly documentNo: string; readonly designatedOn: string; readonly resolutionHash: string; readonly filingSubject: string; readonly noticeSubject: string; readonly decision: ApprovalsSchemas["Position"] };
  /** SHA-256 over content and nonce: how commands name the document */
  readonly DocumentHash: { readonly hash: string };
  /** Proposes or confirms giving up a dead letter; two different people */
  readonly DropDeadLetter: { readonly reason: string };
  readonly DueDate: { readonly startedOn: string; readonly workingDays: number; readonly dueOn: string; readonly calendarVersion: string; readonly provisional: boolean; readonly zh: string; readonly en: string };
  readonly EndAutomaticStep: { readonly reasonText: string };
  readonly ExamineObjection: { readonly objection: number; readonly outcome: "accept" | "set-aside"; readonly reasonCode?: "MISSING_DOC" | "DOC_UNCLEAR" | "DOC_EXPIRED" | "DATA_MISMATCH" | "NOT_FILED" | "DECISION_INVALID" | "BUDGET_PROBLEM" | "OUT_OF_SCOPE" | "PRICE_HIGH" | "CAPACITY" | "SAFETY" | "FALSE_INFO" | "QUOTA" | "OBJECTION_UPHELD" | "OTHER"; readonly reasonText?: string };
  /** A health filing and its receipt */
  readonly FilingView: { readonly id: string; readonly version: number; readonly position: ApprovalsSchemas["Position"]; readonly state: { readonly caseId: string; readonly planHash: string; readonly listing: ApprovalsSchemas["CaseListing"]; readonly priorActs: readonly (ApprovalsSchemas["PriorAct"])[]; readonly openedOn: string; readonly round?: number; readonly earlier?: readonly ({ readonly round: number; readonly work: string; readonly outcome: "passed" | "returned" | "rejected" | "deferred" | "rectification"; readonly decidedOn: string; readonly reasonCode: (string | null); readonly reasonHash: (string | null); readonly defectsHash: (string | null); readonly defectItems: readonly ("employer" | "union" | "service" | "site" | "staff" | "budget" | "attachments" | "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07" | "A08" | "A09" | "A10" | "A11" | "A12" | "A13" | "A14" | "A15" | "A16" | "A17" | "A18" | "A19" | "A20")[] })[]; readonly excluded?: readonly (string)[]; readonly reminded: boolean; readonly escalation: number; readonly status: "OPEN" | "RECEIPTED" | "NONCONFORMING" | "CLOSED"; readonly facts: ApprovalsSchemas["PlanFacts"]; readonly receiptDue: ApprovalsSchemas["DueDate"]; readonly nonconformityDue: ApprovalsSchemas["DueDate"]; readonly receipt: ({ readonly filingNo: string; readonly receiptDate: string; readonly filedName: string; readonly filedAddress: string; readonly filedPlaces: number } | null); readonly reasonCode: string | null } };
  readonly HandOverReview: { readonly reasonText?: string; readonly checks?: readonly (ApprovalsSchemas["ProgramCheck"])[] };
  readonly InspectionSheet: { readonly classes: readonly ({ readonly kind: "INFANT" | "TODDLER" | "SENIOR" | "MIXED"; readonly children: number; readonly carers: number })[]; readonly items: readonly ({ readonly code: "filing-matches" | "fire-document" | "floor" | "exits" | "no-mixed-use" | "ratio" | "class-size" | "health-certificates" | "head-qualified" | "no-criminal-record" | "cctv" | "one-key-alarm" | "guard" | "perimeter" | "fittings" | "chemicals" | "food-samples" | "milk-hygiene" | "disinfection-log" | "daily-checks" | "absence-log" | "entry-examinations" | "outdoor" | "emergency-plan" | "fee-notice" | "guardian-agreement" | "separate-ledger" | "insurance"; readonly finding: "conforms" | "fails" | "not-applicable" })[]; readonly photos: readonly ({ readonly hash: string; readonly fileName: string })[] };
  /** An on-site inspection: visit, sheet and outcome */
  readonly InspectionView: { readonly id: string; readonly version: number; readonly position: ApprovalsSchemas["Position"]; readonly state: { readonly caseId: string; readonly planHash: string; readonly listing: ApprovalsSchemas["CaseListing"]; readonly priorActs: readonly (ApprovalsSchemas["PriorAct"])[]; readonly openedOn: string; readonly round?: number; readonly earlier?: readonly ({ readonly round: number; readonly work: string; readonly outcome: "passed" | "returned" | "rejected" | "deferred" | "rectification"; readonly decidedOn: string; readonly reasonCode: (string | null); readonly reasonHash: (string | null); readonly defectsHash: (string | null); readonly defectItems: readonly ("employer" | "union" | "service" | "site" | "staff" | "budget" | "attachments" | "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07" | "A08" | "A09" | "A10" | "A11" | "A12" | "A13" | "A14" | "A15" | "A16" | "A17" | "A18" | "A19" | "A20")[] })[]; readonly excluded?: readonly (string)[]; readonly reminded: boolean; readonly escalation: number; readonly status: "OPEN" | "VISITED" | "REPORTED" | "FAILED" | "PASSED" | "RECTIFICATION" | "REJECTED" | "CLOSED"; readonly facts: ApprovalsSchemas["PlanFacts"]; readonly visitDue: ApprovalsSchemas["DueDate"]; readonly postponedOn?: string; readonly rectified?: readonly (string)[]; readonly reportDue: (ApprovalsSchemas["DueDate"] | null); readonly visit: ({ readonly visitedOn: string; readonly lead: string; readonly leadBody: string; readonly companion: string } | null); readonly sheetHash: string | null; readonly outcome: ("pass" | "rectify" | "fail" | "reject" | null); readonly failedItems?: readonly (string)[]; readonly reasonCode: string | null } };
  readonly JournalPage: { readonly events: readonly (string)[] };
  readonly LiveAggregate: { readonly subject: string; readonly caseId: string; readonly version: number; readonly state: unknown; readonly outbox: readonly (string)[] };
  readonly LiveAggregatePage: { readonly items: readonly (ApprovalsSchemas["LiveAggregate"])[]; readonly next: string | null };
  readonly Liveness: { readonly status: "live" };
  readonly LodgeObjection: { readonly name?: string; readonly contact?: string; readonly facts: string };
  /** The committee meetings of a case, the one on the newest plan version first */
  readonly MeetingList: { readonly meetings: readonly (ApprovalsSchemas["MeetingView"])[] };
  /** A committee meeting: who was there, who voted how, what it decided */
  readonly MeetingView: { readonly id: string; readonly version: number; readonly position: ApprovalsSchemas["Position"]; readonly state: { readonly caseId: string; readonly planHash: string; readonly listing: ApprovalsSchemas["CaseListing"]; readonly priorActs: readonly (ApprovalsSchemas["PriorAct"])[]; readonly openedOn: string; readonly round?: number; readonly earlier?: readonly ({ readonly round: number; readonly work: string; readonly outcome: "passed" | "returned" | "rejected" | "deferred" | "rectification"; readonly decidedOn: string; readonly reasonCode: (string | null); readonly reasonHash: (string | null); readonly defectsHash: (string | null); readonly defectItems: readonly ("employer" | "union" | "service" | "site" | "staff" | "budget" | "attachments" | "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07" | "A08" | "A09" | "A10" | "A11" | "A12" | "A13" | "A14" | "A15" | "A16" | "A17" | "A18" | "A19" | "A20")[] })[]; readonly excluded?: readonly (string)[]; readonly reminded: boolean; readonly escalation: number; readonly status: "OPEN" | "CONVENED" | "VOTING" | "ADOPTED" | "DECLINED" | "CLOSED"; readonly planNumber: number; readonly committeeSize: number; readonly supplierUsccs: readonly (string)[]; readonly meetingDate: (string | null); readonly members: readonly ({ readonly member: string; readonly interests: readonly (string)[] })[]; readonly present: readonly (string)[]; readonly recused: readonly (string)[]; readonly votes: readonly ({ readonly member: string; readonly choice: "yes" | "no" | "abstain" })[]; readonly count: ({ readonly total: number; readonly present: number; readonly recused: number; readonly yes: number; readonly no: number; readonly abstain: number } | null); readonly resolutionNo: string | null; readonly resolutionHash: string | null } };
  /** A public notice, its period and the objections */
  readonly NoticeView: { readonly id: string; readonly version: number; readonly position: ApprovalsSchemas["Position"]; readonly state: { readonly caseId: string; readonly planHash: string; readonly listing: ApprovalsSchemas["CaseListing"]; readonly priorActs: readonly (ApprovalsSchemas["PriorAct"])[]; readonly openedOn: string; readonly round?: number; readonly earlier?: readonly ({ readonly round: number; readonly work: string; readonly outcome: "passed" | "returned" | "rejected" | "deferred" | "rectification"; readonly decidedOn: string; readonly reasonCode: (string | null); readonly reasonHash: (string | null); readonly defectsHash: (string | null); readonly defectItems: readonly ("employer" | "union" | "service" | "site" | "staff" | "budget" | "attachments" | "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07" | "A08" | "A09" | "A10" | "A11" | "A12" | "A13" | "A14" | "A15" | "A16" | "A17" | "A18" | "A19" | "A20")[] })[]; readonly excluded?: readonly (string)[]; readonly reminded: boolean; readonly escalation: number; readonly status: "OPEN" | "PASSED" | "UPHELD" | "CLOSED"; readonly facts: ApprovalsSchemas["PlanFacts"]; readonly period: ApprovalsSchemas["DueDate"]; readonly unionGrantFen: number; readonly healthGrantFen: number; readonly wholeDays?: number; readonly stoppedOn?: string; readonly objections: readonly ({ readonly objection: number; readonly status: "OPEN" | "ACCEPTED" | "SET_ASIDE" | "DISMISSED" | "UPHELD"; readonly named?: boolean; readonly examiner?: { readonly role: string; readonly actor: string; readonly level?: string; readonly duty?: string }; readonly findings?: readonly ({ readonly signer: { readonly role: string; readonly actor: string; readonly level?: string; readonly duty?: string }; readonly outcome: "dismissed" | "upheld"; readonly findingHash: string })[] })[] } };
  /** The objections against a notice, each with its document */
  readonly ObjectionList: { readonly objections: readonly ({ readonly objection: number; readonly lodgedOn: string; readonly documentHash: string })[] };
  readonly OfficeCalendarView: { readonly today: string; readonly calendarVersion: string; readonly from: string; readonly to: string; readonly daysOff: readonly (string)[] };
  readonly OpenApiDocument: ({ readonly openapi: "3.1.0" } & Readonly<Record<string, unknown>>);
  readonly OpenFiling: { readonly caseId: string; readonly planHash: string; readonly listing: ApprovalsSchemas["CaseListing"]; readonly priorActs: readonly (ApprovalsSchemas["PriorAct"])[]; readonly round?: number; readonly excluded?: readonly (string)[]; readonly earlier?: readonly ({ readonly round: number; readonly work: string; readonly outcome: "passed" | "returned" | "rejected" | "deferred" | "rectification"; readonly decidedOn: string; readonly reasonCode: string | null; readonly reasonHash: string | null; readonly defectsHash: string | null; readonly defectItems: readonly ("employer" | "union" | "service" | "site" | "staff" | "budget" | "attachments" | "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07" | "A08" | "A09" | "A10" | "A11" | "A12" | "A13" | "A14" | "A15" | "A16" | "A17" | "A18" | "A19" | "A20")[] })[]; readonly facts: ApprovalsSchemas["PlanFacts"]; readonly receiptDue: ApprovalsSchemas["DueDate"]; readonly nonconformityDue: ApprovalsSchemas["DueDate"] };
  readonly OpenInspection: { readonly caseId: string; readonly planHash: string; readonly listing: ApprovalsSchemas["CaseListing"]; readonly priorActs: readonly (ApprovalsSchemas["PriorAct"])[]; readonly round?: number; readonly excluded?: readonly (string)[]; readonly earlier?: readonly ({ readonly round: number; readonly work: string; readonly outcome: "passed" | "returned" | "rejected" | "deferred" | "rectification"; readonly decidedOn: string; readonly reasonCode: string | null; readonly reasonHash: string | null; readonly defectsHash: string | null; readonly defectItems: readonly ("employer" | "union" | "service" | "site" | "staff" | "budget" | "attachments" | "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07" | "A08" | "A09" | "A10" | "A11" | "A12" | "A13" | "A14" | "A15" | "A16" | "A17" | "A18" | "A19" | "A20")[] })[]; readonly facts: ApprovalsSchemas["PlanFacts"]; readonly visitDue: ApprovalsSchemas["DueDate"]; readonly rectified?: readonly ("filing-matches" | "fire-document" | "floor" | "exits" | "no-mixed-use" | "ratio" | "class-size" | "health-certificates" | "head-qualified" | "no-criminal-record" | "cctv" | "one-key-alarm" | "guard" | "perimeter" | "fittings" | "chemicals" | "food-samples" | "milk-hygiene" | "disinfection-log" | "daily-checks" | "absence-log" | "entry-examinations" | "outdoor" | "emergency-plan" | "fee-notice" | "guardian-agreement" | "separate-ledger" | "insurance")[] };
  readonly OpenMeeting: { readonly caseId: string; readonly planHash: string; readonly listing: ApprovalsSchemas["CaseListing"]; readonly priorActs: readonly (ApprovalsSchemas["PriorAct"])[]; readonly planNumber: number; readonly committeeSize: number; readonly supplierUsccs: readonly (string)[] };
  readonly OpenNotice: { readonly caseId: string; readonly planHash: string; readonly listing: ApprovalsSchemas["CaseListing"]; readonly priorActs: readonly (ApprovalsSchemas["PriorAct"])[]; readonly round?: number; readonly excluded?: readonly (string)[]; readonly earlier?: readonly ({ readonly round: number; readonly work: string; readonly outcome: "passed" | "returned" | "rejected" | "deferred" | "rectification"; readonly decidedOn: string; readonly reasonCode: string | null; readonly reasonHash: string | null; readonly defectsHash: string | null; readonly defectItems: readonly ("employer" | "union" | "service" | "site" | "staff" | "budget" | "attachments" | "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07" | "A08" | "A09" | "A10" | "A11" | "A12" | "A13" | "A14" | "A15" | "A16" | "A17" | "A18" | "A19" | "A20")[] })[]; readonly facts: ApprovalsSchemas["PlanFacts"]; readonly period: ApprovalsSchemas["DueDate"]; readonly unionGrantFen: number; readonly healthGrantFen: number; readonly carried?: readonly ({ readonly documentHash: string; readonly lodgedOn: string })[] };
  readonly OpenReview: { readonly caseId: string; readonly planHash: string; readonly listing: ApprovalsSchemas["CaseListing"]; readonly priorActs: readonly (ApprovalsSchemas["PriorAct"])[]; readonly round: number; readonly excluded?: readonly (string)[]; readonly earlier?: readonly ({ readonly round: number; readonly work: string; readonly outcome: "passed" | "returned" | "rejected" | "deferred" | "rectification"; readonly decidedOn: string; readonly reasonCode: string | null; readonly reasonHash: string | null; readonly defectsHash: string | null; readonly defectItems: readonly ("employer" | "union" | "service" | "site" | "staff" | "budget" | "attachments" | "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07" | "A08" | "A09" | "A10" | "A11" | "A12" | "A13" | "A14" | "A15" | "A16" | "A17" | "A18" | "A19" | "A20")[] })[]; readonly kind: "formal-check" | "district-review" | "municipal-review" | "health-verification" | "joint-review" | "designation" | "operator"; readonly corrections?: number; readonly due: ApprovalsSchemas["DueDate"]; readonly facts: (ApprovalsSchemas["PlanFacts"] | null); readonly about?: string };
  readonly OpenVote: { readonly present: readonly (string)[]; readonly recused: readonly (string)[] };
  readonly PlanFacts: { readonly employerName: string; readonly employerUscc: string; readonly employerNature: "GOV" | "PUBLIC_INST" | "SOE" | "PRIVATE" | "FOREIGN" | "COLLECTIVE" | "SOCIAL_ORG" | "OTHER"; readonly unionName: string; readonly unionUscc: string; readonly managingUnit: string; readonly siteUnit: string; readonly siteAddress: string; readonly institutionName: string; readonly institutionUscc: string; readonly mode: "SELF" | "JOINT" | "THIRD_PARTY"; readonly classes: readonly ({ readonly kind: "INFANT" | "TODDLER" | "SENIOR" | "MIXED"; readonly children: number; readonly carers: number; readonly floor: number })[]; readonly places: number; readonly filing: { readonly no: string; readonly receiptDate: string; readonly filedName: string; readonly filedAddress: string; readonly filedPlaces: number }; readonly supplierUsccs: readonly (string)[]; readonly attachments: readonly ({ readonly code: "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07" | "A08" | "A09" | "A10" | "A11" | "A12" | "A13" | "A14" | "A15" | "A16" | "A17" | "A18" | "A19" | "A20"; readonly hash: string })[]; readonly requestedUnionFen: number; readonly requestedHealthFen: number };
  readonly Position: { readonly subject: string; readonly sequence: number };
  readonly PostponeVisit: { readonly reasonCode: "MISSING_DOC" | "DOC_UNCLEAR" | "DOC_EXPIRED" | "DATA_MISMATCH" | "NOT_FILED" | "DECISION_INVALID" | "BUDGET_PROBLEM" | "OUT_OF_SCOPE" | "PRICE_HIGH" | "CAPACITY" | "SAFETY" | "FALSE_INFO" | "QUOTA" | "OBJECTION_UPHELD" | "OTHER"; readonly reasonText: string };
  readonly PriorAct: { readonly level: string; readonly duty: string; readonly actor: string };
  /** Problem details (RFC 9457) with rule id, both texts and a pointer to the field */
  readonly Problem: { readonly type: string; readonly title: string; readonly status: number; readonly detail: string; readonly detailEn: string; readonly instance?: string; readonly rule: string; readonly pointer: string; readonly errors: readonly ({ readonly rule: string; readonly pointer: string; readonly zh: string; readonly en: string })[]; readonly errorId?: string; readonly currentVersion?: number };
  readonly ProgramCheck: { readonly check: string; readonly outcome: "passed" | "failed" | "not-applicable"; readonly text?: string };
  readonly ProposeAutomaticStep: { readonly pipeline: string; readonly unit: string; readonly answerWithinMinutes: number; readonly validFrom: string; readonly reasonText: string };
  readonly PublicNotice: { readonly id: string; readonly status: "OPEN" | "PASSED"; readonly caseNo: string; readonly employerName: string; readonly unionName: string; readonly institutionName: string; readonly siteAddress: string; readonly siteUnit: string; readonly managingUnit: string; readonly mode: "SELF" | "JOINT" | "THIRD_PARTY"; readonly places: number; readonly unionGrantFen: number; readonly healthGrantFen: number; readonly period: ApprovalsSchemas["DueDate"]; readonly stoppedOn?: string };
  readonly PublicNoticeList: { readonly notices: readonly (ApprovalsSchemas["PublicNotice"])[] };
  readonly RaiseAlarm: { readonly kind: "remind" | "escalate"; readonly level: number; readonly on: string };
  readonly ReadinessView: { readonly ready: boolean; readonly draining: boolean; readonly checks: Readonly<Record<string, { readonly up: boolean; readonly reason?: string; readonly ms: number; readonly advisory?: true }>> };
  readonly RecordMeeting: { readonly meetingDate: string; readonly form: "ONSITE" | "VIDEO"; readonly total: number; readonly present: number; readonly recused: number; readonly recusedMembers?: readonly (string)[]; readonly yes: number; readonly no: number; readonly abstain: number; readonly minutesHash: string; readonly signInHash: string; readonly resolutionText: string };
  readonly RecordNonconformity: { readonly reasonCode: "MISSING_DOC" | "DOC_UNCLEAR" | "DOC_EXPIRED" | "DATA_MISMATCH" | "NOT_FILED" | "DECISION_INVALID" | "BUDGET_PROBLEM" | "OUT_OF_SCOPE" | "PRICE_HIGH" | "CAPACITY" | "SAFETY" | "FALSE_INFO" | "QUOTA" | "OBJECTION_UPHELD" | "OTHER"; readonly reasonText: string };
  readonly RecordReceipt: { readonly filingNo: string; readonly receiptDate: string; readonly filedName: string; readonly filedAddress: string; readonly filedPlaces: number; readonly receiptHash?: string };
  readonly RecordVisit: { readonly visitedOn: string; readonly companion: string };
  readonly ReportInspection: { readonly sheet: ApprovalsSchemas["InspectionSheet"]; readonly outcome: "pass" | "rectify" | "fail" | "reject"; readonly reasonCode?: "MISSING_DOC" | "DOC_UNCLEAR" | "DOC_EXPIRED" | "DATA_MISMATCH" | "NOT_FILED" | "DECISION_INVALID" | "BUDGET_PROBLEM" | "OUT_OF_SCOPE" | "PRICE_HIGH" | "CAPACITY" | "SAFETY" | "FALSE_INFO" | "QUOTA" | "OBJECTION_UPHELD" | "OTHER"; readonly reasonText?: string };
  readonly ResolveObjection: { readonly objection: number; readonly outcome: "dismissed" | "upheld"; readonly finding: string };
  readonly ResumeNotice: { readonly period: ApprovalsSchemas["DueDate"] };
  /** A review with the signatures of its seats */
  readonly ReviewView: { readonly id: string; readonly version: number; readonly position: ApprovalsSchemas["Position"]; readonly state: { readonly caseId: string; readonly planHash: string; readonly listing: ApprovalsSchemas["CaseListing"]; readonly priorActs: readonly (ApprovalsSchemas["PriorAct"])[]; readonly openedOn: string; readonly round: number; readonly earlier?: readonly ({ readonly round: number; readonly work: string; readonly outcome: "passed" | "returned" | "rejected" | "deferred" | "rectification"; readonly decidedOn: string; readonly reasonCode: (string | null); readonly reasonHash: (string | null); readonly defectsHash: (string | null); readonly defectItems: readonly ("employer" | "union" | "service" | "site" | "staff" | "budget" | "attachments" | "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07" | "A08" | "A09" | "A10" | "A11" | "A12" | "A13" | "A14" | "A15" | "A16" | "A17" | "A18" | "A19" | "A20")[] })[]; readonly excluded?: readonly (string)[]; readonly reminded: boolean; readonly escalation: number; readonly status: "OPEN" | "PASSED" | "RETURNED" | "REJECTED" | "DEFERRED" | "CLOSED"; readonly kind: "formal-check" | "district-review" | "municipal-review" | "health-verification" | "joint-review" | "designation" | "operator"; readonly corrections?: number; readonly due: ApprovalsSchemas["DueDate"]; readonly facts: (ApprovalsSchemas["PlanFacts"] | null); readonly about: string | null; readonly automatic?: { readonly pipeline: string; readonly answerBy: string; readonly handedOver: ({ readonly why: "not-answered" | "undecidable" | "taken-over"; readonly reasonHash: (string | null); readonly checksHash: (string | null); readonly handedBy: string; readonly handedOn: string } | null) }; readonly signatures: readonly ({ readonly role: string; readonly actor: string; readonly outcome: "pass" | "return" | "reject" | "defer"; readonly reasonCode: string | null; readonly reasonHash: string | null; readonly defectsHash?: string | null; readonly defectItems?: readonly ("employer" | "union" | "service" | "site" | "staff" | "budget" | "attachments" | "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07" | "A08" | "A09" | "A10" | "A11" | "A12" | "A13" | "A14" | "A15" | "A16" | "A17" | "A18" | "A19" | "A20")[]; readonly defects?: readonly ({ readonly item: "employer" | "union" | "service" | "site" | "staff" | "budget" | "attachments" | "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07" | "A08" | "A09" | "A10" | "A11" | "A12" | "A13" | "A14" | "A15" | "A16" | "A17" | "A18" | "A19" | "A20"; readonly reasonCode: string })[]; readonly unionGrantFen: (number | null); readonly healthGrantFen: (number | null); readonly documentNo: string | null; readonly checksHash?: string; readonly signedOn: string })[]; readonly reasonCode: string | null; readonly documentNo: string | null; readonly defectsHash?: (string | null); readonly defectItems?: readonly ("employer" | "union" | "service" | "site" | "staff" | "budget" | "attachments" | "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07" | "A08" | "A09" | "A10" | "A11" | "A12" | "A13" | "A14" | "A15" | "A16" | "A17" | "A18" | "A19" | "A20")[] } };
  readonly SetReportDue: { readonly reportDue: ApprovalsSchemas["DueDate"] };
  readonly SetVisitDue: { readonly visitDue: ApprovalsSchemas["DueDate"] };
  readonly SignInspection: { readonly sheetHash: string };
  /** A designated site and the last day of its validity */
  readonly SiteView: { readonly id: string; readonly version: number; readonly position: ApprovalsSchemas["Position"]; readonly state: { readonly status: "ACTIVE"; readonly caseId: string; readonly listing: ApprovalsSchemas["CaseListing"]; readonly facts: ApprovalsSchemas["PlanFacts"]; readonly planHash: string; readonly resolutionHash: string; readonly documentNo: string; readonly designatedOn: string; readonly validTo: string } };
  readonly SubmitBatch: { readonly rows: readonly (ApprovalsSchemas["BatchRow"])[] };
  readonly TakeTask: { readonly caseId: string; readonly subject: string; readonly action: string; readonly role: string; readonly over?: boolean };
  readonly Task: { readonly subject: string; readonly version: number; readonly caseId: string; readonly kind: string; readonly action: string; readonly role: string; readonly unit: string | null; readonly organisation: string | null; readonly assignee: string | null; readonly openedOn: string; readonly dueOn: string | null; readonly reminded: boolean; readonly escalation: number; readonly answerBy?: string; readonly claim?: ApprovalsSchemas["TaskClaim"]; readonly listing: ApprovalsSchemas["CaseListing"] };
  readonly TaskClaim: { readonly by: string; readonly at: string };
  readonly TaskList: { readonly tasks: readonly (ApprovalsSchemas["Task"])[] };
  readonly TaskNamed: { readonly caseId: string; readonly subject: string; readonly action: string; readonly role: string };
  readonly UnitList: { readonly units: readonly ({ readonly unitCode: string; readonly zh: string; readonly en: string; readonly type: "district" | "county" | "county-level city" | "functional area" | "city"; readonly gbCode: string | null })[] };
}

export interface ApprovalsRoutes {
  /** For people and machines with one of the roles WORKER, MU_AUDIT. */
  readonly "GET /aggregates": {
    readonly path: undefined;
    readonly query: { readonly cursor?: string; readonly limit?: number };
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["LiveAggregatePage"];
    readonly command: false;
  };
  /** For people and machines with one of the roles MU_REVIEWER, MU_LEADER, SYS_ADMIN, MH_OFFICER, MH_LEADER, DU_REVIEWER, DU_LEADER, CH_OFFICER, MU_AUDIT, PIPELINE. A pipeline needs the scope approvals:read. */
  readonly "GET /automatic-steps/{kind}": {
    readonly path: { readonly kind: "formal-check" | "health-verification" };
    readonly query: { readonly after?: string };
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["AutomaticStepView"];
    readonly command: false;
  };
  /** For people with one of the roles MU_LEADER, MH_LEADER. */
  readonly "POST /automatic-steps/{kind}/confirmation": {
    readonly path: { readonly kind: "formal-check" | "health-verification" };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["ConfirmAutomaticStep"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles MU_REVIEWER, MU_LEADER, SYS_ADMIN, MH_OFFICER, MH_LEADER. */
  readonly "POST /automatic-steps/{kind}/end": {
    readonly path: { readonly kind: "formal-check" | "health-verification" };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["EndAutomaticStep"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles MU_REVIEWER, MU_LEADER, SYS_ADMIN, MH_OFFICER, MH_LEADER. */
  readonly "POST /automatic-steps/{kind}/proposal": {
    readonly path: { readonly kind: "formal-check" | "health-verification" };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["ProposeAutomaticStep"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE. A pipeline needs the scope batch:submit. */
  readonly "POST /batches": {
    readonly path: undefined;
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["SubmitBatch"];
    readonly answer: ApprovalsSchemas["BatchView"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE. A pipeline needs the scope batch:submit. */
  readonly "GET /batches/{id}": {
    readonly path: { readonly id: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["BatchView"];
    readonly command: false;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE. A pipeline needs the scope batch:submit. */
  readonly "POST /batches/{id}/cancellation": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["CancelBatch"];
    readonly answer: ApprovalsSchemas["BatchView"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE. A pipeline needs the scope batch:submit. */
  readonly "GET /batches/{id}/results": {
    readonly path: { readonly id: string };
    readonly query: { readonly from?: number; readonly limit?: number };
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["BatchResults"];
    readonly command: false;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, PUBLIC, SYS_ADMIN, PIPELINE, BANK, WORKER, SERVICE. A pipeline needs the scope approvals:read. */
  readonly "GET /calendar": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["OfficeCalendarView"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN, MU_AUDIT. */
  readonly "GET /dead-letters": {
    readonly path: undefined;
    readonly query: { readonly status?: "open" | "closed" | "all" };
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["DeadLetterList"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN, MU_AUDIT. */
  readonly "GET /dead-letters/{id}": {
    readonly path: { readonly id: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["DeadLetterDetail"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN. */
  readonly "POST /dead-letters/{id}/confirm-drop": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["DropDeadLetter"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles SYS_ADMIN, MU_AUDIT. */
  readonly "GET /dead-letters/{id}/preview": {
    readonly path: { readonly id: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["DeadLetterPreview"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN. */
  readonly "POST /dead-letters/{id}/propose-drop": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["DropDeadLetter"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles SYS_ADMIN. */
  readonly "POST /dead-letters/{id}/redo": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["DeadLetterRedone"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE, WORKER, SERVICE. A pipeline needs the scope documents:upload. */
  readonly "POST /documents": {
    readonly path: undefined;
    readonly query: { readonly dryRun?: boolean };
    readonly body: unknown;
    readonly answer: ApprovalsSchemas["DocumentHash"];
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
  /** For machines with one of the roles WORKER. */
  readonly "POST /filings": {
    readonly path: undefined;
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["OpenFiling"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE, WORKER. A pipeline needs the scope approvals:read. */
  readonly "GET /filings/{id}": {
    readonly path: { readonly id: string };
    readonly query: { readonly after?: string };
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["FilingView"];
    readonly command: false;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /filings/{id}/alarm": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["RaiseAlarm"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /filings/{id}/closure": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["CloseWork"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles CH_OFFICER. */
  readonly "POST /filings/{id}/nonconformity": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["RecordNonconformity"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles CH_OFFICER. */
  readonly "POST /filings/{id}/receipt": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["RecordReceipt"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  readonly "GET /health/live": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["Liveness"];
    readonly command: false;
  };
  readonly "GET /health/ready": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["ReadinessView"];
    readonly command: false;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /inspections": {
    readonly path: undefined;
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["OpenInspection"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE, WORKER. A pipeline needs the scope approvals:read. */
  readonly "GET /inspections/{id}": {
    readonly path: { readonly id: string };
    readonly query: { readonly after?: string };
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["InspectionView"];
    readonly command: false;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /inspections/{id}/alarm": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["RaiseAlarm"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /inspections/{id}/closure": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["CloseWork"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles MU_LEADER. */
  readonly "POST /inspections/{id}/failure": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["DecideInspectionFailure"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles INSPECTOR. */
  readonly "POST /inspections/{id}/postponement": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["PostponeVisit"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles INSPECTOR. */
  readonly "POST /inspections/{id}/report": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["ReportInspection"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /inspections/{id}/report-due": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["SetReportDue"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles INSPECTOR. */
  readonly "POST /inspections/{id}/signature": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["SignInspection"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles INSPECTOR. */
  readonly "POST /inspections/{id}/visit": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["RecordVisit"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /inspections/{id}/visit-due": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["SetVisitDue"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people and machines with one of the roles WORKER, SERVICE, MU_AUDIT. */
  readonly "GET /journal": {
    readonly path: undefined;
    readonly query: { readonly subject: string; readonly from?: number; readonly to: number };
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["JournalPage"];
    readonly command: false;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /meetings": {
    readonly path: undefined;
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["OpenMeeting"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE, WORKER. A pipeline needs the scope approvals:read. */
  readonly "GET /meetings": {
    readonly path: undefined;
    readonly query: { readonly caseId: string };
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["MeetingList"];
    readonly command: false;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE, WORKER. A pipeline needs the scope approvals:read. */
  readonly "GET /meetings/{id}": {
    readonly path: { readonly id: string };
    readonly query: { readonly after?: string };
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["MeetingView"];
    readonly command: false;
  };
  /** For people with one of the roles GU_CHAIR. */
  readonly "POST /meetings/{id}/closing": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["CloseMeeting"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /meetings/{id}/closure": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["CloseWork"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles GU_CHAIR. */
  readonly "POST /meetings/{id}/convening": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["ConveneMeeting"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles GU_CHAIR. */
  readonly "POST /meetings/{id}/record": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["RecordMeeting"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles GU_CHAIR. */
  readonly "POST /meetings/{id}/vote-opening": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["OpenVote"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles COMMITTEE_MEMBER. */
  readonly "POST /meetings/{id}/votes": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["CastVote"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  readonly "GET /metrics": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: unknown;
    readonly command: false;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /notices": {
    readonly path: undefined;
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["OpenNotice"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE, WORKER. A pipeline needs the scope approvals:read. */
  readonly "GET /notices/{id}": {
    readonly path: { readonly id: string };
    readonly query: { readonly after?: string };
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["NoticeView"];
    readonly command: false;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /notices/{id}/closure": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["CloseWork"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles MU_LEADER, MH_LEADER. */
  readonly "POST /notices/{id}/objection-decisions": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["ResolveObjection"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles MU_REVIEWER. */
  readonly "POST /notices/{id}/objection-examinations": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["ExamineObjection"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, PUBLIC, SYS_ADMIN. */
  readonly "POST /notices/{id}/objections": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["LodgeObjection"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles MU_REVIEWER, MU_LEADER, MU_AUDIT. */
  readonly "GET /notices/{id}/objections": {
    readonly path: { readonly id: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["ObjectionList"];
    readonly command: false;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /notices/{id}/passing": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["CloseNotice"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /notices/{id}/resumption": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["ResumeNotice"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  readonly "GET /openapi.json": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["OpenApiDocument"];
    readonly command: false;
  };
  readonly "GET /public-notices": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["PublicNoticeList"];
    readonly command: false;
  };
  readonly "GET /public-notices/{id}": {
    readonly path: { readonly id: string };
    readonly query: { readonly after?: string };
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["PublicNotice"];
    readonly command: false;
  };
  readonly "POST /public-notices/{id}/objections": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["LodgeObjection"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /reviews": {
    readonly path: undefined;
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["OpenReview"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE, WORKER. A pipeline needs the scope approvals:read. */
  readonly "GET /reviews/{id}": {
    readonly path: { readonly id: string };
    readonly query: { readonly after?: string };
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["ReviewView"];
    readonly command: false;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /reviews/{id}/alarm": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["RaiseAlarm"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /reviews/{id}/closure": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["CloseWork"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people and machines with one of the roles DU_REVIEWER, DU_LEADER, MU_REVIEWER, MU_LEADER, CH_OFFICER, MH_LEADER, SYS_ADMIN, PIPELINE. A pipeline needs the scope decide:. */
  readonly "POST /reviews/{id}/decision": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["DecideReview"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people and machines with one of the roles DU_REVIEWER, DU_LEADER, MU_REVIEWER, MU_LEADER, CH_OFFICER, MH_LEADER, SYS_ADMIN, PIPELINE, WORKER. A pipeline needs the scope decide:. */
  readonly "POST /reviews/{id}/handover": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["HandOverReview"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /sites": {
    readonly path: undefined;
    readonly query: { readonly dryRun?: boolean };
    readonly body: ApprovalsSchemas["DesignateSite"];
    readonly answer: ApprovalsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE, WORKER. A pipeline needs the scope approvals:read. */
  readonly "GET /sites/{id}": {
    readonly path: { readonly id: string };
    readonly query: { readonly after?: string };
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["SiteView"];
    readonly command: false;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE, WORKER, SERVICE. A pipeline needs the scope tasks:read. */
  readonly "GET /tasks": {
    readonly path: undefined;
    readonly query: { readonly role?: "EMP_HANDLER" | "GU_HANDLER" | "GU_CHAIR" | "GU_FINANCE" | "GU_AUDIT" | "COMMITTEE_MEMBER" | "DU_REVIEWER" | "DU_LEADER" | "IU_REVIEWER" | "MU_REVIEWER" | "MU_LEADER" | "MU_FIN_MAKER" | "MU_FIN_CHECKER" | "MU_FIN_APPROVER" | "MU_AUDIT" | "CH_OFFICER" | "MH_OFFICER" | "MH_LEADER" | "INSPECTOR" | "HEALTH_MANAGER" | "PUBLIC" | "SYS_ADMIN" | "PIPELINE" | "BANK" | "WORKER" | "SERVICE"; readonly caseId?: string; readonly after?: string; readonly wait?: number };
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["TaskList"];
    readonly command: false;
  };
  /** For people with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN. */
  readonly "POST /tasks/claim": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: ApprovalsSchemas["TakeTask"];
    readonly answer: ApprovalsSchemas["TaskClaim"];
    readonly command: false;
  };
  /** For people with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN. */
  readonly "POST /tasks/release": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: ApprovalsSchemas["TaskNamed"];
    readonly answer: ApprovalsSchemas["TaskNamed"];
    readonly command: false;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, PUBLIC, SYS_ADMIN, PIPELINE, BANK, WORKER, SERVICE. A pipeline needs the scope approvals:read. */
  readonly "GET /units": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: ApprovalsSchemas["UnitList"];
    readonly command: false;
  };
}
