import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { BatchResults, BatchView, CommandAnswer, type Actor } from '#libs/contracts';
import { TopicsFile, createTopics } from '#libs/events';
import { startService, type StartedService } from '#libs/service';
import {
  E01,
  ENGINES_START_MS,
  eventually,
  startLoopbackIssuer,
  startTestEngines,
  type LoopbackIssuer,
  type TestEngines,
} from '#libs/testing';
import { ApplicationsModule } from '../../apps/applications/src/applications.module.js';

let engines: TestEngines;
let issuer: LoopbackIssuer;
let service: StartedService;

const program: Actor = {
  id: 'p-program',
  kind: 'machine',
  roles: [{ role: 'PIPELINE', unit: E01.unit, organisation: E01.unionUscc }],
};
const SCOPES = 'applications:create batch:submit applications:read';

const start = async (): Promise<StartedService> => {
  const environment = {
    PORT: 0,
    HOST: '127.0.0.1',
    NODE_ENV: 'test' as const,
    LOG_LEVEL: 'silent' as const,
    MONGODB_URL: engines.addresses.mongoUrls.applications,
    KAFKA_BROKERS: engines.addresses.kafkaBrokers.split(','),
    OIDC_ISSUER: issuer.url,
  };
  const module = () => ApplicationsModule.forRoot(environment);
  const started = await startService({ title: 'applications', module, signals: false });
  await started.ready;
  return started;
};

beforeAll(async () => {
  engines = await startTestEngines(['kafka', 'store']);
  issuer = await startLoopbackIssuer();
  const topics = TopicsFile.parse(JSON.parse(await readFile('infra/kafka/topics.json', 'utf8')));
  await createTopics(engines.addresses.kafkaBrokers.split(','), topics);
  service = await start();
}, ENGINES_START_MS);

afterAll(async () => {
  await service.stop();
  await issuer.stop();
  await engines.stop();
}, 60_000);

