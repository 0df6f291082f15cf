import { describe, expect, it } from '@jest/globals';
import { unfitIn } from './body-values.js';

const refused = (json: string): unknown => {
  const found = unfitIn(JSON.parse(json));
  return found === undefined ? undefined : { rule: found.rule, pointer: found.pointer };
};

describe('a body of JSON', () => {
  it.each([
    ['{"a":[{"b/c":"x\\ud800"}]}', '/a/0/b~1c'],
    ['"\\udc00\\ud800"', ''],
    ['{"a":{"\\ud800":1}}', '/a'],
    ['{"votes":[1,1e999]}', '/votes/1'],
    ['{"votes":-1e999}', '/votes'],
  ])('%s is refused with a pointer', (json, pointer) => {
    expect(refused(json)).toEqual({ rule: 'G-MALFORMED', pointer });
  });

  it('is refused when its nesting has no end, without walking to it', () => {
    expect(refused(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toEqual({ rule: 'G-MALFORMED', pointer: '' });
  });

  it.each(['{"a":"\\ud83d\\ude00 𠮷 暖巢","b":1e300,"c":[null,true,{}]}', '[]', 'null', '""'])(
    '%s is taken',
    (json) => {
      expect(refused(json)).toBeUndefined();
    },
  );

  it('that is raw bytes or absent is none of its business', () => {
    expect(unfitIn(Buffer.from([0xff, 0xd8]))).toBeUndefined();
    expect(unfitIn(undefined)).toBeUndefined();
  });
});
