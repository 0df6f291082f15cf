import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ownPath } from './own-path.policy.js';

describe('the way back after signing in', () => {
  it.each(['/', '/tasks', '/cases/0193?tab=plan#row-3', '/a/%E6%9A%96', '/signing', '/api-help'])('is %s', (path) => {
    expect(ownPath(path)).toBe(path);
  });

  it.each([
    undefined,
    ['/a', '/b'],
    '',
    'tasks',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/a b',
    '/a\r\nSet-Cookie: x=1',
    '/..//evil.example',
    '/api/audits/log',
    '/api',
    '/sign-in',
    '/x/../sign-out?a',
    '/session',
    `/${'a'.repeat(2_000)}`,
  ])('is the first page for %p', (given) => {
    expect(ownPath(given)).toBe('/');
  });

  it('never leaves the origin', () => {
    const parts = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '@',
      ':',
      '%2f',
      '%5c',
      'evil.example',
      'http:',
      '?',
      '#',
      '\t',
      'a',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), (pieces) => {
        const url = new URL(ownPath(`/${pieces.join('')}`), 'https://nuanchao.example');
        expect(url.origin).toBe('https://nuanchao.example');
      }),
    );
  });
});
