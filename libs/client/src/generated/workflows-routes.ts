/** Written by `npm run api` from docs/api/workflows.openapi.json. */

export interface WorkflowsSchemas {
  readonly CaseWorkflowsView: { readonly caseId: string; readonly workflows: readonly ({ readonly workflowId: string; readonly status: string; readonly page: string | null; readonly standing: ({ readonly step: string; readonly waitingFor: readonly (string)[]; readonly since: string; readonly due: string | null; readonly fault: ({ readonly step: string; readonly command: string; readonly code: string; readonly message: string } | null) } | null) })[] };
  readonly CasesRebuilt: { readonly looked: number; readonly started: readonly (string)[] };
  readonly ClockMoved: { readonly now: string };
  readonly ClockView: { readonly mode: "wall" | "settable"; readonly now: string };
  readonly CommandAnswer: { readonly id: string; readonly position: WorkflowsSchemas["Position"]; readonly version: number; readonly repeated: boolean; readonly notes: readonly ({ readonly rule: string; readonly pointer: string; readonly zh: string; readonly en: string })[]; readonly dryRun?: true; readonly events?: readonly ({ readonly type: string; readonly data: Readonly<Record<string, unknown>> })[] };
  readonly DeadLetterDetail: { readonly id: string; readonly service: string; readonly consumer: string; readonly status: "BURIED" | "DROP_PROPOSED" | "REDONE" | "DROPPED"; readonly caseId: string | null; readonly caseNo: string | null; readonly employer: string | null; readonly missing: { readonly zh: string; readonly en: string }; readonly event: ({ readonly subject: string; readonly sequence: number; readonly type: string } | null); readonly problem: { readonly error: string; readonly text: string }; readonly place: { readonly topic: string; readonly partition: number; readonly offset: string }; readonly size: number; readonly buriedAt: string; readonly proposedBy: string | null; readonly waiting: number; readonly behind: readonly ({ readonly topic: string; readonly partition: number; readonly offset: string; readonly event: ({ readonly subject: string; readonly sequence: number; readonly type: string } | null) })[]; readonly bytes: string };
  readonly DeadLetterList: { readonly letters: readonly (WorkflowsSchemas["DeadLetterView"])[] };
  readonly DeadLetterPreview: { readonly id: string; readonly outcome: "handled" | "seen" | "refused"; readonly findings: readonly ({ readonly zh: string; readonly en: string })[]; readonly waiting: number };
  readonly DeadLetterRedone: { readonly id: string; readonly status: "BURIED" | "DROP_PROPOSED" | "REDONE" | "DROPPED"; readonly released: number; readonly stoppedBy: string | null; readonly repeated: boolean };
  readonly DeadLetterView: { readonly id: string; readonly service: string; readonly consumer: string; readonly status: "BURIED" | "DROP_PROPOSED" | "REDONE" | "DROPPED"; readonly caseId: string | null; readonly caseNo: string | null; readonly employer: string | null; readonly missing: { readonly zh: string; readonly en: string }; readonly event: ({ readonly subject: string; readonly sequence: number; readonly type: string } | null); readonly problem: { readonly error: string; readonly text: string }; readonly place: { readonly topic: string; readonly partition: number; readonly offset: string }; readonly size: number; readonly buriedAt: string; readonly proposedBy: string | null; readonly waiting: number };
  /** Proposes or confirms giving up a dead letter; two different people */
  readonly DropDeadLetter: { readonly reason: string };
  readonly JournalPage: { readonly events: readonly (string)[] };
  readonly LiveAggregate: { readonly subject: string; readonly caseId: string; readonly version: number; readonly state: unknown; readonly outbox: readonly (string)[] };
  readonly LiveAggregatePage: { readonly items: readonly (WorkflowsSchemas["LiveAggregate"])[]; readonly next: string | null };
  readonly Liveness: { readonly status: "live" };
  /** Sets the office clock forward; only where it is settable */
  readonly MoveClock: { readonly to: string };
  readonly OpenApiDocument: ({ readonly openapi: "3.1.0" } & Readonly<Record<string, unknown>>);
  readonly Position: { readonly subject: string; readonly sequence: number };
  /** Problem details (RFC 9457) with rule id, both texts and a pointer to the field */
  readonly Problem: { readonly type: string; readonly title: string; readonly status: number; readonly detail: string; readonly detailEn: string; readonly instance?: string; readonly rule: string; readonly pointer: string; readonly errors: readonly ({ readonly rule: string; readonly pointer: string; readonly zh: string; readonly en: string })[]; readonly errorId?: string; readonly currentVersion?: number };
  readonly ReadinessView: { readonly ready: boolean; readonly draining: boolean; readonly checks: Readonly<Record<string, { readonly up: boolean; readonly reason?: string; readonly ms: number; readonly advisory?: true }>> };
  readonly WorkflowsRetried: { readonly caseId: string; readonly workflows: number };
}

