import type { z } from 'zod';
import { HttpUrl, ServiceEnvironment } from '#libs/config';

/** Payments sends approved orders to a bank, which must be named. */
export const PaymentsEnvironment = ServiceEnvironment.extend({ BANK_URL: HttpUrl });
export type PaymentsEnvironment = z.infer<typeof PaymentsEnvironment>;
