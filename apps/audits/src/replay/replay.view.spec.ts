import { describe, expect, it } from '@jest/globals';
import { makeEvent } from '#libs/aggregate';
import type { LiveAggregate, LogEntryView } from '#libs/contracts';
import { budgetDecider } from '#libs/domain';
import { parseFact } from '#libs/events';
import { MerkleFrontier, leafHash } from '#libs/transparency';
import { malformedSentence, sentenceOf } from './replay-sentence.view.js';
import { passes, replay, type ReplayPlan, type ReplaySource } from './replay.view.js';

const SUBJECT = 'budget/2026';

/** Canonical bytes of the n-th event of a budget: opened, then reserved again and again. */
const budgetEvent = (sequence: number, by = 'p-1', caseId = '2026'): Buffer =>
  makeEvent(
    sequence === 1
      ? { type: 'budget.opened', data: { year: 2026, fund: 'UNION_MUNI', amountFen: 1_000, by } }
      : {
          type: 'budget.reserved',
          data: { grant: `g-${sequence}`, amountFen: 10, leftFen: 1_000 - 10 * (sequence - 1) },
        },
    sequence,
    {
      service: 'payments',
      subject: SUBJECT,
      caseId,
      actor: { id: by, kind: 'human' },
      officetime: `2026-03-0${sequence}T09:00:00.000+08:00`,
    },
  ).bytes;

/** A log with all its hashes as they must be: whoever can write a log can make them. */
const logOf = (bytes: readonly Buffer[]): LogEntryView[] => {
  const frontier = new MerkleFrontier();
  return bytes.map((bytes, index) => {
    const leaf = leafHash(bytes);
    frontier.append(leaf);
    const parsed = parseFact(bytes);
    const event = 'event' in parsed ? parsed.event : null;
    return {
      index,
      kind: event ? 'event' : 'malformed',
      leaf: leaf.toString('hex'),
      root: frontier.root().toString('hex'),
      loggedAt: '2026-03-02T01:00:00.000Z',
      key: event ? `${event.source}\n${event.id}` : `malformed\npayments.facts/0/${index}`,
      caseId: event?.caseid ?? null,
      subject: event?.subject ?? null,
      sequence: Number(event?.sequence ?? 0),
      event,
      bytes: bytes.toString('base64'),
    };
  });
};

const liveOf = (events: readonly Buffer[], outbox: readonly Buffer[] = []): LiveAggregate => {
  const state = [...events].reduce<unknown>((state, bytes) => {
    const parsed = parseFact(bytes);
    if (!('event' in parsed)) throw new Error('Not an event.');
    return budgetDecider.evolve(state as typeof budgetDecider.initial, parsed.event as never);
  }, budgetDecider.initial);
  return {
    subject: SUBJECT,
    caseId: '2026',
    version: events.length,
    state: JSON.parse(JSON.stringify(state)),
    outbox: outbox.map((bytes) => bytes.toString('base64')),
  };
};

interface World {
  readonly log: LogEntryView[];
  readonly live: LiveAggregate[];
  readonly journal: string[];
  readonly head?: { size: number; root: string };
}

const headOf = (log: readonly LogEntryView[], size = log.length) => ({ size, root: log[size - 1]?.root ?? '' });

const events = [1, 2, 3].map((sequence) => budgetEvent(sequence));
const honest = (): World => ({
  log: logOf(events),
  live: [liveOf(events)],
  journal: events.map((bytes) => bytes.toString('base64')),
});

const replayed = (world: World, plan: Partial<ReplayPlan> = {}, source: Partial<ReplaySource> = {}) =>
  replay(
    {
      entries: (from) => Promise.resolve(world.log.slice(from, from + 2)),
      head: () => Promise.resolve(world.head ?? headOf(world.log)),
      aggregates: () => Promise.resolve(world.live),
      journal: (_subject, count) => Promise.resolve(world.journal.slice(0, count)),
      ...source,
    },
    { remembered: null, tries: 3, pauseMs: 1, progress: () => undefined, ...plan },
  );
const told = async (...args: Parameters<typeof replayed>): Promise<string | null> => {
  const { difference } = await replayed(...args);
  return difference && sentenceOf(difference);
};

