import { z } from 'zod';
import { CrashAt } from './crash-point.js';

/** A TCP port. 0 lets the system choose one, which tests do. */
export const Port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port between 0 and 65535')
  .transform(Number)
  .pipe(z.int().max(65535, 'must be a port between 0 and 65535'));

/** An absolute http(s) URL without a slash at its end, so that paths can be appended to it. */
export const HttpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
  .transform((url) => url.replace(/\/+$/, ''));

/** Full URL of the service's own database. */
export const MongoUrl = z
  .string()
  .regex(/^mongodb(\+srv)?:\/\/[^/]+\/[^/?]+/, 'must be mongodb://host:port/database, with the database name');

/** `host:port,host:port` becomes a list. */
export const KafkaBrokers = z
  .string()
  .regex(/^[^\s,:]+:\d+(,[^\s,:]+:\d+)*$/, 'must be host:port, several separated by commas')
  .transform((brokers) => brokers.split(','));

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** What every process of ours has: how it logs, what it is for, where the office clock is. */
export const processVariables = {
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  /** File with one RFC 3339 instant: a settable office clock. Absent: the wall clock. Refused in production. */
  OFFICE_CLOCK_FILE: z.string().min(1).optional(),
  /** An OpenTelemetry collector (OTLP over HTTP) that gets this process's spans. Absent: no spans. */
  OTEL_EXPORTER_OTLP_ENDPOINT: HttpUrl.optional(),
  /** Share of the traces that are sent, 0 to 1. */
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).optional(),
  /** A named point at which this process ends itself, for crash tests. Refused in production. */
  CRASH_AT: CrashAt,
};

/** What every process that answers HTTP has beside that. */
export const serverVariables = {
  ...processVariables,
  PORT: Port,
  /** Loopback unless told otherwise, so that a development machine shows nothing to its network. */
  HOST: z.string().min(1).default('127.0.0.1'),
  OIDC_ISSUER: HttpUrl,
};

/** What is there for tests and demonstrations alone, and why production refuses it (design §4). */
const NOT_IN_PRODUCTION = {
  OFFICE_CLOCK_FILE: 'is refused when NODE_ENV=production; production runs on the wall clock',
  CRASH_AT: 'is refused when NODE_ENV=production; it makes the process kill itself',
} as const;

const refuseInProduction = (
  value: { NODE_ENV?: unknown; OFFICE_CLOCK_FILE?: unknown; CRASH_AT?: unknown },
  context: z.core.$RefinementCtx,
): void => {
  if (value.NODE_ENV !== 'production') return;
  for (const name of ['OFFICE_CLOCK_FILE', 'CRASH_AT'] as const) {
    if (value[name] !== undefined) {
      context.addIssue({ code: 'custom', path: [name], message: NOT_IN_PRODUCTION[name] });
    }
  }
};

/**
 * The variables of one process as a schema: `environment({ ...serverVariables, BANK_URL: HttpUrl })`.
 * Refuses in production what is there for tests alone: a settable office clock, a crash point.
 */
export const environment = <Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape, z.core.$strip> =>
  z.object(shape).superRefine(refuseInProduction);

/** What `applications`, `approvals`, `payments` and `audits` have in common. Extend it with `.extend({ … })`. */
export const ServiceEnvironment = environment({
  ...serverVariables,
  MONGODB_URL: MongoUrl,
  KAFKA_BROKERS: KafkaBrokers,
  /** How often read models were made anew by an operator's wish: raise it by one, and all are made from the first fact on. */
  READ_MODELS_REBUILT: z.coerce.number().int().min(0).max(1_000).optional(),
});
export type ServiceEnvironment = z.infer<typeof ServiceEnvironment>;
