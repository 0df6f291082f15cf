import { z } from 'zod';
import { CommandAnswer } from '../envelope/event-envelope.js';
import { ProblemDetail } from '../errors/problem.js';

export const BATCH_ROWS_MAX = 10_000;
/** A dry run answers with all results at once, so it takes fewer. */
export const BATCH_DRY_ROWS_MAX = 200;

/** One command of a batch. `key` is its Idempotency-Key: the same row in another batch is a repeat. */
export const BatchRow = z
  .strictObject({
    key: z.string().regex(/^[\x21-\x7e]{1,200}$/),
    /** Path of a command of this service, `/applications` or `/applications/0193…/submission`. */
    path: z
      .string()
      .max(300)
      .regex(/^(\/[A-Za-z0-9._~-]+)+$/)
      .refine((path) => !path.split('/').some((part) => part === '.' || part === '..'), {
        message: 'must be a plain path',
      })
      .refine((path) => !/^\/(batches|documents|issuer)(\/|$)/.test(path), {
        message: 'must be a command that a batch can hold',
      }),
    body: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'BatchRow' });
export type BatchRow = z.infer<typeof BatchRow>;

/** Rows are independent of each other and run in any order, a few at a time, with the rights the caller has now. */
export const SubmitBatch = z
  .strictObject({ rows: z.array(BatchRow).min(1).max(BATCH_ROWS_MAX) })
  .meta({ id: 'SubmitBatch' });
export type SubmitBatch = z.infer<typeof SubmitBatch>;

export const CancelBatch = z.strictObject({}).meta({ id: 'CancelBatch' });
export type CancelBatch = z.infer<typeof CancelBatch>;

export const BATCH_STATUSES = ['running', 'done', 'cancelled'] as const;

/** What became of one row: the command's answer, or the rules that refused it. */
export const BatchRowResult = z
  .object({
    row: z.int().min(0),
    key: z.string(),
    outcome: z.enum(['accepted', 'refused', 'failed']),
    status: z.int(),
    answer: CommandAnswer.optional(),
    errors: z.array(ProblemDetail).optional(),
  })
  .meta({ id: 'BatchRowResult' });
export type BatchRowResult = z.infer<typeof BatchRowResult>;

/** How far a batch is. `failed` rows met a fault of ours or a path that is no command; send them again. */
export const BatchView = z
  .object({
    id: z.string(),
    status: z.enum(BATCH_STATUSES),
    rows: z.int(),
    accepted: z.int(),
    refused: z.int(),
    failed: z.int(),
    /** Cancelled before their turn. */
    left: z.int(),
    submittedAt: z.string(),
    endedAt: z.string().nullable(),
    repeated: z.boolean(),
    dryRun: z.boolean(),
    /** Of a dry run only, which keeps nothing: what each row would come to. */
    results: z.array(BatchRowResult).optional(),
  })
  .meta({ id: 'BatchView' });
export type BatchView = z.infer<typeof BatchView>;

/** Results in row order; rows that are not done yet are left out. `next` is the row to ask from for the following page. */
export const BatchResults = z
  .object({ results: z.array(BatchRowResult), next: z.int().nullable() })
  .meta({ id: 'BatchResults' });
export type BatchResults = z.infer<typeof BatchResults>;
