import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { ClaimSweeper, Claims, Tombstoned, connectStore, type EventStore } from '#libs/aggregate';
import { refusal } from '#libs/contracts';
import { uniqueNoun, useEngines } from '#libs/testing';
import { call, counter, openStore, type CounterState } from './counter.js';

const engines = useEngines('store');
const noun = uniqueNoun('labelled');
const decider = counter(noun);
let connection: Connection;
let room: EventStore;
let claims: Claims;

beforeAll(async () => {
  connection = await connectStore(engines().mongoUrls.payments);
  room = openStore(connection, noun);
  await room.start();
  claims = room.claims;
  engines.atEnd(() => connection.close());
  engines.atEnd(() => room.stop());
});

const taken = refusal('R-TAKEN', '/label');
const labelled = (id: string, label: string, key = 'k') =>
  call(decider, id, { add: 1, label }, { key, claims: [{ value: label, taken }] });
const sweeper = (probe?: (point: 'judged' | 'fenced') => Promise<void>): ClaimSweeper =>
  new ClaimSweeper({
    connection,
    claims,
    graceMs: -1_000,
    holds: (owner, state, value) => owner.startsWith(noun) && (state as CounterState | undefined)?.label === value,
    probe,
  });

/** A connection on which the first call of a collection's method waits until `work` is done. */
const pausedBefore = (method: string, target: Connection, work: () => Promise<void>): Connection => {
  let isFirst = true;
  const wrap = <Target extends object>(inner: Target, replace: (name: string | symbol, value: unknown) => unknown) =>
    new Proxy(inner, {
      get: (object, name) => {
        const value: unknown = Reflect.get(object, name);
        return replace(name, typeof value === 'function' ? value.bind(object) : value);
      },
    });
  const collection = (found: object) =>
    wrap(found, (name, value) =>
      name !== method || typeof value !== 'function' || !isFirst
        ? value
        : async (...parameters: unknown[]): Promise<unknown> => {
            isFirst = false;
            await work();
            return value(...parameters);
          },
    );
  const database = (db: object) =>
    wrap(db, (name, value) =>
      name === 'collection' && typeof value === 'function' ? (...of: unknown[]) => collection(value(...of)) : value,
    );
  return wrap(target, (name, value) => (name === 'db' ? database(value as object) : value));
};

describe('a claim', () => {
  it('belongs to the first subject, and the second is refused', async () => {
    expect(await room.aggregates.execute(labelled('a', 'red'))).toMatchObject({ kind: 'accepted' });
    expect(await room.aggregates.execute(labelled('b', 'red'))).toEqual({ kind: 'refused', refusals: [taken] });
    expect(await claims.ownerOf('red')).toBe(`${noun}/a`);
    await sweeper().release('red', `${noun}/b`);
    await sweeper().release('red', `${noun}/a`);
    expect(await claims.ownerOf('red')).toBe(`${noun}/a`);
    await room.aggregates.execute(labelled('a', 'pink', 'k3'));
    await sweeper().release('red', `${noun}/a`);
    expect(await room.aggregates.execute(labelled('b', 'red', 'k2'))).toMatchObject({ kind: 'accepted' });
  });

  it('lets the refusal name the owner whom the loser met at the claim itself', async () => {
    const named = { value: 'amber', taken: (owner: string) => refusal('R-TAKEN', '/label', { owner }) };
    const wish = (id: string) => call(decider, id, { add: 1, label: 'amber' }, { key: 'k', claims: [named] });
    expect(await room.aggregates.execute(wish('first'))).toMatchObject({ kind: 'accepted' });
    expect(await room.aggregates.execute(wish('second'))).toMatchObject({
      refusals: [{ rule: 'R-TAKEN', params: { owner: `${noun}/first` } }],
    });
  });

  it('that is kept for good belongs to its first owner, whatever the sweeper does', async () => {
    const owners = ['union/one', 'union/two'];
    const answers = await Promise.all(owners.map((owner) => claims.keep('employer', owner)));
    expect(answers.map(({ kind }) => kind).toSorted((a, b) => a.localeCompare(b))).toEqual(['ok', 'taken']);
    const first = await claims.ownerOf('employer');
    expect(await sweeper().sweep()).not.toContain('employer');
    expect(await claims.keep('employer', first ?? '')).toEqual({ kind: 'ok' });
    expect(await claims.keep('employer', 'union/three')).toEqual({ kind: 'taken', owner: first });
  });

  it('stays with an owner that claims it anew while it is given back', async () => {
    await room.aggregates.execute(labelled('back', 'ochre', 'k1'));
    await room.aggregates.execute(labelled('back', 'plain', 'k2'));
    for (const at of ['judged', 'fenced'] as const) {
      const again = sweeper(async (point) => {
        if (point === at) await room.aggregates.execute(labelled('back', 'ochre', `${at} again`));
      });
      await again.release('ochre', `${noun}/back`);
      expect(await claims.ownerOf('ochre')).toBe(`${noun}/back`);
      await room.aggregates.execute(labelled('back', 'plain', `${at} over`));
    }
    await sweeper().release('ochre', `${noun}/back`);
    expect(await claims.ownerOf('ochre')).toBeUndefined();
  });

  it('is taken by exactly one of many racers', async () => {
    const racers = Array.from({ length: 20 }, (_, index) => room.aggregates.execute(labelled(`race${index}`, 'gold')));
    const outcomes = await Promise.all(racers);
    expect(outcomes.filter((outcome) => outcome.kind === 'accepted')).toHaveLength(1);
  });

  it('that its owner holds is confirmed and never freed', async () => {
    await room.aggregates.execute(labelled('held', 'blue'));
    await sweeper().sweep();
    await sweeper().sweep();
    expect(await claims.ownerOf('blue')).toBe(`${noun}/held`);
    expect((await claims.unconfirmed(new Date(Date.now() + 1_000), 100)).map(({ _id }) => _id)).not.toContain('blue');
  });
});

