/** Written by `npm run api` from docs/api/pipelines.openapi.json. */

export interface PipelinesSchemas {
  readonly BatchResults: { readonly results: readonly (PipelinesSchemas["BatchRowResult"])[]; readonly next: (number | null) };
  readonly BatchRow: { readonly key: string; readonly path: string; readonly body: Readonly<Record<string, unknown>> };
  readonly BatchRowResult: { readonly row: number; readonly key: string; readonly outcome: "accepted" | "refused" | "failed"; readonly status: number; readonly answer?: PipelinesSchemas["CommandAnswer"]; readonly errors?: readonly ({ readonly rule: string; readonly pointer: string; readonly zh: string; readonly en: string })[] };
  readonly BatchView: { readonly id: string; readonly status: "running" | "done" | "cancelled"; readonly rows: number; readonly accepted: number; readonly refused: number; readonly failed: number; readonly left: number; readonly submittedAt: string; readonly endedAt: string | null; readonly repeated: boolean; readonly dryRun: boolean; readonly results?: readonly (PipelinesSchemas["BatchRowResult"])[] };
  readonly CancelBatch: Record<string, never>;
  readonly CaseListing: { readonly caseNo: string; readonly employerName: string; readonly employerUscc: string; readonly unionUscc: string; readonly managingUnit: string; readonly siteUnit: string; readonly mode: string; readonly requestedUnionFen: number };
  readonly ChangeScopes: { readonly scopes: readonly ("applications:create" | "applications:seal-plan" | "applications:submit" | "applications:read" | "plans:read" | "approvals:read" | "documents:upload" | "documents:read" | "tasks:read" | "events:read" | "webhooks:manage" | "batch:submit" | "decide:formal-check" | "decide:health-verification")[]; readonly events?: PipelinesSchemas["EventFilter"]; readonly quotas?: PipelinesSchemas["PipelineQuotas"] };
  readonly ChangeSubscription: { readonly url: string; readonly events?: PipelinesSchemas["EventFilter"] };
  readonly CommandAnswer: { readonly id: string; readonly position: PipelinesSchemas["Position"]; readonly version: number; readonly repeated: boolean; readonly notes: readonly ({ readonly rule: string; readonly pointer: string; readonly zh: string; readonly en: string })[]; readonly dryRun?: true; readonly events?: readonly ({ readonly type: string; readonly data: Readonly<Record<string, unknown>> })[] };
  readonly CreateSubscription: { readonly url: string; readonly events?: PipelinesSchemas["EventFilter"]; readonly from?: string };
  readonly CredentialAnswer: { readonly id: string; readonly position: PipelinesSchemas["Position"]; readonly version: number; readonly repeated: boolean; readonly notes: readonly ({ readonly rule: string; readonly pointer: string; readonly zh: string; readonly en: string })[]; readonly dryRun?: true; readonly events?: readonly ({ readonly type: string; readonly data: Readonly<Record<string, unknown>> })[]; readonly clientId: string; readonly credential: string; readonly clientSecret?: string };
  readonly CredentialView: { readonly credential: string; readonly issuedOn: string; readonly expiresAt: string; readonly status: "valid" | "expired" | "revoked"; readonly lastUsedAt: string | null };
  readonly DeadLetterDetail: { readonly id: string; readonly service: string; readonly consumer: string; readonly status: "BURIED" | "DROP_PROPOSED" | "REDONE" | "DROPPED"; readonly caseId: string | null; readonly caseNo: string | null; readonly employer: string | null; readonly missing: { readonly zh: string; readonly en: string }; readonly event: ({ readonly subject: string; readonly sequence: number; readonly type: string } | null); readonly problem: { readonly error: string; readonly text: string }; readonly place: { readonly topic: string; readonly partition: number; readonly offset: string }; readonly size: number; readonly buriedAt: string; readonly proposedBy: string | null; readonly waiting: number; readonly behind: readonly ({ readonly topic: string; readonly partition: number; readonly offset: string; readonly event: ({ readonly subject: string; readonly sequence: number; readonly type: string } | null) })[]; readonly bytes: string };
  readonly DeadLetterList: { readonly letters: readonly (PipelinesSchemas["DeadLetterView"])[] };
  readonly DeadLetterPreview: { readonly id: string; readonly outcome: "handled" | "seen" | "refused"; readonly findings: readonly ({ readonly zh: string; readonly en: string })[]; readonly waiting: number };
  readonly DeadLetterRedone: { readonly id: string; readonly status: "BURIED" | "DROP_PROPOSED" | "REDONE" | "DROPPED"; readonly released: number; readonly stoppedBy: string | null; readonly repeated: boolean };
  readonly DeadLetterView: { readonly id: string; readonly service: string; readonly consumer: string; readonly status: "BURIED" | "DROP_PROPOSED" | "REDONE" | "DROPPED"; readonly caseId: string | null; readonly caseNo: string | null; readonly employer: string | null; readonly missing: { readonly zh: string; readonly en: string }; readonly event: ({ readonly subject: string; readonly sequence: number; readonly type: string } | null); readonly problem: { readonly error: string; readonly text: string }; readonly place: { readonly topic: string; readonly partition: number; readonly offset: string }; readonly size: number; readonly buriedAt: string; readonly proposedBy: string | null; readonly waiting: number };
  /** SHA-256 over content and nonce: how commands name the document */
  readonly DocumentHash: { readonly hash: string };
  /** Proposes or confirms giving up a dead letter; two different people */
  readonly DropDeadLetter: { readonly reason: string };
  readonly EventFeedPage: { readonly events: readonly ({ readonly position: string; readonly event: { readonly specversion: "1.0"; readonly id: string; readonly source: string; readonly type: string; readonly subject: string; readonly time: string; readonly officetime: string; readonly datacontenttype: "application/json"; readonly sequence: string; readonly caseid: string; readonly actor: string; readonly actorkind: "human" | "machine"; readonly causationid?: string; readonly traceparent?: string; readonly data: Readonly<Record<string, unknown>> } })[]; readonly next: string; readonly more: boolean };
  readonly EventFilter: { readonly services?: readonly ("applications" | "approvals" | "payments" | "pipelines")[]; readonly types?: readonly (string)[]; readonly units?: readonly (string)[]; readonly ownCases?: boolean };
  readonly IssueCredential: { readonly validDays?: number; readonly endOthersAfterHours?: number; readonly publicKey?: PipelinesSchemas["PublicKey"] };
  readonly IssuerClient: { readonly clientId: string; readonly authentication: "client-secret" | "private-key-jwt"; readonly keys: readonly ((PipelinesSchemas["PublicKey"] & { readonly kid: string }))[]; readonly scopes: readonly (string)[]; readonly claims: { readonly sub: string; readonly kind: "machine"; readonly roles: readonly ({ readonly role: "PIPELINE"; readonly unit: string; readonly organisation?: string })[]; readonly batch_rows: number } };
  readonly JournalPage: { readonly events: readonly (string)[] };
  readonly LiveAggregate: { readonly subject: string; readonly caseId: string; readonly version: number; readonly state: unknown; readonly outbox: readonly (string)[] };
  readonly LiveAggregatePage: { readonly items: readonly (PipelinesSchemas["LiveAggregate"])[]; readonly next: string | null };
  readonly Liveness: { readonly status: "live" };
  readonly OpenApiDocument: ({ readonly openapi: "3.1.0" } & Readonly<Record<string, unknown>>);
  readonly PipelineList: { readonly pipelines: readonly (PipelinesSchemas["PipelineView"])[] };
  readonly PipelineQuotas: { readonly streams?: number; readonly subscriptions?: number; readonly batchRows?: number };
  readonly PipelineQuotasAnswer: { readonly streams: number; readonly subscriptions: number; readonly batchRows: number };
  readonly PipelineView: { readonly clientId: string; readonly actor: string; readonly status: "ACTIVE" | "SUSPENDED"; readonly version: number; readonly ownerUnit: string; readonly organisation: string | null; readonly scopes: readonly (string)[]; readonly events: PipelinesSchemas["EventFilter"]; readonly quotas: PipelinesSchemas["PipelineQuotasAnswer"]; readonly authentication: "client-secret" | "private-key-jwt"; readonly credentials: readonly (PipelinesSchemas["CredentialView"])[] };
  readonly Position: { readonly subject: string; readonly sequence: number };
  /** Problem details (RFC 9457) with rule id, both texts and a pointer to the field */
  readonly Problem: { readonly type: string; readonly title: string; readonly status: number; readonly detail: string; readonly detailEn: string; readonly instance?: string; readonly rule: string; readonly pointer: string; readonly errors: readonly ({ readonly rule: string; readonly pointer: string; readonly zh: string; readonly en: string })[]; readonly errorId?: string; readonly currentVersion?: number };
  readonly PublicKey: { readonly kty: "EC" | "OKP"; readonly crv: "P-256" | "Ed25519"; readonly x: string; readonly y?: string };
  readonly ReadinessView: { readonly ready: boolean; readonly draining: boolean; readonly checks: Readonly<Record<string, { readonly up: boolean; readonly reason?: string; readonly ms: number; readonly advisory?: true }>> };
  readonly RegisterPipeline: { readonly name: string; readonly ownerUnit: string; readonly organisation?: string; readonly scopes: readonly ("applications:create" | "applications:seal-plan" | "applications:submit" | "applications:read" | "plans:read" | "approvals:read" | "documents:upload" | "documents:read" | "tasks:read" | "events:read" | "webhooks:manage" | "batch:submit" | "decide:formal-check" | "decide:health-verification")[]; readonly events?: PipelinesSchemas["EventFilter"]; readonly quotas?: PipelinesSchemas["PipelineQuotas"]; readonly authentication?: "client-secret" | "private-key-jwt" };
  readonly ReinstatePipeline: { readonly reasonText: string };
  readonly ReplaySubscription: ({ readonly from: string } | { readonly message: string } | { readonly deadLetters: "all" });
  readonly RevokeCredential: { readonly why: "rotated" | "leaked" | "retired" };
  readonly RotateSecret: { readonly overlapHours?: number };
  readonly SecretAnswer: { readonly id: string; readonly position: PipelinesSchemas["Position"]; readonly version: number; readonly repeated: boolean; readonly notes: readonly ({ readonly rule: string; readonly pointer: string; readonly zh: string; readonly en: string })[]; readonly dryRun?: true; readonly events?: readonly ({ readonly type: string; readonly data: Readonly<Record<string, unknown>> })[]; readonly secret?: string };
  readonly SecretVerdict: { readonly valid: boolean };
  readonly SubmitBatch: { readonly rows: readonly (PipelinesSchemas["BatchRow"])[] };
  readonly SubscriptionList: { readonly subscriptions: readonly (PipelinesSchemas["SubscriptionView"])[] };
  readonly SubscriptionOrder: Record<string, never>;
  readonly SubscriptionView: { readonly id: string; readonly clientId: string; readonly status: "ACTIVE" | "DISABLED"; readonly why: ("owner" | "failing" | "gone" | null); readonly version: number; readonly url: string; readonly events: PipelinesSchemas["EventFilter"]; readonly position: string; readonly waiting: ({ readonly message: string; readonly attempts: number; readonly nextAttemptAt: string } | null); readonly deadLetters: number; readonly secrets: number; readonly failingSince: string | null; readonly lastSuccessAt: string | null };
  readonly SuspendPipeline: { readonly reasonText: string };
  readonly TakeTask: { readonly caseId: string; readonly subject: string; readonly action: string; readonly role: string; readonly over?: boolean };
  readonly Task: { readonly subject: string; readonly version: number; readonly caseId: string; readonly kind: string; readonly action: string; readonly role: string; readonly unit: string | null; readonly organisation: string | null; readonly assignee: string | null; readonly openedOn: string; readonly dueOn: string | null; readonly reminded: boolean; readonly escalation: number; readonly answerBy?: string; readonly claim?: PipelinesSchemas["TaskClaim"]; readonly listing: PipelinesSchemas["CaseListing"] };
  readonly TaskClaim: { readonly by: string; readonly at: string };
  readonly TaskList: { readonly tasks: readonly (PipelinesSchemas["Task"])[] };
  readonly TaskNamed: { readonly caseId: string; readonly subject: string; readonly action: string; readonly role: string };
  readonly VerifySecret: { readonly secret: string };
  readonly WebhookAttemptList: { readonly attempts: readonly (PipelinesSchemas["WebhookAttemptView"])[] };
  readonly WebhookAttemptView: { readonly at: string; readonly message: string; readonly result: "delivered" | "refused" | "redirected" | "timed-out" | "unreachable" | "address-refused" | "gone"; readonly status: (number | null); readonly ms: number };
  readonly WebhookDeadLetterList: { readonly deadLetters: readonly (PipelinesSchemas["WebhookDeadLetterView"])[] };
  readonly WebhookDeadLetterView: { readonly message: string; readonly position: string; readonly type: string; readonly attempts: number; readonly reason: "delivered" | "refused" | "redirected" | "timed-out" | "unreachable" | "address-refused" | "gone"; readonly since: string; readonly queued: boolean };
}

