import { describe, expect, it } from '@jest/globals';
import { sampleWish, UsageError } from './sample-options.js';

describe('the options of the sample pipeline', () => {
  it('mean all twelve employers when nothing is said', () => {
    const { codes, run, movesClock } = sampleWish([]);
    expect(codes).toHaveLength(12);
    expect([run, movesClock]).toEqual(['1', true]);
  });

  it('take some employers, a name and the clock as it is', () => {
    expect(sampleWish(['--employers', 'E01,e02,e01', '--run', 'spring', '--leave-clock'])).toEqual({
      help: false,
      run: 'spring',
      codes: ['e01', 'e02'],
      movesClock: false,
    });
  });

  it.each([[['--employers', 'e99']], [['--employers', ',']], [['--run', '../x']], [['--what']], [['e01']]])(
    'are refused as %p, with how they are meant',
    (args) => {
      expect(() => sampleWish(args)).toThrow(UsageError);
      expect(() => sampleWish(args)).toThrow(/npm run sample-pipeline/);
    },
  );
});
