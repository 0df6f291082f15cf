import { describe, expect, it } from '@jest/globals';
import { holderOf } from '../src/inbox/merge-inbox.view.js';
import { SAVED_MAX, readSaved, withSaved, withoutSaved } from '../src/inbox/saved-filters.view.js';

describe('saved filters of the inbox', () => {
  const mine = { name: 'mine', search: 'holder=me' };

  it('take the place of an older one of the same name, and are forgotten by it', () => {
    const saved = withSaved(withSaved([mine], { name: 'late', search: 'due=overdue' }), { ...mine, search: 'unit=1' });
    expect(saved).toEqual([
      { name: 'late', search: 'due=overdue' },
      { name: 'mine', search: 'unit=1' },
    ]);
    expect(withoutSaved(saved, 'late')).toEqual([{ name: 'mine', search: 'unit=1' }]);
    expect(withSaved([mine], { name: '  ', search: '' })).toEqual([mine]);
  });

  it('are a dozen at most, and nothing where something else was kept', () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ name: `${index}`, search: '' }));
    expect(many.reduce(withSaved, readSaved(null))).toHaveLength(SAVED_MAX);
    expect(readSaved(JSON.stringify([mine, { name: 1 }, null]))).toEqual([mine]);
    expect([readSaved('{"a":1}'), readSaved('not json')]).toEqual([[], []]);
  });
});

describe('who has taken a task', () => {
  it('is the one who looks, a colleague, or nobody', () => {
    const claim = { by: 'p-1', at: '2026-03-02T01:00:00Z' };
    expect([holderOf({ claim }, 'p-1'), holderOf({ claim }, 'p-2'), holderOf({}, 'p-1')]).toEqual([
      'me',
      'colleague',
      'nobody',
    ]);
  });
});
