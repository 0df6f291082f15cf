/** Browsers promise 4,096 bytes for a cookie with its name and attributes (RFC 6265 §6.1). */
const PIECE_MAX = 3_800;
/** Five pieces are 19 KB; servers take 16 KB of headers, so more could never come back. */
const PIECES_MAX = 4;

export interface CookieNames {
  readonly session: string;
  readonly signIn: string;
  readonly secure: boolean;
}

/**
 * Over https browsers take a `__Host-` cookie only when it is Secure, for the whole path and for this host alone, so that no
 * neighbouring subdomain can plant one.
 */
export const cookieNamesFor = (publicUrl: string): CookieNames => {
  const secure = publicUrl.startsWith('https:');
  const prefix = secure ? '__Host-' : '';
  return { session: `${prefix}nuanchao`, signIn: `${prefix}nuanchao-sign-in`, secure };
};

/** The cookies of a request, first of a name first. */
export const cookiesIn = (header: string | undefined): ReadonlyMap<string, string> => {
  const cookies = new Map<string, string>();
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    const name = part.slice(0, at).trim();
    if (at > 0 && !cookies.has(name)) cookies.set(name, part.slice(at + 1).trim());
  }
  return cookies;
};

/** A value that was set in pieces; undefined when there is none. */
export const joinedPieces = (name: string, cookies: ReadonlyMap<string, string>): string | undefined => {
  const pieces: string[] = [];
  for (let n = 0; n < PIECES_MAX; n += 1) {
    const piece = cookies.get(`${name}.${n}`);
    if (piece === undefined) break;
    pieces.push(piece);
  }
  return pieces.length === 0 ? undefined : pieces.join('');
};

/**
 * `Set-Cookie` lines for a value of any length in as few cookies as it takes; pieces that are left from a longer one go.
 * @throws Error when it is longer than a browser would send back
 */
export const setInPieces = (
  name: string,
  value: string,
  { secure, present }: { readonly secure: boolean; readonly present: ReadonlyMap<string, string> },
): string[] => {
  const count = Math.ceil(value.length / PIECE_MAX);
  if (count > PIECES_MAX) throw new Error(`A session of ${value.length} bytes is longer than browsers keep`);
  return Array.from({ length: PIECES_MAX }, (_none, n) => {
    const piece = `${name}.${n}`;
    if (n < count) return cookieLine(piece, value.slice(n * PIECE_MAX, (n + 1) * PIECE_MAX), secure);
    return present.has(piece) ? goneLine(piece, secure) : undefined;
  }).filter((line) => line !== undefined);
};

/** Lax: the way back from the issuer is a navigation from another site and must bring the cookie along. */
export const cookieLine = (name: string, value: string, secure: boolean): string =>
  `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;

export const goneLine = (name: string, secure: boolean): string => `${cookieLine(name, '', secure)}; Max-Age=0`;
