import { describe, expect, it } from '@jest/globals';
import { VisitorLimit } from './visitor-limit.policy.js';

describe('what visitors send', () => {
  it('is ten a minute from one address, and says when more may come', () => {
    let now = 0;
    const limit = new VisitorLimit(() => now);
    const ten = Array.from({ length: 10 }, () => limit.waitSeconds('a'));
    expect(ten).toEqual(ten.map(() => undefined));
    now = 20_000;
    expect(limit.waitSeconds('a')).toBe(40);
    expect(limit.waitSeconds('b')).toBeUndefined();
    now = 60_000;
    expect(limit.waitSeconds('a')).toBeUndefined();
  });

  it('is not remembered without end', () => {
    const limit = new VisitorLimit(() => 0);
    for (let n = 0; n < 11; n += 1) limit.waitSeconds('first');
    expect(limit.waitSeconds('first')).toBe(60);
    for (let n = 0; n < 10_000; n += 1) limit.waitSeconds(`other-${n}`);
    expect(limit.waitSeconds('first')).toBeUndefined();
  });
});
