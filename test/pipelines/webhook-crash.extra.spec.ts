import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { SubscriptionView } from '#libs/contracts';
import { ENGINES_START_MS, eventually, startTestEngines, type TestEngines } from '#libs/testing';
import { PipelinesStage, created } from '../../apps/pipelines/test/pipelines-stage.js';
import { WebhookReceiver } from '../../apps/pipelines/test/webhook-receiver.js';

let engines: TestEngines;
let stage: PipelinesStage;
let receiver: WebhookReceiver;
const processes: ChildProcess[] = [];

beforeAll(async () => {
  engines = await startTestEngines(['kafka', 'store']);
  stage = await PipelinesStage.open(engines.addresses);
  receiver = await WebhookReceiver.open();
}, ENGINES_START_MS);

afterAll(async () => {
  for (const process of processes) process.kill('SIGKILL');
  await receiver.down();
  await stage.close();
  await engines.stop();
}, 60_000);

/** The service as a process of its own, that may be told where to kill itself. */
const start = async (crashAt?: string): Promise<ChildProcess> => {
  const { KAFKA_BROKERS, PORT, ...rest } = stage.environment;
  const texts = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]));
  const child = spawn(process.execPath, ['dist/apps/pipelines/src/main.js'], {
    env: {
      ...texts,
      PORT: String(PORT),
      KAFKA_BROKERS: KAFKA_BROKERS.join(','),
      WEBHOOK_ALLOWED_ADDRESSES: '127.0.0.1',
      WEBHOOK_RETRY_SECONDS: '0.2,0.2,0.2,0.2',
      ...(crashAt === undefined ? {} : { CRASH_AT: crashAt }),
    },
    stdio: 'ignore',
  });
  processes.push(child);
  await eventually(async () => expect((await fetch(`${stage.url}/health/ready`)).status).toBe(200), {
    timeoutMs: 60_000,
  });
  return child;
};

const settled = { type: 'application.settled', data: { settled: { subject: 'review/x', sequence: 1 } } };
const facts = [created('510104'), settled, settled, settled, settled];

/** A program with its subscription, and the ids of the messages that a case makes for it when it is published. */
const subscribe = async (name: string) => {
  const scopes = ['events:read', 'webhooks:manage'];
  const { clientId, secret } = await stage.register(name, { ownerUnit: '510104', scopes });
  const token = await stage.tokenOf(clientId, secret);
  const events = { services: ['applications'] };
  const answer = await stage.post(token, '/subscriptions', { url: receiver.url, events });
  receiver.secrets.push(String(answer.body['secret']));
  const path = `/subscriptions/${String(answer.body['id'])}`;
  const caseId = randomUUID();
  return {
    path,
    token,
    ids: facts.map((_fact, at) => `application/${caseId}/000000000${at + 1}`),
    publish: () => stage.publish('applications', { subject: `application/${caseId}`, caseId }, facts),
    view: async () => SubscriptionView.parse((await stage.get(token, path)).body),
  };
};

const KILLED = [null, 'SIGKILL'];
/** Whoever starts next waits for the dead one's lease to end. */
const LEASE_OVER = { timeoutMs: 60_000 };

describe('a webhook', () => {
  it('comes again under the same id when its service is killed between the answer and the note of it', async () => {
    const first = await start('webhook:sent:3');
    const one = await subscribe('sent');
    const died = once(first, 'exit');
    await one.publish();
    expect(await died).toEqual(KILLED);
    expect(receiver.takenIds).toEqual(one.ids.slice(0, 3));
    const next = await start();
    await eventually(async () => expect(receiver.takenIds).toHaveLength(6), LEASE_OVER);
    expect(receiver.takenIds).toEqual([...one.ids.slice(0, 3), ...one.ids.slice(2)]);
    await eventually(async () =>
      expect(await one.view()).toMatchObject({ waiting: null, lastSuccessAt: expect.any(String) }),
    );
    await stage.post(one.token, `${one.path}/deletion`, {});
    next.kill('SIGKILL');
    await once(next, 'exit');
  }, 180_000);

  it('is neither lost nor held for refused when its service is killed just when it was set aside', async () => {
    receiver.messages.splice(0);
    receiver.answer = ({ sequence }) => (sequence === '0000000002' ? 500 : 204);
    const first = await start('webhook:buried:1');
    const one = await subscribe('buried');
    const died = once(first, 'exit');
    await one.publish();
    expect(await died).toEqual(KILLED);
    expect(receiver.takenIds).toEqual(one.ids.slice(0, 1));
    receiver.answer = () => 204;
    await start();
    await eventually(async () => expect(receiver.takenIds).toEqual(one.ids), LEASE_OVER);
    await eventually(async () =>
      expect(await one.view()).toMatchObject({ status: 'ACTIVE', waiting: null, deadLetters: 0 }),
    );
  }, 180_000);
});
