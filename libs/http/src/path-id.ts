import { z } from 'zod';

/**
 * An id in a path: `@Param('id', { schema: PathId }) id: string`. Everything an aggregate's id or a payment's key is made
 * of, and nothing that could name another subject (`/`) or no subject at all.
 */
export const PathId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/);
