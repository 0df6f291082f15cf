import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { SubscriptionView, WebhookAttemptList, WebhookDeadLetterList, type DomainEvent } from '#libs/contracts';
import { startService, type StartedService } from '#libs/service';
import { ENGINES_START_MS, eventually, startTestEngines, type TestEngines } from '#libs/testing';
import { PipelinesStage, created } from '../../test/pipelines-stage.js';
import { WebhookReceiver } from '../../test/webhook-receiver.js';
import { PipelinesModule } from '../pipelines.module.js';

let engines: TestEngines;
let stage: PipelinesStage;
let operator: string;
const receivers: WebhookReceiver[] = [];

beforeAll(async () => {
  engines = await startTestEngines(['kafka', 'store']);
  stage = await PipelinesStage.open(engines.addresses, {
    WEBHOOK_ALLOWED_ADDRESSES: ['127.0.0.1'],
    WEBHOOK_RETRY_SECONDS: [0.05, 0.1],
  });
  await stage.start();
  operator = await stage.tokenOf('sys-admin-1');
}, ENGINES_START_MS);

afterEach(async () => {
  await Promise.all(receivers.splice(0).map((receiver) => receiver.down()));
});

afterAll(async () => {
  await stage.close();
  await engines.stop();
}, 60_000);

const settled = (n: number): DomainEvent => ({
  type: 'application.settled',
  data: { settled: { subject: 'review/x', sequence: n } },
});

const factId = (caseId: string, sequence: number): string =>
  `application/${caseId}/${String(sequence).padStart(10, '0')}`;

/** A case with this many events, and their ids in order. */
const publishCase = async (unit: string, events: number): Promise<readonly string[]> => {
  const caseId = randomUUID();
  const facts = [created(unit), ...Array.from({ length: events - 1 }, (_, n) => settled(n + 1))];
  await stage.publish('applications', { subject: `application/${caseId}`, caseId }, facts);
  return facts.map((_fact, at) => factId(caseId, at + 1));
};

interface Subscriber {
  readonly token: string;
  readonly clientId: string;
  readonly id: string;
  readonly path: string;
  readonly receiver: WebhookReceiver;
}

const program = async (ownerUnit: string, body: Record<string, unknown> = {}) => {
  const name = `h-${randomUUID()}`;
  const scopes = ['events:read', 'webhooks:manage'];
  const { clientId, secret } = await stage.register(name, { ownerUnit, scopes, ...body });
  return { clientId, token: await stage.tokenOf(clientId, secret) };
};

/** A program of this unit with a receiver and its subscription to cases; without facts about itself. */
const subscriber = async (ownerUnit: string, events: Record<string, unknown> = {}): Promise<Subscriber> => {
  const { clientId, token } = await program(ownerUnit);
  const receiver = await WebhookReceiver.open();
  receivers.push(receiver);
  const answer = await stage.post(token, '/subscriptions', {
    url: receiver.url,
    events: { services: ['applications'], ...events },
  });
  expect(answer.status).toBe(201);
  receiver.secrets = [String(answer.body['secret'])];
  const id = String(answer.body['id']);
  return { token, clientId, id, path: `/subscriptions/${id}`, receiver };
};

const viewOf = async ({ token, path }: Subscriber): Promise<SubscriptionView> =>
  SubscriptionView.parse((await stage.get(token, path)).body);
const lettersOf = async ({ token, path }: Subscriber) =>
  WebhookDeadLetterList.parse((await stage.get(token, `${path}/dead-letters`)).body).deadLetters;
const attemptsOf = async ({ token, path }: Subscriber) =>
  WebhookAttemptList.parse((await stage.get(token, `${path}/attempts`)).body).attempts;

const takes = async ({ receiver }: Subscriber, ids: readonly string[]): Promise<void> => {
  await eventually(async () => expect(receiver.takenIds).toEqual(ids), { timeoutMs: 20_000 });
};

