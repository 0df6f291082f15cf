import { describe, expect, it } from '@jest/globals';
import { evolverOf } from './history.projection.js';
import { compareWithLive, subjectsWithoutDocument } from './replay.projection.js';

const counter = evolverOf<{ sum: number }, { type: 'counter.raised'; data: { by: number } }>({
  initial: { sum: 0 },
  evolve: (state, event) => ({ sum: state.sum + event.data.by }),
});
const event = (sequence: number, by: number) => ({
  subject: 'counter/a',
  sequence: String(sequence).padStart(10, '0'),
  type: 'counter.raised',
  data: { by },
});
const live = (version: number, sum: number, outbox = [] as ReturnType<typeof event>[]) => ({
  subject: 'counter/a',
  version,
  state: { sum },
  outbox,
});

describe('the comparison of the log with the live documents', () => {
  it('finds nothing when the fold is the state', () => {
    expect(compareWithLive({ counter }, [event(1, 2), event(2, 3)], live(2, 5))).toBeNull();
  });

  it('takes from the outbox what has not reached the log yet', () => {
    expect(compareWithLive({ counter }, [event(1, 2)], live(2, 5, [event(2, 3)]))).toBeNull();
  });

  it('leaves out what the log gained since the document was read', () => {
    expect(compareWithLive({ counter }, [event(1, 2), event(2, 3)], live(1, 2))).toBeNull();
  });

  it('names the field that was changed in the database', () => {
    expect(compareWithLive({ counter }, [event(1, 2)], live(1, 9))).toEqual({
      problem: 'state',
      subject: 'counter/a',
      version: 1,
      pointer: '/sum',
      folded: 2,
      live: 9,
    });
  });

  it('names the event that is neither in the log nor in the outbox', () => {
    expect(compareWithLive({ counter }, [event(1, 2)], live(2, 5))).toEqual({
      problem: 'missing-event',
      subject: 'counter/a',
      sequence: 2,
    });
  });

  it('names a subject whose document is gone', () => {
    expect(subjectsWithoutDocument(new Map([['counter/a', [event(1, 2)]]]), new Set())).toEqual([
      { problem: 'not-live', subject: 'counter/a', sequence: 1 },
    ]);
  });
});
