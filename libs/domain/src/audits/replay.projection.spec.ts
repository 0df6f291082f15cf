import { describe, expect, it } from '@jest/globals';
import { evolverOf } from './history.projection.js';
import { compareWithJournal, compareWithLive, subjectsWithoutDocument, type LoggedEvent } from './replay.projection.js';

const counter = evolverOf<{ sum: number }, { type: 'counter.raised'; data: { by: number } }>({
  initial: { sum: 0 },
  evolve: (state, event) => ({ sum: state.sum + event.data.by }),
});
const event = (sequence: number, by: number, caseid = 'case-1'): LoggedEvent => ({
  subject: 'counter/a',
  sequence: String(sequence).padStart(10, '0'),
  type: 'counter.raised',
  data: { by },
  caseid,
  bytes: Buffer.from(`${sequence} ${by} ${caseid}`).toString('base64'),
});
const logged = (events: readonly LoggedEvent[], before = events.length) => ({ events, before });
const live = (version: number, sum: number, outbox: readonly (LoggedEvent | null)[] = []) => ({
  subject: 'counter/a',
  caseId: 'case-1',
  version,
  state: { sum },
  outbox,
});

describe('the comparison of the log with the live documents', () => {
  it('finds nothing when the fold is the state', () => {
    expect(compareWithLive({ counter }, logged([event(1, 2), event(2, 3)]), live(2, 5))).toBeNull();
  });

  it('takes from the outbox what has not reached the log yet', () => {
    expect(compareWithLive({ counter }, logged([event(1, 2)]), live(2, 5, [event(2, 3)]))).toBeNull();
  });

  it('leaves out what the log gained since the document was read', () => {
    expect(compareWithLive({ counter }, logged([event(1, 2), event(2, 3)], 1), live(1, 2))).toBeNull();
  });

  it('names a document that was set back to an earlier version with its state', () => {
    expect(compareWithLive({ counter }, logged([event(1, 2), event(2, 3)]), live(1, 2))).toEqual({
      problem: 'behind',
      subject: 'counter/a',
      version: 1,
      logged: 2,
    });
  });

  it('names the field that was changed in the database', () => {
    expect(compareWithLive({ counter }, logged([event(1, 2)]), live(1, 9))).toEqual({
      problem: 'state',
      subject: 'counter/a',
      version: 1,
      pointer: '/sum',
      folded: 2,
      live: 9,
    });
  });

  it('names the event that is neither in the log nor in the outbox', () => {
    expect(compareWithLive({ counter }, logged([event(1, 2)]), live(2, 5))).toEqual({
      problem: 'missing-event',
      subject: 'counter/a',
      sequence: 2,
    });
  });

  it('names an event of another case than the document', () => {
    expect(compareWithLive({ counter }, logged([event(1, 2), event(2, 3, 'case-2')]), live(2, 5))).toEqual({
      problem: 'case',
      subject: 'counter/a',
      sequence: 2,
      logged: 'case-2',
      live: 'case-1',
    });
  });

  it.each([
    ['does not end at the version', live(2, 5, [event(1, 2)]), 2, 'other-event'],
    ['has a gap', live(3, 9, [event(1, 2), event(3, 4)]), 2, 'other-event'],
    ['holds an event of another subject', live(2, 5, [{ ...event(2, 3), subject: 'counter/b' }]), 2, 'other-event'],
    ['holds what is no event', live(2, 5, [null]), 2, 'no-event'],
    ['has other bytes than the log', live(1, 7, [event(1, 7)]), 1, 'other-bytes'],
    ['reaches back before the first event', live(1, 2, [event(1, 2), event(1, 2)]), 0, 'other-event'],
  ] as const)('names an outbox that %s', (_what, document, sequence, fault) => {
    expect(compareWithLive({ counter }, logged([event(1, 2)]), document)).toEqual({
      problem: 'outbox',
      subject: 'counter/a',
      sequence,
      fault,
    });
  });

  it('names a subject whose document is gone', () => {
    expect(subjectsWithoutDocument(new Map([['counter/a', 1]]), new Set())).toEqual([
      { problem: 'not-live', subject: 'counter/a', sequence: 1 },
    ]);
  });
});

describe('the comparison of the log with a journal', () => {
  const [one, two, forged] = [event(1, 2), event(2, 3), event(2, 4)];

  it('finds nothing when both have the same bytes', () => {
    expect(compareWithJournal('counter/a', [one, two], [one.bytes, two.bytes])).toBeNull();
  });

  it.each([
    ['was written anew with other bytes', [one, forged], [one.bytes, two.bytes], 'other-bytes'],
    ['has an event that the journal has not', [one, two], [one.bytes], 'lacking'],
    ['lost an event that the journal has', [one], [one.bytes, two.bytes], 'not-logged'],
  ] as const)('names the event when the log %s', (_what, log, journal, fault) => {
    expect(compareWithJournal('counter/a', log, journal)).toEqual({
      problem: 'journal',
      subject: 'counter/a',
      sequence: 2,
      fault,
    });
  });
});
