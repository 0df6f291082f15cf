import { z } from 'zod';
import { HttpUrl, ServiceEnvironment } from '#libs/config';
import { isAddressRange } from './subscription/endpoint.policy.js';

const list = (text: string): string[] => text.split(',').map((part) => part.trim());

/**
 * Pipelines follows the facts of every service and reads their journals, when a gap shows itself and to learn whose a case
 * is, with the token of its own machine account.
 */
export const PipelinesEnvironment = ServiceEnvironment.extend({
  APPLICATIONS_URL: HttpUrl,
  APPROVALS_URL: HttpUrl,
  PAYMENTS_URL: HttpUrl,
  CLIENT_SECRET: z.string().min(1),
  /** Addresses inside our own networks that webhooks may go to, as `10.1.2.0/24,127.0.0.1`; none without. */
  WEBHOOK_ALLOWED_ADDRESSES: z
    .string()
    .transform(list)
    .refine((ranges) => ranges.every(isAddressRange), 'must be addresses or ranges (10.1.2.0/24), separated by commas')
    .optional(),
  /** Longest time for one try, in milliseconds (10,000). */
  WEBHOOK_TIMEOUT_MS: z.coerce.number().int().min(100).max(60_000).optional(),
  /** Seconds before the second and each further try, as `5,30,300`; nine tries in 27 hours without. */
  WEBHOOK_RETRY_SECONDS: z
    .string()
    .transform((text) => list(text).map(Number))
    .refine((pauses) => pauses.every((pause) => pause > 0), 'must be seconds, separated by commas')
    .optional(),
});
export type PipelinesEnvironment = z.infer<typeof PipelinesEnvironment>;
