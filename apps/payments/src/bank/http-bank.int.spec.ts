import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ProblemError } from '#libs/http';
import { HttpBankGateway } from './http-bank.gateway.js';

const order = {
  key: 'grant.1',
  amountFen: 10_000_000,
  payee: { accountName: '成都市示例医院工会委员会', cnaps: '102651001012', accountNo: '4402012309000012345' },
  purpose: '补助',
};

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

const bankThat = async (listener: RequestListener, timeoutMs?: number): Promise<HttpBankGateway> => {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => {
    started.listen(0, '127.0.0.1', () => resolve());
  });
  return new HttpBankGateway(`http://127.0.0.1:${(started.address() as AddressInfo).port}`, timeoutMs);
};
const answering = (status: number, body: unknown): RequestListener => {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
};
const failure = async (gateway: HttpBankGateway): Promise<ProblemError> => {
  const error: unknown = await gateway.send(order).then(
    () => new Error('the bank took the order'),
    (problem: unknown) => problem,
  );
  if (error instanceof ProblemError) return error;
  throw error;
};

describe('sending an order to the bank', () => {
  it('hands in the whole order and returns the reference', async () => {
    let seen: unknown;
    const gateway = await bankThat((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      request.on('end', () => {
        seen = { method: request.method, url: request.url, body: JSON.parse(text) as unknown };
        answering(202, { key: order.key, reference: 'B1' })(request, response);
      });
    });
    await expect(gateway.send(order)).resolves.toEqual({ reference: 'B1' });
    expect(seen).toEqual({ method: 'POST', url: '/bank/orders', body: order });
  });

  it.each([500, 502, 503, 408, 429])('says "try again" when the bank answers %d', async (status) => {
    const problem = await failure(await bankThat(answering(status, {})));
    expect(problem.refusals).toMatchObject([{ rule: 'G-UNAVAILABLE', params: { engine: 'bank' } }]);
    expect(problem.retryAfterSeconds).toBe(5);
  });

  it.each([
    ['an answer about another order', answering(202, { key: 'other.1', reference: 'B1' })],
    ['an answer without a reference', answering(202, { key: order.key })],
    ['an answer that is no JSON', (_request, response) => void response.writeHead(202).end('<html>')],
    ['a broken line', (request) => void request.socket.destroy()],
  ] satisfies readonly (readonly [string, RequestListener])[])('says "try again" after %s', async (_what, listener) => {
    expect((await failure(await bankThat(listener))).refusals).toMatchObject([{ rule: 'G-UNAVAILABLE' }]);
  });

  it('says "try again" when nobody listens, and when the bank takes too long', async () => {
    expect((await failure(new HttpBankGateway('http://127.0.0.1:1'))).refusals).toMatchObject([
      { rule: 'G-UNAVAILABLE' },
    ]);
    const slow = await bankThat(() => undefined, 100);
    expect((await failure(slow)).refusals).toMatchObject([{ rule: 'G-UNAVAILABLE' }]);
  });

  it('does not pay under a key that the bank knows for another order (R-PAY-08)', async () => {
    expect((await failure(await bankThat(answering(409, {})))).refusals).toMatchObject([{ rule: 'R-PAY-08' }]);
  });

  it('hands a refused order to an operator and shows no bank data in the error', async () => {
    const problem = await failure(await bankThat(answering(400, { errors: [order.payee.accountNo] })));
    expect(problem.refusals).toMatchObject([{ rule: 'G-MALFORMED' }]);
    expect(JSON.stringify([problem.message, problem.refusals])).not.toContain(order.payee.accountNo);
  });
});
