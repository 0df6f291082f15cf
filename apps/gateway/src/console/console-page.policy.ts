/** Marks where the page finds the nonce for the styles that it makes while it runs. */
const NONCE_META = /<meta\s+name="csp-nonce"[^>]*>/i;
const HEAD = /<head[^>]*>/i;

/** The console's page with the nonce of this one answer. */
export const pageWithNonce = (html: string, nonce: string): string => {
  const meta = `<meta name="csp-nonce" content="${nonce}">`;
  if (NONCE_META.test(html)) return html.replace(NONCE_META, () => meta);
  return html.replace(HEAD, (head) => `${head}${meta}`);
};

/**
 * What the console may load: everything from here, nothing from elsewhere, no script and no style that is not a file of ours
 * or carries this answer's nonce. Pictures and documents that the page has fetched itself are `blob:`.
 */
export const consolePolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Beside the policy: no guessing of types, no address of a case to strangers, no window of others that could reach ours. */
export const pageHeaders = (nonce: string, secure: boolean): Readonly<Record<string, string>> => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': consolePolicy(nonce),
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(self), microphone=(), payment=(), usb=()',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
});

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  ttf: 'font/ttf',
  txt: 'text/plain; charset=utf-8',
  wasm: 'application/wasm',
  webmanifest: 'application/manifest+json',
  webp: 'image/webp',
  woff: 'font/woff',
  woff2: 'font/woff2',
};

export const typeOf = (name: string): string =>
  TYPES[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream';

/**
 * The file that a path of a request means, as a path inside the console's folder; undefined for everything that could lead
 * out of it or to a hidden file.
 */
export const fileOf = (path: string): string | undefined => {
  const parts = path.split('/').slice(1);
  const isPlain = parts.length > 0 && parts.every((part) => /^[A-Za-z0-9_@~-][A-Za-z0-9._@~-]*$/.test(part));
  return isPlain ? parts.join('/') : undefined;
};

/** The compressed forms that lie beside a file, best first. */
export const ENCODINGS = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;

/** Whether `Accept-Encoding` takes this one; `q=0` refuses. */
export const takesEncoding = (accept: string | undefined, name: string): boolean =>
  (accept ?? '').split(',').some((part) => {
    const [encoding = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase());
    return encoding === name && !parameters.some((each) => /^q=0(\.0*)?$/.test(each));
  });
