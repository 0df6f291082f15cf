import { z } from 'zod';
import { HttpUrl, ServiceEnvironment } from '#libs/config';

/**
 * Payments sends approved orders to a bank, which must be named, and reads the journals of those whose facts it follows
 * when a gap shows itself, with the token of its own machine account.
 */
export const PaymentsEnvironment = ServiceEnvironment.extend({
  BANK_URL: HttpUrl,
  APPLICATIONS_URL: HttpUrl,
  APPROVALS_URL: HttpUrl,
  CLIENT_SECRET: z.string().min(1),
});
export type PaymentsEnvironment = z.infer<typeof PaymentsEnvironment>;
