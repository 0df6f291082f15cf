import { describe, expect, it } from '@jest/globals';
import { consolePolicy, fileOf, pageWithNonce, takesEncoding, typeOf } from './console-page.policy.js';

describe('the page of the console', () => {
  it.each([
    '<html><head><title>x</title></head></html>',
    '<html><HEAD lang="zh"><meta name="csp-nonce" content="placeholder" /></HEAD></html>',
  ])('carries the nonce once: %s', (html) => {
    const page = pageWithNonce(html, 'n0nce$&');
    expect(page.match(/csp-nonce/g)).toHaveLength(1);
    expect(page).toContain('<meta name="csp-nonce" content="n0nce$&">');
    expect(page).not.toContain('placeholder');
  });

  it('allows nothing that is unsafe and nothing from elsewhere', () => {
    expect(consolePolicy('n')).not.toMatch(/unsafe|\*|https?:/);
  });
});

describe('a file of the console', () => {
  it.each([
    ['/assets/index-ab12.js', 'assets/index-ab12.js'],
    ['/nest.svg', 'nest.svg'],
  ])('is found at %s', (path, file) => {
    expect(fileOf(path)).toBe(file);
  });

  it.each(['/', '', '/..', '/a/../b', '/.vite/x', '/a//b', '/a/', '/%2e%2e/x', '/a\\b', '/a\0', '/C:/x', '/页面'])(
    'is none at %p',
    (path) => {
      expect(fileOf(path)).toBeUndefined();
    },
  );

  it('has the type of its ending', () => {
    expect(typeOf('a.b/c.JS')).toBe('text/javascript; charset=utf-8');
    expect(typeOf('none')).toBe('application/octet-stream');
  });

  it.each([
    ['gzip, br', true],
    ['BR;q=0.5', true],
    ['br;q=0', false],
    ['br;q=0.0', false],
    ['gzip', false],
    [undefined, false],
  ])('is sent as br to %p: %p', (accept, takes) => {
    expect(takesEncoding(accept, 'br')).toBe(takes);
  });
});
