import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Module, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, ServerKafka } from '@nestjs/microservices';
import {
  Kafka,
  KafkaJSNonRetriableError,
  Partitioners,
  logLevel,
  type Admin,
  type Consumer,
  type Producer,
} from 'kafkajs';
import {
  KafkaPublisher,
  ParkedInMemory,
  Permanent,
  Unavailable,
  connectFacts,
  createTopics,
  deadLettersTopic,
  type FactMessage,
  type FactsStrategy,
  type FactsStrategyOptions,
} from '#libs/events';
import { eventually, uniqueNoun, useEngines } from '#libs/testing';
import { SeenInMemory, factBytes } from './facts.js';

const engines = useEngines('kafka');
const stem = uniqueNoun();
const topic = `${stem}.facts`;
const plan = (name: string, partitions: number) => ({ name, partitions, configs: {} });

/** What the handler does with a message is decided by the running test. */
const desk: { handle: (message: FactMessage) => Promise<void> } = { handle: () => Promise.resolve() };

@Controller()
class ProbeConsumer {
  @EventPattern<string>(topic)
  take(message: FactMessage): Promise<void> {
    return desk.handle(message);
  }
}

@Module({ controllers: [ProbeConsumer] })
class ProbeModule {}

let brokers: string[];
let producer: Producer;
let admin: Admin;
const open: INestApplication[] = [];

beforeAll(async () => {
  brokers = engines().kafkaBrokers.split(',');
  const topics = {
    development: { replicationFactor: 1, configs: {} },
    production: { replicationFactor: 3, configs: {} },
  };
  const wanted = { ...topics, topics: [plan(topic, 3), plan(deadLettersTopic(stem), 1), plan('approvals.facts', 6)] };
  const created = await createTopics(brokers, wanted);
  expect(created).toContain(topic);
  expect(await createTopics(brokers, wanted)).toEqual([]);
  const kafka = new Kafka({ clientId: stem, brokers, logLevel: logLevel.NOTHING });
  producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner, allowAutoTopicCreation: false });
  await producer.connect();
  engines.atEnd(() => producer.disconnect());
  admin = kafka.admin();
  await admin.connect();
  engines.atEnd(() => admin.disconnect());
}, 60_000);

afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
}, 30_000);

const consume = async (
  more: Partial<FactsStrategyOptions> = {},
  group = `${stem}.${uniqueNoun('g')}`,
): Promise<FactsStrategy> => {
  const app = await NestFactory.create(ProbeModule, { logger: false });
  open.push(app);
  const strategy = connectFacts(app, {
    brokers,
    consumer: group,
    backoffMs: { first: 50, longest: 200 },
    ...more,
  });
  await app.startAllMicroservices();
  await strategy.joined;
  return strategy;
};

const send = (partition: number, key: string, value: Buffer) =>
  producer.send({ topic, messages: [{ partition, key, value }] });

const readAll = async (name: string, count: number) => {
  const consumer = new Kafka({ clientId: stem, brokers, logLevel: logLevel.NOTHING }).consumer({
    groupId: uniqueNoun('r'),
  });
  const found: { key: string; value: Buffer; headers: Record<string, string> }[] = [];
  await consumer.connect();
  await consumer.subscribe({ topics: [name], fromBeginning: true });
  await consumer.run({
    eachMessage: ({ message }) => {
      const headers = Object.entries(message.headers ?? {}).map(([header, value]) => [header, String(value)]);
      found.push({
        key: message.key?.toString() ?? '',
        value: message.value ?? Buffer.alloc(0),
        headers: Object.fromEntries(headers) as Record<string, string>,
      });
      return Promise.resolve();
    },
  });
  await eventually(() => expect(found.length).toBeGreaterThanOrEqual(count), { timeoutMs: 20_000 });
  await consumer.disconnect();
  return found;
};

