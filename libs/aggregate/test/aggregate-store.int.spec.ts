import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import {
  KeyReused,
  NotFound,
  StaleVersion,
  connectStore,
  type AggregateStore,
  type CommandOutcome,
  type EventStore,
} from '#libs/aggregate';
import { eventually, uniqueNoun, useEngines } from '#libs/testing';
import { ACTOR, CONTEXT, call, counter, openStore, sumOf } from './counter.js';
import { SeveredLink } from './severed-link.js';

const engines = useEngines('store');
const noun = uniqueNoun('counter');
const decider = counter(noun);
let connection: Connection;
let store: AggregateStore;
let room: EventStore;

beforeAll(async () => {
  connection = await connectStore(engines().mongoUrls.approvals);
  room = openStore(connection, noun);
  await room.start();
  store = room.aggregates;
  engines.atEnd(() => connection.close());
  engines.atEnd(() => room.stop());
});

const answerOf = (outcome: CommandOutcome) => {
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusals));
  return outcome.answer;
};

describe('a command', () => {
  it('is answered with the position of its last event, which is the version', async () => {
    const answer = answerOf(await store.execute(call(decider, 'a', { add: 2, times: 3 }, { key: 'k1' })));
    expect(answer).toEqual({
      id: 'a',
      position: { subject: `${noun}/a`, sequence: 3 },
      version: 3,
      repeated: false,
      notes: [],
    });
    expect(await store.load(decider, `${noun}/a`)).toEqual({
      subject: `${noun}/a`,
      caseId: 'case-a',
      version: 3,
      state: { sum: 6, label: null },
    });
  });

  it('with the same key and body gets the first answer, marked as a repeat', async () => {
    const first = answerOf(await store.execute(call(decider, 'repeat', { add: 1 }, { key: 'k' })));
    await store.execute(call(decider, 'repeat', { add: 1 }, { key: 'other' }));
    const again = await store.execute(call(decider, 'repeat', { add: 1 }, { key: 'k' }));
    expect(again).toEqual({ kind: 'accepted', repeated: true, answer: { ...first, repeated: true } });
    expect(await sumOf(store, decider, 'repeat')).toBe(2);
  });

  it('with the same key and another body is turned away', async () => {
    await store.execute(call(decider, 'reuse', { add: 1 }, { key: 'k' }));
    await expect(store.execute(call(decider, 'reuse', { add: 2 }, { key: 'k' }))).rejects.toThrow(KeyReused);
    const stranger = { ...CONTEXT, actor: { ...ACTOR, id: 'person-2' } };
    const other = await store.execute(call(decider, 'reuse', { add: 2 }, { key: 'k', context: stranger }));
    expect(other).toMatchObject({ kind: 'accepted', repeated: false });
  });

  it('with a stale version is turned away and with the present one is taken', async () => {
    await store.execute(call(decider, 'stale', { add: 1, times: 2 }, { key: 'k1' }));
    const stale = store.execute(call(decider, 'stale', { add: 1 }, { key: 'k2', expectedVersion: 1 }));
    await expect(stale).rejects.toThrow(StaleVersion);
    await expect(stale).rejects.toMatchObject({ rule: 'R-PROC-07', params: { expected: 1, current: 2 } });
    answerOf(await store.execute(call(decider, 'stale', { add: 1 }, { key: 'k2', expectedVersion: 2 })));
  });

  it('for something that was never born is not found', async () => {
    const lost = store.execute(call(decider, 'nothing', { add: 1 }, { key: 'k', notFoundWhenNew: true }));
    await expect(lost).rejects.toThrow(NotFound);
    expect(await store.exists(`${noun}/nothing`)).toBe(false);
  });

  it('that is refused answers with the rules and changes nothing', async () => {
    const outcome = await store.execute(call(decider, 'refused', { add: -1 }, { key: 'k' }));
    expect(outcome).toEqual({ kind: 'refused', refusals: [{ rule: 'R-TEST', pointer: '/add', params: { add: -1 } }] });
    expect(await store.exists(`${noun}/refused`)).toBe(false);
  });

  it('whose event would be larger than 32 KiB is refused', async () => {
    const outcome = await store.execute(call(decider, 'large', { add: 1, text: '暖'.repeat(11_000) }, { key: 'k' }));
    expect(outcome).toMatchObject({ kind: 'refused', refusals: [{ rule: 'G-EVENT-TOO-LARGE' }] });
  });

  it('without events is remembered and leaves the version alone', async () => {
    answerOf(await store.execute(call(decider, 'zero', { add: 1 }, { key: 'k1' })));
    expect(answerOf(await store.execute(call(decider, 'zero', { add: 0 }, { key: 'k2' }))).version).toBe(1);
    expect(await store.execute(call(decider, 'zero', { add: 0 }, { key: 'k2' }))).toMatchObject({ repeated: true });
    await expect(store.execute(call(decider, 'unborn', { add: 0 }, { key: 'k' }))).rejects.toThrow('no event');
  });

  it('whose decider throws fails alone among its neighbours', async () => {
    const broken = {
      ...decider,
      decide: () => {
        throw new RangeError('a fault');
      },
    };
    const results = await Promise.allSettled([
      store.execute(call(decider, 'fault', { add: 1 }, { key: 'k1' })),
      store.execute(call(broken, 'fault', { add: 1 }, { key: 'k2' })),
      store.execute(call(decider, 'fault', { add: 1 }, { key: 'k3' })),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await sumOf(store, decider, 'fault')).toBe(2);
  });
});

describe('many commands at once', () => {
  it('on one aggregate from one process all take effect once', async () => {
    const begun = performance.now();
    const racers = Array.from({ length: 200 }, (_, index) =>
      store.execute(call(decider, 'race', { add: 1 }, { key: `k${index}` })),
    );
    const versions = (await Promise.all(racers)).map((outcome) => answerOf(outcome).version);
    console.info(`200 racers in one process: ${Math.round(performance.now() - begun)} ms`);
    expect(versions.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    expect(await sumOf(store, decider, 'race')).toBe(200);
  });

  it('on one aggregate from several processes all take effect once', async () => {
    const rooms = Array.from({ length: 4 }, () => openStore(connection, noun, { deadlineMs: 20_000 }));
    const begun = performance.now();
    const racers = Array.from({ length: 200 }, (_, index) =>
      (rooms[index % 4] ?? room).aggregates.execute(call(decider, 'cross', { add: 1 }, { key: `k${index}` })),
    );
    await Promise.all(racers);
    console.info(`200 racers in four stores: ${Math.round(performance.now() - begun)} ms`);
    expect(await sumOf(store, decider, 'cross')).toBe(200);
    expect(await store.version(`${noun}/cross`)).toBe(200);
  });

  it('with one key have one effect, and 999 are told that they repeat', async () => {
    const begun = performance.now();
    const repeats = Array.from({ length: 1_000 }, () => store.execute(call(decider, 'once', { add: 1 }, { key: 'k' })));
    const outcomes = await Promise.all(repeats);
    console.info(`1,000 repeats of one key: ${Math.round(performance.now() - begun)} ms`);
    expect(outcomes.filter((outcome) => outcome.kind === 'accepted' && !outcome.repeated)).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome.kind === 'accepted' && outcome.repeated)).toHaveLength(999);
    expect(await store.version(`${noun}/once`)).toBe(1);
  });
});

