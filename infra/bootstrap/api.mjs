import { build } from './build.mjs';
import { PINNED_NODE, ROOT, run, withPinnedNode } from './commands.mjs';
import { SetupError, ensureInstalled } from './install.mjs';

/** `npm run api`: writes `docs/api` and what is generated from it anew, from the program itself. Needs no engine. */
const say = (line) => process.stdout.write(`${line}\n`);

try {
  await ensureInstalled(say);
  await build(say);
  process.exitCode = await run(PINNED_NODE, [`${ROOT}dist/infra/api/src/main.js`], { env: withPinnedNode() });
} catch (error) {
  process.stderr.write(`${error instanceof SetupError ? error.message : (error.stack ?? error)}\n`);
  process.exitCode = 1;
}
