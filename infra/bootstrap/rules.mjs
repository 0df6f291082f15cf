import { isAbsolute, join } from 'node:path';
import { build } from './build.mjs';
import { PINNED_NODE, ROOT, run, withPinnedNode } from './commands.mjs';
import { ensureInstalled } from './install.mjs';

/**
 * `npm run rules -- cases.json`: judges cases from a file by every rule of the office, compiled when need be. Nothing has to
 * run. A path is one of the folder that npm was called in.
 */
const say = (line) => process.stderr.write(`${line}\n`);
const script = `${ROOT}dist/infra/rules/src/rules-cli.js`;

const fromCaller = (arg) =>
  arg.startsWith('-') || isAbsolute(arg) ? arg : join(process.env.INIT_CWD ?? process.cwd(), arg);

try {
  await ensureInstalled(say);
  await build(say);
  process.exitCode = await run(PINNED_NODE, [script, ...process.argv.slice(2).map(fromCaller)], {
    env: withPinnedNode(),
  });
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