const creation = (site: string, changes: object = {}) => ({
  employerUscc: E01.employerUscc,
  unionUscc: E01.unionUscc,
  managingUnit: E01.unit,
  siteUnit: E01.unit,
  siteAddress: `${E01.siteAddress}${site}`,
  programmeYear: 2026,
  ...changes,
});
interface Wish {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
const call = async (path: string, init: Wish = {}, scope = SCOPES) => {
  const token = await issuer.tokenFor(program, { scope });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...init.headers };
  const response = await fetch(`${service.url}${path}`, { ...init, headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const post = (path: string, body: unknown, key: string = randomUUID(), scope = SCOPES) =>
  call(path, { method: 'POST', body: JSON.stringify(body), headers: { 'idempotency-key': key } }, scope);

/** Everything in the database by collection, as it stands. */
const contents = async (): Promise<Record<string, unknown>> => {
  const connection = await mongoose.createConnection(engines.addresses.mongoUrls.applications).asPromise();
  const collections = (await connection.db?.listCollections().toArray()) ?? [];
  const all = await Promise.all(
    collections
      .map(({ name }) => name)
      .toSorted()
      .map(async (name) => [name, await connection.db?.collection(name).find({}).sort({ _id: 1 }).toArray()]),
  );
  await connection.close();
  return Object.fromEntries(all) as Record<string, unknown>;
};
/** The database once it says that the fact was published and read: nothing of what came before is on its way any more. */
const contentsAfter = (subject: string): Promise<Record<string, unknown>> =>
  eventually(async () => {
    const all = await contents();
    expect(JSON.stringify(all)).not.toContain('"outbox":["');
    expect(JSON.stringify(all['read_positions'])).toContain(subject);
    return all;
  });

describe('a dry run', () => {
  it('answers with the events that the command makes afterwards, and leaves the database as it was', async () => {
    const first = CommandAnswer.parse((await post('/applications', creation(randomUUID()))).body);
    // Positions are written a moment after the read model, so that nothing but the dry runs could change the database.
    const before = await contentsAfter(first.position.subject);
    const [body, key] = [creation(randomUUID()), randomUUID()];
    const dry = await post('/applications?dryRun=true', body, key);
    expect(dry.status).toBe(201);
    expect(dry.body).toMatchObject({ dryRun: true, version: 1, events: [{ type: 'application.created' }] });
    for (const [path, wrong] of [
      ['/applications?dryRun=true', creation(randomUUID(), { unionUscc: 'x' })],
      ['/applications?dryRun=true', { nonsense: 1 }],
      [`/applications/${randomUUID()}/submission?dryRun=true`, {}],
    ] as const) {
      expect((await post(path, wrong)).status).toBeGreaterThanOrEqual(400);
    }
    expect(
      (await post('/batches?dryRun=true', { rows: [{ key: 'k', path: '/applications', body }] })).body,
    ).toMatchObject({
      dryRun: true,
      accepted: 1,
    });
    expect(await contents()).toEqual(before);
    const { events: _events, dryRun: _dryRun, ...told } = CommandAnswer.parse(dry.body);
    expect(CommandAnswer.parse((await post('/applications', body, key)).body)).toEqual(told);
  }, 60_000);

  it('is refused when it is misspelt, because the real thing would follow', async () => {
    expect((await post('/applications?dryrun=true', creation(randomUUID()))).status).toBe(400);
  });
});

describe('a batch', () => {
  const submit = async (rows: unknown[], key: string = randomUUID()) => post('/batches', { rows }, key);
  const viewOf = async (id: string) => BatchView.parse((await call(`/batches/${id}`)).body);
  const ended = (id: string, timeoutMs = 120_000) =>
    eventually(
      async () => {
        const view = await viewOf(id);
        expect(view.status).not.toBe('running');
        return view;
      },
      { timeoutMs, intervalMs: 250 },
    );

  it('says of each row what became of it, and goes on behind a bad one', async () => {
    const taken = creation(randomUUID());
    await post('/applications', taken);
    const rows = [
      { key: randomUUID(), path: '/applications', body: creation(randomUUID()) },
      { key: randomUUID(), path: '/applications', body: taken },
      { key: randomUUID(), path: '/applications/nothing/submission', body: {} },
      { key: randomUUID(), path: '/applications', body: { nonsense: true } },
    ];
    const { status, body } = await submit(rows);
    expect(status).toBe(202);
    const id = String(body['id']);
    expect(await ended(id)).toMatchObject({ status: 'done', rows: 4, accepted: 1, refused: 3, failed: 0 });
    const { results, next } = BatchResults.parse((await call(`/batches/${id}/results`)).body);
    expect(next).toBeNull();
    expect(results.map(({ outcome, status: code, errors }) => [outcome, code, errors?.[0]?.rule])).toEqual([
      ['accepted', 201, undefined],
      ['refused', 422, 'R-ID-07'],
      // The batch's caller has no scope for submissions: a row may do what he may, and nothing else.
      ['refused', 403, 'G-FORBIDDEN'],
      ['refused', 400, 'G-MALFORMED'],
    ]);
  }, 60_000);

  it('goes on after its service was stopped in the middle, each row once', async () => {
    const rows = Array.from({ length: 400 }, () => ({
      key: randomUUID(),
      path: '/applications',
      body: creation(randomUUID()),
    }));
    const key = randomUUID();
    const id = String((await submit(rows, key)).body['id']);
    await eventually(async () => expect((await viewOf(id)).accepted).toBeGreaterThan(0), { timeoutMs: 60_000 });
    await service.stop();
    service = await start();
    expect((await submit(rows, key)).body).toMatchObject({ id, repeated: true });
    expect(await ended(id)).toMatchObject({ status: 'done', accepted: 400, refused: 0, failed: 0 });
    const first = BatchResults.parse((await call(`/batches/${id}/results?limit=1000`)).body);
    expect(new Set(first.results.map(({ answer }) => answer?.id)).size).toBe(400);
    expect(first.results.every(({ answer }) => answer?.version === 1)).toBe(true);
  }, 240_000);

  it('is refused with a key twice, a path that is none, other rows under its key, or no scope', async () => {
    const row = { key: 'one', path: '/applications', body: {} };
    for (const rows of [[row, row], [{ ...row, path: '/batches' }], [{ ...row, path: '/a/../b' }], []]) {
      expect((await submit(rows)).status).toBe(400);
    }
    const key = randomUUID();
    const fresh = () => ({ key: randomUUID(), path: '/applications', body: creation(randomUUID()) });
    await submit([fresh()], key);
    expect((await submit([fresh()], key)).body).toMatchObject({ rule: 'G-KEY-REUSED' });
    expect((await post('/batches', { rows: [fresh()] }, randomUUID(), 'applications:create')).status).toBe(403);
  });
});
