/** Written by `npm run api` from docs/api/audits.openapi.json. */

export interface AuditsSchemas {
  readonly CaseHistoryView: { readonly caseId: string; readonly size: number; readonly entries: readonly (AuditsSchemas["LogEntryView"])[] };
  readonly CaseStateView: { readonly caseId: string; readonly asOfIndex: number; readonly subjects: readonly ({ readonly subject: string; readonly version: number; readonly state: unknown })[]; readonly faults: readonly ({ readonly subject: string; readonly sequence: number; readonly problem: "gap" | "unknown-noun" | "unfoldable"; readonly expected: number })[] };
  readonly CaseTraceHop: { readonly index: number; readonly eventId: string; readonly type: string; readonly service: string; readonly actor: string; readonly time: string; readonly loggedAt: string; readonly traceId: string | null; readonly spanId: string | null; readonly cause: string | null };
  readonly CaseTraceView: { readonly caseId: string; readonly traces: readonly ({ readonly traceId: string; readonly events: number; readonly from: string; readonly to: string })[]; readonly hops: readonly (AuditsSchemas["CaseTraceHop"])[] };
  readonly JournalPage: { readonly events: readonly (string)[] };
  readonly LiveAggregate: { readonly subject: string; readonly caseId: string; readonly version: number; readonly state: unknown; readonly outbox: readonly (string)[] };
  readonly LiveAggregatePage: { readonly items: readonly (AuditsSchemas["LiveAggregate"])[]; readonly next: string | null };
  readonly Liveness: { readonly status: "live" };
  readonly LogEntryView: { readonly index: number; readonly kind: "event" | "malformed"; readonly leaf: string; readonly root: string; readonly loggedAt: string; readonly key: string; readonly caseId: string | null; readonly subject: string | null; readonly sequence: number; readonly event: (Readonly<Record<string, unknown>> | null); readonly bytes: string };
  readonly LogHead: { readonly size: number; readonly root: string };
  /** Entries in log order, and the size of the log */
  readonly LogPage: { readonly size: number; readonly entries: readonly (AuditsSchemas["LogEntryView"])[] };
  /** Entries that fit, the newest first, and the size of the log */
  readonly LogSearchPage: { readonly size: number; readonly next: (number | null); readonly entries: readonly (AuditsSchemas["LogEntryView"])[] };
  readonly OpenApiDocument: ({ readonly openapi: "3.1.0" } & Readonly<Record<string, unknown>>);
  /** Problem details (RFC 9457) with rule id, both texts and a pointer to the field */
  readonly Problem: { readonly type: string; readonly title: string; readonly status: number; readonly detail: string; readonly detailEn: string; readonly instance?: string; readonly rule: string; readonly pointer: string; readonly errors: readonly ({ readonly rule: string; readonly pointer: string; readonly zh: string; readonly en: string })[]; readonly errorId?: string; readonly currentVersion?: number };
  readonly ReadinessView: { readonly ready: boolean; readonly draining: boolean; readonly checks: Readonly<Record<string, { readonly up: boolean; readonly reason?: string; readonly ms: number; readonly advisory?: true }>> };
  /** Refusals that fit the question, the newest first, and the size of the log */
  readonly RefusalPage: { readonly size: number; readonly next: (number | null); readonly refusals: readonly (AuditsSchemas["RefusalView"])[] };
  readonly RefusalView: { readonly index: number; readonly kind: "rule" | "door" | "flood"; readonly service: string; readonly loggedAt: string; readonly officetime: string; readonly actor: string; readonly actorKind: "human" | "machine"; readonly caseId: string; readonly subject: string; readonly command: string; readonly count: number; readonly status: (number | null); readonly target: string | null; readonly refusals: readonly ({ readonly rule: string; readonly pointer: string; readonly zh: string; readonly en: string })[]; readonly traceparent: string | null };
}

export interface AuditsRoutes {
  /** For people and machines with one of the roles WORKER, MU_AUDIT. */
  readonly "GET /aggregates": {
    readonly path: undefined;
    readonly query: { readonly cursor?: string; readonly limit?: number };
    readonly body: undefined;
    readonly answer: AuditsSchemas["LiveAggregatePage"];
    readonly command: false;
  };
  /** For people with one of the roles MU_AUDIT. */
  readonly "GET /cases/{caseId}/history": {
    readonly path: { readonly caseId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: AuditsSchemas["CaseHistoryView"];
    readonly command: false;
  };
  /** For people with one of the roles MU_AUDIT. */
  readonly "GET /cases/{caseId}/state": {
    readonly path: { readonly caseId: string };
    readonly query: { readonly index?: number; readonly at?: string };
    readonly body: undefined;
    readonly answer: AuditsSchemas["CaseStateView"];
    readonly command: false;
  };
  /** For people with one of the roles MU_AUDIT, SYS_ADMIN. */
  readonly "GET /cases/{caseId}/trace": {
    readonly path: { readonly caseId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: AuditsSchemas["CaseTraceView"];
    readonly command: false;
  };
  /** For people with one of the roles MU_AUDIT. */
  readonly "GET /entries": {
    readonly path: undefined;
    readonly query: { readonly from?: number; readonly limit?: number };
    readonly body: undefined;
    readonly answer: AuditsSchemas["LogPage"];
    readonly command: false;
  };
  /** For people with one of the roles MU_AUDIT, SYS_ADMIN. */
  readonly "GET /head": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: AuditsSchemas["LogHead"];
    readonly command: false;
  };
  readonly "GET /health/live": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: AuditsSchemas["Liveness"];
    readonly command: false;
  };
  readonly "GET /health/ready": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: AuditsSchemas["ReadinessView"];
    readonly command: false;
  };
  /** For people and machines with one of the roles WORKER, SERVICE, MU_AUDIT. */
  readonly "GET /journal": {
    readonly path: undefined;
    readonly query: { readonly subject: string; readonly from?: number; readonly to: number };
    readonly body: undefined;
    readonly answer: AuditsSchemas["JournalPage"];
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
    readonly answer: AuditsSchemas["OpenApiDocument"];
    readonly command: false;
  };
  /** For people with one of the roles MU_AUDIT. */
  readonly "GET /refusals": {
    readonly path: undefined;
    readonly query: { readonly rule?: string; readonly actor?: string; readonly service?: string; readonly caseId?: string; readonly before?: number; readonly limit?: number };
    readonly body: undefined;
    readonly answer: AuditsSchemas["RefusalPage"];
    readonly command: false;
  };
  /** For people with one of the roles MU_AUDIT. */
  readonly "GET /search": {
    readonly path: undefined;
    readonly query: { readonly caseId?: string; readonly type?: string; readonly actor?: string; readonly since?: string; readonly until?: string; readonly before?: number; readonly limit?: number };
    readonly body: undefined;
    readonly answer: AuditsSchemas["LogSearchPage"];
    readonly command: false;
  };
}