describe('handled keys', () => {
  it('move to the archive beyond the bound and are found there', async () => {
    for (let index = 0; index < 150; index += 1) {
      await store.execute(call(decider, 'archive', { add: 1 }, { key: `k${index}` }));
    }
    const document = await eventually(async () => {
      const found = await connection.db
        ?.collection<{ _id: string; handled: unknown[] }>(noun)
        .findOne({ _id: `${noun}/archive` });
      expect(found?.handled.length).toBeLessThanOrEqual(64);
      return found;
    });
    expect(document?.handled.length).toBeGreaterThanOrEqual(32);
    expect(await store.execute(call(decider, 'archive', { add: 1 }, { key: 'k0' }))).toMatchObject({ repeated: true });
    await expect(store.execute(call(decider, 'archive', { add: 2 }, { key: 'k1' }))).rejects.toThrow(KeyReused);
    expect(await sumOf(store, decider, 'archive')).toBe(150);
  });

  it('are archived before they are pulled, so a crash in between forgets none', async () => {
    const crashing = openStore(connection, noun, {
      handledMax: 2,
      probe: (point) => {
        if (point === 'archived') throw new Error('killed');
      },
    }).aggregates;
    for (let index = 0; index < 6; index += 1) {
      await crashing.execute(call(decider, 'crash', { add: 1 }, { key: `k${index}` }));
    }
    const healthy = openStore(connection, noun, { handledMax: 2 }).aggregates;
    await healthy.execute(call(decider, 'crash', { add: 1 }, { key: 'k6' }));
    for (let index = 0; index < 7; index += 1) {
      expect(await healthy.execute(call(decider, 'crash', { add: 1 }, { key: `k${index}` }))).toMatchObject({
        repeated: true,
      });
    }
    expect(await sumOf(store, decider, 'crash')).toBe(7);
  });
});