export interface WorkflowsRoutes {
  /** For people and machines with one of the roles WORKER, MU_AUDIT. */
  readonly "GET /aggregates": {
    readonly path: undefined;
    readonly query: { readonly cursor?: string; readonly limit?: number };
    readonly body: undefined;
    readonly answer: WorkflowsSchemas["LiveAggregatePage"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN. */
  readonly "POST /cases/rebuild": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: WorkflowsSchemas["CasesRebuilt"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN, MU_AUDIT. */
  readonly "GET /cases/{caseId}": {
    readonly path: { readonly caseId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: WorkflowsSchemas["CaseWorkflowsView"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN. */
  readonly "POST /cases/{caseId}/retry": {
    readonly path: { readonly caseId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: WorkflowsSchemas["WorkflowsRetried"];
    readonly command: false;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, PUBLIC, SYS_ADMIN, PIPELINE, BANK, WORKER, SERVICE. */
  readonly "GET /clock": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: WorkflowsSchemas["ClockView"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN. */
  readonly "POST /clock": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: WorkflowsSchemas["MoveClock"];
    readonly answer: WorkflowsSchemas["ClockMoved"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN, MU_AUDIT. */
  readonly "GET /dead-letters": {
    readonly path: undefined;
    readonly query: { readonly status?: "open" | "closed" | "all" };
    readonly body: undefined;
    readonly answer: WorkflowsSchemas["DeadLetterList"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN, MU_AUDIT. */
  readonly "GET /dead-letters/{id}": {
    readonly path: { readonly id: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: WorkflowsSchemas["DeadLetterDetail"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN. */
  readonly "POST /dead-letters/{id}/confirm-drop": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: WorkflowsSchemas["DropDeadLetter"];
    readonly answer: WorkflowsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles SYS_ADMIN, MU_AUDIT. */
  readonly "GET /dead-letters/{id}/preview": {
    readonly path: { readonly id: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: WorkflowsSchemas["DeadLetterPreview"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN. */
  readonly "POST /dead-letters/{id}/propose-drop": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: WorkflowsSchemas["DropDeadLetter"];
    readonly answer: WorkflowsSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles SYS_ADMIN. */
  readonly "POST /dead-letters/{id}/redo": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: undefined;
    readonly answer: WorkflowsSchemas["DeadLetterRedone"];
    readonly command: true;
  };
  readonly "GET /health/live": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: WorkflowsSchemas["Liveness"];
    readonly command: false;
  };
  readonly "GET /health/ready": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: WorkflowsSchemas["ReadinessView"];
    readonly command: false;
  };
  /** For people and machines with one of the roles WORKER, SERVICE, MU_AUDIT. */
  readonly "GET /journal": {
    readonly path: undefined;
    readonly query: { readonly subject: string; readonly from?: number; readonly to: number };
    readonly body: undefined;
    readonly answer: WorkflowsSchemas["JournalPage"];
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
    readonly answer: WorkflowsSchemas["OpenApiDocument"];
    readonly command: false;
  };
}
