import { z } from 'zod';

/** `POST /documents`: the name of the stored document. */
export const DocumentHash = z
  .object({ hash: z.string().regex(/^[0-9a-f]{64}$/) })
  .meta({ id: 'DocumentHash', description: 'SHA-256 over content and nonce: how commands name the document' });
export type DocumentHash = z.infer<typeof DocumentHash>;

/** `GET /health/live`. */
export const Liveness = z.object({ status: z.literal('live') }).meta({ id: 'Liveness' });

/** `GET /health/ready`: which engine is down and why. */
export const ReadinessView = z
  .object({
    ready: z.boolean(),
    draining: z.boolean(),
    checks: z.record(
      z.string(),
      z.object({
        up: z.boolean(),
        reason: z.string().optional(),
        ms: z.int(),
        advisory: z.literal(true).optional(),
      }),
    ),
  })
  .meta({ id: 'ReadinessView' });
export type ReadinessView = z.infer<typeof ReadinessView>;
