import { z } from 'zod';
import { HttpUrl, environment, serverVariables } from '#libs/config';

/** Where the gateway listens, whose tokens it takes, and where the services are. */
export const GatewayEnvironment = environment({
  ...serverVariables,
  APPLICATIONS_URL: HttpUrl,
  APPROVALS_URL: HttpUrl,
  PAYMENTS_URL: HttpUrl,
  AUDITS_URL: HttpUrl,
  PIPELINES_URL: HttpUrl,
  WORKFLOWS_URL: HttpUrl,
  /** Of its machine account, with which it tells audits whom it turned away. */
  CLIENT_SECRET: z.string().min(1),
});
export type GatewayEnvironment = z.infer<typeof GatewayEnvironment>;

/** What stands behind `/api/<name>/…`. */
export const PROXIED = ['applications', 'approvals', 'payments', 'audits', 'pipelines', 'workflows'] as const;
export type Proxied = (typeof PROXIED)[number];

export const isProxied = (name: string): name is Proxied => (PROXIED as readonly string[]).includes(name);

/** Base URL of each service. */
export const upstreamsOf = (config: GatewayEnvironment): Record<Proxied, string> => ({
  applications: config.APPLICATIONS_URL,
  approvals: config.APPROVALS_URL,
  payments: config.PAYMENTS_URL,
  audits: config.AUDITS_URL,
  pipelines: config.PIPELINES_URL,
  workflows: config.WORKFLOWS_URL,
});
