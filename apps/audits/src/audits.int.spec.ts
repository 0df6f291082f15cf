import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Kafka, Partitioners, logLevel } from 'kafkajs';
import { listRoutes } from '#libs/access';
import { connectStore, makeEvent } from '#libs/aggregate';
import { CaseHistoryView, CaseStateView, LogPage, LogSearchPage, type Actor } from '#libs/contracts';
import { KafkaPublisher, TopicsFile, createTopics } from '#libs/events';
import {
  ENGINES_START_MS,
  eventually,
  startLoopbackIssuer,
  startTestEngines,
  type LoopbackIssuer,
  type TestEngines,
} from '#libs/testing';
import { LogCheck } from '#libs/transparency';
import { startAudits, type StartedAudits } from './audits.binding.js';
import { EntryLog } from './entry/entry.storage.js';

const auditor: Actor = { id: 'auditor', kind: 'human', roles: [{ role: 'MU_AUDIT', unit: '5101' }] };
const reviewer: Actor = { id: 'reviewer', kind: 'human', roles: [{ role: 'DU_REVIEWER', unit: '510104' }] };

/** Bytes of the n-th event of a budget's history: opened, then reserved again and again. */
const budgetEvent = (id: string, sequence: number): Buffer =>
  makeEvent(
    sequence === 1
      ? { type: 'budget.opened', data: { year: 2026, fund: 'UNION_MUNI', amountFen: 1_000, by: 'p-1' } }
      : {
          type: 'budget.reserved',
          data: { grant: `g-${sequence}`, amountFen: 10, leftFen: 1_000 - 10 * (sequence - 1) },
        },
    sequence,
    {
      service: 'payments',
      subject: `budget/${id}`,
      caseId: id,
      actor: { id: 'p-1', kind: 'human' },
      officetime: `2026-03-0${sequence}T09:00:00.000+08:00`,
    },
  ).bytes;

