import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import { EventStore, connectStore, fingerprint, isUnavailable } from '#libs/aggregate';
import { accept, type Decider, type DomainEvent } from '#libs/contracts';
import { KafkaPublisher, createTopics, parseFact } from '#libs/events';
import { ENGINES_START_MS, eventually, startTestEngines, uniqueNoun, type TestEngines } from '#libs/testing';

const noun = uniqueNoun('tally');
const tally: Decider<{ readonly count: number }, object, DomainEvent> = {
  noun,
  initial: { count: 0 },
  decide: () => accept([{ type: 'tally.counted', data: {} }]),
  evolve: ({ count }) => ({ count: count + 1 }),
};

let engines: TestEngines;
let brokers: string[];

beforeAll(async () => {
  // Own engines, because these tests kill them.
  engines = await startTestEngines(['kafka', 'store']);
  brokers = engines.addresses.kafkaBrokers.split(',');
  await createTopics(brokers, {
    development: { replicationFactor: 1, configs: {} },
    production: { replicationFactor: 3, configs: {} },
    topics: [{ name: 'approvals.facts', partitions: 3, configs: {} }],
  });
}, ENGINES_START_MS);

afterAll(() => engines.stop(), 30_000);

const open = async (): Promise<EventStore> => {
  const store = new EventStore({
    connection: await connectStore(engines.addresses.mongoUrls.approvals),
    service: 'approvals',
    nouns: [noun],
    publisher: new KafkaPublisher({ brokers, service: 'approvals' }),
    relay: { sweepMs: 500 },
    deadlineMs: 60_000,
  });
  await store.start();
  return store;
};

const count = (store: EventStore, id: string, key: string) =>
  store.aggregates.execute({
    decider: tally,
    subject: `${noun}/${id}`,
    caseId: id,
    command: {},
    key,
    fingerprint: fingerprint('count', {}),
    context: {
      now: '2026-03-02T09:00:00+08:00',
      today: '2026-03-02',
      actor: { id: 'robot', kind: 'machine', roles: [] },
    },
  });

/** Sequences of a subject as Kafka has them, repeats left out, in order of first arrival. */
const published = async (id: string, wanted: number): Promise<readonly number[]> => {
  const kafka = new Kafka({ clientId: noun, brokers, logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: uniqueNoun('reader') });
  const found = new Set<number>();
  await consumer.connect();
  await consumer.subscribe({ topics: ['approvals.facts'], fromBeginning: true });
  await consumer.run({
    eachMessage: ({ message }) => {
      const parsed = parseFact(message.value ?? Buffer.alloc(0));
      if ('event' in parsed && parsed.event.subject === `${noun}/${id}`) found.add(Number(parsed.event.sequence));
      return Promise.resolve();
    },
  });
  await eventually(() => expect(found.size).toBe(wanted), { timeoutMs: 30_000 });
  await consumer.disconnect();
  return [...found];
};

const upTo = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1);

describe('facts', () => {
  it('are all in Kafka and in order after Kafka was killed in the middle', async () => {
    const store = await open();
    for (let index = 0; index < 10; index += 1) await count(store, 'broker', `before-${index}`);
    await engines.kill('kafka', 'SIGKILL');
    for (let index = 0; index < 10; index += 1) await count(store, 'broker', `without-${index}`);
    expect(await store.aggregates.version(`${noun}/broker`)).toBe(20);
    await engines.restart('kafka');
    for (let index = 0; index < 10; index += 1) await count(store, 'broker', `after-${index}`);
    await eventually(() => expect(store.relay.pending).toBe(0), { timeoutMs: 60_000 });
    expect(await published('broker', 30)).toEqual(upTo(30));
    await store.stop();
    await store.connection.close();
  }, 180_000);

  it('are there once for every accepted command after the store was killed in the middle', async () => {
    const store = await open();
    const commands = Array.from({ length: 120 }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 5));
      return count(store, 'store', `k${index}`);
    });
    await new Promise((resolve) => setTimeout(resolve, 250));
    await engines.kill('store', 'SIGKILL');
    await engines.restart('store');
    const outcomes = await Promise.allSettled(commands);
    const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(lost.filter((outcome) => !isUnavailable(outcome.reason))).toEqual([]);
    // Whoever got no answer asks again with the same key: nothing is done twice.
    for (let index = 0; index < 120; index += 1) await count(store, 'store', `k${index}`);
    expect(await store.aggregates.load(tally, `${noun}/store`)).toMatchObject({ version: 120, state: { count: 120 } });
    await eventually(() => expect(store.relay.pending).toBe(0), { timeoutMs: 60_000 });
    expect(await published('store', 120)).toEqual(upTo(120));
    await store.stop();
    await store.connection.close();
  }, 180_000);
});
