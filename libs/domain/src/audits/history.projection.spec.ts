import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HistoryFold, evolverOf, firstDifference, nounOf } from './history.projection.js';

const counter = evolverOf<number, { type: 'counter.raised'; data: { by: number } }>({
  initial: 0,
  evolve: (state, event) => state + event.data.by,
});
const raised = (subject: string, sequence: number, by: number) => ({
  subject,
  sequence: String(sequence).padStart(10, '0'),
  type: 'counter.raised',
  data: { by },
});

describe('the fold of a history', () => {
  it('gives each subject the state of its own events, however they are interleaved', () => {
    const fold = new HistoryFold({ counter });
    for (const event of [raised('counter/a', 1, 2), raised('counter/b', 1, 7), raised('counter/a', 2, 3)]) {
      expect(fold.add(event)).toBeNull();
    }
    expect(fold.subjects()).toEqual([
      { subject: 'counter/a', version: 2, state: 5 },
      { subject: 'counter/b', version: 1, state: 7 },
    ]);
  });

  it('names a missing event', () => {
    const fold = new HistoryFold({ counter });
    fold.add(raised('counter/a', 1, 1));
    expect(fold.add(raised('counter/a', 3, 1))).toEqual({
      subject: 'counter/a',
      sequence: 3,
      problem: 'gap',
      expected: 2,
    });
  });

  it('names a repeated event', () => {
    const fold = new HistoryFold({ counter });
    fold.add(raised('counter/a', 1, 1));
    expect(fold.add(raised('counter/a', 1, 1))?.problem).toBe('gap');
  });

  it('names a noun that nobody folds', () => {
    expect(new HistoryFold({}).add(raised('counter/a', 1, 1))?.problem).toBe('unknown-noun');
  });

  it('knows the noun of a subject and of its refusals', () => {
    expect(nounOf('application/0193')).toBe('application');
    expect(nounOf('application/0193/refusals')).toBe('refusals');
  });
});

describe('the first difference', () => {
  it('is none between a value and its copy', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => firstDifference(value, structuredClone(value)) === null));
  });

  it('points at the changed field', () => {
    expect(firstDifference({ a: { 'b/c': [1, 2] } }, { a: { 'b/c': [1, 3] } })).toEqual({
      pointer: '/a/b~1c/1',
      folded: 2,
      live: 3,
    });
  });

  it('sees an added and a removed field', () => {
    expect(firstDifference({}, { status: 'PAID' })?.pointer).toBe('/status');
    expect(firstDifference({ status: 'PAID' }, {})?.pointer).toBe('/status');
  });
});
