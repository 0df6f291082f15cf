import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { mongo } from 'mongoose';
import { CommandAnswer, Problem, TaskList, type Actor, type Position } from '#libs/contracts';
import type { AggregateDocument } from '#libs/aggregate';
import { TopicsFile, createTopics } from '#libs/events';
import { ServiceStore, type StartedService } from '#libs/service';
import {
  ENGINES_START_MS,
  eventually,
  startLoopbackIssuer,
  startTestEngines,
  type LoopbackIssuer,
  type TestEngines,
} from '#libs/testing';
import { SeenEvents, startJars } from './jars.js';

const handler: Actor = { id: 'handler', kind: 'human', roles: [{ role: 'GU_HANDLER' }] };
const auditor: Actor = { id: 'auditor', kind: 'human', roles: [{ role: 'MU_AUDIT' }] };
let engines: TestEngines;
let issuer: LoopbackIssuer;
let service: StartedService;

const start = (readModelVersion = 1): Promise<StartedService> =>
  startJars(
    {
      issuer: issuer.url,
      mongoUrl: engines.addresses.mongoUrls.approvals,
      kafkaBrokers: engines.addresses.kafkaBrokers,
    },
    readModelVersion,
  );
const send = async (
  method: string,
  path: string,
  body?: unknown,
  key: string = randomUUID(),
  headers: Record<string, string> = {},
) => {
  const response = await fetch(`${service.url}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': key,
      authorization: `Bearer ${await issuer.tokenFor(handler)}`,
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, json: await response.json() };
};
const open = async (): Promise<CommandAnswer> => CommandAnswer.parse((await send('POST', '/jars', {})).json);
const tasksOf = async (id: string, after: Position): Promise<number> => {
  const { json } = await send('GET', `/tasks?caseId=${id}&after=${after.subject}@${after.sequence}`);
  return TaskList.parse(json).tasks.length;
};

beforeAll(async () => {
  engines = await startTestEngines(['kafka', 'store']);
  const topics = TopicsFile.parse(JSON.parse(await readFile('infra/kafka/topics.json', 'utf8')));
  await createTopics(engines.addresses.kafkaBrokers.split(','), topics);
  issuer = await startLoopbackIssuer();
}, ENGINES_START_MS);
afterAll(async () => {
  await issuer.stop();
  await engines.stop();
}, 60_000);

const uploadTo = async (caseId: string | undefined): Promise<number> => {
  const response = await fetch(`${service.url}/documents`, {
    method: 'POST',
    headers: {
      'content-type': 'application/pdf',
      'idempotency-key': randomUUID(),
      authorization: `Bearer ${await issuer.tokenFor(handler)}`,
      ...(caseId === undefined ? {} : { 'nuanchao-case': caseId }),
    },
    body: 'minutes',
  });
  return response.status;
};

describe('a service whose engines come and go', () => {
  it('starts while its store is down, says so, answers 503, and works when the store is there', async () => {
    await engines.kill('store');
    service = await start();
    const ready = await send('GET', '/health/ready');
    expect(ready.status).toBe(503);
    expect(ready.json).toMatchObject({ ready: false, checks: { store: { up: false }, issuer: { up: true } } });
    const refused = await send('POST', '/jars', {});
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).not.toBeNull();
    expect(Problem.parse(refused.json)).toMatchObject({ rule: 'G-UNAVAILABLE' });
    const impatient = await start();
    await impatient.stop();
    await engines.restart('store');
    await service.ready;
    expect(await send('GET', '/health/ready')).toMatchObject({ status: 200, json: { ready: true } });
    const jar = await open();
    expect(await tasksOf(jar.id, jar.position)).toBe(1);
  }, 90_000);

  it('loses nothing when the store goes in the middle: what was answered stays so, and what was not can be sent again', async () => {
    const jar = await open();
    const [done, lost] = [randomUUID(), randomUUID()];
    const add = (marbles: number, key: string): Promise<{ status: number; json: unknown }> =>
      send('POST', `/jars/${jar.id}/marbles`, { marbles }, key);
    expect((await add(4, done)).status).toBe(200);
    await engines.kill('store');
    // This process remembers its answer, until a write whose result it does not know.
    expect(await add(4, done)).toMatchObject({ status: 200, json: { repeated: true, version: 2 } });
    expect((await add(3, lost)).status).toBe(503);
    expect((await add(4, done)).status).toBe(503);
    await engines.restart('store');
    const answerTo = (marbles: number, key: string): Promise<CommandAnswer> =>
      eventually(
        async () => {
          const result = await add(marbles, key);
          expect(result.status).toBe(200);
          return CommandAnswer.parse(result.json);
        },
        { timeoutMs: 30_000, intervalMs: 200 },
      );
    expect(await answerTo(4, done)).toMatchObject({ repeated: true, version: 2 });
    expect(await answerTo(3, lost)).toMatchObject({ version: 3 });
    expect((await send('GET', `/jars/${jar.id}`)).json).toEqual({ marbles: 7 });
  }, 90_000);

  it('answers commands while Kafka is down and publishes when it is back', async () => {
    await engines.kill('kafka');
    const jar = await open();
    expect(jar.version).toBe(1);
    await eventually(async () =>
      expect((await send('GET', '/health/ready')).json).toMatchObject({ checks: { kafka: { up: false } } }),
    );
    await engines.restart('kafka');
    await eventually(
      async () => {
        expect(await tasksOf(jar.id, jar.position)).toBe(1);
        // The consumer's group lets it join anew when it has given up the member that it was.
        expect((await send('GET', '/health/ready')).json).toMatchObject({
          ready: true,
          checks: { kafka: { up: true } },
        });
      },
      { timeoutMs: 60_000, intervalMs: 500 },
    );
  }, 120_000);

  it('files a document under a case only for whoever has something to do in it', async () => {
    const jar = await open();
    expect(await tasksOf(jar.id, jar.position)).toBe(1);
    expect(await uploadTo(jar.id)).toBe(201);
    expect(await uploadTo(undefined)).toBe(201);
    expect(await uploadTo(randomUUID())).toBe(404);
    expect(await uploadTo('not a case')).toBe(400);
    const full = CommandAnswer.parse((await send('POST', `/jars/${jar.id}/marbles`, { marbles: 10 })).json);
    expect(await tasksOf(jar.id, full.position)).toBe(0);
    expect(await uploadTo(jar.id)).toBe(404);
  }, 30_000);

  it('tells the present version to who has seen an older one', async () => {
    const jar = await open();
    const stale = await send('POST', `/jars/${jar.id}/marbles`, { marbles: 1 }, randomUUID(), { 'if-match': '"7"' });
    expect(stale.status).toBe(412);
    expect(Problem.parse(stale.json)).toMatchObject({ rule: 'R-PROC-07', currentVersion: 1 });
  });

  it.each(['foo', '', 'jar/', 'bottle/1', '%00', 'jar//x'])('refuses the cursor %p of no page', async (cursor) => {
    const response = await fetch(`${service.url}/aggregates?cursor=${cursor}`, {
      headers: { authorization: `Bearer ${await issuer.tokenFor(auditor)}` },
    });
    expect(response.status).toBe(400);
    expect(Problem.parse(await response.json())).toMatchObject({ rule: 'G-MALFORMED', pointer: '/cursor' });
  });

  it('names the subject whose outbox was tampered with, stays ready, and goes on with all others', async () => {
    const jar = await open();
    const store = service.app.get(ServiceStore);
    const outbox = [new mongo.Binary(Buffer.from('{"forged":true}'))];
    await store.collection<AggregateDocument>('jar').updateOne({ _id: `jar/${jar.id}` }, { $set: { outbox } });
    store.relay.markDirty(`jar/${jar.id}`);
    await eventually(async () => {
      const ready = await send('GET', '/health/ready');
      expect(ready.json).toMatchObject({
        ready: true,
        checks: {
          kafka: { up: true },
          outbox: { up: false, advisory: true, reason: expect.stringContaining(`jar/${jar.id}`) },
        },
      });
    });
    const other = await open();
    expect(await tasksOf(other.id, other.position)).toBe(1);
    const metrics = await fetch(`${service.url}/metrics`);
    expect(await metrics.text()).toMatch(/outbox_forked_subjects(\{[^}]*\})? 1\n/);
    await store.collection<AggregateDocument>('jar').updateOne({ _id: `jar/${jar.id}` }, { $set: { outbox: [] } });
  }, 30_000);

  it('makes its read models anew from the first fact on when their version is raised', async () => {
    const jar = await open();
    const full = CommandAnswer.parse((await send('POST', `/jars/${jar.id}/marbles`, { marbles: 10 })).json);
    expect(await tasksOf(jar.id, full.position)).toBe(0);
    const before = service.app.get(SeenEvents).seen;
    await service.stop();
    service = await start(2);
    await service.ready;
    const handlerOfFacts = service.app.get(SeenEvents);
    expect(handlerOfFacts.cleared).toBe(1);
    await eventually(() => expect(handlerOfFacts.seen).toEqual(expect.arrayContaining([...new Set(before)])));
    expect(await tasksOf(jar.id, full.position)).toBe(0);
    await service.stop();
    service = await start(2);
    await service.ready;
    expect(service.app.get(SeenEvents).cleared).toBe(0);
  }, 90_000);

  it('stops in order and leaves nothing unpublished', async () => {
    const jar = await open();
    const refused = await send('POST', `/jars/${jar.id}/marbles`, { marbles: 11 });
    expect(Problem.parse(refused.json)).toMatchObject({ status: 422, rule: 'R-FUND-03' });
    await service.stop();
    service = await start(2);
    await service.ready;
    const response = await fetch(`${service.url}/aggregates?limit=500`, {
      headers: { authorization: `Bearer ${await issuer.tokenFor(auditor)}` },
    });
    const { items } = (await response.json()) as { items: { subject: string; outbox: string[] }[] };
    expect(items.map((item) => item.subject)).toEqual(
      expect.arrayContaining([`jar/${jar.id}`, `jar/${jar.id}/refusals`]),
    );
    expect(items.filter((item) => item.outbox.length > 0)).toEqual([]);
    await service.stop();
  }, 60_000);
});