describe('the replay', () => {
  it('finds nothing when log, documents and journals agree', async () => {
    expect(await replayed(honest())).toMatchObject({
      entries: 3,
      cases: 1,
      aggregates: 1,
      malformed: [],
      difference: null,
      root: headOf(logOf(events)).root,
    });
  });

  it('names a document that was set back with its state', async () => {
    expect(await told({ ...honest(), live: [liveOf(events.slice(0, 2))] })).toBe(
      'budget/2026: the live document is at version 2, behind the 3 events of the log',
    );
  });

  it('names a document that was taken away', async () => {
    expect(await told({ ...honest(), live: [] })).toBe(
      'budget/2026: the log has 3 events of it, but there is no live document',
    );
  });

  it('does not mistake what happens meanwhile for a document that was set back', async () => {
    const world = honest();
    const read: LogEntryView[] = [];
    // While the documents are read at version 3, a fourth event is decided and logged.
    const four = [...events, budgetEvent(4)];
    const report = await replayed(
      { ...world, journal: four.map((bytes) => bytes.toString('base64')), head: headOf(logOf(four)) },
      {},
      {
        entries: (from) => Promise.resolve((read.length > 0 ? read : world.log).slice(from)),
        aggregates: () => {
          read.push(...logOf(four));
          return Promise.resolve(world.live);
        },
      },
    );
    expect(report).toMatchObject({ entries: 4, difference: null });
  });

  it('waits for an event that is on its way to the log, and names one that never comes', async () => {
    const world = { ...honest(), log: logOf(events.slice(0, 2)) };
    expect(await told(world)).toBe('budget/2026: event 3 is neither in the log nor in the outbox');
    const late = { left: 2 };
    const report = await replayed(
      { ...honest(), head: headOf(world.log) },
      {},
      {
        entries: (from) => {
          if (from === 2 && late.left > 0) {
            late.left -= 1;
            return Promise.resolve([]);
          }
          return Promise.resolve(honest().log.slice(from));
        },
      },
    );
    expect(report.difference).toBeNull();
  });

  it('names an entry that was put in twice at the end, with all its hashes', async () => {
    const forged = logOf([...events, budgetEvent(3, 'p-9')]);
    expect(await told({ ...honest(), log: forged })).toBe(
      'log entry 3: event 3 of budget/2026 is already in entry 2, with other bytes',
    );
  });

  it('names an event at the end that nobody decided', async () => {
    const forged = logOf([...events, budgetEvent(4)]);
    expect(await told({ ...honest(), log: forged })).toContain('behind the 4 events of the log');
  });

  it('names a field beside the bytes that was changed', async () => {
    const [first, second, third] = honest().log as [LogEntryView, LogEntryView, LogEntryView];
    expect(await told({ ...honest(), log: [first, { ...second, caseId: 'other' }, third] })).toBe(
      'log entry 1: its field caseId does not say what its bytes say',
    );
  });

  it('names the head of audits that its entries do not give', async () => {
    const root = '0'.repeat(64);
    expect(await told({ ...honest(), head: { size: 3, root } })).toBe(
      `the first 3 log entries give the root ${headOf(honest().log).root}, audits says ${root}`,
    );
    expect(await told({ ...honest(), head: { size: 4, root } })).toBe(
      'log entry 3 is missing: audits says that its log has 4 entries',
    );
  });

  it('looks for a head that somebody kept', async () => {
    const { log } = honest();
    expect(await told(honest(), { remembered: headOf(log, 2) })).toBeNull();
    const kept = { size: 2, root: headOf(logOf([budgetEvent(1), budgetEvent(2, 'p-9')])).root };
    expect(await told(honest(), { remembered: kept })).toBe(
      `the first 2 log entries give the root ${headOf(log, 2).root}, not the remembered ${kept.root}`,
    );
    expect(await told(honest(), { remembered: { ...kept, size: 9 } })).toBe(
      'the log has 3 entries, fewer than the 9 of the remembered head',
    );
  });

  it('names a log that was written anew from beginning to end, by the journal of the service', async () => {
    const anew = events.map((bytes, index) => (index === 1 ? budgetEvent(2, 'p-9') : bytes));
    expect(await told({ ...honest(), log: logOf(anew), live: [liveOf(anew)] })).toBe(
      'budget/2026: event 2 has other bytes in the log than in the journal of its service',
    );
  });

  it('names an event that was cut from the log and from its document, and one that the journal lost', async () => {
    const cut = events.slice(0, 2);
    expect(await told({ ...honest(), log: logOf(cut), live: [liveOf(cut)] })).toBe(
      'budget/2026: event 3 is in the journal of its service, but not in the log',
    );
    expect(await told({ ...honest(), journal: honest().journal.slice(0, 2) })).toBe(
      'budget/2026: event 3 is in the log, but not in the journal of its service',
    );
  });

  it('names a forged outbox and a document of another case', async () => {
    expect(await told({ ...honest(), live: [liveOf(events, [budgetEvent(3, 'p-9')])] })).toBe(
      'budget/2026: its outbox holds other bytes than the log in the place of event 3',
    );
    expect(await told({ ...honest(), live: [liveOf(events, [Buffer.from('{}')])] })).toBe(
      'budget/2026: its outbox holds no event of a service in the place of event 3',
    );
    expect(await told({ ...honest(), live: [{ ...liveOf(events), caseId: 'other' }] })).toBe(
      'budget/2026: event 1 is of case 2026, the live document of case other',
    );
  });

  it('lists the entries that are no events, and passes only when they are allowed', async () => {
    const report = await replayed({
      ...honest(),
      log: logOf([Buffer.from('no event'), ...events, Buffer.from('{}')]),
    });
    expect(report.difference).toBeNull();
    expect([passes(report, false), passes(report, true), passes(await replayed(honest()), false)]).toEqual([
      false,
      true,
      true,
    ]);
    expect(malformedSentence(report.malformed)).toBe('Log entries that are no events: 2 (index 0, 4).');
    expect(malformedSentence([])).toBeNull();
    expect(malformedSentence(Array.from({ length: 22 }, (_, index) => index))).toContain('18, 19 and 2 more');
  });
});
