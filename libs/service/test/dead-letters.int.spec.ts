import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Kafka, Partitioners, logLevel, type Message, type Producer } from 'kafkajs';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  CommandAnswer,
  DeadLetterDetail,
  DeadLetterList,
  DeadLetterPreview,
  DeadLetterRedone,
  EventEnvelope,
  JournalPage,
  Problem,
  TaskList,
  type Actor,
  type DeadLetterView,
} from '#libs/contracts';
import { Permanent, TopicsFile, createTopics } from '#libs/events';
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

const person = (id: string, role: 'GU_HANDLER' | 'SYS_ADMIN' | 'MU_AUDIT'): Actor => ({
  id,
  kind: 'human',
  roles: [{ role }],
});
const handler = person('handler', 'GU_HANDLER');
const one = person('operator-1', 'SYS_ADMIN');
const two = person('operator-2', 'SYS_ADMIN');
const auditor = person('auditor', 'MU_AUDIT');
const TOPIC = 'approvals.facts';
const reason = { reason: '来历不明的消息，已核对日志簿' };
let engines: TestEngines;
let issuer: LoopbackIssuer;
let service: StartedService;
let producer: Producer;

const start = async (version = 1): Promise<void> => {
  service = await startJars(
    {
      issuer: issuer.url,
      mongoUrl: engines.addresses.mongoUrls.approvals,
      kafkaBrokers: engines.addresses.kafkaBrokers,
    },
    version,
  );
  await service.ready;
};
const ask = async (actor: Actor, path: string, body?: unknown): Promise<unknown> => {
  const response = await fetch(`${service.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      authorization: `Bearer ${await issuer.tokenFor(actor)}`,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return response.json();
};
const open = async (): Promise<string> => CommandAnswer.parse(await ask(handler, '/jars', {})).id;
const add = async (id: string, marbles: number): Promise<CommandAnswer> =>
  CommandAnswer.parse(await ask(handler, `/jars/${id}/marbles`, { marbles }));
const seenOf = (id: string): string[] =>
  service.app
    .get(SeenEvents)
    .seen.filter((each) => each.startsWith(`jar/${id}/`))
    .map((each) => String(Number(each.slice(-10))));
const letters = async (status = 'open'): Promise<readonly DeadLetterView[]> =>
  DeadLetterList.parse(await ask(one, `/dead-letters?status=${status}`)).letters;
const letterOf = (caseId: string): Promise<DeadLetterView> =>
  eventually(
    async () => {
      const found = (await letters()).find((letter) => letter.caseId === caseId);
      if (found === undefined) throw new Error(`no letter of ${caseId}`);
      return found;
    },
    { timeoutMs: 20_000, intervalMs: 200 },
  );
const factsOf = async (id: string): Promise<string[]> => {
  const page = JournalPage.parse(await ask(auditor, `/journal?subject=dead-letter/${id}&to=20`));
  return page.events.map((bytes) => {
    const { type, actor } = EventEnvelope.parse(JSON.parse(Buffer.from(bytes, 'base64').toString('utf8')));
    return `${type} ${actor}`;
  });
};
/** As any Kafka client does it; messages of a key go where the key's other messages are. */
const inject = (...messages: Message[]) => producer.send({ topic: TOPIC, messages });

beforeAll(async () => {
  engines = await startTestEngines(['kafka', 'store']);
  const topics = TopicsFile.parse(JSON.parse(await readFile('infra/kafka/topics.json', 'utf8')));
  const brokers = engines.addresses.kafkaBrokers.split(',');
  await createTopics(brokers, topics);
  const kafka = new Kafka({ clientId: 'stranger', brokers, logLevel: logLevel.NOTHING });
  producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner, allowAutoTopicCreation: false });
  await producer.connect();
  issuer = await startLoopbackIssuer();
  await start();
}, ENGINES_START_MS);
afterAll(async () => {
  await producer.disconnect();
  await service.stop();
  await issuer.stop();
  await engines.stop();
}, 60_000);

describe('a poison message', () => {
  it('that is no JSON is buried, its case waits, other cases go on, and both survive a restart', async () => {
    const sick = await open();
    const well = await open();
    await eventually(() => expect([seenOf(sick), seenOf(well)]).toEqual([['1'], ['1']]), { timeoutMs: 20_000 });
    await inject({ key: sick, value: '{"no json' });
    await letterOf(sick);
    await add(sick, 1);
    await add(sick, 2);
    await add(well, 1);
    await eventually(() => expect(seenOf(well)).toEqual(['1', '2']), { timeoutMs: 20_000 });
    await eventually(async () => expect((await letterOf(sick)).waiting).toBe(2), { timeoutMs: 20_000 });
    expect(seenOf(sick)).toEqual(['1']);
    // Bytes and fact of a letter are two writes; what came behind it has seen both.
    const letter = await letterOf(sick);
    expect(letter).toMatchObject({ service: 'approvals', status: 'BURIED', problem: { error: 'SyntaxError' } });
    expect(letter.missing.en).toBe('approvals did not learn of whatever this message was to tell: it is no event');
    await service.stop();
    await start();
    expect((await letterOf(sick)).waiting).toBe(2);
    expect(DeadLetterPreview.parse(await ask(one, `/dead-letters/${letter.id}/preview`)).outcome).toBe('refused');
    expect(Problem.parse(await ask(one, `/dead-letters/${letter.id}/redo`, {}))).toMatchObject({
      rule: 'G-STILL-DEAD',
    });
    expect(seenOf(sick)).toEqual([]);
    await ask(one, `/dead-letters/${letter.id}/propose-drop`, reason);
    const alone = Problem.parse(await ask(one, `/dead-letters/${letter.id}/confirm-drop`, reason));
    expect(alone).toMatchObject({ status: 403, rule: 'G-SECOND-PERSON' });
    expect((await letterOf(sick)).waiting).toBe(2);
    CommandAnswer.parse(await ask(two, `/dead-letters/${letter.id}/confirm-drop`, reason));
    await eventually(() => expect(seenOf(sick)).toEqual(['2', '3']));
    const kept = (await letters('closed')).find(({ id }) => id === letter.id);
    expect(kept).toMatchObject({ status: 'DROPPED', proposedBy: 'operator-1', waiting: 0 });
    expect(await factsOf(letter.id)).toEqual([
      'dead-letter.buried approvals',
      'dead-letter.drop-proposed operator-1',
      'dead-letter.dropped operator-2',
    ]);
  }, 120_000);

  it('that a handler refuses is done again after the cure, in order, and then the read model is a rebuilt one', async () => {
    const seen = service.app.get(SeenEvents);
    const id = await open();
    await eventually(() => expect(seenOf(id)).toEqual(['1']), { timeoutMs: 20_000 });
    seen.refuses = (event) =>
      event.id === `jar/${id}/0000000002` ? new Permanent('the handler cannot take two') : undefined;
    await add(id, 4);
    await add(id, 3);
    const full = await add(id, 3);
    const letter = await letterOf(id);
    await eventually(async () => expect((await letterOf(id)).waiting).toBe(2), { timeoutMs: 20_000 });
    expect(letter.missing.en).toContain('did not learn of jar.added (event 2 of jar/');
    expect(letter.missing.zh).toContain('未获知');
    const detail = DeadLetterDetail.parse(await ask(one, `/dead-letters/${letter.id}`));
    expect(detail.behind.map(({ event }) => event?.sequence)).toEqual([3, 4]);
    expect(seenOf(id)).toEqual(['1']);
    seen.refuses = () => undefined;
    const redone = DeadLetterRedone.parse(await ask(one, `/dead-letters/${letter.id}/redo`, {}));
    expect(redone).toEqual({ id: letter.id, status: 'REDONE', released: 2, stoppedBy: null, repeated: false });
    expect(seenOf(id)).toEqual(['1', '2', '3', '4']);
    expect(TaskList.parse(await ask(handler, `/tasks?caseId=${id}`)).tasks).toEqual([]);
    const again = Problem.parse(await ask(one, `/dead-letters/${letter.id}/redo`, {}));
    expect(again).toMatchObject({ rule: 'G-STATE' });
    await add(await open(), 1);
    expect(full.version).toBe(4);
    await service.stop();
    await start(2);
    await eventually(() => expect(seenOf(id)).toEqual(['1', '2', '3', '4']), { timeoutMs: 20_000 });
  }, 120_000);

  it('that is given up counts as passed, now and when the read model is made anew', async () => {
    const seen = service.app.get(SeenEvents);
    const id = await open();
    seen.refuses = (event) => (event.id === `jar/${id}/0000000002` ? new Permanent('never') : undefined);
    await add(id, 1);
    await add(id, 2);
    const letter = await letterOf(id);
    seen.refuses = () => undefined;
    await ask(one, `/dead-letters/${letter.id}/propose-drop`, reason);
    await ask(two, `/dead-letters/${letter.id}/confirm-drop`, reason);
    await eventually(() => expect(seenOf(id)).toEqual(['1', '3']), { timeoutMs: 20_000 });
    await add(id, 1);
    await eventually(() => expect(seenOf(id)).toEqual(['1', '3', '4']), { timeoutMs: 20_000 });
    await service.stop();
    await start(3);
    await eventually(() => expect(seenOf(id)).toEqual(['1', '3', '4']), { timeoutMs: 20_000 });
  }, 120_000);

  it('goes on with the rest when the process died between the decision and its effect', async () => {
    const id = await open();
    await eventually(() => expect(seenOf(id)).toEqual(['1']), { timeoutMs: 20_000 });
    await inject({ key: id, value: null });
    const letter = await letterOf(id);
    await add(id, 1);
    await eventually(async () => expect((await letterOf(id)).waiting).toBe(1), { timeoutMs: 20_000 });
    await ask(one, `/dead-letters/${letter.id}/propose-drop`, reason);
    const store = service.app.get(ServiceStore);
    // As if the process had ended after the fact and before anything else.
    const dying = jest.spyOn(store.letters, 'close').mockRejectedValue(new Error('died here'));
    await ask(two, `/dead-letters/${letter.id}/confirm-drop`, reason);
    dying.mockRestore();
    expect(seenOf(id)).toEqual(['1']);
    await service.stop();
    await start(3);
    await eventually(() => expect(seenOf(id)).toEqual(['2']), { timeoutMs: 20_000 });
    expect((await letters()).some((each) => each.id === letter.id)).toBe(false);
  }, 120_000);
});

describe('a message of a stranger', () => {
  it('holds nobody up who is not named by its key, whatever its size, and is kept', async () => {
    const id = await open();
    await eventually(() => expect(seenOf(id)).toEqual(['1']), { timeoutMs: 20_000 });
    const page = JournalPage.parse(await ask(auditor, `/journal?subject=jar/${id}&to=1`));
    const true1 = Buffer.from(page.events[0] ?? '', 'base64');
    const event = EventEnvelope.parse(JSON.parse(true1.toString('utf8')));
    const forged = (change: Partial<EventEnvelope>): Buffer => Buffer.from(JSON.stringify({ ...event, ...change }));
    const before = (await letters()).length;
    await inject(
      { value: 'without a key' },
      { key: randomUUID(), value: true1 },
      { key: id, value: forged({ data: { marbles: 9 } }) },
      { key: id, value: forged({ source: '/payments' }) },
      { key: id, value: forged({ sequence: '0000000009', id: `jar/${id}/0000000009` }) },
      { key: 'x'.repeat(5_000), value: 'a key that is no case' },
      { key: '', value: randomBytes(1_000_000) },
    );
    const found = await eventually(
      async () => {
        const all = (await letters()).slice(before);
        expect(all).toHaveLength(7);
        return all;
      },
      { timeoutMs: 60_000, intervalMs: 500 },
    );
    expect(found.map(({ caseId }) => caseId)).toEqual(Array.from({ length: 7 }, () => null));
    expect(found.map(({ problem }) => problem.error).toSorted()).toEqual(
      ['Foreign', 'Foreign', 'Foreign', 'SyntaxError', 'SyntaxError', 'SyntaxError', 'Unjournaled'].toSorted(),
    );
    expect(found.every(({ missing }) => missing.en.startsWith('Nothing is missing'))).toBe(true);
    await inject({ key: id, value: true1 });
    await add(id, 1);
    await eventually(() => expect(seenOf(id)).toEqual(['1', '2']), { timeoutMs: 30_000 });
    const garbage = found.find(({ size }) => size === 1_000_000);
    const detail = DeadLetterDetail.parse(await ask(one, `/dead-letters/${garbage?.id}`));
    expect(Buffer.from(detail.bytes, 'base64').length).toBe(4_096);
  }, 120_000);

  it('parks the case that its key names, until it is given up', async () => {
    const id = await open();
    await eventually(() => expect(seenOf(id)).toEqual(['1']), { timeoutMs: 20_000 });
    await inject({ key: id, value: null });
    const tombstone = await letterOf(id);
    expect(tombstone.size).toBe(0);
    await add(id, 1);
    await eventually(async () => expect((await letterOf(id)).waiting).toBe(1), { timeoutMs: 20_000 });
    await ask(two, `/dead-letters/${tombstone.id}/propose-drop`, reason);
    await ask(one, `/dead-letters/${tombstone.id}/confirm-drop`, reason);
    await eventually(() => expect(seenOf(id)).toEqual(['1', '2']), { timeoutMs: 20_000 });
  }, 90_000);
});

describe('who may deal with dead letters', () => {
  it('is an operator; an auditor may read, and nobody else', async () => {
    expect(Problem.parse(await ask(handler, '/dead-letters'))).toMatchObject({ status: 403 });
    expect(DeadLetterList.safeParse(await ask(auditor, '/dead-letters?status=all')).success).toBe(true);
    const [any] = await letters('all');
    expect(Problem.parse(await ask(auditor, `/dead-letters/${any?.id}/redo`, {}))).toMatchObject({ status: 403 });
    expect(Problem.parse(await ask(one, `/dead-letters/approvals-${'0'.repeat(32)}`))).toMatchObject({ status: 404 });
  });
});