describe('audits', () => {
  /** Its own: audits logs every fact there is, so that other tests' facts would be entries here. */
  let engines: TestEngines;
  let issuer: LoopbackIssuer;
  let journal: Server;
  let audits: StartedAudits;
  let publisher: KafkaPublisher;
  /** What the payments service would answer on `GET /journal`. */
  const journals = new Map<string, Buffer[]>();

  const get = async (path: string, actor = auditor): Promise<Response> =>
    fetch(`${audits.url}${path}`, { headers: { authorization: `Bearer ${await issuer.tokenFor(actor)}` } });
  const history = async (caseId: string) => CaseHistoryView.parse(await (await get(`/cases/${caseId}/history`)).json());
  const publish = (caseId: string, ...events: Buffer[]): Promise<void> =>
    publisher.publish(events.map((bytes) => ({ caseId, bytes })));
  const logged = (caseId: string, count: number): Promise<CaseHistoryView> =>
    eventually(
      async () => {
        const found = await history(caseId);
        expect(found.entries).toHaveLength(count);
        return found;
      },
      { timeoutMs: 20_000 },
    );

  beforeAll(async () => {
    engines = await startTestEngines(['kafka', 'store']);
    issuer = await startLoopbackIssuer();
    journal = createServer((request, response) => {
      const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const [from, to] = [Number(searchParams.get('from')), Number(searchParams.get('to'))];
      const events = (journals.get(searchParams.get('subject') ?? '') ?? []).slice(from - 1, to);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ events: events.map((bytes) => bytes.toString('base64')) }));
    });
    await new Promise<void>((resolve) => journal.listen(0, '127.0.0.1', () => resolve()));
    const besides = `http://127.0.0.1:${(journal.address() as AddressInfo).port}`;
    const brokers = engines.addresses.kafkaBrokers.split(',');
    const plan = readFileSync(new URL('../../../infra/kafka/topics.json', import.meta.url), 'utf8');
    await createTopics(brokers, TopicsFile.parse(JSON.parse(plan)));
    audits = await startAudits(
      {
        NODE_ENV: 'test',
        LOG_LEVEL: 'silent',
        PORT: 0,
        HOST: '127.0.0.1',
        OIDC_ISSUER: issuer.url,
        MONGODB_URL: engines.addresses.mongoUrls.audits,
        KAFKA_BROKERS: brokers,
        APPLICATIONS_URL: besides,
        PIPELINES_URL: besides,
        APPROVALS_URL: besides,
        PAYMENTS_URL: besides,
        WORKFLOWS_URL: besides,
        CLIENT_SECRET: 'test',
      },
      { signals: false },
    );
    await audits.ready;
    publisher = new KafkaPublisher({ brokers, service: 'payments' });
  }, ENGINES_START_MS);

  afterAll(async () => {
    await publisher.disconnect();
    await audits.stop();
    journal.close();
    await issuer.stop();
    await engines.stop();
  }, 60_000);

  it('logs the very bytes that were published, in order, each event once', async () => {
    const id = randomUUID();
    const events = [1, 2, 3].map((sequence) => budgetEvent(id, sequence));
    await publish(id, ...events);
    await publish(id, ...events);
    const { entries } = await logged(id, 3);
    expect(entries.map(({ bytes }) => Buffer.from(bytes, 'base64'))).toEqual(events);
    expect(entries.map(({ event }) => event?.['sequence'])).toEqual(['0000000001', '0000000002', '0000000003']);
  });

  it('keeps a total order without gaps, covered by Merkle roots', async () => {
    const { entries, size } = LogPage.parse(await (await get('/entries?limit=1000')).json());
    const check = new LogCheck();
    for (const { index, bytes, leaf, root } of entries) {
      const entry = {
        index,
        bytes: Buffer.from(bytes, 'base64'),
        leaf: Buffer.from(leaf, 'hex'),
        root: Buffer.from(root, 'hex'),
      };
      expect(check.add(entry)).toBeNull();
    }
    expect(check.size).toBe(size);
    expect(await (await get('/head')).json()).toEqual({ size, root: check.root().toString('hex') });
  });

  it('logs bytes that are no event as malformed, and goes on behind them', async () => {
    const id = randomUUID();
    const kafka = new Kafka({ brokers: engines.addresses.kafkaBrokers.split(','), logLevel: logLevel.NOTHING });
    const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    await producer.send({ topic: 'payments.facts', messages: [{ key: id, value: '{"no": "event"' }] });
    await producer.disconnect();
    await publish(id, budgetEvent(id, 1));
    const { entries } = await logged(id, 2);
    expect(entries.map(({ kind }) => kind)).toEqual(['malformed', 'event']);
    expect(Buffer.from(entries[0]?.bytes ?? '', 'base64').toString()).toBe('{"no": "event"');
  });

  it('fetches from the journal what Kafka did not bring', async () => {
    const id = randomUUID();
    const events = [1, 2, 3, 4].map((sequence) => budgetEvent(id, sequence));
    journals.set(`budget/${id}`, events);
    await publish(id, ...events.slice(0, 1), ...events.slice(3));
    const { entries } = await logged(id, 4);
    expect(entries.map(({ event }) => Number(event?.['sequence']))).toEqual([1, 2, 3, 4]);
  });

  it('folds a case up to an index and up to an office instant', async () => {
    const id = randomUUID();
    await publish(id, ...[1, 2, 3].map((sequence) => budgetEvent(id, sequence)));
    const { entries } = await logged(id, 3);
    const stateAt = async (query: string) =>
      CaseStateView.parse(await (await get(`/cases/${id}/state${query}`)).json());
    expect((await stateAt('')).subjects).toMatchObject([{ subject: `budget/${id}`, version: 3 }]);
    expect((await stateAt(`?index=${entries[1]?.index}`)).subjects).toMatchObject([{ version: 2 }]);
    const at = encodeURIComponent('2026-03-01T23:59:59+08:00');
    expect((await stateAt(`?at=${at}`)).subjects).toMatchObject([{ version: 1 }]);
  });

  it('finds entries by case, type, actor and office date, the newest first', async () => {
    const id = randomUUID();
    await publish(id, ...[1, 2, 3].map((sequence) => budgetEvent(id, sequence)));
    await logged(id, 3);
    const found = async (query: string) => LogSearchPage.parse(await (await get(`/search?${query}`)).json());
    const sequences = async (query: string) => (await found(query)).entries.map(({ sequence }) => sequence);
    expect(await sequences(`caseId=${id}`)).toEqual([3, 2, 1]);
    expect(await sequences(`caseId=${id}&type=budget.opened`)).toEqual([1]);
    expect(await sequences(`caseId=${id}&type=budget&actor=p-1&since=2026-03-02&until=2026-03-02`)).toEqual([2]);
    expect(await sequences(`caseId=${id}&actor=nobody`)).toEqual([]);
    const first = await found(`caseId=${id}&limit=2`);
    expect(first.next).toBe(first.entries[1]?.index);
    expect(await sequences(`caseId=${id}&limit=2&before=${first.next}`)).toEqual([1]);
    // Without a case the log itself is looked through, to its first entry.
    const all = await found(`type=budget.reserved&limit=200`);
    expect(all.next).toBeNull();
    expect(all.entries[0]).toMatchObject({ caseId: id, sequence: 3 });
    expect(new Set(all.entries.map(({ event }) => event?.['type']))).toEqual(new Set(['budget.reserved']));
    expect((await get('/search?since=yesterday')).status).toBe(400);
  });

  it('says which events of a case it could not fold', async () => {
    const id = randomUUID();
    const subject = `stranger/${id}`;
    const stranger = makeEvent({ type: 'stranger.came', data: {} }, 1, {
      service: 'payments',
      subject,
      caseId: id,
      actor: { id: 'p-1', kind: 'human' },
      officetime: '2026-03-01T09:00:00.000+08:00',
    });
    await publish(id, stranger.bytes);
    const { entries } = await logged(id, 1);
    expect(entries[0]).toMatchObject({ key: `/payments\n${subject}/0000000001`, caseId: id, subject, sequence: 1 });
    const { subjects, faults } = CaseStateView.parse(await (await get(`/cases/${id}/state`)).json());
    expect(subjects).toEqual([]);
    expect(faults).toEqual([{ subject, sequence: 1, problem: 'unknown-noun', expected: 1 }]);
  });

  it('is for auditors only, and says what it does not have', async () => {
    expect((await get('/entries', reviewer)).status).toBe(403);
    expect((await get('/head', reviewer)).status).toBe(403);
    expect((await fetch(`${audits.url}/entries`)).status).toBe(401);
    expect((await get(`/cases/${randomUUID()}/history`)).status).toBe(404);
    const bad = await get('/entries?from=-1');
    expect(bad.status).toBe(400);
    expect(await bad.json()).toMatchObject({ rule: 'G-MALFORMED', pointer: '/from' });
  });

  it('names a policy for every route', () => {
    const routes = listRoutes(audits.app);
    expect(routes.length).toBeGreaterThan(4);
    expect(routes.filter(({ policy }) => policy === undefined)).toEqual([]);
  });

  it('answers for its health', async () => {
    expect((await fetch(`${audits.url}/health/ready`)).status).toBe(200);
    expect(await (await fetch(`${audits.url}/metrics`)).text()).toContain('nuanchao_log_entries');
    expect(await (await fetch(`${audits.url}/openapi.json`)).json()).toMatchObject({ openapi: '3.1.0' });
  });

  it('lets two writers race without a gap, a double or a loss', async () => {
    const logs = [new EntryLog(), new EntryLog()];
    const connections = await Promise.all(logs.map(() => connectStore(engines.addresses.mongoUrls.audits)));
    for (const [index, log] of logs.entries()) await log.open(connections[index] as (typeof connections)[number]);
    const run = randomUUID();
    const entryOf = (n: number) => ({
      key: `${run}\n${n}`,
      bytes: Buffer.from(`${run}/${n}`),
      caseId: run,
      subject: null,
      sequence: 0,
    });
    const numbers = Array.from({ length: 100 }, (_, n) => n);
    await Promise.all(numbers.flatMap((n) => logs.map((log) => log.append(entryOf(n)))));
    const fresh = new EntryLog();
    await fresh.open(connections[0] as (typeof connections)[number]);
    expect(await fresh.ofCase(run)).toHaveLength(100);
    // The service beside them logs what its own door turned away, so how many there are in all is not known here.
    const { size } = fresh.head;
    const indexes = (await fresh.page(0, size)).map(({ _id }) => _id);
    expect(indexes).toEqual(Array.from({ length: size }, (_, index) => index));
    await Promise.all(connections.map((connection) => connection.close()));
  }, 60_000);
});
