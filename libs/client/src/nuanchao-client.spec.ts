import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { NuanchaoProblem } from './client-problem.js';
import { givenToken, type TokenSource } from './client-tokens.js';
import { fileKeys } from './key-store.js';
import { NuanchaoClient } from './nuanchao-client.js';
import { WebhookRefused, verifyWebhook } from './webhook.js';

type Reply = (response: ServerResponse, request: IncomingMessage) => void;

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Reply =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
const problem = (status: number, rule: string): Reply =>
  json(
    status,
    { type: 'x', title: 'x', status, detail: '否', detailEn: 'no', rule, pointer: '', errors: [] },
    { 'content-type': 'application/problem+json', 'retry-after': '0' },
  );

describe('the client', () => {
  let server: Server;
  let gateway: string;
  let replies: Reply[] = [];
  let asked: { readonly url: string; readonly headers: IncomingMessage['headers'] }[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'nuanchao-client-'));

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push({ url: request.url ?? '', headers: request.headers });
      request.resume();
      (replies.shift() ?? problem(404, 'G-NOT-FOUND'))(response, request);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve());
    });
    gateway = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    asked = [];
    replies = [];
  });

  const clientOf = (tokens: TokenSource = givenToken('t'), keys?: string): NuanchaoClient =>
    new NuanchaoClient({ gateway, tokens, ...(keys === undefined ? {} : { keys: fileKeys(keys) }) });
  const vote = (client: NuanchaoClient, intent: string) =>
    client.call('approvals', 'POST /meetings/{id}/votes', { path: { id: 'm-1' }, body: { choice: 'yes' }, intent });
  const accepted = json(200, { id: 'm-1', version: 2, repeated: false, notes: [] });

  it('sends the same key again after an outage and a broken connection', async () => {
    replies = [problem(503, 'G-UNAVAILABLE'), (_response, request) => request.socket.destroy(), accepted];
    expect(await vote(clientOf(), 'vote')).toMatchObject({ version: 2 });
    expect(asked).toHaveLength(3);
    expect(new Set(asked.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  it('keeps the key of an intent beyond its own end, also behind a line that was cut off', async () => {
    const file = join(folder, 'keys');
    replies = [accepted, accepted, accepted];
    await vote(clientOf(undefined, file), 'vote');
    writeFileSync(file, `${readFileSync(file, 'utf8')}["half`);
    const again = clientOf(undefined, file);
    await vote(again, 'vote');
    await vote(again, 'other');
    const [first, second, third] = asked.map(({ headers }) => headers['idempotency-key']);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    replies = [accepted];
    await vote(clientOf(undefined, file), 'other');
    expect(asked.at(-1)?.headers['idempotency-key']).toBe(third);
  });

  it('gives a refusal to its caller at once, with its rule', async () => {
    replies = [problem(422, 'R-COM-01')];
    const refused = vote(clientOf(), 'vote').catch((error: unknown) => error);
    expect(await refused).toMatchObject({ name: NuanchaoProblem.name, status: 422, rule: 'R-COM-01' });
    expect(asked).toHaveLength(1);
  });

  it('takes a new token once when the old one has ended', async () => {
    let token = 'old';
    const tokens = { token: () => Promise.resolve(token), forget: () => (token = 'new') };
    replies = [problem(401, 'G-UNAUTHENTICATED'), accepted];
    await vote(clientOf(tokens), 'vote');
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
  });

  it.each(['stream', 'poll'] as const)('goes on in the feed where it was: %s', async (how) => {
    const event = (n: number) => ({ id: `x/${n}`, type: 'x.y' });
    const part = (n: number): Reply =>
      how === 'poll'
        ? json(200, { events: [{ position: `p${n}`, event: event(n) }], next: `p${n}`, more: false })
        : (response) => {
            response.writeHead(200, { 'content-type': 'text/event-stream' });
            response.end(`id: p${n}\nevent: x.y\ndata: ${JSON.stringify(event(n))}\n\nid: p${n + 9}`);
          };
    replies = [part(1), part(2)];
    const seen: string[] = [];
    for await (const each of clientOf().follow({ how, types: ['x.*'] })) {
      seen.push(`${each.position} ${each.event.id}`);
      if (seen.length === 2) break;
    }
    expect(seen).toEqual(['p1 x/1', 'p2 x/2']);
    expect(asked[1]?.url).toContain('after=p1');
    expect(asked[1]?.url).toContain('types=x.*');
  });

  it('follows anew after an outage that was longer than a stream may be silent', async () => {
    const event: Reply = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('id: p1\ndata: {"id":"x/1"}\n\n');
    };
    const silent: Reply = () => undefined;
    const away = problem(503, 'G-UNAVAILABLE');
    replies = [silent, away, away, silent, event];
    const seen: string[] = [];
    for await (const { position } of clientOf().follow({ how: 'stream', silenceMs: 150 })) {
      seen.push(position);
      break;
    }
    expect(seen).toEqual(['p1']);
    expect(asked).toHaveLength(5);
  });

  it('ends at once when the caller breaks off, also while nobody answers', async () => {
    replies = Array.from({ length: 50 }, () => problem(503, 'G-UNAVAILABLE'));
    const over = new AbortController();
    const follow = async (): Promise<number> => {
      let count = 0;
      for await (const _each of clientOf().follow({ signal: over.signal })) count += 1;
      return count;
    };
    const followed = follow();
    setTimeout(() => over.abort(), 50);
    expect(await followed).toBe(0);
    expect(asked.length).toBeLessThan(3);
  });
});

describe('the check of a webhook', () => {
  const secret = `whsec_${Buffer.from('0123456789abcdef01234567').toString('base64')}`;
  const body = JSON.stringify({ id: 'x/1' });
  const at = new Date(1_800_000_000_000);
  const headers = {
    'webhook-id': 'm-1',
    'webhook-timestamp': String(at.getTime() / 1000),
    'webhook-signature': new Webhook(secret).sign('m-1', at, body),
  };

  it('takes what others signed, while one of the secrets fits', () => {
    const old = `whsec_${Buffer.from('another').toString('base64')}`;
    expect(verifyWebhook(body, headers, [old, secret], at.getTime())).toMatchObject({
      id: 'm-1',
      event: { id: 'x/1' },
    });
  });

  it.each([
    ['another body', '{}', headers, at.getTime()],
    ['another id', body, { ...headers, 'webhook-id': 'm-2' }, at.getTime()],
    ['an old message', body, headers, at.getTime() + 301_000],
    ['no signature', body, { ...headers, 'webhook-signature': undefined }, at.getTime()],
  ])('refuses %s', (_what, text, given, now) => {
    expect(() => verifyWebhook(text, given, [secret], now)).toThrow(WebhookRefused);
  });
});