describe('a write whose answer got lost', () => {
  it('is found in the handled keys and has its effect once', async () => {
    const url = new URL(engines().mongoUrls.approvals);
    const link = new SeveredLink({ host: url.hostname, port: Number(url.port) });
    url.port = String(await link.listen());
    const far = await connectStore(
      `${url.href}${url.search === '' ? '?' : '&'}directConnection=true&retryWrites=false`,
    );
    const remote = openStore(far, noun, { deadlineMs: 20_000 }).aggregates;
    try {
      link.cutAfter('lost-birth');
      const born = await remote.execute(call(decider, 'lost', { add: 5 }, { key: 'lost-birth' }));
      expect(born).toMatchObject({ kind: 'accepted', repeated: false, answer: { version: 1 } });
      link.cutAfter('lost-change');
      const changed = await remote.execute(call(decider, 'lost', { add: 7 }, { key: 'lost-change' }));
      expect(changed).toMatchObject({ kind: 'accepted', repeated: false, answer: { version: 2 } });
      expect(link.severed).toBe(2);
      expect(await sumOf(store, decider, 'lost')).toBe(12);
      expect(await store.version(`${noun}/lost`)).toBe(2);
    } finally {
      await far.close();
      await link.close();
    }
  });
});

describe('listing', () => {
  it('goes through the live aggregates in the order of their ids', async () => {
    const all = await store.list(decider);
    const [first, second] = all;
    expect(all.map(({ subject }) => subject)).toEqual(all.map(({ subject }) => subject).toSorted());
    expect(await store.list(decider, { after: first?.subject, limit: 1 })).toEqual([second]);
  });
});

describe('a refusal', () => {
  it('is an event of its own subject and makes nobody stale', async () => {
    await store.execute(call(decider, 'quiet', { add: 1 }, { key: 'k' }));
    const refused = {
      subject: `${noun}/quiet`,
      caseId: 'case-quiet',
      actor: ACTOR,
      now: CONTEXT.now,
      command: 'add',
      refusals: [{ rule: 'R-TEST', pointer: '/add', params: { add: -1 } }],
      key: 'refused-1',
      fingerprint: 'f',
    };
    expect(await room.refusals.record(refused)).toMatchObject({
      position: { subject: `${noun}/quiet/refusals`, sequence: 1 },
    });
    expect(await room.refusals.record(refused)).toMatchObject({ version: 1, repeated: true });
    expect(await store.version(`${noun}/quiet`)).toBe(1);
  });
});
