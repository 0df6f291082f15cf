import { startEngines } from '../engines/index.mjs';
import { build } from './build.mjs';
import { BrokenOff, PINNED_NODE, ROOT, run, stopCommands, withPinnedNode } from './commands.mjs';
import { SetupError, ensureInstalled } from './install.mjs';
import { DATA } from './local-data.mjs';
import { choosePorts, programsOf } from './programs.mjs';
import { Supervisor } from './supervisor.mjs';

/**
 * `npm run faults`: the crash harness. It starts a product of its own, on engines without containers (it kills them and
 * deletes a database), and leaves whatever else runs alone. What it does stands in docs/testing.md.
 */
const say = (line) => process.stdout.write(`${line}\n`);

for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
  // The guards end what was started.
  process.once(signal, () => void stopCommands().then(() => process.exit(code)));
}

const replay = async ({ gateway, issuer }) => {
  const lines = [];
  const code = await run(PINNED_NODE, [`${ROOT}dist/apps/audits/src/replay/replay.cli.js`], {
    env: { ...withPinnedNode(), GATEWAY_URL: gateway, OIDC_ISSUER: issuer, CLIENT_SECRET: 'development' },
    onLine: (line) => lines.push(line.trim()),
  });
  return { code, output: lines.join(' ') };
};

const main = async () => {
  await ensureInstalled(say);
  await build(say);
  const { runFaults } = await import(`${ROOT}dist/infra/faults/src/fault-run.js`);
  const ports = { startEngines, choosePorts, programsOf, Supervisor, replay, root: ROOT };
  return runFaults(process.argv.slice(2), ports, `${DATA}/faults`);
};

process.exit(
  await main().catch((error) => {
    if (!(error instanceof BrokenOff)) {
      process.stderr.write(`${error instanceof SetupError ? error.message : (error.stack ?? error)}\n`);
    }
    return 2;
  }),
);
