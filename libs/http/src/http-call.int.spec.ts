import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { callHttp } from './http-call.js';
import { ServiceClient, Unavailable } from './service-client.js';

const get = { method: 'GET', headers: {}, timeoutMs: 2_000 } as const;

let server: Server | undefined;
const sockets = new Set<Socket>();

const listen = async (answer: RequestListener): Promise<string> => {
  const started = createServer(answer);
  server = started;
  started.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => {
    started.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
};

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
  sockets.clear();
});

describe('a call between services', () => {
  it('sends what it has, gives the whole answer, and uses its connection again', async () => {
    const url = await listen((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        response.writeHead(201, { 'x-key': request.headers['idempotency-key'] ?? 'none' });
        response.end(`${request.method} ${request.headers['content-length']} ${Buffer.concat(pieces).toString()}`);
      });
    });
    const post = { ...get, method: 'POST', headers: { 'idempotency-key': 'k' }, body: '暖巢' } as const;
    expect(await callHttp(url, post)).toMatchObject({ status: 201, headers: { 'x-key': 'k' }, text: 'POST 6 暖巢' });
    expect(await callHttp(url, get)).toMatchObject({ status: 201, text: 'GET undefined ' });
    expect(sockets.size).toBe(1);
  });

  it('takes another connection when the one that lay idle was closed by the other side', async () => {
    let dropped = 0;
    const url = await listen((request, response) => {
      const isSecond = request.url === '/second' && dropped === 0;
      if (isSecond) {
        dropped += 1;
        request.socket.resetAndDestroy();
      } else response.end('here');
    });
    await callHttp(`${url}/first`, get);
    expect(await callHttp(`${url}/second`, get)).toMatchObject({ text: 'here' });
    expect([dropped, sockets.size]).toEqual([1, 2]);
  });

  it('does not call again when a connection breaks that was made for it', async () => {
    let calls = 0;
    const url = await listen((request) => {
      calls += 1;
      request.socket.resetAndDestroy();
    });
    await expect(callHttp(url, get)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(calls).toBe(1);
  });

  it('follows no redirect', async () => {
    const url = await listen((_request, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:1/' });
      response.end();
    });
    expect(await callHttp(url, get)).toMatchObject({ status: 302 });
  });

  it.each([
    ['breaks off', (response: { destroy: () => void }) => response.destroy()],
    ['never comes to its end', () => undefined],
  ])('takes an answer that %s for none', async (_what, end) => {
    const url = await listen((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"a":', () => end(response));
    });
    const asking = new ServiceClient({ timeoutMs: 300 }).command(url, '/votes', {}, { key: 'k', token: 't' });
    await expect(asking).rejects.toBeInstanceOf(Unavailable);
  });
});
