/** Written by `npm run api` from docs/api/payments.openapi.json. */

export interface PaymentsSchemas {
  readonly ApprovePayment: { readonly amountFen: number };
  readonly AuditGrant: { readonly opinion: string };
  readonly BatchResults: { readonly results: readonly (PaymentsSchemas["BatchRowResult"])[]; readonly next: (number | null) };
  readonly BatchRow: { readonly key: string; readonly path: string; readonly body: Readonly<Record<string, unknown>> };
  readonly BatchRowResult: { readonly row: number; readonly key: string; readonly outcome: "accepted" | "refused" | "failed"; readonly status: number; readonly answer?: PaymentsSchemas["CommandAnswer"]; readonly errors?: readonly ({ readonly rule: string; readonly pointer: string; readonly zh: string; readonly en: string })[] };
  readonly BatchView: { readonly id: string; readonly status: "running" | "done" | "cancelled"; readonly rows: number; readonly accepted: number; readonly refused: number; readonly failed: number; readonly left: number; readonly submittedAt: string; readonly endedAt: string | null; readonly repeated: boolean; readonly dryRun: boolean; readonly results?: readonly (PaymentsSchemas["BatchRowResult"])[] };
  readonly BudgetView: { readonly id: string; readonly version: number; readonly position: PaymentsSchemas["Position"]; readonly state: ({ readonly amountFen: number; readonly leftFen: number; readonly reservedFen: number; readonly paidFen: number } & Readonly<Record<string, unknown>>) };
  readonly CancelBatch: Record<string, never>;
  readonly CaseListing: { readonly caseNo: string; readonly employerName: string; readonly employerUscc: string; readonly unionUscc: string; readonly managingUnit: string; readonly siteUnit: string; readonly mode: string; readonly requestedUnionFen: number };
  readonly CheckPayment: { readonly overrideCnaps?: string };
  readonly CloseFinding: { readonly finding: string; readonly text: string };
  readonly CloseGrant: Record<string, never>;
  readonly CommandAnswer: { readonly id: string; readonly position: PaymentsSchemas["Position"]; readonly version: number; readonly repeated: boolean; readonly notes: readonly ({ readonly rule: string; readonly pointer: string; readonly zh: string; readonly en: string })[]; readonly dryRun?: true; readonly events?: readonly ({ readonly type: string; readonly data: Readonly<Record<string, unknown>> })[] };
  readonly CorrectPayee: { readonly payee: { readonly legalName: string; readonly uscc: string; readonly accountName: string; readonly bankName: string; readonly cnaps: string; readonly accountNo: string } };
  readonly CountersignReport: { readonly reportHash: string };
  readonly DeadLetterDetail: { readonly id: string; readonly service: string; readonly consumer: string; readonly status: "BURIED" | "DROP_PROPOSED" | "REDONE" | "DROPPED"; readonly caseId: string | null; readonly caseNo: string | null; readonly employer: string | null; readonly missing: { readonly zh: string; readonly en: string }; readonly event: ({ readonly subject: string; readonly sequence: number; readonly type: string } | null); readonly problem: { readonly error: string; readonly text: string }; readonly place: { readonly topic: string; readonly partition: number; readonly offset: string }; readonly size: number; readonly buriedAt: string; readonly proposedBy: string | null; readonly waiting: number; readonly behind: readonly ({ readonly topic: string; readonly partition: number; readonly offset: string; readonly event: ({ readonly subject: string; readonly sequence: number; readonly type: string } | null) })[]; readonly bytes: string };
  readonly DeadLetterList: { readonly letters: readonly (PaymentsSchemas["DeadLetterView"])[] };
  readonly DeadLetterPreview: { readonly id: string; readonly outcome: "handled" | "seen" | "refused"; readonly findings: readonly ({ readonly zh: string; readonly en: string })[]; readonly waiting: number };
  readonly DeadLetterRedone: { readonly id: string; readonly status: "BURIED" | "DROP_PROPOSED" | "REDONE" | "DROPPED"; readonly released: number; readonly stoppedBy: string | null; readonly repeated: boolean };
  readonly DeadLetterView: { readonly id: string; readonly service: string; readonly consumer: string; readonly status: "BURIED" | "DROP_PROPOSED" | "REDONE" | "DROPPED"; readonly caseId: string | null; readonly caseNo: string | null; readonly employer: string | null; readonly missing: { readonly zh: string; readonly en: string }; readonly event: ({ readonly subject: string; readonly sequence: number; readonly type: string } | null); readonly problem: { readonly error: string; readonly text: string }; readonly place: { readonly topic: string; readonly partition: number; readonly offset: string }; readonly size: number; readonly buriedAt: string; readonly proposedBy: string | null; readonly waiting: number };
  /** SHA-256 over content and nonce: how commands name the document */
  readonly DocumentHash: { readonly hash: string };
  /** Proposes or confirms giving up a dead letter; two different people */
  readonly DropDeadLetter: { readonly reason: string };
  readonly DueDate: { readonly startedOn: string; readonly workingDays: number; readonly dueOn: string; readonly calendarVersion: string; readonly provisional: boolean; readonly zh: string; readonly en: string };
  readonly GrantList: { readonly items: readonly (PaymentsSchemas["GrantRow"])[]; readonly next: string | null };
  readonly GrantRow: { readonly id: string; readonly caseId: string; readonly caseNo: string; readonly employerName: string; readonly managingUnit: string; readonly year: number; readonly fund: "UNION_MUNI" | "FISCAL_HEALTH"; readonly status: "PLANNED" | "MADE" | "CHECKED" | "APPROVED" | "INSTRUCTED" | "PAID" | "PAYMENT_FAILED" | "CANCELLED" | "IN_USE" | "FROZEN" | "REPORTED" | "AUDITED" | "CLOSED" | "RECOVERY" | "RECOVERED"; readonly amountFen: number; readonly paidFen: (number | null) };
  readonly GrantView: { readonly id: string; readonly version: number; readonly position: PaymentsSchemas["Position"]; readonly state: ({ readonly status: string } & Readonly<Record<string, unknown>>); readonly payee: ({ readonly legalName: string; readonly uscc: string; readonly accountName: string; readonly bankName: string; readonly cnaps: string; readonly accountNo: string } | null) };
  readonly InstructPayment: Record<string, never>;
  readonly JournalPage: { readonly events: readonly (string)[] };
  readonly LiveAggregate: { readonly subject: string; readonly caseId: string; readonly version: number; readonly state: unknown; readonly outbox: readonly (string)[] };
  readonly LiveAggregatePage: { readonly items: readonly (PaymentsSchemas["LiveAggregate"])[]; readonly next: string | null };
  readonly Liveness: { readonly status: "live" };
  readonly MakePayment: { readonly amountFen: number; readonly use: "DEMO_SITE_SUBSIDY" | "OTHER"; readonly method: "TRANSFER" | "CASH" | "PREPAID_CARD"; readonly purpose: string };
  readonly MoneyOverview: { readonly year: number; readonly budgets: readonly ({ readonly fund: "UNION_MUNI" | "FISCAL_HEALTH"; readonly amountFen: number; readonly leftFen: number; readonly reservedFen: number; readonly paidFen: number })[]; readonly grants: readonly ({ readonly fund: "UNION_MUNI" | "FISCAL_HEALTH"; readonly managingUnit: string; readonly grantedCount: number; readonly grantedFen: number; readonly paidCount: number; readonly paidFen: number })[] };
  readonly OpenApiDocument: ({ readonly openapi: "3.1.0" } & Readonly<Record<string, unknown>>);
  readonly OpenBudget: { readonly year: number; readonly fund: "UNION_MUNI" | "FISCAL_HEALTH"; readonly amountFen: number };
  readonly OpenFinding: { readonly finding: string; readonly severity: "MINOR" | "MAJOR" | "VIOLATION"; readonly prohibition: "EB-1" | "EB-2" | "EB-3" | "EB-4" | "EB-5" | "EB-6" | "EB-7" | "EB-8" | null; readonly misusedFen: number; readonly expenses?: readonly (number)[]; readonly text: string };
  readonly OrderRecovery: { readonly ground: "MISUSE" | "REVOCATION" | "EXIT"; readonly serviceStoppedOn: string | null; readonly reasonText: string };
  readonly PlanGrant: ({ readonly caseId: string; readonly site: string; readonly amountFen: number; readonly evidence: { readonly planHash: string; readonly resolutionHash: string; readonly resolution: PaymentsSchemas["Position"]; readonly filing: PaymentsSchemas["Position"]; readonly notice: PaymentsSchemas["Position"]; readonly designation: PaymentsSchemas["Position"]; readonly reservation: PaymentsSchemas["Position"]; readonly documentNo: string }; readonly listing: PaymentsSchemas["CaseListing"]; readonly priorActs: readonly (PaymentsSchemas["PriorAct"])[]; readonly due: PaymentsSchemas["DueDate"]; readonly fund: "UNION_MUNI"; readonly payee: { readonly legalName: string; readonly uscc: string; readonly accountName: string; readonly bankName: string; readonly cnaps: string; readonly accountNo: string } } | { readonly caseId: string; readonly site: string; readonly amountFen: number; readonly evidence: { readonly planHash: string; readonly resolutionHash: string; readonly resolution: PaymentsSchemas["Position"]; readonly filing: PaymentsSchemas["Position"]; readonly notice: PaymentsSchemas["Position"]; readonly designation: PaymentsSchemas["Position"]; readonly reservation: PaymentsSchemas["Position"]; readonly documentNo: string }; readonly listing: PaymentsSchemas["CaseListing"]; readonly priorActs: readonly (PaymentsSchemas["PriorAct"])[]; readonly due: PaymentsSchemas["DueDate"]; readonly fund: "FISCAL_HEALTH"; readonly payee: null });
  readonly Position: { readonly subject: string; readonly sequence: number };
  readonly PriorAct: { readonly level: string; readonly duty: string; readonly actor: string };
  /** Problem details (RFC 9457) with rule id, both texts and a pointer to the field */
  readonly Problem: { readonly type: string; readonly title: string; readonly status: number; readonly detail: string; readonly detailEn: string; readonly instance?: string; readonly rule: string; readonly pointer: string; readonly errors: readonly ({ readonly rule: string; readonly pointer: string; readonly zh: string; readonly en: string })[]; readonly errorId?: string; readonly currentVersion?: number };
  readonly RaiseAlarm: { readonly kind: "remind" | "escalate"; readonly level: number; readonly on: string };
  readonly ReadinessView: { readonly ready: boolean; readonly draining: boolean; readonly checks: Readonly<Record<string, { readonly up: boolean; readonly reason?: string; readonly ms: number; readonly advisory?: true }>> };
  readonly RecordBankResult: { readonly status: "settled" | "returned"; readonly reference: string; readonly amountFen: number; readonly reason?: string };
  readonly RecordGrantReceipt: { readonly amountFen: number; readonly reference: string; readonly receivedOn: string };
  readonly RecordVoucher: { readonly voucherNo: string; readonly amountFen: number; readonly paidOn: string };
  readonly RegisterExpense: { readonly line: "EX-01" | "EX-02" | "EX-03" | "EX-04" | "EX-05" | "EX-06" | "EX-07" | "EX-08" | "EX-09" | "EX-90" | "EX-91" | "EX-92" | "EX-93" | "EX-94" | "EX-95" | "EX-96" | "EX-97" | "EX-98" | "EX-99"; readonly amountFen: number; readonly payee: { readonly kind: "ORGANISATION" | "INDIVIDUAL" | "STAFF"; readonly name: string; readonly uscc: string | null }; readonly invoiceNo: string; readonly method: "TRANSFER" | "CASH" | "PREPAID_CARD"; readonly purpose: string };
  readonly ReportPerformance: { readonly summary: string; readonly indicators: readonly ({ readonly name: string; readonly target: string; readonly actual: string })[] };
  readonly ReserveBudget: { readonly grant: string; readonly amountFen: number };
  readonly SendBackPayment: { readonly reasonCode?: "MISSING_DOC" | "DOC_UNCLEAR" | "DOC_EXPIRED" | "DATA_MISMATCH" | "NOT_FILED" | "DECISION_INVALID" | "BUDGET_PROBLEM" | "OUT_OF_SCOPE" | "PRICE_HIGH" | "CAPACITY" | "SAFETY" | "FALSE_INFO" | "QUOTA" | "OBJECTION_UPHELD" | "OTHER"; readonly reasonText?: string };
  readonly SettleExpense: ({ readonly expense: number; readonly outcome: "paid"; readonly reference: string; readonly paidOn: string } | { readonly expense: number; readonly outcome: "dropped"; readonly reasonCode?: "MISSING_DOC" | "DOC_UNCLEAR" | "DOC_EXPIRED" | "DATA_MISMATCH" | "NOT_FILED" | "DECISION_INVALID" | "BUDGET_PROBLEM" | "OUT_OF_SCOPE" | "PRICE_HIGH" | "CAPACITY" | "SAFETY" | "FALSE_INFO" | "QUOTA" | "OBJECTION_UPHELD" | "OTHER"; readonly reasonText?: string });
  readonly SettleReservation: { readonly grant: string; readonly outcome: "released" | "paid"; readonly decision: PaymentsSchemas["Position"] };
  readonly SubmitBatch: { readonly rows: readonly (PaymentsSchemas["BatchRow"])[] };
  readonly TakeTask: { readonly caseId: string; readonly subject: string; readonly action: string; readonly role: string; readonly over?: boolean };
  readonly Task: { readonly subject: string; readonly version: number; readonly caseId: string; readonly kind: string; readonly action: string; readonly role: string; readonly unit: string | null; readonly organisation: string | null; readonly assignee: string | null; readonly openedOn: string; readonly dueOn: string | null; readonly reminded: boolean; readonly escalation: number; readonly answerBy?: string; readonly claim?: PaymentsSchemas["TaskClaim"]; readonly listing: PaymentsSchemas["CaseListing"] };
  readonly TaskClaim: { readonly by: string; readonly at: string };
  readonly TaskList: { readonly tasks: readonly (PaymentsSchemas["Task"])[] };
  readonly TaskNamed: { readonly caseId: string; readonly subject: string; readonly action: string; readonly role: string };
}

