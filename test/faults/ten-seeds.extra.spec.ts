import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { endAllStarted, remove, runScript, temporaryFolder, type StartedProduct } from '../start/started-product.js';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
/** A run waits for sessions and outages half of its time, so two share the machine. */
const LANES = 2;

/**
 * Ten plans in a row, each on a product of its own, six faults each: together they meet every kind (fault-plan.spec.ts).
 * What each has hit stands in the output.
 */
describe('the crash harness with ten seeds', () => {
  const dataDir = temporaryFolder();
  const ended = new Map<number, Promise<StartedProduct>>();

  /** Resolves with the run when it has ended. */
  const runSeed = async (seed: number, begun: (run: StartedProduct) => void): Promise<StartedProduct> => {
    const run = runScript('faults.mjs', ['--quick', '--most', '6', '--seed', String(seed)], { dataDir });
    begun(run);
    await run.ends();
    return run;
  };

  beforeAll(async () => {
    const lanes = Array.from({ length: LANES }, () => Promise.resolve());
    for (const [index, seed] of SEEDS.entries()) {
      const lane = index % LANES;
      const before = lanes[lane] ?? Promise.resolve();
      const hasBegun = new Promise<StartedProduct>((begun) => {
        const run = before.then(() => runSeed(seed, begun));
        ended.set(seed, run);
        lanes[lane] = run.then(() => undefined);
      });
      // The first one builds what the others start.
      if (index === 0) await (await hasBegun).says(`seed ${seed}, plan`);
    }
  }, 180_000);

  afterAll(async () => {
    await endAllStarted();
    remove(dataDir);
  }, 60_000);

  it.each(SEEDS)(
    'finds everything in order after the faults of seed %i',
    async (seed) => {
      const run = await ended.get(seed);
      console.info(run?.output());
      expect(run?.output()).toContain('everything holds');
      expect(await run?.ends()).toBe(0);
    },
    900_000,
  );
});
