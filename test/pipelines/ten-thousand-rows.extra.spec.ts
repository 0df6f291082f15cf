import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NuanchaoClient, fileKeys, givenToken, type BatchRowOutcome } from '#libs/client';
import type { Actor } from '#libs/contracts';
import { TopicsFile, createTopics } from '#libs/events';
import type { RunningService } from '#libs/http';
import { E01, ENGINES_START_MS, eventually, startLoopbackIssuer, startTestEngines } from '#libs/testing';
import type { LoopbackIssuer, TestEngines } from '#libs/testing';
import { Upstreams } from '../../apps/gateway/src/upstream.gateway.js';
import { choosePorts } from '../../infra/bootstrap/programs.mjs';
import { draftAt, startGateway } from './programs-stage.js';

const ROOT = new URL('../../', import.meta.url).pathname;
const ROWS = 10_000;
const MINUTES = 60_000;
const NOWHERE = 'http://127.0.0.1:1';
const program: Actor = {
  id: 'p-program',
  kind: 'machine',
  roles: [{ role: 'PIPELINE', unit: E01.unit, organisation: E01.unionUscc }],
};
const auditor: Actor = { id: 'p-auditor', kind: 'human', roles: [{ role: 'MU_AUDIT', unit: '5101' }] };

const folder = mkdtempSync(join(tmpdir(), 'nuanchao-rows-'));
let engines: TestEngines;
let issuer: LoopbackIssuer;
let gateway: RunningService;
let upstreams: Upstreams;
let service: ChildProcess | undefined;
let port = 0;

/** The compiled service as a process that can be killed. */
const startProcess = async (): Promise<void> => {
  service = spawn(process.execPath, [`${ROOT}dist/apps/applications/src/main.js`], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'development',
      LOG_LEVEL: 'error',
      PORT: String(port),
      MONGODB_URL: engines.addresses.mongoUrls.applications,
      KAFKA_BROKERS: engines.addresses.kafkaBrokers,
      OIDC_ISSUER: issuer.url,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await eventually(async () => expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200), {
    timeoutMs: MINUTES,
  });
};

const killProcess = async (): Promise<void> => {
  const ended = new Promise((resolve) => service?.once('close', resolve));
  service?.kill('SIGKILL');
  await ended;
};

beforeAll(async () => {
  engines = await startTestEngines(['kafka', 'store']);
  issuer = await startLoopbackIssuer();
  const topics = TopicsFile.parse(JSON.parse(readFileSync('infra/kafka/topics.json', 'utf8')));
  await createTopics(engines.addresses.kafkaBrokers.split(','), topics);
  port = (await choosePorts({ GATEWAY_PORT: '0' }))['applications'] ?? 0;
  upstreams = new Upstreams({
    applications: `http://127.0.0.1:${port}`,
    approvals: NOWHERE,
    payments: NOWHERE,
    audits: NOWHERE,
    pipelines: NOWHERE,
    workflows: NOWHERE,
  });
  gateway = await startGateway(upstreams, issuer.url);
  await startProcess();
}, ENGINES_START_MS);

afterAll(async () => {
  await killProcess();
  await gateway.stop();
  upstreams.close();
  await issuer.stop();
  await engines.stop();
  rmSync(folder, { recursive: true });
}, MINUTES);

const clientOf = async (actor: Actor, scope?: string): Promise<NuanchaoClient> => {
  const tokens = givenToken(await issuer.tokenFor(actor, { scope, expiresInSeconds: 3_600 }));
  return new NuanchaoClient({ gateway: gateway.url, tokens, keys: fileKeys(join(folder, 'keys')) });
};
const programClient = (): Promise<NuanchaoClient> => clientOf(program, 'applications:create batch:submit');

/** Applications that the service has, and how many events made them. */
const applicationsThere = async (): Promise<{ readonly count: number; readonly events: number }> => {
  const client = await clientOf(auditor);
  let [count, events] = [0, 0];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query = { limit: 200, ...(cursor === '' ? {} : { cursor }) };
    const page: { items: readonly { subject: string; version: number }[]; next: string | null } = await client.call(
      'applications',
      'GET /aggregates',
      { query },
    );
    const applications = page.items.filter(({ subject }) => /^application\/[^/]+$/.test(subject));
    count += applications.length;
    events += applications.reduce((sum, { version }) => sum + version, 0);
    cursor = page.next;
  }
  return { count, events };
};

describe('a batch of 10,000 rows', () => {
  it(
    'has each row done once though its service is killed in the middle, and tells each row’s result',
    async () => {
      const client = await programClient();
      const rows = Array.from({ length: ROWS }, () => ({ path: '/applications', body: draftAt(randomUUID()) }));
      let done = 0;
      let killedAt = 0;
      let killing: Promise<void> | undefined;
      const begun = performance.now();
      const outcomes: BatchRowOutcome[] = [];
      for await (const outcome of client.batch({
        service: 'applications',
        intent: 'ten-thousand',
        rows,
        progress: (progress) => {
          done = progress.accepted + progress.refused + progress.failed;
          if (done < ROWS * 0.4 || killing !== undefined) return;
          killedAt = done;
          killing = killProcess().then(startProcess);
        },
      })) {
        outcomes.push(outcome);
      }
      await killing;
      const seconds = (performance.now() - begun) / 1000;
      process.stdout.write(
        `${ROWS} rows in ${seconds.toFixed(0)} s, ${(ROWS / seconds).toFixed(0)} rows/s; killed after ${killedAt}\n`,
      );
      expect(killedAt).toBeGreaterThan(0);
      expect(killedAt).toBeLessThan(ROWS);
      expect(outcomes.map(({ row }) => row)).toEqual(rows.map((_row, at) => at));
      expect(outcomes.filter(({ outcome }) => outcome !== 'accepted')).toEqual([]);
      expect(new Set(outcomes.map(({ answer }) => answer?.id)).size).toBe(ROWS);
      expect(await applicationsThere()).toEqual({ count: ROWS, events: ROWS });
    },
    20 * MINUTES,
  );

  it(
    'does nothing when it is sent once more, and leaves what was not done when it is cancelled',
    async () => {
      const client = await programClient();
      const rows = Array.from({ length: 4_000 }, () => ({
        key: randomUUID(),
        path: '/applications',
        body: draftAt(randomUUID()),
      }));
      const { id } = await client.call('applications', 'POST /batches', { body: { rows }, intent: 'cancelled' });
      const view = () => client.call('applications', 'GET /batches/{id}', { path: { id } });
      await eventually(async () => expect((await view()).accepted).toBeGreaterThan(0), { timeoutMs: MINUTES });
      await client.call('applications', 'POST /batches/{id}/cancellation', { path: { id }, body: {} });
      const { status, left, accepted, refused } = await view();
      expect([status, refused]).toEqual(['cancelled', 0]);
      expect(left).toBeGreaterThan(0);
      expect(accepted + left).toBe(rows.length);
      const again = await client.call('applications', 'POST /batches', { body: { rows }, intent: 'cancelled' });
      expect(again).toMatchObject({ id, status: 'cancelled', repeated: true });
      const { count, events } = await applicationsThere();
      expect(events).toBe(count);
      // Rows that were on their way when it was cancelled may have come through; those behind them have not.
      expect(count).toBeGreaterThanOrEqual(ROWS + accepted);
      expect(count).toBeLessThan(ROWS + rows.length);
    },
    5 * MINUTES,
  );
});
