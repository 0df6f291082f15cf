import { z } from 'zod';
import { HttpUrl, environment, serverVariables } from '#libs/config';
import type { BrowserOptions } from './session/browser.options.js';

/** Without a key of its own, a gateway that is tried out on its own has this one; production refuses it. */
const DEVELOPMENT_KEY = 'nuanchao-development-session-key';
const KEY_MIN = 32;

const SessionKey = z
  .string()
  .min(KEY_MIN, `must have at least ${KEY_MIN} characters, as openssl rand -base64 32 prints`);

/** Where the gateway listens, whose tokens it takes, where the services are, and how people's browsers sign in. */
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
  /** The web origin under which browsers know the gateway; its own address if left out. */
  PUBLIC_URL: HttpUrl.optional(),
  /** Seals the sessions of people; the same for every replica. */
  SESSION_KEY: SessionKey.optional(),
  /** The key before, which still opens sessions while a new one seals. */
  SESSION_KEY_PREVIOUS: SessionKey.optional(),
  /** The client through which people sign in; without a secret it is a public one. */
  CONSOLE_CLIENT_ID: z.string().min(1).default('console'),
  CONSOLE_CLIENT_SECRET: z.string().min(1).optional(),
  /** Scopes that the issuer wants for a name and, where it has them, refresh tokens. */
  CONSOLE_SCOPE: z
    .string()
    .regex(/\bopenid\b/, 'must have openid among its scopes')
    .default('openid profile'),
  /** Folder of the built console. */
  CONSOLE_DIR: z.string().min(1).default('dist/apps/console'),
}).superRefine((value, context) => {
  if (value.NODE_ENV !== 'production') return;
  for (const name of ['SESSION_KEY', 'PUBLIC_URL'] as const) {
    if (value[name] !== undefined) continue;
    context.addIssue({ code: 'custom', path: [name], message: 'is missing; it is required when NODE_ENV=production' });
  }
  if (value.SESSION_KEY === DEVELOPMENT_KEY) {
    context.addIssue({ code: 'custom', path: ['SESSION_KEY'], message: 'must be a key that only you know' });
  }
});
export type GatewayEnvironment = z.infer<typeof GatewayEnvironment>;

/** What stands behind `/api/<name>/…`. */
export const PROXIED = ['applications', 'approvals', 'payments', 'audits', 'pipelines', 'workflows'] as const;
export type Proxied = (typeof PROXIED)[number];

/** What a service shows to anybody and takes from anybody; it does not ask for a token here either. */
export const OPEN_TO_ANYBODY = '/api/approvals/public-notices';

export const isProxied = (name: string): name is Proxied => (PROXIED as readonly string[]).includes(name);

/** What people's browsers need (`BrowserOptions`). */
export const browserOf = (config: GatewayEnvironment): BrowserOptions => ({
  issuer: config.OIDC_ISSUER,
  clientId: config.CONSOLE_CLIENT_ID,
  clientSecret: config.CONSOLE_CLIENT_SECRET,
  scope: config.CONSOLE_SCOPE,
  publicUrl: new URL(config.PUBLIC_URL ?? `http://${config.HOST}:${config.PORT}`).origin,
  sessionKeys: [config.SESSION_KEY ?? DEVELOPMENT_KEY, config.SESSION_KEY_PREVIOUS].filter((key) => key !== undefined),
  consoleDir: config.CONSOLE_DIR,
});

/** Base URL of each service. */
export const upstreamsOf = (config: GatewayEnvironment): Record<Proxied, string> => ({
  applications: config.APPLICATIONS_URL,
  approvals: config.APPROVALS_URL,
  payments: config.PAYMENTS_URL,
  audits: config.AUDITS_URL,
  pipelines: config.PIPELINES_URL,
  workflows: config.WORKFLOWS_URL,
});
