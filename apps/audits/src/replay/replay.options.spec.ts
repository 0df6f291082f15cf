import { describe, expect, it } from '@jest/globals';
import { replayOptions } from './replay.options.js';

const ROOT = 'ab'.repeat(32);

describe('the arguments of a replay', () => {
  it('are none by default', () => {
    expect(replayOptions([])).toEqual({ remembered: null, allowMalformed: false });
  });

  it('name a head that somebody kept, and let malformed entries pass', () => {
    expect(replayOptions(['--head', `120:${ROOT.toUpperCase()}`, '--allow-malformed'])).toEqual({
      remembered: { size: 120, root: ROOT },
      allowMalformed: true,
    });
  });

  it.each([
    ['a head without its root', ['--head', '120']],
    ['a root that is too short', ['--head', '120:abcd']],
    ['a size that is none', ['--head', `-1:${ROOT}`]],
    ['a head that is missing', ['--head']],
    ['an unknown option', ['--heads', `120:${ROOT}`]],
    ['a word', ['all']],
  ])('are refused with %s', (_what, args) => {
    expect(() => replayOptions(args)).toThrow();
  });
});