describe('a webhook', () => {
  it('tells a program what it may see, signed, in order, and nothing of another unit', async () => {
    const one = await subscriber('510104', { types: ['application.*'] });
    const city = await subscriber('5101');
    const foreign = await publishCase('510105', 3);
    const own = await publishCase('510104', 4);
    await takes(one, own);
    await eventually(async () => expect(new Set(city.receiver.takenIds)).toEqual(new Set([...own, ...foreign])));
    expect(one.receiver.takenIds).toEqual(own);
    expect(one.receiver.forged).toBe(0);
    const [first] = one.receiver.taken;
    expect(first?.event).toMatchObject({ specversion: '1.0', id: own[0], type: 'application.created' });
    expect(first?.headers).toMatchObject({ 'content-type': expect.stringContaining('application/cloudevents+json') });
    // What is sent are the bytes that were published.
    expect(first?.body).toBe(stage.journal.get(own[0]?.slice(0, -11) ?? '')?.[0]?.toString());
    expect(await attemptsOf(one)).toMatchObject(own.toReversed().map((message) => ({ message, result: 'delivered' })));
  });

  it('loses nothing while its receiver is down, and keeps the order', async () => {
    const one = await subscriber('510106');
    const before = await publishCase('510106', 2);
    await takes(one, before);
    await one.receiver.down();
    const meanwhile = await publishCase('510106', 1);
    // So long that its tries are used up: one message is set aside, then the subscription stands still.
    await eventually(async () => expect((await lettersOf(one)).map(({ message }) => message)).toEqual(meanwhile));
    const later = await publishCase('510106', 3);
    await eventually(async () => expect(await viewOf(one)).toMatchObject({ status: 'DISABLED', why: 'failing' }));
    const tasks = (await stage.get(operator, '/tasks')).body['tasks'] as { kind: string; subject: string }[];
    expect(tasks).toContainEqual(
      expect.objectContaining({ kind: 'webhook-disabled', subject: `subscription/${one.id}` }),
    );
    await one.receiver.up();
    await stage.post(operator, `${one.path}/enabling`, {});
    await takes(one, [...before, ...later]);
    expect((await stage.post(one.token, `${one.path}/replay`, { deadLetters: 'all' })).status).toBe(200);
    await takes(one, [...before, ...later, ...meanwhile]);
    await eventually(async () => expect(await lettersOf(one)).toEqual([]));
    expect(await viewOf(one)).toMatchObject({ status: 'ACTIVE', waiting: null, failingSince: null, deadLetters: 0 });
  }, 60_000);

  it('waits for a message that is refused, then sets it aside and goes on; it is sent again when asked for', async () => {
    const one = await subscriber('510107');
    one.receiver.answer = ({ sequence }) => (sequence === '0000000002' ? 422 : 204);
    const [first = '', second = '', ...rest] = await publishCase('510107', 5);
    await takes(one, [first, ...rest]);
    // Nothing later came before its tries were used up.
    const order = one.receiver.messages.map(({ id }) => id);
    expect(order).toEqual([first, second, second, second, ...rest]);
    expect(await lettersOf(one)).toMatchObject([{ message: second, attempts: 3, reason: 'refused', queued: false }]);
    const again = (message: string) => stage.post(one.token, `${one.path}/replay`, { message });
    expect((await again('application/x/0000000001')).status).toBe(404);
    await again(second);
    await eventually(async () => expect((await lettersOf(one))[0]).toMatchObject({ attempts: 4, queued: false }));
    one.receiver.answer = () => 204;
    await again(second);
    await takes(one, [first, ...rest, second]);
    await eventually(async () => expect(await lettersOf(one)).toEqual([]));
  }, 60_000);

  it('waits as long as its receiver asks, or until its address is changed', async () => {
    const one = await subscriber('510117');
    one.receiver.answer = () => ({ status: 503, headers: { 'retry-after': '600' } });
    const ids = await publishCase('510117', 2);
    const waiting = await eventually(async () => {
      const view = await viewOf(one);
      expect(view.waiting).toMatchObject({ message: ids[0], attempts: 1 });
      return view.waiting;
    });
    const [attempt] = await attemptsOf(one);
    expect(attempt).toMatchObject({ message: ids[0], result: 'refused', status: 503 });
    expect(Date.parse(waiting?.nextAttemptAt ?? '')).toBeGreaterThan(Date.parse(attempt?.at ?? '') + 599_000);
    one.receiver.answer = () => 204;
    const moved = { url: `${one.receiver.url}/moved`, events: { services: ['applications'] } };
    expect((await stage.post(one.token, `${one.path}/address`, moved)).status).toBe(200);
    await takes(one, ids);
  }, 60_000);

  it('is sent again under the same id when the service ends before it has noted the answer', async () => {
    const one = await subscriber('510108');
    one.receiver.answer = () => 'silence';
    const ids = await publishCase('510108', 3);
    await eventually(async () => expect(one.receiver.messages.map(({ id }) => id)).toEqual(ids.slice(0, 1)));
    await stage.stop();
    one.receiver.answer = () => 204;
    await stage.start();
    await takes(one, ids);
    expect(one.receiver.messages.map(({ id }) => id)).toEqual([...ids.slice(0, 1), ...ids]);
  }, 60_000);

  it('is not sent again when the service ends while its answer is on the way', async () => {
    const one = await subscriber('510131');
    one.receiver.delayMs = 500;
    const ids = await publishCase('510131', 3);
    await eventually(async () => expect(one.receiver.messages).toHaveLength(1));
    await stage.stop();
    one.receiver.delayMs = 0;
    await stage.start();
    await takes(one, ids);
    expect(one.receiver.messages.map(({ id }) => id)).toEqual(ids);
  }, 60_000);

  it('is signed by both secrets during a rotation, then by the new one alone', async () => {
    const one = await subscriber('510112');
    const [old = ''] = one.receiver.secrets;
    const key = randomUUID();
    const rotated = await stage.post(one.token, `${one.path}/secrets`, { overlapHours: 24 }, key);
    const fresh = String(rotated.body['secret']);
    expect(fresh).toMatch(/^whsec_/);
    expect((await stage.post(one.token, `${one.path}/secrets`, { overlapHours: 24 }, key)).body).not.toHaveProperty(
      'secret',
    );
    const signatures = (): (number | undefined)[] =>
      one.receiver.taken.map(({ headers }) => headers['webhook-signature']?.split(' ').length);
    const ids = [...(await publishCase('510112', 1))];
    await takes(one, ids);
    one.receiver.secrets = [fresh];
    ids.push(...(await publishCase('510112', 1)));
    await takes(one, ids);
    expect(signatures()).toEqual([2, 2]);
    expect((await viewOf(one)).secrets).toBe(2);
    const last = await stage.post(one.token, `${one.path}/secrets`, { overlapHours: 0 });
    one.receiver.secrets = [String(last.body['secret'])];
    ids.push(...(await publishCase('510112', 1)));
    await takes(one, ids);
    expect(signatures()).toEqual([2, 2, 1]);
    one.receiver.secrets = [old, fresh];
    await publishCase('510112', 1);
    await eventually(async () => expect(one.receiver.forged).toBeGreaterThan(0));
    const aggregates = JSON.stringify(
      (await stage.get(await stage.tokenOf('mu-audit-1'), '/aggregates?limit=500')).body,
    );
    for (const secret of [old, fresh]) expect(aggregates).not.toContain(secret);
    expect(aggregates).not.toContain(one.receiver.url);
  }, 60_000);

  it('is sent again from a position, all of it, and a repeat of the wish sends nothing', async () => {
    const one = await subscriber('510113');
    const from = (await viewOf(one)).position;
    const ids = await publishCase('510113', 4);
    await takes(one, ids);
    const key = randomUUID();
    expect((await stage.post(one.token, `${one.path}/replay`, { from }, key)).status).toBe(200);
    await takes(one, [...ids, ...ids]);
    expect((await stage.post(one.token, `${one.path}/replay`, { from }, key)).body['repeated']).toBe(true);
    const more = await publishCase('510113', 1);
    await takes(one, [...ids, ...ids, ...more]);
    const unknown = await stage.post(one.token, `${one.path}/replay`, { from: 'ZjEuOTk5OTk5OTk5' });
    expect([unknown.status, unknown.body['rule']]).toEqual([400, 'G-MALFORMED']);
  }, 60_000);

  it('ends when the receiver says that it is gone, and stops while it is disabled or its account suspended', async () => {
    const one = await subscriber('510114');
    one.receiver.answer = () => 410;
    const [gone = ''] = await publishCase('510114', 1);
    await eventually(async () => expect(await viewOf(one)).toMatchObject({ status: 'DISABLED', why: 'gone' }));
    one.receiver.answer = () => 204;
    await stage.post(one.token, `${one.path}/enabling`, {});
    await takes(one, [gone]);
    await stage.post(one.token, `${one.path}/disabling`, {});
    const other = await subscriber('510114');
    const [paused = ''] = await publishCase('510114', 1);
    await takes(other, [paused]);
    expect(one.receiver.takenIds).toEqual([gone]);
    await stage.post(one.token, `${one.path}/enabling`, {});
    await takes(one, [gone, paused]);
    const reasonText = '账号被滥用，先停用再核实情况';
    await stage.post(operator, `/pipelines/${one.clientId}/suspension`, { reasonText });
    const [suspended = ''] = await publishCase('510114', 1);
    await takes(other, [paused, suspended]);
    expect(one.receiver.takenIds).toEqual([gone, paused]);
    await stage.post(operator, `/pipelines/${one.clientId}/reinstatement`, { reasonText });
    await takes(one, [gone, paused, suspended]);
    expect((await stage.post(one.token, `${one.path}/deletion`, {})).status).toBe(200);
    expect((await stage.get(one.token, one.path)).status).toBe(404);
  }, 60_000);
});

