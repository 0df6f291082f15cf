import { describe, expect, it } from '@jest/globals';
import { RecentMap } from './recent-map.js';

describe('a map of what was remembered last', () => {
  it('forgets the entry that was set longest ago', () => {
    const map = new RecentMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.set('a', 3);
    map.set('c', 4);
    expect([map.get('a'), map.get('b'), map.get('c'), map.size]).toEqual([3, undefined, 4, 2]);
  });

  it('keeps what is not there apart from what is null', () => {
    const map = new RecentMap<string, null>(1);
    map.set('a', null);
    expect(map.get('a')).toBeNull();
    map.delete('a');
    expect(map.get('a')).toBeUndefined();
    map.set('b', null);
    map.clear();
    expect(map.size).toBe(0);
  });
});
