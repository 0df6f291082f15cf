import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { knowsNamespace } from './engine-probes.mjs';

const run = promisify(execFile);

/** The namespace as every environment has it: name, retention, search attributes. */
export const NAMESPACE = JSON.parse(
  readFileSync(fileURLToPath(new URL('../temporal/namespace.json', import.meta.url)), 'utf8'),
);

/**
 * How Temporal's development server is run.
 * @param {{ dataDir: string, ports: { temporal: number, temporalUi: number }, executable: string, ephemeral: boolean }} where
 * @returns {import('./engine-process.mjs').EngineRecipe}
 */
export function temporalEngine({ dataDir, ports, executable, ephemeral }) {
  const folder = join(dataDir, 'temporal');
  const flags = Object.entries({
    ip: ['127.0.0.1'],
    port: [String(ports.temporal)],
    'ui-port': [String(ports.temporalUi)],
    'db-filename': [join(folder, 'temporal.db')],
    // With the default pragmas the server is two to four times slower. NORMAL loses at most the last moments on a power cut,
    // never on a crash; what lives only as long as a test need not even be flushed.
    'sqlite-pragma': ['journal_mode=WAL', `synchronous=${ephemeral ? 'OFF' : 'NORMAL'}`],
    namespace: [NAMESPACE.namespace],
    'search-attribute': Object.entries(NAMESPACE.searchAttributes).map(([name, type]) => `${name}=${type}`),
    'log-level': ['warn'],
  }).flatMap(([flag, values]) => values.flatMap((value) => [`--${flag}`, value]));
  return {
    name: 'temporal',
    stopRank: 1,
    command: executable,
    parameters: ['server', 'start-dev', ...flags],
    prepare: async () => {
      await mkdir(folder, { recursive: true });
    },
    isReady: () => knowsNamespace('127.0.0.1', ports.temporal, NAMESPACE.namespace),
    settle: () => setRetention(executable, ports.temporal),
  };
}

/** The development server makes its namespaces with a retention of one day and has no flag for another. */
async function setRetention(executable, port) {
  const retention = ['--namespace', NAMESPACE.namespace, '--retention', `${NAMESPACE.retentionDays}d`];
  await run(executable, ['operator', 'namespace', 'update', ...retention, '--address', `127.0.0.1:${port}`]);
}
