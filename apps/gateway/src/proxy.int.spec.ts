import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listRoutes } from '#libs/access';
import type { Actor } from '#libs/contracts';
import { serve, setupHttp, type RunningService } from '#libs/http';
import { Metrics, StructuredLogger } from '#libs/telemetry';
import { startLoopbackIssuer, type LoopbackIssuer } from '#libs/testing';
import { GatewayModule } from './gateway.module.js';
import { Upstreams, withoutConnection } from './upstream.gateway.js';

const member: Actor = { id: 'p-1', kind: 'human', roles: [{ role: 'COMMITTEE_MEMBER' }] };

interface Echo {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: number;
}

/** A service that answers with what it was asked; `/stream` sends one line at a time, `/never` and `/cut` do not end well. */
const startUpstream = async (): Promise<{
  server: Server;
  url: string;
  next: () => void;
  /** When the answer of the last `/stream` has ended, however it did. */
  streamOver: () => Promise<void>;
}> => {
  let next = (): void => undefined;
  let over: Promise<void> = Promise.resolve();
  const server = createServer((request, response) => {
    if (request.url === '/never') return;
    if (request.url === '/cut') {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
      return;
    }
    if (request.url === '/stream') {
      response.write('first\n');
      over = new Promise((resolve) => {
        response.once('close', resolve);
      });
      next = () => response.end('second\n');
      return;
    }
    let bytes = 0;
    request.on('data', (piece: Buffer) => (bytes += piece.length));
    request.on('end', () => {
      const echo = { method: request.method, url: request.url, headers: request.headers, bytes };
      response.writeHead(request.url === '/refuse' ? 422 : 201, {
        'content-type': 'application/json',
        'idempotency-repeat': 'true',
        'keep-alive': 'timeout=99',
      });
      response.end(JSON.stringify(echo));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { server, url, next: () => next(), streamOver: () => over };
};

describe('the gateway', () => {
  let issuer: LoopbackIssuer;
  let upstream: Awaited<ReturnType<typeof startUpstream>>;
  let app: NestExpressApplication;
  let gateway: RunningService;
  let authorization: string;

  beforeAll(async () => {
    issuer = await startLoopbackIssuer();
    upstream = await startUpstream();
    authorization = `Bearer ${await issuer.tokenFor(member)}`;
    const urls = {
      applications: upstream.url,
      approvals: upstream.url,
      payments: 'http://127.0.0.1:1',
      audits: upstream.url,
      pipelines: upstream.url,
      workflows: upstream.url,
    };
    const upstreams = new Upstreams(urls, 500);
    const logger = new StructuredLogger({ service: 'gateway', level: 'silent' });
    app = await NestFactory.create<NestExpressApplication>(
      GatewayModule.forRoot({ logger, metrics: new Metrics('gateway'), access: { issuer: issuer.url } }, upstreams, {
        issuer: issuer.url,
        clientId: 'console',
        scope: 'openid',
        publicUrl: 'http://127.0.0.1',
        sessionKeys: ['no person signs in while the proxy is tried'],
        consoleDir: 'none',
      }),
      { bodyParser: false, logger: false },
    );
    setupHttp(app, { title: 'Gateway', streamBodies: true });
    const stop = [{ name: 'upstreams', run: async () => upstreams.close() }];
    gateway = await serve(app, { port: 0, signals: false, stop });
  });
  afterAll(async () => {
    await gateway.stop();
    upstream.server.closeAllConnections();
    upstream.server.close();
    await issuer.stop();
  });

  interface Call {
    readonly method?: string;
    readonly body?: string;
    readonly headers?: Readonly<Record<string, string>>;
  }
  const call = (path: string, init: Call = {}): Promise<Response> =>
    fetch(`${gateway.url}${path}`, { ...init, headers: { authorization, ...init.headers } });

  it('hands a command on, with what travels beside it', async () => {
    const body = JSON.stringify({ text: '暖'.repeat(200_000) });
    const response = await call('/api/applications/plans/a%2Fb?after=x@1', {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': 'k-1',
        'if-match': '"3"',
        'nuanchao-causation': 'application/1/0000000001',
        traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
        cookie: 'session=1',
        'x-request-id': 'given-1',
      },
    });
    const echo = (await response.json()) as Echo;
    expect(response.status).toBe(201);
    expect(response.headers.get('x-request-id')).toBe('given-1');
    expect(response.headers.get('idempotency-repeat')).toBe('true');
    expect(response.headers.get('keep-alive')).not.toBe('timeout=99');
    expect(echo).toMatchObject({
      method: 'POST',
      url: '/plans/a%2Fb?after=x@1',
      bytes: Buffer.byteLength(body),
      headers: {
        authorization,
        'idempotency-key': 'k-1',
        'if-match': '"3"',
        'nuanchao-causation': 'application/1/0000000001',
        'x-request-id': 'given-1',
        host: new URL(upstream.url).host,
      },
    });
    expect(echo.headers['traceparent']).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-/);
    expect(echo.headers['traceparent']).not.toContain('00f067aa0ba902b7');
    expect(echo.headers['cookie']).toBeUndefined();
  });

  it('makes a request id where none was given', async () => {
    const response = await call('/api/audits/log');
    const echo = (await response.json()) as Echo;
    expect(echo).toMatchObject({ method: 'GET', url: '/log', bytes: 0 });
    expect(response.headers.get('x-request-id')).toBe(echo.headers['x-request-id']);
    expect(echo.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('leaves a refusal of the service as it is', async () => {
    expect((await call('/api/approvals/refuse', { method: 'POST', body: '{}' })).status).toBe(422);
  });

  it('streams an answer as it comes', async () => {
    const response = await call('/api/approvals/stream');
    const reader = response.body?.getReader();
    const line = async (): Promise<string> => Buffer.from((await reader?.read())?.value ?? []).toString();
    expect(await line()).toBe('first\n');
    upstream.next();
    expect(await line()).toBe('second\n');
  });

  it('keeps the framing of a body of unknown length on any method', async () => {
    const echo = await new Promise<Echo>((resolve, reject) => {
      const asked = httpRequest(
        `${gateway.url}/api/audits/search`,
        { method: 'GET', headers: { authorization, 'transfer-encoding': 'chunked' } },
        (response) => {
          let text = '';
          response.on('data', (piece) => (text += String(piece)));
          response.on('end', () => resolve(JSON.parse(text) as Echo));
        },
      );
      asked.on('error', reject);
      asked.end('GET /other HTTP/1.1\r\n\r\n');
    });
    expect(echo).toMatchObject({ url: '/search', bytes: 23 });
  });

  it.each([
    ['/api/payments/grants', 'payments', 'a service that is down'],
    ['/api/audits/never', 'audits', 'a service that does not answer in time'],
  ])('answers 503 for %s, naming %s: %s', async (path, service) => {
    const response = await call(path, { method: 'POST', body: 'x'.repeat(100_000) });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('2');
    expect(response.headers.get('x-request-id')).toMatch(/./);
    expect(await response.json()).toMatchObject({ rule: 'G-UNAVAILABLE', detailEn: expect.stringContaining(service) });
  });

  it('cuts an answer off that the service did not finish', async () => {
    await expect(call('/api/audits/cut').then((response) => response.text())).rejects.toThrow();
  });

  it('ends the answer of the service when the caller goes', async () => {
    const leaving = new AbortController();
    const response = await fetch(`${gateway.url}/api/approvals/stream`, {
      headers: { authorization },
      signal: leaving.signal,
    });
    expect(response.status).toBe(200);
    leaving.abort();
    await upstream.streamOver();
  });

  it('asks for a token', async () => {
    const response = await fetch(`${gateway.url}/api/applications/plans`);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ rule: 'G-UNAUTHENTICATED' });
  });

  it.each(['/api/console/x', '/api', '/api/applicationsx', '/api/..%2fpayments/x'])(
    'does not know %s',
    async (path) => {
      expect((await call(path)).status).toBe(404);
    },
  );

  it.each(['/health/live', '/health/ready', '/metrics', '/openapi.json'])('shows %s to anyone', async (path) => {
    expect((await fetch(`${gateway.url}${path}`)).status).toBe(200);
  });

  it('has a policy on every route', () => {
    expect(listRoutes(app).filter((route) => route.policy === undefined)).toEqual([]);
  });
});

describe('headers of one connection', () => {
  it('stay there, with those that Connection names', () => {
    const headers = { connection: 'close, X-Hop', 'x-hop': '1', te: 'trailers', 'x-other': '2', upgrade: 'h2c' };
    expect(withoutConnection(headers, new Set())).toEqual({ 'x-other': '2' });
  });
});