describe('the consumer', () => {
  it('buries a poison message, parks its case and goes on with all others', async () => {
    const handled: string[] = [];
    const mine = uniqueNoun('a');
    desk.handle = ({ event }) => {
      if (event?.subject.startsWith(mine) !== true) return Promise.resolve();
      if (event.data['poison'] === true) return Promise.reject(new Permanent('cannot be handled'));
      handled.push(event.id);
      return Promise.resolve();
    };
    const parked = new ParkedInMemory();
    const strategy = await consume({ parked, seen: new SeenInMemory() });
    const sick = `${mine}-sick`;
    await send(0, sick, factBytes(`${mine}/sick`, 1, sick, { poison: true }));
    await send(0, `${mine}-mad`, Buffer.from('no json'));
    await send(0, sick, factBytes(`${mine}/sick`, 2, sick));
    await send(0, `${mine}-well`, factBytes(`${mine}/well`, 1, `${mine}-well`));
    await send(1, `${mine}-well`, factBytes(`${mine}/other`, 1, `${mine}-well`));
    await eventually(
      () => expect(handled.toSorted()).toEqual([`${mine}/other/0000000001`, `${mine}/well/0000000001`]),
      {
        timeoutMs: 20_000,
      },
    );
    expect((await parked.messagesOf(sick)).length).toBe(2);
    const letters = (await readAll(deadLettersTopic(stem), 2)).filter(({ key }) => key.startsWith(mine));
    expect(
      letters.map(({ key, headers }) => [key, headers['error'], headers['origin-topic'], headers['case-id']]),
    ).toEqual([
      [sick, 'Permanent', topic, sick],
      [`${mine}-mad`, 'SyntaxError', topic, `${mine}-mad`],
    ]);
    expect(letters[0]?.value.equals(factBytes(`${mine}/sick`, 1, sick, { poison: true }))).toBe(true);
    expect(strategy.incidents['dead-letter']).toBeGreaterThanOrEqual(2);
    desk.handle = ({ event }) => Promise.resolve(void handled.push(event?.id ?? ''));
    await strategy.resume(sick);
    expect(handled.slice(2)).toEqual([`${mine}/sick/0000000001`, `${mine}/sick/0000000002`]);
  }, 60_000);

  it('pauses only the partition that waits for something unavailable, and continues it in order', async () => {
    const handled: string[] = [];
    const mine = uniqueNoun('b');
    let isDown = true;
    desk.handle = ({ event }) => {
      if (event?.subject.startsWith(mine) !== true) return Promise.resolve();
      if (isDown && event.subject === `${mine}/waits`) return Promise.reject(new Unavailable('Temporal'));
      handled.push(`${event.subject.slice(mine.length + 1)} ${Number(event.sequence)}`);
      return Promise.resolve();
    };
    const strategy = await consume({ seen: new SeenInMemory() });
    for (let sequence = 1; sequence <= 5; sequence += 1) {
      await send(0, `${mine}-waits`, factBytes(`${mine}/waits`, sequence, `${mine}-waits`));
      await send(1, `${mine}-flows`, factBytes(`${mine}/flows`, sequence, `${mine}-flows`));
    }
    await eventually(() => expect(handled.filter((each) => each.startsWith('flows'))).toHaveLength(5), {
      timeoutMs: 20_000,
    });
    await eventually(() => expect(strategy.incidents.unavailable).toBeGreaterThan(5));
    await send(1, `${mine}-flows`, factBytes(`${mine}/flows`, 6, `${mine}-flows`));
    await eventually(() => expect(handled).toContain('flows 6'));
    expect(handled.some((each) => each.startsWith('waits'))).toBe(false);
    isDown = false;
    await eventually(() => expect(handled.filter((each) => each.startsWith('waits'))).toHaveLength(5));
    expect(handled.filter((each) => each.startsWith('waits'))).toEqual([1, 2, 3, 4, 5].map((each) => `waits ${each}`));
    expect(strategy.heldPartitions).toBe(0);
  }, 60_000);

  it('repairs a gap from the journal before it goes on', async () => {
    const handled: number[] = [];
    const mine = uniqueNoun('c');
    desk.handle = ({ event }) => {
      if (event?.subject === `${mine}/1`) handled.push(Number(event.sequence));
      return Promise.resolve();
    };
    await consume({
      seen: new SeenInMemory(),
      fetchMissing: (subject, from, to) =>
        Promise.resolve(Array.from({ length: to - from + 1 }, (_, index) => factBytes(subject, from + index, mine))),
    });
    await send(2, mine, factBytes(`${mine}/1`, 1, mine));
    await send(2, mine, factBytes(`${mine}/1`, 5, mine));
    await eventually(() => expect(handled).toEqual([1, 2, 3, 4, 5]), { timeoutMs: 20_000 });
  }, 60_000);

  it('commits what it handled and takes up after it when it comes back', async () => {
    const handled: number[] = [];
    const mine = uniqueNoun('d');
    const group = `${stem}.${uniqueNoun('g')}`;
    let delivered = 0;
    desk.handle = ({ event }) => {
      delivered += 1;
      if (event?.subject === `${mine}/1`) handled.push(Number(event.sequence));
      return Promise.resolve();
    };
    await consume({}, group);
    for (const sequence of [1, 2, 3]) await send(0, mine, factBytes(`${mine}/1`, sequence, mine));
    await eventually(() => expect(handled).toEqual([1, 2, 3]), { timeoutMs: 20_000 });
    for (const app of open.splice(0)) await app.close();
    delivered = 0;
    await consume({}, group);
    await send(0, mine, factBytes(`${mine}/1`, 4, mine));
    await eventually(() => expect(handled).toEqual([1, 2, 3, 4]), { timeoutMs: 20_000 });
    expect(delivered).toBe(1);
  }, 60_000);

  it('finishes and commits the message under way when it is closed', async () => {
    const handled: number[] = [];
    const mine = uniqueNoun('e');
    const group = `${stem}.${uniqueNoun('g')}`;
    let isUnderWay = false;
    desk.handle = async ({ event }) => {
      if (event?.subject !== `${mine}/1`) return;
      isUnderWay = true;
      await new Promise((resolve) => setTimeout(resolve, 400));
      handled.push(Number(event.sequence));
    };
    await consume({}, group);
    await send(0, mine, factBytes(`${mine}/1`, 1, mine));
    await send(0, mine, factBytes(`${mine}/1`, 2, mine));
    await eventually(() => expect(isUnderWay).toBe(true), { timeoutMs: 20_000 });
    for (const app of open.splice(0)) await app.close();
    const before = handled.length;
    expect(before).toBeGreaterThan(0);
    await consume({}, group);
    await eventually(() => expect(handled.at(-1)).toBe(2), { timeoutMs: 20_000 });
    expect(handled).toEqual([1, 2]);
  }, 60_000);

  it('commits all it has passed by when it is closed, so that nothing comes again', async () => {
    const handled: number[] = [];
    const mine = uniqueNoun('f');
    const group = `${stem}.${uniqueNoun('g')}`;
    desk.handle = ({ event }) => {
      if (event?.subject === `${mine}/1`) handled.push(Number(event.sequence));
      return Promise.resolve();
    };
    await consume({ commitMs: 600_000 }, group);
    for (const sequence of [1, 2, 3]) await send(0, mine, factBytes(`${mine}/1`, sequence, mine));
    await eventually(() => expect(handled).toEqual([1, 2, 3]), { timeoutMs: 20_000 });
    const committed = async () => {
      const [found] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
      return found?.partitions.find(({ partition }) => partition === 0)?.offset;
    };
    expect(await committed()).toBe('-1');
    for (const app of open.splice(0)) await app.close();
    const ends = await admin.fetchTopicOffsets(topic);
    expect(await committed()).toBe(ends.find(({ partition }) => partition === 0)?.high);
  }, 60_000);

  it('gets again what it handled and did not commit before it died, and drops it', async () => {
    const handled: number[] = [];
    const came: string[] = [];
    const mine = uniqueNoun('h');
    const group = `${stem}.${uniqueNoun('g')}`;
    desk.handle = ({ event }) => {
      if (event?.subject === `${mine}/1`) handled.push(Number(event.sequence));
      return Promise.resolve();
    };
    class Noting extends SeenInMemory {
      override highest(subject: string): Promise<number> {
        if (subject === `${mine}/1`) came.push(subject);
        return super.highest(subject);
      }
    }
    const seen = new Noting();
    const dying = await consume({ commitMs: 600_000, seen }, group);
    for (const sequence of [1, 2, 3]) await send(0, mine, factBytes(`${mine}/1`, sequence, mine));
    await eventually(() => expect(handled).toEqual([1, 2, 3]), { timeoutMs: 20_000 });
    // Nest's own way out knows nothing of our commits: the member is gone, and what it has passed by is not said.
    await ServerKafka.prototype.close.call(dying);
    expect(came).toHaveLength(3);
    await consume({ seen }, group);
    await send(0, mine, factBytes(`${mine}/1`, 4, mine));
    await eventually(() => expect(handled).toContain(4), { timeoutMs: 20_000 });
    expect(handled).toEqual([1, 2, 3, 4]);
    expect(came).toHaveLength(7);
  }, 60_000);

  it('joins anew when its client has crashed and does not try again by itself', async () => {
    const handled: number[] = [];
    const mine = uniqueNoun('j');
    desk.handle = ({ event }) => {
      if (event?.subject === `${mine}/1`) handled.push(Number(event.sequence));
      return Promise.resolve();
    };
    let crashes = 0;
    const strategy = await consume({
      probe: () => {
        if (handled.length === 2 && crashes++ === 0) throw new KafkaJSNonRetriableError('it will not go on');
      },
    });
    const crashed = strategy.unwrap<[Kafka, Consumer, Producer]>()[1];
    for (const sequence of [1, 2, 3]) await send(0, mine, factBytes(`${mine}/1`, sequence, mine));
    await eventually(() => expect(new Set(handled)).toEqual(new Set([1, 2, 3])), { timeoutMs: 30_000 });
    expect(crashes).toBeGreaterThan(0);
    expect(strategy.unwrap<[Kafka, Consumer, Producer]>()[1]).not.toBe(crashed);
    strategy.checkHeard();
  }, 60_000);

  it('lets facts gather between two fetches when it is told to', async () => {
    const handled: number[] = [];
    const mine = uniqueNoun('i');
    desk.handle = ({ event }) => {
      if (event?.subject === `${mine}/1`) handled.push(Number(event.sequence));
      return Promise.resolve();
    };
    const strategy = await consume({ gatherMs: 3_000, concurrency: 36 });
    const consumer = strategy.unwrap<[Kafka, Consumer, Producer]>()[1];
    await send(1, mine, factBytes(`${mine}/1`, 1, mine));
    await eventually(() => expect(handled).toEqual([1]), { timeoutMs: 20_000 });
    const sizes: number[] = [];
    consumer.on(consumer.events.START_BATCH_PROCESS, ({ payload }) => void sizes.push(payload.batchSize));
    for (const sequence of [2, 3, 4, 5]) await send(1, mine, factBytes(`${mine}/1`, sequence, mine));
    await eventually(() => expect(handled).toEqual([1, 2, 3, 4, 5]), { timeoutMs: 20_000 });
    expect(sizes).toEqual([4]);
  }, 60_000);

  it('starts without a broker and does not keep the application from closing', async () => {
    const app = await NestFactory.create(ProbeModule, { logger: false });
    connectFacts(app, { brokers: ['127.0.0.1:1'], consumer: `${stem}.nobody` });
    await app.startAllMicroservices();
    await app.close();
  }, 60_000);
});

describe('the publisher', () => {
  it('sends the given bytes in order with the case as key and says what they are', async () => {
    const publisher = new KafkaPublisher({ brokers, service: 'approvals' });
    const caseId = uniqueNoun('case');
    const batch = Array.from({ length: 1_200 }, (_, index) => ({
      caseId,
      bytes: factBytes(`${caseId}/1`, index + 1, caseId),
    }));
    const begun = performance.now();
    await publisher.publish(batch);
    console.info(`1,200 events published: ${Math.round(performance.now() - begun)} ms`);
    await publisher.disconnect();
    await publisher.publish(batch.slice(0, 1));
    await publisher.disconnect();
    const found = (await readAll('approvals.facts', 1_201)).filter(({ key }) => key === caseId);
    expect(found.slice(0, 1_200).map(({ value }) => value.toString())).toEqual(
      batch.map(({ bytes }) => bytes.toString()),
    );
    expect(found[0]?.headers).toEqual({ 'content-type': 'application/cloudevents+json' });
  }, 60_000);
});
