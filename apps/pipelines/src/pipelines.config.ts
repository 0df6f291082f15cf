import { z } from 'zod';
import { HttpUrl, ServiceEnvironment } from '#libs/config';

/**
 * Pipelines follows the facts of every service and reads their journals, when a gap shows itself and to learn whose a case
 * is, with the token of its own machine account.
 */
export const PipelinesEnvironment = ServiceEnvironment.extend({
  APPLICATIONS_URL: HttpUrl,
  APPROVALS_URL: HttpUrl,
  PAYMENTS_URL: HttpUrl,
  CLIENT_SECRET: z.string().min(1),
});
export type PipelinesEnvironment = z.infer<typeof PipelinesEnvironment>;
