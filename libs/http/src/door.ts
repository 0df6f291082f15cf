import type { INestApplicationContext } from '@nestjs/common';
import type { Actor, Refusal } from '#libs/contracts';
import { listRoutes } from '#libs/access';

/** A request that was turned away and is no fact yet. */
export interface RefusedRequest {
  readonly method: string;
  /** As it was called, without its query. */
  readonly path: string;
  readonly status: number;
  readonly refusals: readonly Refusal[];
  /** Undefined when the request did not come as far as its token, or has none that is valid. */
  readonly actor: Actor | undefined;
  readonly authorization: string | undefined;
}

/** Notes a refused request. The answer waits for it, so it ends soon, and it never rejects. */
export type Door = (refused: RefusedRequest) => Promise<void>;

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether the door journal wants it: every refused command, and reads by whoever may not read. What is only away or busy
 * (5xx) was not refused.
 */
export const isDoorMatter = (method: string, status: number): boolean =>
  status >= 400 && status < 500 && (!READS.has(method) || status === 401 || status === 403);

/**
 * Names a route without quoting anybody: `/reviews/0193…/decision` becomes `/reviews/:id/decision`. Parts that stand in no
 * route of this service, nor among `more`, become `:id`, so that nothing typed into a path is kept.
 */
export const routeNamer = (app: INestApplicationContext, more: readonly string[] = []): ((path: string) => string) => {
  let words: ReadonlySet<string> | undefined;
  return (path) => {
    words ??= new Set([...more, ...listRoutes(app).flatMap((route) => route.path.split('/').filter(isWord))]);
    const parts = path.split('/').filter(Boolean).slice(0, PARTS_MAX);
    return `/${parts.map((part) => (words?.has(part) === true ? part : ':id')).join('/')}`;
  };
};

const isWord = (part: string): boolean => /^[\w.-]+$/.test(part);

/** No route of ours has more; the rest of a longer path says nothing. */
const PARTS_MAX = 8;
