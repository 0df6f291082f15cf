import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { TaskList } from '#libs/contracts';
import { ApiClient, Refused, Unreachable, isUnanswered } from '../src/api/api-client.js';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server of this machine that answers one call after another, and what it was asked. */
const serverOf = async (...answers: Answer[]): Promise<{ origin: string; asked: IncomingMessage[] }> => {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    request.resume();
    answers[asked.length - 1]?.(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
};

const json =
  (status: number, body: unknown): Answer =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };

const ACCEPTED = { id: 'r', position: { subject: 'review/r', sequence: 2 }, version: 2, repeated: false, notes: [] };
const PROBLEM = {
  type: 'about:blank',
  title: 'R-PROC-06',
  status: 422,
  detail: '请填写不少于10字的理由',
  detailEn: 'Give a reason of at least 10 characters',
  rule: 'R-PROC-06',
  pointer: '/reasonText',
  errors: [{ rule: 'R-PROC-06', pointer: '/reasonText', zh: '请', en: 'Give' }],
};

const clientOf = (origin: string, changes: Partial<ConstructorParameters<typeof ApiClient>[0]> = {}): ApiClient =>
  new ApiClient({ origin, csrf: () => 'token-1', signInAgain: () => Promise.resolve(), ...changes });

describe('the client of the API in the browser', () => {
  it('sends a command with its key, the version that was seen and the token of the session', async () => {
    const { origin, asked } = await serverOf(json(200, ACCEPTED));
    const answer = await clientOf(origin).command('/api/approvals/reviews/r/decision', {}, { key: 'k', version: 3 });
    expect(answer.version).toBe(2);
    expect(asked[0]?.headers).toMatchObject({ 'idempotency-key': 'k', 'if-match': '"3"', 'x-csrf-token': 'token-1' });
  });

  it('tells what the rules said, at which field', async () => {
    const { origin } = await serverOf(json(422, PROBLEM));
    const refused = clientOf(origin).command('/x', {}, { key: 'k' });
    await expect(refused).rejects.toMatchObject({ status: 422, problem: { pointer: '/reasonText' } });
    await expect(refused.catch(isUnanswered)).resolves.toBe(false);
  });

  it('waits until the person has signed in again, then sends the same command with the same key and the new token', async () => {
    const { origin, asked } = await serverOf(json(401, {}), json(200, ACCEPTED));
    let csrf = 'old';
    const client = clientOf(origin, {
      csrf: () => csrf,
      signInAgain: () => {
        csrf = 'new';
        return Promise.resolve();
      },
    });
    await client.command('/x', { a: 1 }, { key: 'k' });
    expect(asked.map(({ headers }) => [headers['idempotency-key'], headers['x-csrf-token']])).toEqual([
      ['k', 'old'],
      ['k', 'new'],
    ]);
  });

  it('knows that nothing was said when the connection breaks, or a service is away', async () => {
    const reached: boolean[] = [];
    const { origin } = await serverOf((request) => request.socket.destroy(), json(503, {}));
    const client = clientOf(origin, { onReach: (one) => reached.push(one) });
    const broken = await client.command('/x', {}, { key: 'k' }).catch((error: unknown) => error);
    expect(broken).toBeInstanceOf(Unreachable);
    const away = await client.command('/x', {}, { key: 'k' }).catch((error: unknown) => error);
    expect(away).toBeInstanceOf(Refused);
    expect([isUnanswered(broken), isUnanswered(away)]).toEqual([true, true]);
    expect(reached).toEqual([false, true]);
  });

  it('does not wait for ever where a connection only looks alive', async () => {
    const { origin, asked } = await serverOf(() => undefined);
    const reached: boolean[] = [];
    const client = clientOf(origin, { answerMs: 50, onReach: (isReached) => reached.push(isReached) });
    await expect(client.query('/api/approvals/tasks', TaskList)).rejects.toBeInstanceOf(Unreachable);
    expect([asked.length, reached]).toEqual([1, [false]]);
  });

  it('takes an answer that breaks off in its middle for none', async () => {
    const { origin } = await serverOf((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"tasks": [');
      setImmediate(() => response.destroy());
    });
    await expect(clientOf(origin).query('/api/approvals/tasks', TaskList)).rejects.toBeInstanceOf(Unreachable);
  });

  it('says nothing of the server when the page itself breaks off', async () => {
    const { origin } = await serverOf(() => undefined);
    const reached: boolean[] = [];
    const client = clientOf(origin, { onReach: (isReached) => reached.push(isReached) });
    const page = new AbortController();
    const asked = client.query('/api/approvals/tasks', TaskList, page.signal);
    page.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    expect(reached).toEqual([]);
  });

  it('reads an answer by its schema, and takes none that does not fit', async () => {
    const { origin } = await serverOf(json(200, { tasks: [] }), json(200, { tasks: 'none' }));
    await expect(clientOf(origin).query('/api/approvals/tasks', TaskList)).resolves.toEqual({ tasks: [] });
    await expect(clientOf(origin).query('/api/approvals/tasks', TaskList)).rejects.toThrow();
  });

  it('does not mind an error that is no problem document', async () => {
    const { origin } = await serverOf((_, response) => {
      response.writeHead(502);
      response.end('<html>');
    });
    await expect(clientOf(origin).query('/x', TaskList)).rejects.toMatchObject({ status: 502, problem: undefined });
  });
});
