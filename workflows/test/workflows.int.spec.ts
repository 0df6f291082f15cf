import { beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeadLetterList, type Actor, type ApplicationView, type Role } from '#libs/contracts';
import { listRoutes } from '#libs/access';
import { advanceOfficeClock } from '#libs/calendar';
import { KafkaPublisher, TopicsFile, createTopics } from '#libs/events';
import {
  ENGINES_START_MS,
  E01,
  eventually,
  samplePlan,
  startLoopbackIssuer,
  useEngines,
  type LoopbackIssuer,
} from '#libs/testing';
import type { Standing } from '../src/definitions/case.signals.js';
import { startWorkflows, type StartedWorkflows } from '../src/workflows.binding.js';
import { quietTemporal } from './procedure-stage.js';

const CASE = randomUUID();
const BEGIN = '2026-02-10T09:00:00+08:00';

const person = (role: Role): Actor => ({ id: role.toLowerCase(), kind: 'human', roles: [{ role }] });

/** Stands for the three services: says yes to every command, and writes down which were sent for the case of this test. */
class YesServer {
  readonly sent: { readonly path: string; readonly body: unknown }[] = [];
  private readonly server: Server = createServer((request, response) => {
    const path = request.url ?? '';
    let text = '';
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(request.method === 'POST' ? this.accept(path, text, request.headers) : viewOf(path)));
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => {
      this.server.listen(0, '127.0.0.1', () => resolve());
    });
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => {
      this.server.close(resolve);
    });
  }

  pathsSent(): readonly string[] {
    return this.sent.map(({ path }) => path);
  }

  private accept(path: string, text: string, headers: Readonly<Record<string, unknown>>): unknown {
    if (String(headers['idempotency-key']).includes(CASE)) this.sent.push({ path, body: JSON.parse(text) });
    const noun = path.split('/')[1]?.slice(0, -1) ?? '';
    const position = { subject: `${noun}/${randomUUID()}`, sequence: 1 };
    return { id: position.subject, position, version: 1, repeated: false, notes: [] };
  }
}

const CREATION = {
  employerUscc: E01.employerUscc,
  unionUscc: E01.unionUscc,
  managingUnit: E01.unit,
  siteUnit: E01.unit,
  siteAddress: E01.siteAddress,
  programmeYear: 2026,
  claim: 'claim',
  createdOn: '2026-02-10',
  createdBy: 'handler-1',
};

/** A case whose workflow was lost: the services still know it. */
const LOST = randomUUID();
const known = { cases: [] as string[] };

const viewOf = (path: string): unknown => {
  if (path.startsWith('/documents/')) return samplePlan();
  if (path.startsWith('/journal')) {
    return {
      events: path.includes(LOST) ? [eventOf(1, 'application.created', CREATION, LOST).toString('base64')] : [],
    };
  }
  if (path.startsWith('/applications?')) {
    return { items: path.includes('=DRAFT') ? known.cases.map((id) => ({ ...VIEW, id })) : [], next: null };
  }
  return VIEW;
};

const VIEW: ApplicationView = {
  id: CASE,
  caseNo: null,
  version: 1,
  status: 'DRAFT',
  managingUnit: E01.unit,
  siteUnit: E01.unit,
  siteAddress: E01.siteAddress,
  employerUscc: E01.employerUscc,
  unionUscc: E01.unionUscc,
  programmeYear: 2026,
  plan: null,
  resolution: null,
  submittedOn: null,
  tracks: { municipal: 'NONE', health: 'NONE' },
  reasonCode: null,
  correction: null,
  rectification: null,
  deferredUntil: null,
  rejection: null,
  reconsideration: null,
  withdrawalConsentedOn: null,
  barredUntil: null,
  position: { subject: `application/${CASE}`, sequence: 1 },
};

const eventOf = (sequence: number, type: string, data: Record<string, unknown>, caseId = CASE): Buffer =>
  Buffer.from(
    JSON.stringify({
      specversion: '1.0',
      id: `application/${caseId}/${String(sequence).padStart(10, '0')}`,
      source: '/applications',
      type,
      subject: `application/${caseId}`,
      time: '2026-02-10T01:00:00.000Z',
      officetime: BEGIN,
      datacontenttype: 'application/json',
      sequence: String(sequence).padStart(10, '0'),
      caseid: caseId,
      actor: 'handler-1',
      actorkind: 'human',
      data,
    }),
  );

