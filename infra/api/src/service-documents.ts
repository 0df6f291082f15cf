import { NestFactory } from '@nestjs/core';
import type { DynamicModule } from '@nestjs/common';
import { openApiOf } from '#libs/http';
import { Metrics, StructuredLogger } from '#libs/telemetry';
import { ApplicationsModule } from '../../../apps/applications/src/applications.module.js';
import { ApprovalsModule } from '../../../apps/approvals/src/approvals.module.js';
import { AuditsModule } from '../../../apps/audits/src/audits.module.js';
import type { EntryLog } from '../../../apps/audits/src/entry/entry.storage.js';
import { GatewayModule } from '../../../apps/gateway/src/gateway.module.js';
import type { Upstreams } from '../../../apps/gateway/src/upstream.gateway.js';
import { PaymentsModule } from '../../../apps/payments/src/payments.module.js';
import { PipelinesModule } from '../../../apps/pipelines/src/pipelines.module.js';
import { WorkflowsModule, type WorkflowsParts } from '../../../workflows/src/workflows.module.js';

export const API_VERSION = '0.1.0';

/** Nothing is opened for a document: Nest's preview makes no instance, so these addresses are never asked. */
const NOWHERE = 'http://127.0.0.1:1';
const environment = (database: string) => ({
  PORT: 0,
  HOST: '127.0.0.1',
  NODE_ENV: 'production' as const,
  LOG_LEVEL: 'silent' as const,
  MONGODB_URL: `mongodb://127.0.0.1:1/${database}`,
  KAFKA_BROKERS: ['127.0.0.1:1'],
  OIDC_ISSUER: NOWHERE,
});
const others = { APPLICATIONS_URL: NOWHERE, APPROVALS_URL: NOWHERE, PAYMENTS_URL: NOWHERE, CLIENT_SECRET: 'none' };
const http = (service: string) => ({
  logger: new StructuredLogger({ service, level: 'silent' }),
  metrics: new Metrics(service),
  access: { issuer: NOWHERE },
});
const browser = {
  issuer: NOWHERE,
  clientId: 'console',
  scope: 'openid',
  publicUrl: NOWHERE,
  sessionKeys: ['no session is ever sealed'],
  consoleDir: 'none',
};
/** A provider that preview never hands to anybody. */
const unused = <Provider>(): Provider => ({}) as Provider;

const own = (name: 'audits' | 'workflows') => ({ name, environment: environment(name), kinds: [] });

const SERVICES: Readonly<Record<string, () => DynamicModule>> = {
  applications: () => ApplicationsModule.forRoot(environment('applications')),
  approvals: () => ApprovalsModule.forRoot(environment('approvals')),
  payments: () => PaymentsModule.forRoot({ ...environment('payments'), ...others, BANK_URL: NOWHERE }),
  audits: () => AuditsModule.forRoot(http('audits'), unused<EntryLog>(), { ...own('audits'), consumes: false }),
  pipelines: () => PipelinesModule.forRoot({ ...environment('pipelines'), ...others }),
  workflows: () =>
    WorkflowsModule.forRoot({ ...unused<WorkflowsParts>(), http: http('workflows'), own: own('workflows') }),
  gateway: () => GatewayModule.forRoot(http('gateway'), unused<Upstreams>(), browser),
};

/** The OpenAPI document of every service, as it serves it itself at `/openapi.json`. Needs no engine. */
export const serviceDocuments = async (): Promise<ReadonlyMap<string, Record<string, unknown>>> => {
  const documents = new Map<string, Record<string, unknown>>();
  for (const [name, module] of Object.entries(SERVICES)) {
    const app = await NestFactory.create(module(), { preview: true, logger: false, bodyParser: false });
    documents.set(name, openApiOf(app, `Nuanchao ${name}`, API_VERSION));
  }
  return documents;
};
