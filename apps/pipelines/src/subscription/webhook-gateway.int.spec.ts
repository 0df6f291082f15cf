import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { listedAddresses } from './endpoint.policy.js';
import { WebhookGateway, type WebhookGatewayOptions } from './webhook.gateway.js';

let server: Server;
let port = 0;
let connections = 0;
let requests = 0;
let behaviour: RequestListener = (_request, response) => void response.writeHead(204).end();
const gateways: WebhookGateway[] = [];
const never = new AbortController().signal;

beforeAll(async () => {
  server = createServer((request, response) => {
    requests += 1;
    behaviour(request, response);
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  port = (server.address() as AddressInfo).port;
});

afterEach(() => {
  for (const gateway of gateways.splice(0)) gateway.close();
  [connections, requests] = [0, 0];
  behaviour = (_request, response) => void response.writeHead(204).end();
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const gatewayWith = (options: Partial<WebhookGatewayOptions> = {}): WebhookGateway => {
  const gateway = new WebhookGateway({ listed: listedAddresses(['127.0.0.1']), timeoutMs: 5_000, ...options });
  gateways.push(gateway);
  return gateway;
};
const message = { headers: { 'content-length': '2' }, body: '{}' };
const local = (host = '127.0.0.1'): string => `http://${host}:${port}/hook`;

describe('sending a webhook', () => {
  it('says what the receiver answered, and keeps the connection for the next', async () => {
    const gateway = gatewayWith();
    for (const [status, result] of [
      [204, 'delivered'],
      [500, 'refused'],
      [410, 'gone'],
    ] as const) {
      behaviour = (_request, response) => void response.writeHead(status).end('some words');
      expect(await gateway.send(local(), message, never)).toMatchObject({ result, status, retryAfterSeconds: 0 });
    }
    expect([connections, requests]).toEqual([1, 3]);
  });

  it('follows no redirection', async () => {
    behaviour = (_request, response) => void response.writeHead(307, { location: local() }).end();
    expect(await gatewayWith().send(local(), message, never)).toMatchObject({ result: 'redirected', status: 307 });
    expect(requests).toBe(1);
  });

  it('reads how long it shall wait when there is too much or not now', async () => {
    behaviour = (_request, response) => void response.writeHead(503, { 'retry-after': '77' }).end();
    expect(await gatewayWith().send(local(), message, never)).toMatchObject({ status: 503, retryAfterSeconds: 77 });
    behaviour = (_request, response) => void response.writeHead(500, { 'retry-after': '77' }).end();
    expect(await gatewayWith().send(local(), message, never)).toMatchObject({ status: 500, retryAfterSeconds: 0 });
  });

  it('waits no longer than it may for an answer, a name or an endless body', async () => {
    behaviour = () => undefined;
    const gateway = gatewayWith({ timeoutMs: 100 });
    expect(await gateway.send(local(), message, never)).toMatchObject({ result: 'timed-out', status: null });
    const slowName = gatewayWith({ timeoutMs: 100, resolve: () => new Promise(() => undefined) });
    expect((await slowName.send('https://slow.example/', message, never)).result).toBe('timed-out');
    const sockets: Socket[] = [];
    behaviour = (request, response) => {
      sockets.push(request.socket);
      response.writeHead(200);
      const more = (): void =>
        void (response.destroyed || response.write(Buffer.alloc(16_384), () => setImmediate(more)));
      more();
    };
    expect((await gatewayWith().send(local(), message, never)).result).toBe('delivered');
    await new Promise((resolve) => {
      sockets[0]?.once('close', resolve);
    });
  });

  it('is no failure of the receiver when a kept connection was closed by it', async () => {
    const gateway = gatewayWith();
    await gateway.send(local(), message, never);
    behaviour = (request, response) => {
      // The first try on the kept connection is cut off unread.
      if (requests === 2) request.socket.destroy();
      else response.writeHead(204).end();
    };
    expect((await gateway.send(local(), message, never)).result).toBe('delivered');
    expect(requests).toBe(3);
  });

  it('is given up when it is told so', async () => {
    behaviour = () => undefined;
    const abort = new AbortController();
    const sent = gatewayWith().send(local(), message, abort.signal);
    setImmediate(() => abort.abort());
    await expect(sent).rejects.toThrow();
  });

  it('finds nobody', async () => {
    const gateway = gatewayWith({ resolve: () => Promise.reject(new Error('ENOTFOUND')) });
    expect(await gateway.send('https://nobody.example/', message, never)).toMatchObject({ result: 'unreachable' });
    expect(await gateway.fault('https://nobody.example/')).toBe('unknown-host');
    expect((await gatewayWith().send('http://127.0.0.1:1/', message, never)).result).toBe('unreachable');
  });
});

describe('the guard of our own networks', () => {
  const unlisted = listedAddresses([]);

  it.each(['127.0.0.1', '[::ffff:127.0.0.1]', '127.1', 'localhost'])('opens no connection to %s', async (host) => {
    const gateway = gatewayWith({ listed: unlisted });
    for (const scheme of ['https', 'http']) {
      const url = `${scheme}://${host}:${port}/`;
      expect((await gateway.send(url, message, never)).result).toBe('address-refused');
      expect(await gateway.fault(url)).toBe('private-address');
    }
    expect(connections).toBe(0);
  });

  it('judges the very addresses it connects to: a name that leads elsewhere a moment later gains nothing', async () => {
    const answers = [[{ address: '1.1.1.1', family: 4 }], [{ address: '127.0.0.1', family: 4 }]];
    const asked: string[] = [];
    const gateway = gatewayWith({
      listed: unlisted,
      resolve: (host) => {
        asked.push(host);
        return Promise.resolve(answers[asked.length - 1] ?? []);
      },
    });
    const url = `https://rebinding.example:${port}/`;
    expect(await gateway.fault(url)).toBeNull();
    expect((await gateway.send(url, message, never)).result).toBe('address-refused');
    expect([asked.length, connections]).toEqual([2, 0]);
  });

  it.each([[['1.1.1.1', '10.0.0.1']], [['1.1.1.1', '::1']], [['2606:4700::1111', '::ffff:127.0.0.1']], [['fd00::1']]])(
    'refuses a name of which one address is ours: %j',
    async (addresses) => {
      const gateway = gatewayWith({
        listed: unlisted,
        resolve: () =>
          Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))),
      });
      expect(await gateway.fault('https://mixed.example/')).toBe('private-address');
      expect((await gateway.send('https://mixed.example/', message, never)).result).toBe('address-refused');
    },
  );

  it('connects to a name whose address is listed', async () => {
    const resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    const gateway = gatewayWith({ resolve });
    expect((await gateway.send(local('receiver.example'), message, never)).result).toBe('delivered');
    expect(connections).toBe(1);
  });
});
