import { afterAll, describe, expect, it } from '@jest/globals';
import { endAllStarted, remove, runScript, temporaryFolder } from '../start/started-product.js';

/**
 * Ten plans in a row, each on a product of its own, six faults each: together they meet every kind (fault-plan.spec.ts).
 * What each has hit stands in the output.
 */
describe('the crash harness with ten seeds', () => {
  const dataDir = temporaryFolder();

  afterAll(async () => {
    await endAllStarted();
    remove(dataDir);
  }, 60_000);

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
    'finds everything in order after the faults of seed %i',
    async (seed) => {
      const run = runScript('faults.mjs', ['--quick', '--most', '6', '--seed', String(seed)], { dataDir });
      const code = await run.ends();
      console.info(run.output());
      expect(run.output()).toContain('everything holds');
      expect(code).toBe(0);
    },
    900_000,
  );
});
