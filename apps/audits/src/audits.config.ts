import { z } from 'zod';
import { HttpUrl, ServiceEnvironment } from '#libs/config';

/** Audits reads the other services' journals when a gap shows itself, with the token of its own machine account. */
export const AuditsEnvironment = ServiceEnvironment.extend({
  APPLICATIONS_URL: HttpUrl,
  APPROVALS_URL: HttpUrl,
  PAYMENTS_URL: HttpUrl,
  PIPELINES_URL: HttpUrl,
  WORKFLOWS_URL: HttpUrl,
  CLIENT_SECRET: z.string().min(1),
});
export type AuditsEnvironment = z.infer<typeof AuditsEnvironment>;
