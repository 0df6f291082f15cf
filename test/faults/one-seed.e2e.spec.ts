import { afterAll, describe, expect, it } from '@jest/globals';
import { endAllStarted, remove, runScript, temporaryFolder } from '../start/started-product.js';

/** `npm run faults -- --quick` with the first six faults of its plan. Ten seeds are in `npm run test:extra`. */
describe('the crash harness', () => {
  const dataDir = temporaryFolder();

  afterAll(async () => {
    await endAllStarted();
    remove(dataDir);
  }, 60_000);

  it('finds that nothing acknowledged is lost and nothing is done twice, whatever of its six faults strikes', async () => {
    const run = runScript('faults.mjs', ['--quick', '--most', '6', '--seed', '1'], { dataDir });
    const code = await run.ends();
    console.info(run.output());
    expect(run.output()).toContain('everything holds');
    expect(code).toBe(0);
  }, 900_000);

  it('makes the same plan of the same seed, and another of another', async () => {
    const planOf = async (seed: string): Promise<string | undefined> => {
      const run = runScript('faults.mjs', ['--plan', '--seed', seed], { dataDir });
      expect(await run.ends()).toBe(0);
      return /plan ([0-9a-f]{16})/.exec(run.output())?.[1];
    };
    const [first, again, other] = [await planOf('7'), await planOf('7'), await planOf('8')];
    expect(first).toBe(again);
    expect(first).not.toBe(other);
  }, 60_000);
});
