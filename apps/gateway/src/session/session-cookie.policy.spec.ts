import { describe, expect, it } from '@jest/globals';
import { cookieNamesFor, cookiesIn, joinedPieces, setInPieces } from './session-cookie.policy.js';

const pairs = (lines: readonly string[]): string => lines.map((line) => line.split(';', 1)[0]).join('; ');

describe('cookies of a session', () => {
  it('belong to this host alone where the origin is https', () => {
    expect(cookieNamesFor('https://nuanchao.example')).toMatchObject({ session: '__Host-nuanchao', secure: true });
    expect(cookieNamesFor('http://127.0.0.1:8080')).toMatchObject({ session: 'nuanchao', secure: false });
  });

  it.each([1, 3_800, 3_801, 15_200])('bring a value of %d bytes back', (length) => {
    const value = Array.from({ length }, (_none, n) => (n % 10).toString()).join('');
    const lines = setInPieces('s', value, { secure: true, present: new Map() });
    expect(lines.every((line) => line.length < 4_096)).toBe(true);
    expect(joinedPieces('s', cookiesIn(`other=1; ${pairs(lines)}`))).toBe(value);
  });

  it('take back the pieces of a longer one', () => {
    const present = cookiesIn('s.0=a; s.1=b; s.3=d');
    expect(setInPieces('s', 'short', { secure: false, present })).toEqual([
      's.0=short; Path=/; HttpOnly; SameSite=Lax',
      's.1=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0',
      's.3=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0',
    ]);
  });

  it('refuse what no browser would send back', () => {
    expect(() => setInPieces('s', 'x'.repeat(20_000), { secure: true, present: new Map() })).toThrow(/longer/);
  });

  it.each([undefined, '', ';', '=x', 'a', 's.1=b'])('are none in %p', (header) => {
    expect(joinedPieces('s', cookiesIn(header))).toBeUndefined();
  });

  it('are the first of a name', () => {
    expect(cookiesIn('a=1; a=2; b = x=y ').get('a')).toBe('1');
    expect(cookiesIn('a=1; b = x=y ').get('b')).toBe('x=y');
  });
});
