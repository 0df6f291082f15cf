import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { GatewayStage } from '../../test/gateway-stage.js';

const SCRIPT = `console.log(${JSON.stringify('暖巢'.repeat(500))});`;
const HTML =
  '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>暖巢</title></head><body></body></html>';

describe("the console's files", () => {
  let stage: GatewayStage;
  let folder: string;
  beforeAll(async () => {
    stage = await GatewayStage.start();
    folder = join(stage.folder, 'console');
    await writeFile(join(stage.folder, 'secret.txt'), 'secret');
    await stage.serve({ consoleDir: folder });
  });
  afterAll(() => stage.stop());

  const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(`${stage.url}${path}`, { headers: { accept: 'text/html,*/*', 'accept-encoding': 'identity', ...headers } });
  /** The path as it stands, which `fetch` would tidy. */
  const raw = (path: string): Promise<{ status: number | undefined; body: string }> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(stage.url);
      const asked = request({ hostname, port, path, headers: { accept: '*/*' } }, (response) => {
        let body = '';
        response.on('data', (piece) => (body += String(piece)));
        response.on('end', () => resolve({ status: response.statusCode, body }));
      });
      asked.on('error', reject).end();
    });

  it('are not there before they are built: one page says so, and the gateway is ready', async () => {
    const response = await get('/tasks');
    expect(response.status).toBe(503);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await response.text()).toMatch(/页面尚未构建.*npm run build/s);
    expect((await get('/health/ready')).status).toBe(200);
  });

  describe('once they are built', () => {
    beforeEach(async () => {
      await mkdir(join(folder, 'assets'), { recursive: true });
      await mkdir(join(folder, '.vite'), { recursive: true });
      await Promise.all([
        writeFile(join(folder, 'index.html'), HTML),
        writeFile(join(folder, 'nest.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>'),
        writeFile(join(folder, '.vite/manifest.json'), '{}'),
        writeFile(join(folder, 'assets/index-ab12.js'), SCRIPT),
        writeFile(join(folder, 'assets/index-ab12.js.br'), brotliCompressSync(SCRIPT)),
        writeFile(join(folder, 'assets/index-ab12.js.gz'), gzipSync(SCRIPT)),
        writeFile(join(folder, 'assets/font-cd34.woff2'), 'font'),
      ]);
    });
    afterEach(() => rm(folder, { recursive: true }));

    it.each(['/', '/tasks', '/cases/0193?tab=plan', '/unknown/页面'])('are one page at %s', async (path) => {
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(await response.text()).toContain('<title>暖巢</title>');
    });

    it('may run scripts of this origin and styles with the nonce of the one answer, and nothing else', async () => {
      const [one, other] = [await get('/'), await get('/')];
      const policy = one.headers.get('content-security-policy') ?? '';
      const nonce = /<meta name="csp-nonce" content="([^"]+)">/.exec(await one.text())?.[1];
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(policy).not.toMatch(/https?:|\*/);
      expect(other.headers.get('content-security-policy')).not.toBe(policy);
      expect(Object.fromEntries(one.headers)).toMatchObject({
        'cache-control': 'no-store',
        'cross-origin-opener-policy': 'same-origin',
        'referrer-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
      });
      expect(one.headers.get('set-cookie')).toBeNull();
    });

    it.each([
      ['br, gzip', 'br'],
      ['gzip, deflate', 'gzip'],
      ['br;q=0, gzip', 'gzip'],
      ['identity', null],
    ])('come compressed for whoever takes %s, and stay in caches for ever', async (accepted, encoding) => {
      const response = await get('/assets/index-ab12.js', { 'accept-encoding': accepted });
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        'content-type': 'text/javascript; charset=utf-8',
        vary: 'Accept-Encoding',
      });
      expect(response.headers.get('content-encoding')).toBe(encoding);
      expect(await response.text()).toBe(SCRIPT);
    });

    it('come as they are where they are not compressed, and with what is asked anew when their name says nothing', async () => {
      const font = await get('/assets/font-cd34.woff2', { 'accept-encoding': 'br' });
      expect(font.headers.get('content-type')).toBe('font/woff2');
      expect(font.headers.get('vary')).toBeNull();
      const icon = await get('/nest.svg');
      expect(icon.headers.get('content-type')).toBe('image/svg+xml');
      expect(icon.headers.get('cache-control')).toBe('no-cache');
      const head = await fetch(`${stage.url}/nest.svg`, { method: 'HEAD' });
      expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '41', '']);
    });

    it.each([
      '/../secret.txt',
      '/assets/../../secret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/assets/%2e%2e/%2e%2e/secret.txt',
      '/..\\secret.txt',
      '//secret.txt',
      '/assets/..%00/secret.txt',
      '/.vite/manifest.json',
      '/assets/%ff',
    ])('never lead out of their folder: %s', async (path) => {
      const { status, body } = await raw(path);
      expect([400, 404]).toContain(status);
      expect(body).not.toContain('secret"');
      expect(body).not.toBe('secret');
    });

    it.each(['/assets/index-gone.js', '/api', '/api/console/x', '/openapi'])(
      'are no page where something else was asked for: %s',
      async (path) => {
        const response = await get(path, path === '/openapi' ? { accept: 'application/json' } : {});
        expect([401, 404]).toContain(response.status);
        expect(response.headers.get('content-type')).toContain('application/problem+json');
      },
    );

    it('leave health, metrics and the API document where they are', async () => {
      for (const path of ['/health/live', '/health/ready', '/openapi.json']) {
        expect((await get(path)).headers.get('content-type')).toContain('application/json');
      }
      expect((await get('/metrics')).headers.get('content-type')).toContain('text/plain');
    });
  });
});
