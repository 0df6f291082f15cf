import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { KeyReused, NotFound, connectStore, type AggregateStore, type CommandOutcome } from '#libs/aggregate';
import { refusal } from '#libs/contracts';
import { eventually, uniqueNoun, useEngines } from '#libs/testing';
import { ListPublisher, call, counter, openStore, sumOf } from './counter.js';

const engines = useEngines('store');
const noun = uniqueNoun('counter');
const decider = counter(noun);
let connection: Connection;

beforeAll(async () => {
  connection = await connectStore(engines().mongoUrls.approvals);
  engines.atEnd(() => connection.close());
});

/** Two processes of one service. Each remembers what it read and wrote, and hears nothing of the other. */
const twoProcesses = async (): Promise<readonly [AggregateStore, AggregateStore]> => {
  const [one, other] = [openStore(connection, noun), openStore(connection, noun)];
  await one.aggregates.init();
  return [one.aggregates, other.aggregates];
};

const versionOf = (outcome: CommandOutcome): number => {
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusals));
  return outcome.answer.version;
};

describe('a process that remembers an aggregate', () => {
  it('goes on from what another process wrote meanwhile', async () => {
    const [one, other] = await twoProcesses();
    const versions: number[] = [];
    for (let index = 0; index < 12; index += 1) {
      const store = index % 3 === 0 ? other : one;
      versions.push(versionOf(await store.execute(call(decider, 'turns', { add: 1 }, { key: `k${index}` }))));
    }
    expect(versions).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    expect(await sumOf(one, decider, 'turns')).toBe(12);
  });

  it('refuses only what the present state refuses', async () => {
    const [one, other] = await twoProcesses();
    await one.execute(call(decider, 'label', { add: 1, label: 'red' }, { key: 'k1' }));
    await other.execute(call(decider, 'label', { add: 1, label: 'blue' }, { key: 'k2' }));
    // In the memory of the first it is still red.
    const again = await one.execute(call(decider, 'label', { add: 1, label: 'red' }, { key: 'k3' }));
    expect(versionOf(again)).toBe(3);
    const refused = await one.execute(call(decider, 'label', { add: 1, label: 'red' }, { key: 'k4' }));
    expect(refused).toMatchObject({ kind: 'refused', refusals: [{ rule: 'R-LABELLED' }] });
  });

  it('takes a version that only the other process has made', async () => {
    const [one, other] = await twoProcesses();
    await one.execute(call(decider, 'version', { add: 1 }, { key: 'k1' }));
    await other.execute(call(decider, 'version', { add: 1 }, { key: 'k2' }));
    const seen = await one.execute(call(decider, 'version', { add: 1 }, { key: 'k3', expectedVersion: 2 }));
    expect(versionOf(seen)).toBe(3);
  });

  it('finds what the other process has born, and the answer that it gave', async () => {
    const [one, other] = await twoProcesses();
    const missing = one.execute(call(decider, 'born', { add: 1 }, { key: 'k0', notFoundWhenNew: true }));
    await expect(missing).rejects.toThrow(NotFound);
    await other.execute(call(decider, 'born', { add: 4 }, { key: 'k1' }));
    expect(await one.execute(call(decider, 'born', { add: 4 }, { key: 'k1' }))).toMatchObject({ repeated: true });
    await expect(one.execute(call(decider, 'born', { add: 5 }, { key: 'k1' }))).rejects.toThrow(KeyReused);
    const next = await one.execute(call(decider, 'born', { add: 1 }, { key: 'k2', notFoundWhenNew: true }));
    expect(versionOf(next)).toBe(2);
  });

  it('knows a key that the other process has archived', async () => {
    const [one] = await twoProcesses();
    const other = openStore(connection, noun, { handledMax: 2 }).aggregates;
    for (let index = 0; index < 3; index += 1) {
      await one.execute(call(decider, 'keys', { add: 1 }, { key: `k${index}` }));
    }
    for (let index = 3; index < 9; index += 1) {
      await other.execute(call(decider, 'keys', { add: 1 }, { key: `k${index}` }));
    }
    for (let index = 0; index < 9; index += 1) {
      expect(await one.execute(call(decider, 'keys', { add: 1 }, { key: `k${index}` }))).toMatchObject({
        repeated: true,
      });
    }
    expect(await sumOf(other, decider, 'keys')).toBe(9);
  });

  it('shows a query what stands in the store, and a read model what it remembers when that is enough', async () => {
    const [one, other] = await twoProcesses();
    await one.execute(call(decider, 'read', { add: 1 }, { key: 'k1' }));
    await other.execute(call(decider, 'read', { add: 1 }, { key: 'k2' }));
    expect(one.recall(decider, `${noun}/read`)).toMatchObject({ version: 1 });
    expect(await one.load(decider, `${noun}/read`, 1)).toMatchObject({ version: 1, state: { sum: 1 } });
    expect(await one.load(decider, `${noun}/read`, 2)).toMatchObject({ version: 2, state: { sum: 2 } });
    await other.execute(call(decider, 'read', { add: 1 }, { key: 'k3' }));
    expect(await one.load(decider, `${noun}/read`)).toMatchObject({ version: 3, state: { sum: 3 } });
    expect(one.hasReached(`${noun}/read`, 3)).toBe(true);
    expect(one.hasReached(`${noun}/read`, 4)).toBe(false);
  });
});

describe('a relay that remembers what was saved', () => {
  it('publishes nothing twice when a command had begun before the relay was done', async () => {
    const publisher = new ListPublisher();
    const own = uniqueNoun('counter');
    const seconds: Promise<unknown>[] = [];
    const probe = (point: string): void => {
      // Its claim takes it longer to its write than the relay takes to the end.
      const claims = [{ value: uniqueNoun('claim'), taken: refusal('R-TEST', '') }];
      const second = call(counter(own), 'quick', { add: 1 }, { key: 'k2', claims });
      if (point === 'published' && seconds.length === 0) seconds.push(room.aggregates.execute(second));
    };
    const room = openStore(connection, own, { publisher, relay: { probe } });
    await room.start();
    await room.aggregates.execute(call(counter(own), 'quick', { add: 1 }, { key: 'k1' }));
    await eventually(() => expect(publisher.distinct).toHaveLength(2));
    await Promise.all(seconds);
    await room.stop();
    expect(publisher.events).toHaveLength(2);
  });

  it('publishes what another process saved and left behind before its own', async () => {
    const publisher = new ListPublisher();
    const own = uniqueNoun('counter');
    const [idle, busy] = [openStore(connection, own), openStore(connection, own, { publisher })];
    await busy.start();
    const add = (room: typeof idle, key: string): Promise<unknown> =>
      room.aggregates.execute(call(counter(own), 'left', { add: 1 }, { key }));
    await add(busy, 'k1');
    await eventually(() => expect(publisher.distinct).toHaveLength(1));
    // Saved by a process that dies before it relays; the busy one remembers the version before.
    await add(idle, 'k2');
    await add(busy, 'k3');
    await eventually(() => expect(publisher.distinct).toHaveLength(3));
    expect(publisher.distinct.map((id) => Number(id.slice(-10)))).toEqual([1, 2, 3]);
    await busy.stop();
  });
});
