import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CommandAnswer, EventEnvelope, JournalPage, type Actor } from '#libs/contracts';
import { TopicsFile, createTopics } from '#libs/events';
import { OfficeTime, type StartedService } from '#libs/service';
import {
  ENGINES_START_MS,
  eventually,
  startLoopbackIssuer,
  startTestEngines,
  type LoopbackIssuer,
  type TestEngines,
} from '#libs/testing';
import { startJars } from './jars.js';

const handler: Actor = { id: 'handler', kind: 'human', roles: [{ role: 'GU_HANDLER' }] };
const leader: Actor = { id: 'leader', kind: 'human', roles: [{ role: 'MU_LEADER' }] };
const auditor: Actor = { id: 'auditor', kind: 'human', roles: [{ role: 'MU_AUDIT' }] };
let engines: TestEngines;
let issuer: LoopbackIssuer;
let service: StartedService;

const start = (): Promise<StartedService> =>
  startJars({
    issuer: issuer.url,
    mongoUrl: engines.addresses.mongoUrls.approvals,
    kafkaBrokers: engines.addresses.kafkaBrokers,
  });

interface Call {
  readonly method?: string;
  readonly actor?: Actor | undefined;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}
const call = async (path: string, { method = 'POST', actor, body = '{}', headers = {} }: Call) => {
  const response = await fetch(`${service.url}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...(actor === undefined ? {} : { authorization: `Bearer ${await issuer.tokenFor(actor)}` }),
      ...headers,
    },
    ...(method === 'GET' ? {} : { body }),
  });
  return { status: response.status, json: await response.json() };
};
const open = async (key: string = randomUUID()): Promise<CommandAnswer> =>
  CommandAnswer.parse((await call('/jars', { actor: handler, headers: { 'idempotency-key': key } })).json);

const door = async (): Promise<readonly EventEnvelope[]> => {
  const subject = `door/approvals-${service.app.get(OfficeTime).today()}`;
  const { json } = await call(`/journal?subject=${subject}&to=1000`, { method: 'GET', actor: auditor });
  return JournalPage.parse(json).events.map((bytes) =>
    EventEnvelope.parse(JSON.parse(Buffer.from(bytes, 'base64').toString('utf8'))),
  );
};

beforeAll(async () => {
  engines = await startTestEngines(['kafka', 'store']);
  const topics = TopicsFile.parse(JSON.parse(await readFile('infra/kafka/topics.json', 'utf8')));
  await createTopics(engines.addresses.kafkaBrokers.split(','), topics);
  issuer = await startLoopbackIssuer();
  service = await start();
  await service.ready;
}, ENGINES_START_MS);
afterAll(async () => {
  await service.stop();
  await issuer.stop();
  await engines.stop();
}, 60_000);

describe('the door journal of a service', () => {
  it('makes a fact of every kind of refused call, with who, where and by which rule, and keeps nothing typed', async () => {
    const key = randomUUID();
    const jar = await open(key);
    const full = `/jars/${jar.id}/marbles`;
    const stranger = { authorization: 'Bearer not.a.token' };
    const statuses = [
      (await call(full, { actor: handler, body: '{"marbles":"张三"}' })).status,
      (await call(full, { actor: handler, body: 'no json 张三' })).status,
      (await call(full, { body: '{"marbles":1}' })).status,
      (await call('/tasks', { method: 'GET', headers: stranger })).status,
      (await call(full, { actor: leader, body: '{"marbles":1}' })).status,
      (await call('/jars/zhangsan/marbles', { actor: handler, body: '{"marbles":1}' })).status,
      (await call('/zhangsan', { actor: handler })).status,
      (await call(full, { actor: handler, body: '{"marbles":1}', headers: { 'if-match': '"9"' } })).status,
      (await call(full, { actor: handler, body: '{"marbles":1}', headers: { 'idempotency-key': '' } })).status,
      (await call(full, { actor: handler, body: `"${'x'.repeat(300_000)}"` })).status,
    ];
    expect(statuses).toEqual([400, 400, 401, 401, 403, 404, 404, 412, 400, 413]);
    const add = randomUUID();
    await call(full, { actor: handler, body: '{"marbles":1}', headers: { 'idempotency-key': add } });
    expect(
      (await call(full, { actor: handler, body: '{"marbles":2}', headers: { 'idempotency-key': add } })).status,
    ).toBe(409);
    const events = await eventually(async () => {
      const found = await door();
      expect(found).toHaveLength(11);
      return found;
    });
    const told = events.map(({ actor, data }) => {
      const { command, refusals } = data as { command: string; refusals: { rule: string }[] };
      return `${actor} ${command} ${refusals[0]?.rule}`;
    });
    expect(told.toSorted()).toEqual(
      [
        'anonymous GET /tasks G-UNAUTHENTICATED',
        'anonymous POST /jars/:id/marbles G-UNAUTHENTICATED',
        'handler POST /:id G-NOT-FOUND',
        'handler POST /jars/:id/marbles G-KEY-MISSING',
        'handler POST /jars/:id/marbles G-KEY-REUSED',
        'handler POST /jars/:id/marbles G-MALFORMED',
        'handler POST /jars/:id/marbles G-MALFORMED',
        'handler POST /jars/:id/marbles G-NOT-FOUND',
        'handler POST /jars/:id/marbles G-TOO-LARGE',
        'handler POST /jars/:id/marbles R-PROC-07',
        'leader POST /jars/:id/marbles G-FORBIDDEN',
      ].toSorted(),
    );
    expect(events.map(({ sequence }) => Number(sequence))).toEqual(events.map((_, index) => index + 1));
    expect(JSON.stringify(events)).not.toMatch(/张三|zhangsan/);
    expect(JSON.stringify(events)).not.toContain(add);
  }, 60_000);

  it('does not note again what a rule refused, which is a fact of the aggregate already', async () => {
    const before = (await door()).length;
    const jar = await open();
    expect((await call(`/jars/${jar.id}/marbles`, { actor: handler, body: '{"marbles":11}' })).status).toBe(422);
    const path = `/journal?subject=jar/${jar.id}/refusals&to=9`;
    await eventually(async () =>
      expect(JournalPage.parse((await call(path, { method: 'GET', actor: auditor })).json).events).toHaveLength(1),
    );
    expect((await door()).length).toBe(before);
  }, 30_000);

  it('counts a flood instead of writing it down, and tells how many there were when it stops', async () => {
    const before = (await door()).length;
    const jar = await open();
    await Promise.all(
      Array.from({ length: 60 }, () => call(`/jars/${jar.id}/marbles`, { actor: leader, body: '{"marbles":1}' })),
    );
    // One of the leader's is noted already, so nineteen of these are.
    await eventually(async () => expect((await door()).length).toBe(before + 19));
    await service.stop();
    service = await start();
    await service.ready;
    const events = await eventually(async () => {
      const found = await door();
      expect(found.length).toBe(before + 20);
      return found;
    });
    expect(events.at(-1)).toMatchObject({
      type: 'door.flooded',
      actor: 'leader',
      data: { command: 'POST /jars/:id/marbles', count: 41, refusals: [{ rule: 'G-FORBIDDEN' }] },
    });
  }, 90_000);

  it('answers at once while the store is away, and writes the facts when it is back', async () => {
    const before = (await door()).length;
    await engines.kill('store');
    const begun = performance.now();
    const refused = await call('/jars', { actor: leader });
    expect(refused.status).toBe(403);
    expect(performance.now() - begun).toBeLessThan(2_000);
    await engines.restart('store');
    await eventually(async () => expect((await door()).length).toBe(before + 1), {
      timeoutMs: 60_000,
      intervalMs: 500,
    });
    expect((await door()).at(-1)).toMatchObject({ actor: 'leader', data: { command: 'POST /jars' } });
  }, 90_000);
});