export interface PaymentsRoutes {
  /** For people and machines with one of the roles WORKER, MU_AUDIT. */
  readonly "GET /aggregates": {
    readonly path: undefined;
    readonly query: { readonly cursor?: string; readonly limit?: number };
    readonly body: undefined;
    readonly answer: PaymentsSchemas["LiveAggregatePage"];
    readonly command: false;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE. A pipeline needs the scope batch:submit. */
  readonly "POST /batches": {
    readonly path: undefined;
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["SubmitBatch"];
    readonly answer: PaymentsSchemas["BatchView"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE. A pipeline needs the scope batch:submit. */
  readonly "GET /batches/{id}": {
    readonly path: { readonly id: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: PaymentsSchemas["BatchView"];
    readonly command: false;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE. A pipeline needs the scope batch:submit. */
  readonly "POST /batches/{id}/cancellation": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["CancelBatch"];
    readonly answer: PaymentsSchemas["BatchView"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE. A pipeline needs the scope batch:submit. */
  readonly "GET /batches/{id}/results": {
    readonly path: { readonly id: string };
    readonly query: { readonly from?: number; readonly limit?: number };
    readonly body: undefined;
    readonly answer: PaymentsSchemas["BatchResults"];
    readonly command: false;
  };
  /** For people with one of the roles MU_FIN_APPROVER. */
  readonly "POST /budgets": {
    readonly path: undefined;
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["OpenBudget"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people and machines with one of the roles MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_LEADER, MU_AUDIT, SYS_ADMIN, WORKER. */
  readonly "GET /budgets/{id}": {
    readonly path: { readonly id: string };
    readonly query: { readonly after?: string };
    readonly body: undefined;
    readonly answer: PaymentsSchemas["BudgetView"];
    readonly command: false;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /budgets/{id}/reservations": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["ReserveBudget"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /budgets/{id}/settlements": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["SettleReservation"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles SYS_ADMIN, MU_AUDIT. */
  readonly "GET /dead-letters": {
    readonly path: undefined;
    readonly query: { readonly status?: "open" | "closed" | "all" };
    readonly body: undefined;
    readonly answer: PaymentsSchemas["DeadLetterList"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN, MU_AUDIT. */
  readonly "GET /dead-letters/{id}": {
    readonly path: { readonly id: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: PaymentsSchemas["DeadLetterDetail"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN. */
  readonly "POST /dead-letters/{id}/confirm-drop": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["DropDeadLetter"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles SYS_ADMIN, MU_AUDIT. */
  readonly "GET /dead-letters/{id}/preview": {
    readonly path: { readonly id: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: PaymentsSchemas["DeadLetterPreview"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN. */
  readonly "POST /dead-letters/{id}/propose-drop": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["DropDeadLetter"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles SYS_ADMIN. */
  readonly "POST /dead-letters/{id}/redo": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: undefined;
    readonly answer: PaymentsSchemas["DeadLetterRedone"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE, WORKER, SERVICE. A pipeline needs the scope documents:upload. */
  readonly "POST /documents": {
    readonly path: undefined;
    readonly query: { readonly dryRun?: boolean };
    readonly body: unknown;
    readonly answer: PaymentsSchemas["DocumentHash"];
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
  readonly "POST /grants": {
    readonly path: undefined;
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["PlanGrant"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles MU_LEADER, MH_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT. */
  readonly "GET /grants": {
    readonly path: undefined;
    readonly query: { readonly year?: number; readonly fund?: "UNION_MUNI" | "FISCAL_HEALTH"; readonly managingUnit?: string; readonly sum?: "granted" | "paid"; readonly cursor?: string; readonly after?: string };
    readonly body: undefined;
    readonly answer: PaymentsSchemas["GrantList"];
    readonly command: false;
  };
  /** For machines with one of the roles BANK. */
  readonly "POST /grants/by-key/{paymentKey}/bank-result": {
    readonly path: { readonly paymentKey: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["RecordBankResult"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people and machines with one of the roles MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_REVIEWER, MU_LEADER, MU_AUDIT, MH_OFFICER, MH_LEADER, SYS_ADMIN, WORKER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, EMP_HANDLER. */
  readonly "GET /grants/{id}": {
    readonly path: { readonly id: string };
    readonly query: { readonly after?: string };
    readonly body: undefined;
    readonly answer: PaymentsSchemas["GrantView"];
    readonly command: false;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /grants/{id}/alarm": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["RaiseAlarm"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles MU_FIN_APPROVER. */
  readonly "POST /grants/{id}/approval": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["ApprovePayment"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles MU_AUDIT. */
  readonly "POST /grants/{id}/audit": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["AuditGrant"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles MU_FIN_CHECKER. */
  readonly "POST /grants/{id}/check": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["CheckPayment"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles MU_LEADER. */
  readonly "POST /grants/{id}/closing": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["CloseGrant"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles GU_FINANCE. */
  readonly "POST /grants/{id}/expense-settlements": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["SettleExpense"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles GU_HANDLER. */
  readonly "POST /grants/{id}/expenses": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["RegisterExpense"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles MU_AUDIT. */
  readonly "POST /grants/{id}/finding-resolutions": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["CloseFinding"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles MU_AUDIT. */
  readonly "POST /grants/{id}/findings": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["OpenFinding"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For machines with one of the roles WORKER. */
  readonly "POST /grants/{id}/instruction": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["InstructPayment"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles MU_FIN_MAKER. */
  readonly "POST /grants/{id}/order": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["MakePayment"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles GU_FINANCE. */
  readonly "POST /grants/{id}/payee": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["CorrectPayee"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER. */
  readonly "POST /grants/{id}/receipts": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["RecordGrantReceipt"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles MU_LEADER. */
  readonly "POST /grants/{id}/recovery": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["OrderRecovery"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles GU_CHAIR. */
  readonly "POST /grants/{id}/report": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["ReportPerformance"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles GU_AUDIT. */
  readonly "POST /grants/{id}/report-signature": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["CountersignReport"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles MU_FIN_CHECKER, MU_FIN_APPROVER. */
  readonly "POST /grants/{id}/return": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["SendBackPayment"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles MH_OFFICER. */
  readonly "POST /grants/{id}/voucher": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PaymentsSchemas["RecordVoucher"];
    readonly answer: PaymentsSchemas["CommandAnswer"];
    readonly command: true;
  };
  readonly "GET /health/live": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: PaymentsSchemas["Liveness"];
    readonly command: false;
  };
  readonly "GET /health/ready": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: PaymentsSchemas["ReadinessView"];
    readonly command: false;
  };
  /** For people and machines with one of the roles WORKER, SERVICE, MU_AUDIT. */
  readonly "GET /journal": {
    readonly path: undefined;
    readonly query: { readonly subject: string; readonly from?: number; readonly to: number };
    readonly body: undefined;
    readonly answer: PaymentsSchemas["JournalPage"];
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
    readonly answer: PaymentsSchemas["OpenApiDocument"];
    readonly command: false;
  };
  /** For people with one of the roles MU_LEADER, MH_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT. */
  readonly "GET /overview": {
    readonly path: undefined;
    readonly query: { readonly year?: number; readonly after?: string };
    readonly body: undefined;
    readonly answer: PaymentsSchemas["MoneyOverview"];
    readonly command: false;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE, WORKER, SERVICE. A pipeline needs the scope tasks:read. */
  readonly "GET /tasks": {
    readonly path: undefined;
    readonly query: { readonly role?: "EMP_HANDLER" | "GU_HANDLER" | "GU_CHAIR" | "GU_FINANCE" | "GU_AUDIT" | "COMMITTEE_MEMBER" | "DU_REVIEWER" | "DU_LEADER" | "IU_REVIEWER" | "MU_REVIEWER" | "MU_LEADER" | "MU_FIN_MAKER" | "MU_FIN_CHECKER" | "MU_FIN_APPROVER" | "MU_AUDIT" | "CH_OFFICER" | "MH_OFFICER" | "MH_LEADER" | "INSPECTOR" | "HEALTH_MANAGER" | "PUBLIC" | "SYS_ADMIN" | "PIPELINE" | "BANK" | "WORKER" | "SERVICE"; readonly caseId?: string; readonly after?: string; readonly wait?: number };
    readonly body: undefined;
    readonly answer: PaymentsSchemas["TaskList"];
    readonly command: false;
  };
  /** For people with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN. */
  readonly "POST /tasks/claim": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: PaymentsSchemas["TakeTask"];
    readonly answer: PaymentsSchemas["TaskClaim"];
    readonly command: false;
  };
  /** For people with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN. */
  readonly "POST /tasks/release": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: PaymentsSchemas["TaskNamed"];
    readonly answer: PaymentsSchemas["TaskNamed"];
    readonly command: false;
  };
}
