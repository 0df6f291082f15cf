import { describe, expect, it } from '@jest/globals';
import { crossSiteRefusal } from './cross-site.policy.js';

const ORIGIN = 'https://nuanchao.example';
const refused = (method: string, headers: Readonly<Record<string, string>>): boolean =>
  crossSiteRefusal({ method, headers }, 'token', ORIGIN) !== undefined;

describe('a command in the name of a session', () => {
  it.each([
    { origin: ORIGIN },
    { 'sec-fetch-site': 'same-origin' },
    { origin: ORIGIN, 'sec-fetch-site': 'same-origin' },
  ])('is taken from a page of ours: %p', (headers) => {
    expect(refused('POST', { ...headers, 'x-csrf-token': 'token' })).toBe(false);
  });

  it.each([
    {},
    { origin: 'null' },
    { origin: `${ORIGIN}.evil.example` },
    { origin: 'http://nuanchao.example' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'same-site' },
    { origin: ORIGIN, 'sec-fetch-site': 'cross-site' },
  ])('is refused from elsewhere: %p', (headers) => {
    expect(refused('POST', { ...headers, 'x-csrf-token': 'token' })).toBe(true);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'LINK'])('needs the token of the session: %s', (method) => {
    expect(refused(method, { origin: ORIGIN })).toBe(true);
    expect(refused(method, { origin: ORIGIN, 'x-csrf-token': 'other' })).toBe(true);
    expect(refused(method, { origin: ORIGIN, 'x-csrf-token': '' })).toBe(true);
  });

  it.each(['GET', 'HEAD', 'OPTIONS'])('is no command when it only reads: %s', (method) => {
    expect(refused(method, {})).toBe(false);
  });
});
