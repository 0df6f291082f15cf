import { build } from './build.mjs';
import { PINNED_NODE, ROOT, run, withPinnedNode } from './commands.mjs';
import { SetupError, ensureInstalled } from './install.mjs';
import { ensureOasdiff } from './oasdiff.mjs';

/**
 * `npm run api`: writes `docs/api` and what is generated from it anew, from the program itself. Needs no engine; comparing
 * with the published documents (`-- --compare`, `-- --publish`) needs Go the first time.
 */
const say = (line) => process.stdout.write(`${line}\n`);

try {
  await ensureInstalled(say);
  await build(say);
  const args = process.argv.slice(2);
  const env = withPinnedNode();
  if (args.includes('--compare') || args.includes('--publish')) env.OASDIFF = await ensureOasdiff(say);
  process.exitCode = await run(PINNED_NODE, [`${ROOT}dist/infra/api/src/main.js`, ...args], { env });
} catch (error) {
  process.stderr.write(`${error instanceof SetupError ? error.message : (error.stack ?? error)}\n`);
  process.exitCode = 1;
}