describe('the sweeper', () => {
  it('frees the claim of an owner that was never born and makes its birth impossible', async () => {
    await claims.claim('green', `${noun}/unborn`);
    expect(await sweeper().sweep()).toContain('green');
    await expect(room.aggregates.execute(labelled('unborn', 'green'))).rejects.toThrow(Tombstoned);
    expect(await room.aggregates.exists(`${noun}/unborn`)).toBe(false);
    expect(await room.aggregates.execute(labelled('other', 'green'))).toMatchObject({ kind: 'accepted' });
  });

  it('leaves a claim alone whose owner is born while it judges', async () => {
    await claims.claim('white', `${noun}/newborn`);
    const freed = await sweeper(async (point) => {
      if (point === 'judged') await room.aggregates.execute(labelled('newborn', 'white'));
    }).sweep();
    expect(freed).not.toContain('white');
    expect(await claims.ownerOf('white')).toBe(`${noun}/newborn`);
    expect(await room.aggregates.load(decider, `${noun}/newborn`)).toMatchObject({ state: { label: 'white' } });
  });

  it('raises the fence of a living owner, so that a slow write fails, starts again and claims again', async () => {
    await room.aggregates.execute(call(decider, 'alive', { add: 1 }, { key: 'k0' }));
    await claims.claim('black', `${noun}/alive`);
    let outcome: unknown;
    const freed = await sweeper(async (point) => {
      // The command claims anew between the fence and the freeing, which changes the stamp.
      if (point === 'fenced') outcome = await room.aggregates.execute(labelled('alive', 'black', 'k1'));
    }).sweep();
    expect(freed).not.toContain('black');
    expect(outcome).toMatchObject({ kind: 'accepted', answer: { version: 2 } });
    expect(await claims.ownerOf('black')).toBe(`${noun}/alive`);
  });

  it('makes a write fail that was already on its way when its claim was freed', async () => {
    await room.aggregates.execute(call(decider, 'slow', { add: 1 }, { key: 'k0' }));
    let freed: readonly string[] = [];
    const slow = openStore(
      pausedBefore('findOneAndUpdate', connection, async () => {
        freed = await sweeper().sweep();
        await room.aggregates.execute(labelled('quick', 'grey'));
      }),
      noun,
    );
    const outcome = await slow.aggregates.execute(labelled('slow', 'grey', 'k1'));
    expect(freed).toContain('grey');
    expect(outcome).toEqual({ kind: 'refused', refusals: [taken] });
    expect(await room.aggregates.load(decider, `${noun}/slow`)).toMatchObject({ version: 1, state: { label: null } });
    expect(await room.aggregates.load(decider, `${noun}/quick`)).toMatchObject({ state: { label: 'grey' } });
  });

  it('never lets two subjects hold one value, whatever races', async () => {
    for (let round = 0; round < 8; round += 1) {
      const value = `raced-${round}`;
      await claims.claim(value, `${noun}/x${round}`);
      const results = await Promise.allSettled([
        sweeper().sweep(),
        room.aggregates.execute(labelled(`x${round}`, value)),
        room.aggregates.execute(labelled(`y${round}`, value)),
        sweeper().sweep(),
      ]);
      expect(results[0]?.status).toBe('fulfilled');
      const holders = await Promise.all(
        ['x', 'y'].map((each) => room.aggregates.load(decider, `${noun}/${each}${round}`)),
      );
      const holding = holders.filter((holder) => holder?.state.label === value);
      expect(holding.length).toBeLessThanOrEqual(1);
      if (holding[0] !== undefined) expect(await claims.ownerOf(value)).toBe(holding[0].subject);
    }
  });
});
