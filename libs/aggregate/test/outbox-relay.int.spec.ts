import { beforeAll, describe, expect, it } from '@jest/globals';
import { mongo, type Connection } from 'mongoose';
import {
  Journal,
  OutboxRelay,
  collectionOf,
  connectStore,
  makeEvent,
  type AggregateDocument,
  type EventStore,
  type OutboxForked,
} from '#libs/aggregate';
import { eventually, uniqueNoun, useEngines } from '#libs/testing';
import { ACTOR, CONTEXT, ListPublisher, call, counter, openStore } from './counter.js';

const engines = useEngines('store');
let connection: Connection;
let journal: Journal;

beforeAll(async () => {
  connection = await connectStore(engines().mongoUrls.approvals);
  journal = new Journal(connection);
  engines.atEnd(() => connection.close());
});

const idsOf = (subject: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${subject}/${String(index + 1).padStart(10, '0')}`);

const outboxOf = async (noun: string, id: string): Promise<number> => {
  const found = await connection.db
    ?.collection<{ _id: string; outbox: unknown[] }>(noun)
    .findOne({ _id: `${noun}/${id}` });
  return found?.outbox.length ?? -1;
};

/** A store whose relay is not running, as after a crash between save and relay. */
const saveOnly = async (noun: string, count: number): Promise<EventStore> => {
  const room = openStore(connection, noun);
  await room.aggregates.init();
  for (let index = 0; index < count; index += 1) {
    await room.aggregates.execute(call(counter(noun), 'one', { add: 1 }, { key: `k${index}` }));
  }
  return room;
};

const relayOf = (noun: string, publisher: ListPublisher, probe?: (point: string) => void): OutboxRelay =>
  new OutboxRelay({ connection, nouns: [noun], journal, publisher, probe, sweepMs: 60_000 });

describe('the relay', () => {
  it('publishes each subject in order and empties its outbox', async () => {
    const noun = uniqueNoun();
    const publisher = new ListPublisher();
    const room = openStore(connection, noun, { publisher });
    await room.start();
    const decider = counter(noun);
    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        room.aggregates.execute(call(decider, `s${index % 3}`, { add: 1, times: 2 }, { key: `k${index}` })),
      ),
    );
    await eventually(() => expect(publisher.events).toHaveLength(120));
    for (const id of ['s0', 's1', 's2']) {
      const own = publisher.events.filter((event) => event.id.startsWith(`${noun}/${id}/`));
      expect(own.map((event) => event.id)).toEqual(idsOf(`${noun}/${id}`, 40));
      expect(own.every((event) => event.caseId === `case-${id}`)).toBe(true);
    }
    await room.stop();
    expect(await outboxOf(noun, 's0')).toBe(0);
    expect(room.relay.pending).toBe(0);
    expect(room.relay.oldestAgeMs).toBe(0);
    expect(await room.aggregates.version(`${noun}/s0`)).toBe(40);
  });

  it('sweeps at start what an earlier process saved and did not publish', async () => {
    const noun = uniqueNoun();
    await saveOnly(noun, 3);
    const publisher = new ListPublisher();
    const relay = relayOf(noun, publisher);
    relay.start();
    await eventually(() => expect(publisher.distinct).toEqual(idsOf(`${noun}/one`, 3)));
    await relay.stop();
  });

  it.each(['loaded', 'journaled', 'published', 'pulled'])(
    'killed when it has %s loses nothing and makes nothing twice under another id',
    async (point) => {
      const noun = uniqueNoun();
      const room = await saveOnly(noun, 4);
      const publisher = new ListPublisher();
      const killed = relayOf(noun, publisher, (reached) => {
        if (reached === point) throw new Error(`killed when ${point}`);
      });
      killed.start();
      await eventually(() => expect(killed.failuresInARow).toBeGreaterThan(0));
      await killed.stop(0);
      await room.aggregates.execute(call(counter(noun), 'one', { add: 1 }, { key: 'after' }));
      const relay = relayOf(noun, publisher);
      relay.start();
      await eventually(async () => expect(await outboxOf(noun, 'one')).toBe(0));
      await relay.stop();
      expect(publisher.distinct).toEqual(idsOf(`${noun}/one`, 5));
      const byId = new Map<string, string>();
      for (const { id, bytes } of publisher.events) {
        expect(byId.get(id) ?? bytes.toString('hex')).toBe(bytes.toString('hex'));
        byId.set(id, bytes.toString('hex'));
      }
      const journaled = await journal.read(`${noun}/one`, 1, 99);
      expect(journaled.map(({ id, bytes }) => [id, bytes.toString('hex')])).toEqual([...byId]);
    },
  );

  it('keeps what Kafka does not take, tells its age, and publishes it when Kafka is back', async () => {
    const noun = uniqueNoun();
    const publisher = new ListPublisher();
    publisher.isDown = true;
    const room = openStore(connection, noun, { publisher });
    await room.start();
    await room.aggregates.execute(call(counter(noun), 'one', { add: 1 }, { key: 'k' }));
    await eventually(() => expect(room.relay.failuresInARow).toBeGreaterThan(1));
    expect(room.relay.pending).toBe(1);
    expect(room.relay.oldestAgeMs).toBeGreaterThan(0);
    expect(await outboxOf(noun, 'one')).toBe(1);
    publisher.isDown = false;
    await eventually(() => expect(publisher.distinct).toEqual(idsOf(`${noun}/one`, 1)));
    await room.stop();
  });

  it('shares an outbox with another relay without losing or adding an event', async () => {
    const noun = uniqueNoun();
    await saveOnly(noun, 20);
    const publisher = new ListPublisher();
    const relays = [relayOf(noun, publisher), relayOf(noun, publisher)];
    for (const relay of relays) relay.start();
    await eventually(async () => expect(await outboxOf(noun, 'one')).toBe(0));
    for (const relay of relays) await relay.stop();
    expect(publisher.distinct).toEqual(idsOf(`${noun}/one`, 20));
  });
});

/** What somebody with the store's password does. */
const tamper = (noun: string, id: string, update: mongo.UpdateFilter<AggregateDocument>): Promise<unknown> =>
  collectionOf<AggregateDocument>(connection, noun).updateOne({ _id: `${noun}/${id}` }, update);

const forgedEvent = (noun: string, id: string, sequence: number): mongo.Binary => {
  const origin = { service: 'approvals', subject: `${noun}/${id}`, caseId: 'case', officetime: CONTEXT.now } as const;
  const event = { type: 'counter.added', data: { add: 1_000 } };
  return new mongo.Binary(makeEvent(event, sequence, { ...origin, actor: ACTOR }).bytes);
};

describe('an outbox that somebody tampered with', () => {
  const forgeries: readonly [string, (noun: string) => mongo.UpdateFilter<AggregateDocument>][] = [
    ['an event that the journal has with other bytes', (noun) => ({ $push: { outbox: forgedEvent(noun, 'bad', 2) } })],
    [
      'an event out of its place',
      (noun) => ({ $set: { outbox: [forgedEvent(noun, 'bad', 9)] satisfies AggregateDocument['outbox'] } }),
    ],
    ['an event of another subject', (noun) => ({ $push: { outbox: forgedEvent(noun, 'good', 2) } })],
    ['what is no event', () => ({ $push: { outbox: new mongo.Binary(Buffer.from('{}')) } })],
  ];

  it.each(forgeries)('holds its own subject back alone when it has %s', async (_what, forgery) => {
    const noun = uniqueNoun();
    const publisher = new ListPublisher();
    const isolated: string[] = [];
    const relay = { sweepMs: 50, isolated: ({ subject }: OutboxForked): void => void isolated.push(subject) };
    const room = openStore(connection, noun, { publisher, relay });
    await room.start();
    const add = (id: string, key: string): Promise<unknown> =>
      room.aggregates.execute(call(counter(noun), id, { add: 1 }, { key }));
    await add('bad', 'k1');
    await add('bad', 'k2');
    await eventually(() => expect(publisher.distinct).toHaveLength(2));
    await eventually(async () => expect(await outboxOf(noun, 'bad')).toBe(0));
    await tamper(noun, 'bad', forgery(noun));
    await eventually(() => expect(isolated).toEqual([`${noun}/bad`]));
    await add('good', 'k1');
    await add('good', 'k2');
    await eventually(() =>
      expect(publisher.distinct).toEqual([...idsOf(`${noun}/bad`, 2), ...idsOf(`${noun}/good`, 2)]),
    );
    expect(room.relay.failuresInARow).toBe(0);
    expect(room.relay.forked).toEqual([expect.objectContaining({ subject: `${noun}/bad` })]);
    expect(isolated).toHaveLength(1);
    expect((await journal.read(`${noun}/bad`, 1, 99)).map(({ id }) => id)).toEqual(idsOf(`${noun}/bad`, 2));
    await tamper(noun, 'bad', { $set: { outbox: [] } });
    await eventually(() => expect(room.relay.forked).toEqual([]));
    await add('bad', 'k3');
    await eventually(() => expect(publisher.distinct).toContain(idsOf(`${noun}/bad`, 3).at(-1)));
    await room.stop();
    expect(publisher.events.every(({ bytes }) => !bytes.includes('1000'))).toBe(true);
  });
});

describe('the journal', () => {
  it('reads a part of a subject and ends at the first missing event', async () => {
    const subject = `${uniqueNoun()}/x`;
    const entries = idsOf(subject, 250).map((id) => ({ id, bytes: Buffer.from(id) }));
    await journal.append(entries);
    await journal.append(entries.slice(240));
    expect(await journal.read(subject, 95, 205)).toEqual(entries.slice(94, 205));
    expect(await journal.read(subject, 249, 400)).toEqual(entries.slice(248));
    expect(await journal.read(subject, 300, 400)).toEqual([]);
  });

  it('refuses other bytes under an id it has', async () => {
    const [id = ''] = idsOf(`${uniqueNoun()}/x`, 1);
    await journal.append([{ id, bytes: Buffer.from('one') }]);
    await expect(journal.append([{ id, bytes: Buffer.from('other') }])).rejects.toThrow('other bytes');
  });

  it('writes the other subjects of a batch in which one is forked, and names every fork', async () => {
    const [good, bad] = [`${uniqueNoun()}/x`, `${uniqueNoun()}/x`];
    const entries = [...idsOf(bad, 2), ...idsOf(good, 2)].map((id) => ({ id, bytes: Buffer.from(id) }));
    await journal.append(entries.slice(0, 2));
    const other = entries.map(({ id, bytes }) => ({ id, bytes: id.startsWith(bad) ? Buffer.from('other') : bytes }));
    await expect(journal.append(other)).rejects.toMatchObject({ eventIds: idsOf(bad, 2) });
    expect(await journal.read(good, 1, 9)).toEqual(entries.slice(2));
    expect(await journal.read(bad, 1, 9)).toEqual(entries.slice(0, 2));
  });

  it('goes through all events of a subject in order', async () => {
    const subject = `${uniqueNoun('zz')}/x`;
    await journal.append(idsOf(subject, 30).map((id) => ({ id, bytes: Buffer.from(id) })));
    const ids: string[] = [];
    for await (const { id } of journal.iterate({ page: 7 })) if (id.startsWith(subject)) ids.push(id);
    expect(ids).toEqual(idsOf(subject, 30));
  });
});
