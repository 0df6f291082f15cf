import { z } from 'zod';

/** One broken rule inside a problem: its id, where (RFC 6901 pointer into the request body) and both texts. */
export const ProblemDetail = z.object({
  rule: z.string(),
  pointer: z.string(),
  zh: z.string(),
  en: z.string(),
});

/** RFC 9457 `application/problem+json`. `detail` is the Chinese sentence, `detailEn` the English one of the first error. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  detailEn: z.string(),
  instance: z.string().optional(),
  rule: z.string(),
  pointer: z.string(),
  errors: z.array(ProblemDetail),
  errorId: z.string().optional(),
  /** With R-PROC-07: the version that is there now, for the next `If-Match`. */
  currentVersion: z.int().min(0).optional(),
});
export type Problem = z.infer<typeof Problem>;
