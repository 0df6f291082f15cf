import type { IncomingMessage, ServerResponse } from 'node:http';
import { refusal, type Refusal } from '#libs/contracts';
import { ProblemError } from './problem-error.js';
import { pointerOf } from './schema-issues.js';

/** Deeper than any command of ours; nesting without end would exhaust the stack of whoever walks it. */
const DEPTH_MAX = 64;

/** After the body parsers: what passed `JSON.parse` and still cannot be written as canonical JSON is refused here. */
export const bodyValues = (
  request: IncomingMessage & { body?: unknown },
  _response: ServerResponse,
  next: (error?: unknown) => void,
): void => {
  const found = unfitIn(request.body);
  next(found === undefined ? undefined : new ProblemError([found]));
};

/**
 * The first value of a JSON body that has no canonical form (RFC 8785 takes I-JSON, RFC 7493 §2.1 and §2.2): a surrogate
 * without its other half, which is no Unicode text, or a number outside the range of a double, which became Infinity.
 */
export const unfitIn = (body: unknown): Refusal | undefined => unfit(body, []);

/** `path` is one list for the whole walk, because an upload may hold millions of values. */
const unfit = (value: unknown, path: PropertyKey[]): Refusal | undefined => {
  if (typeof value === 'string') return HALF_PAIR.test(value) ? malformed(path, NOT_TEXT) : undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : malformed(path, NOT_FINITE);
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return undefined;
  if (path.length >= DEPTH_MAX) return malformed([], TOO_DEEP);
  for (const [name, inner] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    if (typeof name === 'string' && HALF_PAIR.test(name)) return malformed(path, NOT_TEXT);
    path.push(name);
    const found = unfit(inner, path);
    path.pop();
    if (found !== undefined) return found;
  }
  return undefined;
};

/** In Unicode mode a whole pair is one code point and no surrogate. */
const HALF_PAIR = /\p{Surrogate}/u;

const NOT_TEXT = {
  en: 'half of a surrogate pair is no Unicode text',
  zh: '含有不成对的代理字符，不是有效的Unicode文本',
};
const NOT_FINITE = { en: 'the number is outside the range of a double', zh: '数字超出双精度范围' };
const TOO_DEEP = { en: `nested deeper than ${DEPTH_MAX} levels`, zh: `嵌套超过${DEPTH_MAX}层` };

const malformed = (path: readonly PropertyKey[], { en, zh }: typeof NOT_TEXT): Refusal => {
  const pointer = pointerOf(path);
  const at = pointer === '' ? '' : `${pointer}: `;
  return refusal('G-MALFORMED', pointer, { problem: `${at}${en}`, problemZh: `${at}${zh}` });
};
