import { containersAnswer, startEngines } from '../../../infra/engines/index.mjs';

/**
 * Jest's `globalSetup` for the projects that need engines: starts them once for all test files of a run. With containers
 * each file starts its own, because testcontainers removes them with the process that started them.
 */
export default async function setUp() {
  if (process.env.NUANCHAO_TEST_ENGINES !== undefined || (await containersAnswer())) return;
  const engines = await startEngines({
    ephemeral: true,
    onProgress: ({ stage, what }) => {
      if (stage === 'died') process.stderr.write(`engine ended by itself: ${what}\n`);
    },
  });
  process.env.NUANCHAO_TEST_ENGINES = JSON.stringify(engines.addresses);
  globalThis.nuanchaoTestEngines = engines;
}
