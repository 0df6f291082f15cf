import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { CSRF_HEADER, refusal, type Refusal } from '#libs/contracts';

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

const NO_TOKEN = { problem: 'no X-CSRF-Token', problemZh: '缺少页面安全令牌' };
const WRONG_TOKEN = { problem: 'another X-CSRF-Token', problemZh: '页面安全令牌不符' };
const STRANGER = { problem: 'another origin', problemZh: '来源不是本站' };

/**
 * Whether a request that brings a session's cookie was made by a page of ours: browsers send cookies along with requests that
 * other sites make them send. Undefined when it was.
 */
export const crossSiteRefusal = (
  request: { readonly method: string; readonly headers: IncomingHttpHeaders },
  csrf: string,
  origin: string,
): Refusal | undefined => {
  if (SAFE.has(request.method)) return undefined;
  if (!isFromHere(request.headers, origin)) return refusal('G-CROSS-SITE', '', STRANGER);
  const given = request.headers[CSRF_HEADER];
  if (typeof given !== 'string' || given === '') return refusal('G-CROSS-SITE', '', NO_TOKEN);
  return isSame(given, csrf) ? undefined : refusal('G-CROSS-SITE', '', WRONG_TOKEN);
};

/** Browsers say where a request comes from; one that says neither is none of a page's. */
const isFromHere = (headers: IncomingHttpHeaders, origin: string): boolean => {
  const { origin: named, 'sec-fetch-site': site } = headers;
  if (named === undefined && site === undefined) return false;
  return (named === undefined || named === origin) && (site === undefined || site === 'same-origin');
};

const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
