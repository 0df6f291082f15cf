import { describe, expect, it } from '@jest/globals';
import { DoorLimit } from './door-limit.js';

const clock = { ms: 0 };
const limit = (kinds = 10): DoorLimit<number> =>
  new DoorLimit({ perWindow: 3, windowMs: 1_000, kinds }, () => clock.ms);

describe('the limit of the door', () => {
  it('lets the first of a kind through and counts the rest until the window is over', () => {
    const door = limit();
    expect([1, 2, 3, 4, 5].map((entry) => door.admits('a', entry))).toEqual([true, true, true, false, false]);
    expect(door.admits('b', 6)).toBe(true);
    expect(door.floods()).toEqual([]);
    clock.ms += 1_000;
    expect(door.floods()).toEqual([{ entry: 5, count: 2 }]);
    expect(door.admits('a', 7)).toBe(true);
  });

  it('tells everything when it ends, and nothing twice', () => {
    const door = limit();
    for (const entry of [1, 2, 3, 4]) door.admits('a', entry);
    expect(door.floods(true)).toEqual([{ entry: 4, count: 1 }]);
    expect(door.floods(true)).toEqual([]);
  });

  it('counts together what is beyond the number of kinds, so that invented kinds cost no memory', () => {
    const door = limit(2);
    door.admits('a', 1);
    door.admits('b', 2);
    expect([3, 4, 5].map((entry) => door.admits(`stranger ${entry}`, entry))).toEqual([false, false, false]);
    expect(door.floods(true)).toEqual([{ entry: 5, count: 3 }]);
  });

  it('counts what was let through and could not be noted', () => {
    const door = limit();
    expect(door.admits('a', 1)).toBe(true);
    door.count('a', 1);
    expect(door.floods(true)).toEqual([{ entry: 1, count: 1 }]);
  });
});