export interface PipelinesRoutes {
  /** For people and machines with one of the roles WORKER, MU_AUDIT. */
  readonly "GET /aggregates": {
    readonly path: undefined;
    readonly query: { readonly cursor?: string; readonly limit?: number };
    readonly body: undefined;
    readonly answer: PipelinesSchemas["LiveAggregatePage"];
    readonly command: false;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE. A pipeline needs the scope batch:submit. */
  readonly "POST /batches": {
    readonly path: undefined;
    readonly query: { readonly dryRun?: boolean };
    readonly body: PipelinesSchemas["SubmitBatch"];
    readonly answer: PipelinesSchemas["BatchView"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE. A pipeline needs the scope batch:submit. */
  readonly "GET /batches/{id}": {
    readonly path: { readonly id: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: PipelinesSchemas["BatchView"];
    readonly command: false;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE. A pipeline needs the scope batch:submit. */
  readonly "POST /batches/{id}/cancellation": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PipelinesSchemas["CancelBatch"];
    readonly answer: PipelinesSchemas["BatchView"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE. A pipeline needs the scope batch:submit. */
  readonly "GET /batches/{id}/results": {
    readonly path: { readonly id: string };
    readonly query: { readonly from?: number; readonly limit?: number };
    readonly body: undefined;
    readonly answer: PipelinesSchemas["BatchResults"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN, MU_AUDIT. */
  readonly "GET /dead-letters": {
    readonly path: undefined;
    readonly query: { readonly status?: "open" | "closed" | "all" };
    readonly body: undefined;
    readonly answer: PipelinesSchemas["DeadLetterList"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN, MU_AUDIT. */
  readonly "GET /dead-letters/{id}": {
    readonly path: { readonly id: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: PipelinesSchemas["DeadLetterDetail"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN. */
  readonly "POST /dead-letters/{id}/confirm-drop": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PipelinesSchemas["DropDeadLetter"];
    readonly answer: PipelinesSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles SYS_ADMIN, MU_AUDIT. */
  readonly "GET /dead-letters/{id}/preview": {
    readonly path: { readonly id: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: PipelinesSchemas["DeadLetterPreview"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN. */
  readonly "POST /dead-letters/{id}/propose-drop": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PipelinesSchemas["DropDeadLetter"];
    readonly answer: PipelinesSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles SYS_ADMIN. */
  readonly "POST /dead-letters/{id}/redo": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: undefined;
    readonly answer: PipelinesSchemas["DeadLetterRedone"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE, WORKER, SERVICE. A pipeline needs the scope documents:upload. */
  readonly "POST /documents": {
    readonly path: undefined;
    readonly query: { readonly dryRun?: boolean };
    readonly body: unknown;
    readonly answer: PipelinesSchemas["DocumentHash"];
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
  /** For machines with one of the roles PIPELINE. A pipeline needs the scope events:read. */
  readonly "GET /events": {
    readonly path: undefined;
    readonly query: { readonly after?: string; readonly wait?: number; readonly limit?: number; readonly services?: string; readonly types?: string; readonly units?: string; readonly ownCases?: "true" | "false" };
    readonly body: undefined;
    readonly answer: PipelinesSchemas["EventFeedPage"];
    readonly command: false;
  };
  readonly "GET /health/live": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: PipelinesSchemas["Liveness"];
    readonly command: false;
  };
  readonly "GET /health/ready": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: PipelinesSchemas["ReadinessView"];
    readonly command: false;
  };
  /** For machines with one of the roles SERVICE. */
  readonly "GET /issuer/clients/{clientId}": {
    readonly path: { readonly clientId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: PipelinesSchemas["IssuerClient"];
    readonly command: false;
  };
  /** For machines with one of the roles SERVICE. */
  readonly "POST /issuer/clients/{clientId}/keys/{credential}/use": {
    readonly path: { readonly clientId: string; readonly credential: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: PipelinesSchemas["SecretVerdict"];
    readonly command: false;
  };
  /** For machines with one of the roles SERVICE. */
  readonly "POST /issuer/clients/{clientId}/verification": {
    readonly path: { readonly clientId: string };
    readonly query: undefined;
    readonly body: PipelinesSchemas["VerifySecret"];
    readonly answer: PipelinesSchemas["SecretVerdict"];
    readonly command: false;
  };
  /** For people and machines with one of the roles WORKER, SERVICE, MU_AUDIT. */
  readonly "GET /journal": {
    readonly path: undefined;
    readonly query: { readonly subject: string; readonly from?: number; readonly to: number };
    readonly body: undefined;
    readonly answer: PipelinesSchemas["JournalPage"];
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
    readonly answer: PipelinesSchemas["OpenApiDocument"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN. */
  readonly "POST /pipelines": {
    readonly path: undefined;
    readonly query: { readonly dryRun?: boolean };
    readonly body: PipelinesSchemas["RegisterPipeline"];
    readonly answer: PipelinesSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles SYS_ADMIN, MU_AUDIT. */
  readonly "GET /pipelines": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: PipelinesSchemas["PipelineList"];
    readonly command: false;
  };
  /** For people and machines with one of the roles SYS_ADMIN, MU_AUDIT, PIPELINE. A pipeline needs the scope events:read. */
  readonly "GET /pipelines/{id}": {
    readonly path: { readonly id: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: PipelinesSchemas["PipelineView"];
    readonly command: false;
  };
  /** For people with one of the roles SYS_ADMIN. */
  readonly "POST /pipelines/{id}/credentials": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PipelinesSchemas["IssueCredential"];
    readonly answer: PipelinesSchemas["CredentialAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles SYS_ADMIN. */
  readonly "POST /pipelines/{id}/credentials/{credential}/revocation": {
    readonly path: { readonly id: string; readonly credential: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PipelinesSchemas["RevokeCredential"];
    readonly answer: PipelinesSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles SYS_ADMIN. */
  readonly "POST /pipelines/{id}/reinstatement": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PipelinesSchemas["ReinstatePipeline"];
    readonly answer: PipelinesSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles SYS_ADMIN. */
  readonly "POST /pipelines/{id}/scopes": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PipelinesSchemas["ChangeScopes"];
    readonly answer: PipelinesSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people with one of the roles SYS_ADMIN. */
  readonly "POST /pipelines/{id}/suspension": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PipelinesSchemas["SuspendPipeline"];
    readonly answer: PipelinesSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For machines with one of the roles PIPELINE. A pipeline needs the scope webhooks:manage. */
  readonly "POST /subscriptions": {
    readonly path: undefined;
    readonly query: { readonly dryRun?: boolean };
    readonly body: PipelinesSchemas["CreateSubscription"];
    readonly answer: PipelinesSchemas["SecretAnswer"];
    readonly command: true;
  };
  /** For people and machines with one of the roles PIPELINE, SYS_ADMIN. A pipeline needs the scope webhooks:manage. */
  readonly "GET /subscriptions": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: PipelinesSchemas["SubscriptionList"];
    readonly command: false;
  };
  /** For people and machines with one of the roles PIPELINE, SYS_ADMIN. A pipeline needs the scope webhooks:manage. */
  readonly "GET /subscriptions/{id}": {
    readonly path: { readonly id: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: PipelinesSchemas["SubscriptionView"];
    readonly command: false;
  };
  /** For machines with one of the roles PIPELINE. A pipeline needs the scope webhooks:manage. */
  readonly "POST /subscriptions/{id}/address": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PipelinesSchemas["ChangeSubscription"];
    readonly answer: PipelinesSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people and machines with one of the roles PIPELINE, SYS_ADMIN. A pipeline needs the scope webhooks:manage. */
  readonly "GET /subscriptions/{id}/attempts": {
    readonly path: { readonly id: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: PipelinesSchemas["WebhookAttemptList"];
    readonly command: false;
  };
  /** For people and machines with one of the roles PIPELINE, SYS_ADMIN. A pipeline needs the scope webhooks:manage. */
  readonly "GET /subscriptions/{id}/dead-letters": {
    readonly path: { readonly id: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: PipelinesSchemas["WebhookDeadLetterList"];
    readonly command: false;
  };
  /** For machines with one of the roles PIPELINE. A pipeline needs the scope webhooks:manage. */
  readonly "POST /subscriptions/{id}/deletion": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PipelinesSchemas["SubscriptionOrder"];
    readonly answer: PipelinesSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people and machines with one of the roles PIPELINE, SYS_ADMIN. A pipeline needs the scope webhooks:manage. */
  readonly "POST /subscriptions/{id}/disabling": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PipelinesSchemas["SubscriptionOrder"];
    readonly answer: PipelinesSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For people and machines with one of the roles PIPELINE, SYS_ADMIN. A pipeline needs the scope webhooks:manage. */
  readonly "POST /subscriptions/{id}/enabling": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PipelinesSchemas["SubscriptionOrder"];
    readonly answer: PipelinesSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For machines with one of the roles PIPELINE. A pipeline needs the scope webhooks:manage. */
  readonly "POST /subscriptions/{id}/replay": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PipelinesSchemas["ReplaySubscription"];
    readonly answer: PipelinesSchemas["CommandAnswer"];
    readonly command: true;
  };
  /** For machines with one of the roles PIPELINE. A pipeline needs the scope webhooks:manage. */
  readonly "POST /subscriptions/{id}/secrets": {
    readonly path: { readonly id: string };
    readonly query: { readonly dryRun?: boolean };
    readonly body: PipelinesSchemas["RotateSecret"];
    readonly answer: PipelinesSchemas["SecretAnswer"];
    readonly command: true;
  };
  /** For people and machines with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN, PIPELINE, WORKER, SERVICE. A pipeline needs the scope tasks:read. */
  readonly "GET /tasks": {
    readonly path: undefined;
    readonly query: { readonly role?: "EMP_HANDLER" | "GU_HANDLER" | "GU_CHAIR" | "GU_FINANCE" | "GU_AUDIT" | "COMMITTEE_MEMBER" | "DU_REVIEWER" | "DU_LEADER" | "IU_REVIEWER" | "MU_REVIEWER" | "MU_LEADER" | "MU_FIN_MAKER" | "MU_FIN_CHECKER" | "MU_FIN_APPROVER" | "MU_AUDIT" | "CH_OFFICER" | "MH_OFFICER" | "MH_LEADER" | "INSPECTOR" | "HEALTH_MANAGER" | "PUBLIC" | "SYS_ADMIN" | "PIPELINE" | "BANK" | "WORKER" | "SERVICE"; readonly caseId?: string; readonly after?: string; readonly wait?: number };
    readonly body: undefined;
    readonly answer: PipelinesSchemas["TaskList"];
    readonly command: false;
  };
  /** For people with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN. */
  readonly "POST /tasks/claim": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: PipelinesSchemas["TakeTask"];
    readonly answer: PipelinesSchemas["TaskClaim"];
    readonly command: false;
  };
  /** For people with one of the roles EMP_HANDLER, GU_HANDLER, GU_CHAIR, GU_FINANCE, GU_AUDIT, COMMITTEE_MEMBER, DU_REVIEWER, DU_LEADER, IU_REVIEWER, MU_REVIEWER, MU_LEADER, MU_FIN_MAKER, MU_FIN_CHECKER, MU_FIN_APPROVER, MU_AUDIT, CH_OFFICER, MH_OFFICER, MH_LEADER, INSPECTOR, HEALTH_MANAGER, SYS_ADMIN. */
  readonly "POST /tasks/release": {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: PipelinesSchemas["TaskNamed"];
    readonly answer: PipelinesSchemas["TaskNamed"];
    readonly command: false;
  };
}