describe('the worker as a process', () => {
  const engines = useEngines('kafka', 'temporal', 'store');
  const folder = mkdtempSync(join(tmpdir(), 'workflows-'));
  const clockFile = join(folder, 'office-clock');
  const services = new YesServer();
  let issuer: LoopbackIssuer;
  let started: StartedWorkflows;
  let publisher: KafkaPublisher;
  const deaths: unknown[] = [];

  beforeAll(async () => {
    quietTemporal();
    advanceOfficeClock(clockFile, BEGIN);
    const { kafkaBrokers, temporalAddress, mongoUrls } = engines();
    const brokers = kafkaBrokers.split(',');
    await createTopics(brokers, TopicsFile.parse(JSON.parse(readFileSync('infra/kafka/topics.json', 'utf8'))));
    issuer = await startLoopbackIssuer();
    const url = await services.start();
    publisher = new KafkaPublisher({ brokers, service: 'applications' });
    started = await startWorkflows(
      {
        NODE_ENV: 'test',
        LOG_LEVEL: 'silent',
        OFFICE_CLOCK_FILE: clockFile,
        PORT: 0,
        HOST: '127.0.0.1',
        OIDC_ISSUER: issuer.url,
        KAFKA_BROKERS: brokers,
        MONGODB_URL: mongoUrls.workflows,
        TEMPORAL_ADDRESS: temporalAddress,
        TEMPORAL_NAMESPACE: 'nuanchao',
        APPLICATIONS_URL: url,
        APPROVALS_URL: url,
        PAYMENTS_URL: url,
        CLIENT_SECRET: 'secret',
      },
      { signals: false, dead: (error) => deaths.push(error) },
    );
    engines.atEnd(async () => {
      await started.stop();
      await publisher.disconnect();
      await services.stop();
      await issuer.stop();
      rmSync(folder, { recursive: true });
    });
    await started.ready;
  }, ENGINES_START_MS);

  const call = async (role: Role, path: string, body?: unknown): Promise<{ status: number; answer: unknown }> => {
    const response = await fetch(`${started.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${await issuer.tokenFor(person(role))}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, answer: await response.json() };
  };

  const publish = (sequence: number, type: string, data: Record<string, unknown>): Promise<void> =>
    publisher.publish([{ caseId: CASE, bytes: eventOf(sequence, type, data) }]);

  it('has a policy on every route', () => {
    expect(listRoutes(started.app).filter((route) => route.policy === undefined)).toEqual([]);
  });

  it('is ready when Temporal, its worker and Kafka are', async () => {
    const response = await fetch(`${started.url}/health/ready`);
    const report: { checks: Record<string, { up: boolean }> } = JSON.parse(await response.text());
    expect(response.status).toBe(200);
    expect(Object.keys(report.checks).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'issuer',
      'kafka',
      'store',
      'temporal',
      'worker',
    ]);
  });

  it('carries a fact from Kafka through a workflow to a command', async () => {
    await publish(1, 'application.created', CREATION);
    await eventually(() => expect(services.pathsSent()).toContain(`/applications/${CASE}/settled`), {
      timeoutMs: 30_000,
    });
    await eventually(async () => {
      const { status, answer } = await call('SYS_ADMIN', `/cases/${CASE}`);
      expect(status).toBe(200);
      const { workflows } = answer as { workflows: readonly { workflowId: string; standing: Standing | null }[] };
      expect(workflows).toMatchObject([
        { workflowId: `application/${CASE}`, page: null, standing: { step: 'committee' } },
      ]);
    });
  }, 60_000);

  it('sets aside what it can tell no workflow, holds the case there, and goes on when two operators gave it up', async () => {
    const operate = async (id: string, path: string, body?: unknown): Promise<unknown> => {
      const operator: Actor = { id, kind: 'human', roles: [{ role: 'SYS_ADMIN' }] };
      const response = await fetch(`${started.url}/dead-letters${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${await issuer.tokenFor(operator)}`,
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return response.json();
    };
    // Topics are shared with other files, whose strange messages are letters as well.
    const lettersOf = async (caseId: string) =>
      DeadLetterList.parse(await operate('one', '')).letters.filter((letter) => letter.caseId === caseId);
    const sick = randomUUID();
    const poison = Buffer.from(eventOf(1, 'application.created', {}).toString('utf8').replaceAll(CASE, sick));
    await publisher.publish([{ caseId: sick, bytes: poison }]);
    const [letter] = await eventually(
      async () => {
        const letters = await lettersOf(sick);
        // The message is kept a moment before its fact is.
        expect(letters).toMatchObject([{ service: 'workflows', problem: { error: 'ZodError' } }]);
        return letters;
      },
      { timeoutMs: 20_000 },
    );
    expect(letter?.missing.en).toBe(
      `the workflow of the case was not told of application.created (event 1 of application/${sick})`,
    );
    const path = `/${letter?.id}`;
    expect(await operate('one', `${path}/preview`)).toMatchObject({ outcome: 'refused' });
    expect(await operate('one', `${path}/redo`, {})).toMatchObject({ rule: 'G-STILL-DEAD' });
    const reason = { reason: '伪造的创建事实，日志簿中没有' };
    await operate('one', `${path}/propose-drop`, reason);
    expect(await operate('one', `${path}/confirm-drop`, reason)).toMatchObject({ rule: 'G-SECOND-PERSON' });
    expect(await operate('two', `${path}/confirm-drop`, reason)).toMatchObject({ version: 3 });
    expect(await lettersOf(sick)).toEqual([]);
    expect(await operate('one', path)).toMatchObject({ status: 'DROPPED', proposedBy: 'one' });
  }, 60_000);

  it('refuses to tell strangers, and does not find what is not there', async () => {
    expect((await call('GU_HANDLER', `/cases/${CASE}`)).status).toBe(403);
    expect((await call('SYS_ADMIN', `/cases/${randomUUID()}`)).status).toBe(404);
    expect((await call('SYS_ADMIN', '/cases/somewhere')).status).toBe(400);
    expect((await call('SYS_ADMIN', `/cases/${randomUUID()}/retry`, {})).status).toBe(404);
    expect(await call('SYS_ADMIN', `/cases/${CASE}/retry`, {})).toMatchObject({
      status: 200,
      answer: { workflows: 1 },
    });
  });

  it('starts the workflows of unfinished cases that have none when an operator asks for it, and nobody else may', async () => {
    known.cases.push(CASE, LOST);
    expect((await call('MU_AUDIT', '/cases/rebuild', {})).status).toBe(403);
    expect(await call('SYS_ADMIN', '/cases/rebuild', {})).toEqual({
      status: 200,
      answer: { looked: 2, started: [LOST] },
    });
    await eventually(async () => {
      expect(await call('MU_AUDIT', `/cases/${LOST}`)).toMatchObject({
        answer: { workflows: [{ status: 'RUNNING' }] },
      });
    });
    await eventually(async () => {
      const { answer } = await call('SYS_ADMIN', '/cases/rebuild', {});
      expect(answer).toEqual({ looked: 2, started: [] });
    });
    known.cases = [];
  }, 60_000);

  it('sets the office clock forward for an operator only, never back, and wakes whose time has come', async () => {
    expect(await call('PUBLIC', '/clock')).toMatchObject({ status: 200, answer: { mode: 'settable' } });
    const to = '2026-08-20T09:00:00+08:00';
    expect((await call('GU_HANDLER', '/clock', { to })).status).toBe(403);
    expect((await call('SYS_ADMIN', '/clock', { to: 'tomorrow' })).status).toBe(400);
    expect(await call('SYS_ADMIN', '/clock', { to: '2026-01-01T09:00:00+08:00' })).toMatchObject({
      status: 409,
      answer: { rule: 'G-STATE', pointer: '/to' },
    });
    expect(await call('SYS_ADMIN', '/clock', { to })).toMatchObject({
      status: 200,
      answer: { now: '2026-08-20T09:00:00.000+08:00' },
    });
    await eventually(
      () => {
        expect(services.sent.find(({ path }) => path === `/applications/${CASE}/archive`)?.body).toEqual({
          idleSince: '2026-02-10',
        });
      },
      { timeoutMs: 20_000 },
    );
    await eventually(async () => {
      expect(await call('MU_AUDIT', `/cases/${CASE}`)).toMatchObject({
        answer: { workflows: [{ status: 'COMPLETED', standing: null }] },
      });
    });
    expect(deaths).toEqual([]);
  }, 60_000);
});
