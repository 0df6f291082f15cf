import { describe, expect, it } from '@jest/globals';
import { Intent, newIntentKey } from '../src/api/intent.view.js';

const keeperOf = () => {
  let kept: string | null = null;
  return {
    read: () => kept,
    write: (value: string | null) => {
      kept = value;
    },
  };
};
const counting = () => {
  let count = 0;
  return () => `key-${(count += 1)}`;
};

describe('an intent', () => {
  it('keeps its key while nobody has answered, so that a retry repeats and does not double', () => {
    const intent = new Intent(keeperOf(), counting());
    expect([intent.keyFor({ outcome: 'pass' }), intent.keyFor({ outcome: 'pass' })]).toEqual(['key-1', 'key-1']);
  });

  it('is another one when the wish is another, or the last one was answered', () => {
    const intent = new Intent(keeperOf(), counting());
    expect(intent.keyFor({ outcome: 'pass' })).toBe('key-1');
    expect(intent.keyFor({ outcome: 'reject' })).toBe('key-2');
    intent.answered();
    expect(intent.keyFor({ outcome: 'reject' })).toBe('key-3');
  });

  it('outlives a page that is loaded anew', () => {
    const keeper = keeperOf();
    const key = new Intent(keeper, counting()).keyFor({ outcome: 'pass' });
    expect(new Intent(keeper, newIntentKey).keyFor({ outcome: 'pass' })).toBe(key);
  });

  it('has a key of 128 random bits', () => {
    expect(newIntentKey()).toMatch(/^[0-9a-f]{32}$/);
    expect(newIntentKey()).not.toBe(newIntentKey());
  });
});
