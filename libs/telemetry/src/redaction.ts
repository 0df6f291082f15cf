import { types } from 'node:util';

/** Field names whose value never reaches a log, whatever it is. Compared without case, `_` and `-`. */
const SECRET_FIELDS = new Set(
  [
    'authorization',
    'cookie',
    'setCookie',
    'token',
    'accessToken',
    'refreshToken',
    'idToken',
    'password',
    'secret',
    'clientSecret',
    'accountNo',
    'accountNumber',
    'bankAccount',
    'mobile',
    'phone',
    'telephone',
    'idNumber',
    'identityNumber',
  ].map((name) => name.toLowerCase()),
);

const HIDDEN = '[redacted]';
const DEPTH_MAX = 8;

/** Patterns inside free text: bearer tokens, JWTs, credentials in URLs, mainland mobiles, long digit runs (bank accounts, identity numbers). */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\bBearer\s+[\w.~+/=-]+/gi, `Bearer ${HIDDEN}`],
  [/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, HIDDEN],
  [/(\/\/)[^\s/:@]+:[^\s/@]+@/g, `$1${HIDDEN}@`],
  [/(?<![\w-])(\+?86[- ]?)?1[3-9]\d{9}(?![\w-])/g, '[mobile]'],
  [/(?<![\w-])\d{15,32}[Xx]?(?![\w-])/g, '[number]'],
];

/** Free text with tokens, mobiles, account and identity numbers taken out. */
export const redactText = (text: string): string =>
  PATTERNS.reduce((current, [pattern, replacement]) => current.replace(pattern, replacement), text);

/** A copy that is safe to log. Errors keep name, message, stack and cause; cycles and great depth are cut. */
export const redact = (value: unknown, seen: readonly unknown[] = []): unknown => {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (seen.includes(value) || seen.length >= DEPTH_MAX) return '[cut]';
  const path = [...seen, value];
  if (value instanceof Error || types.isNativeError(value)) return redactError(value, path);
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((item) => redact(item, path));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, isSecret(name) ? HIDDEN : redact(item, path)]),
  );
};

const isSecret = (name: string): boolean => SECRET_FIELDS.has(name.toLowerCase().replace(/[_-]/g, ''));

const redactError = (error: Error, path: readonly unknown[]): Record<string, unknown> => ({
  name: error.name,
  message: redactText(error.message),
  ...(error.stack === undefined ? {} : { stack: redactText(error.stack) }),
  ...(error.cause === undefined ? {} : { cause: redact(error.cause, path) }),
});
