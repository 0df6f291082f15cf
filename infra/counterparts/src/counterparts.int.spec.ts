import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceTokens, TokenVerifier } from '#libs/access';
import { RecordBankResult } from '#libs/contracts';
import { StructuredLogger } from '#libs/telemetry';
import { eventually } from '#libs/testing';
import { actorIdOf } from './accounts.js';
import { startCounterparts, type RunningCounterparts } from './counterparts.js';

const logger = new StructuredLogger({ service: 'counterparts', level: 'silent' });
const order = {
  key: 'grant/0193/pay/1',
  amountFen: 10_000_000,
  payee: { accountName: '示例工会', cnaps: '102651001012', accountNo: '4402010001012345' },
  purpose: '托育专项补助',
};

interface Received {
  readonly path: string;
  readonly key: string | undefined;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** A payments service that writes down what it is told, and answers with a status of the test's choice. */
const startPayments = async (): Promise<{
  server: Server;
  url: string;
  received: Received[];
  answer: { status: number };
}> => {
  const received: Received[] = [];
  const answer = { status: 200 };
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (piece) => (text += String(piece)));
    request.on('end', () => {
      received.push({
        path: request.url ?? '',
        key: request.headers['idempotency-key']?.toString(),
        authorization: request.headers.authorization,
        body: JSON.parse(text),
      });
      response.statusCode = answer.status;
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received, answer };
};

describe('the counterparts', () => {
  let dataDir: string;
  let payments: Awaited<ReturnType<typeof startPayments>>;
  let counterparts: RunningCounterparts;

  const start = async (port = 0, bankDelayMs = 0): Promise<RunningCounterparts> =>
    startCounterparts({
      port,
      host: '127.0.0.1',
      dataDir,
      paymentsUrl: payments.url,
      pipelinesUrl: payments.url,
      secret: 'development',
      bankDelayMs,
      logger,
    });
  const place = async (body: unknown): Promise<{ status: number; body: unknown }> => {
    const response = await fetch(`${counterparts.url}/bank/orders`, { method: 'POST', body: JSON.stringify(body) });
    return { status: response.status, body: await response.json() };
  };

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'counterparts-'));
    payments = await startPayments();
    counterparts = await start();
  });
  afterEach(async () => {
    await counterparts.stop();
    payments.server.closeAllConnections();
    payments.server.close();
    await rm(dataDir, { recursive: true });
  });

  it('give every account a token that our services accept, also after a restart', async () => {
    const { url } = counterparts;
    const tokens = new ServiceTokens({ issuer: url, clientId: 'pipeline-1', clientSecret: 'development' });
    const token = await tokens.token();
    expect(await tokens.token()).toBe(token);
    await counterparts.stop();
    counterparts = await start(Number(new URL(url).port));
    const verified = await new TokenVerifier({ issuer: url }).verify(token);
    expect(verified.actor).toMatchObject({
      id: actorIdOf('pipeline-1'),
      kind: 'machine',
      roles: [{ role: 'PIPELINE' }],
    });
    expect([...verified.scopes]).toContain('events:read');
  });

  it('refuse a wrong secret and an unknown account', async () => {
    for (const [clientId, clientSecret] of [
      ['bank', 'wrong'],
      ['nobody', 'development'],
    ] as const) {
      const tokens = new ServiceTokens({ issuer: counterparts.url, clientId, clientSecret });
      await expect(tokens.token()).rejects.toMatchObject({ name: 'AccessRefused' });
    }
  });

  it('settle an order and report it with a token of the bank', async () => {
    expect(await place(order)).toEqual({ status: 202, body: { key: order.key, reference: expect.any(String) } });
    const [report] = await eventually(() => {
      expect(payments.received).toHaveLength(1);
      return payments.received;
    });
    expect(report).toMatchObject({
      path: '/grants/by-key/grant%2F0193%2Fpay%2F1/bank-result',
      key: 'bank/grant%2F0193%2Fpay%2F1/settled',
      body: { status: 'settled', amountFen: order.amountFen },
    });
    expect(RecordBankResult.safeParse(report?.body).success).toBe(true);
    const token = report?.authorization?.replace('Bearer ', '') ?? '';
    const { actor } = await new TokenVerifier({ issuer: counterparts.url }).verify(token);
    expect(actor.roles).toEqual([{ role: 'BANK' }]);
  });

  it('return an order whose payee the script names', async () => {
    await place({ ...order, payee: { ...order.payee, accountNo: '510100000009001' } });
    await eventually(() =>
      expect(payments.received[0]?.body).toMatchObject({
        status: 'returned',
        reason: '户名不符',
        amountFen: order.amountFen,
      }),
    );
    expect(RecordBankResult.safeParse(payments.received[0]?.body).success).toBe(true);
  });

  it('take an order once, however often and at the same time it is sent', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => place(order)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await place({ ...order, amountFen: 1 })).toMatchObject({ status: 409 });
    await eventually(() => expect(payments.received).toHaveLength(1));
    const lines = (await readFile(join(dataDir, 'bank-orders.jsonl'), 'utf8')).trim().split('\n');
    expect(lines.filter((line) => line.includes('"order"'))).toHaveLength(1);
  });

  it.each([{ ...order, amountFen: 0 }, { ...order, amountFen: 1.5 }, { ...order, extra: 1 }, {}, 'x'.repeat(100_000)])(
    'refuse what is no order (%#)',
    async (body) => {
      expect(await place(body)).toMatchObject({ status: 400 });
    },
  );

  it('report again until payments takes note, over a restart and a line that a crash cut short', async () => {
    payments.answer.status = 503;
    await place(order);
    await eventually(() => expect(payments.received.length).toBeGreaterThanOrEqual(2));
    await counterparts.stop();
    await appendFile(join(dataDir, 'bank-orders.jsonl'), '{"line":"order","order":{"key":"cut');
    const before = payments.received.length;
    payments.answer.status = 200;
    counterparts = await start();
    await eventually(() => expect(payments.received).toHaveLength(before + 1));
    const show = async (): Promise<unknown> =>
      (await fetch(`${counterparts.url}/bank/orders/${encodeURIComponent(order.key)}`)).json();
    await eventually(async () => expect(await show()).toMatchObject({ reported: true, amountFen: order.amountFen }));
    await counterparts.stop();
    counterparts = await start();
    expect(await place(order)).toMatchObject({ status: 202 });
    expect(payments.received).toHaveLength(before + 1);
  });

  it('stay silent where the script says so', async () => {
    await place({ ...order, payee: { ...order.payee, accountNo: '510100000009004' } });
    await place({ ...order, key: 'second' });
    await eventually(() => expect(payments.received).toHaveLength(1));
    expect(payments.received[0]?.key).toBe('bank/second/settled');
  });

  it('answer for their health and for what they do not have', async () => {
    expect((await fetch(`${counterparts.url}/health/ready`)).status).toBe(200);
    expect((await fetch(`${counterparts.url}/bank/orders/none`)).status).toBe(404);
    expect((await fetch(`${counterparts.url}/nowhere`)).status).toBe(404);
  });
});