describe('two replicas', () => {
  let replica: StartedService;

  it('send every message once, and one goes on where the other stopped', async () => {
    const module = () => PipelinesModule.forRoot({ ...stage.environment, PORT: 0 });
    replica = await startService({ title: 'Nuanchao pipelines', module, signals: false });
    await replica.ready;
    try {
      const subscribers = await Promise.all([subscriber('510115'), subscriber('510115'), subscriber('510115')]);
      const first = await publishCase('510115', 20);
      for (const one of subscribers) await takes(one, first);
      await stage.stop();
      try {
        const second = await publishCase('510115', 10);
        for (const one of subscribers) await takes(one, [...first, ...second]);
        for (const { receiver } of subscribers) expect(receiver.messages).toHaveLength(30);
      } finally {
        await stage.start();
      }
      for (const one of subscribers) expect(await viewOf(one)).toMatchObject({ waiting: null, deadLetters: 0 });
    } finally {
      await replica.stop();
    }
  }, 90_000);
});

describe('subscriptions', () => {
  const NOBODY = 'http://127.0.0.1:9/hook';

  it('are their owner’s alone; the operator sees all and changes no address', async () => {
    const one = await subscriber('510116');
    const stranger = await program('510116');
    for (const path of [one.path, `${one.path}/attempts`, `${one.path}/dead-letters`]) {
      expect((await stage.get(stranger.token, path)).status).toBe(404);
      expect((await stage.get(operator, path)).status).toBe(200);
    }
    for (const order of ['disabling', 'deletion', 'secrets'])
      expect((await stage.post(stranger.token, `${one.path}/${order}`, {})).status).toBe(404);
    expect((await stage.get(stranger.token, '/subscriptions')).body).toEqual({ subscriptions: [] });
    const all = (await stage.get(operator, '/subscriptions')).body['subscriptions'] as { id: string }[];
    expect(all.map(({ id }) => id)).toContain(one.id);
    for (const order of ['secrets', 'deletion', 'replay'])
      expect((await stage.post(operator, `${one.path}/${order}`, {})).status).toBe(403);
  });

  it('need the scope for themselves and the one for events', async () => {
    const url = NOBODY;
    for (const scopes of [['events:read'], ['webhooks:manage']]) {
      const { token } = await program('510117', { scopes });
      const answer = await stage.post(token, '/subscriptions', { url });
      expect([answer.status, answer.body['rule']]).toEqual([403, 'G-FORBIDDEN']);
    }
  });

  it('show their secret once', async () => {
    const { token } = await program('510118');
    const key = randomUUID();
    const body = { url: NOBODY };
    const tried = await stage.post(token, '/subscriptions?dryRun=true', body, key);
    expect(tried.body).toMatchObject({ dryRun: true, events: [{ type: 'subscription.created' }] });
    expect(tried.body).not.toHaveProperty('secret');
    const first = await stage.post(token, '/subscriptions', body, key);
    expect(first.body['secret']).toMatch(/^whsec_/);
    const again = await stage.post(token, '/subscriptions', body, key);
    expect(again.body).toMatchObject({ repeated: true, id: first.body['id'] });
    expect(again.body).not.toHaveProperty('secret');
    await stage.post(token, `/subscriptions/${String(first.body['id'])}/deletion`, {});
  });

  it.each([
    ['http://1.1.1.1/', 'it is not https'],
    ['https://10.0.0.1/', 'it points into a private network'],
    ['https://169.254.169.254/latest', 'it points into a private network'],
    ['https://[::1]/', 'it points into a private network'],
    ['https://[::ffff:10.0.0.1]/', 'it points into a private network'],
    ['https://user:word@1.1.1.1/', 'it holds a user name or password'],
  ])('do not lead to %s', async (url, words) => {
    const { token } = await program('510121');
    const answer = await stage.post(token, '/subscriptions', { url });
    expect([answer.status, answer.body['rule']]).toEqual([422, 'R-PIPE-03']);
    expect(JSON.stringify(answer.body)).toContain(words);
  });

  it('are no more than the account’s quota, inside its unit, and from positions of the feed', async () => {
    const { token } = await program('510129', { quotas: { streams: 1, subscriptions: 1, batchRows: 1 } });
    const url = NOBODY;
    const outside = await stage.post(token, '/subscriptions', { url, events: { units: ['510104'] } });
    expect([outside.status, outside.body['rule']]).toEqual([422, 'R-PIPE-02']);
    const nowhere = await stage.post(token, '/subscriptions', { url, from: 'ZjEuOTk5OTk5OTk5' });
    expect([nowhere.status, nowhere.body['rule']]).toEqual([400, 'G-MALFORMED']);
    const first = await stage.post(token, '/subscriptions', { url });
    expect(first.status).toBe(201);
    const second = await stage.post(token, '/subscriptions', { url });
    expect([second.status, second.body['rule']]).toEqual([422, 'R-PIPE-04']);
    await stage.post(token, `/subscriptions/${String(first.body['id'])}/deletion`, {});
    expect((await stage.post(token, '/subscriptions', { url })).status).toBe(201);
  });
});
