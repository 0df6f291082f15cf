import { describe, expect, it } from '@jest/globals';
import { conflictsOf, noted, settled, shownEntries, without } from '../src/plans/unsaved.view.js';

describe('what was typed and is not saved yet', () => {
  it('stands over what is there for everybody, and is nothing when it is as before', () => {
    const unsaved = noted({}, { a: '1' }, { a: '2', b: '3' });
    expect(shownEntries({ a: '1' }, unsaved)).toEqual({ a: '2', b: '3' });
    expect(noted(unsaved, { a: '1' }, { a: '1', b: '' })).toEqual({});
  });

  it('remembers what it was typed over, however often it is typed', () => {
    expect(noted(noted({}, { a: '1' }, { a: '2' }), { a: '9' }, { a: '3' })).toEqual({ a: { from: '1', to: '3' } });
  });

  it('meets no one who changed another field, and is done when the same stands there', () => {
    const unsaved = noted({}, { a: '1', b: '1' }, { a: '2' });
    expect(conflictsOf({ a: '1', b: '7' }, unsaved)).toEqual([]);
    expect(without(unsaved, { a: '2', b: '7' })).toEqual({});
  });

  it('keeps both texts when somebody else changed the same field, until one is chosen', () => {
    const unsaved = noted({}, { a: '1' }, { a: '2' });
    const conflict = { pointer: 'a', mine: '2', theirs: '3' };
    expect(conflictsOf({ a: '3' }, unsaved)).toEqual([conflict]);
    expect(settled(unsaved, conflict, true)).toEqual({ a: { from: '3', to: '2' } });
    expect(conflictsOf({ a: '3' }, settled(unsaved, conflict, true))).toEqual([]);
    expect(settled(unsaved, conflict, false)).toEqual({});
  });
});
