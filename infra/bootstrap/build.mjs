import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { PINNED_NODE, ROOT, run, withPinnedNode } from './commands.mjs';
import { SetupError } from './install.mjs';

const STAMP = `${ROOT}dist/.built-from`;
const ROOMS = ['apps', 'libs', 'workflows', 'infra'];
const SETTINGS = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
const LINES = 20;

/** Changes with every source that is compiled; times and sizes will do, as for any build tool. */
const sources = () => {
  const hash = createHash('sha256');
  const add = (path) => {
    const { mtimeMs, size } = statSync(`${ROOT}${path}`);
    hash.update(`${path} ${mtimeMs} ${size}\n`);
  };
  for (const path of SETTINGS) add(path);
  for (const room of ROOMS) {
    const files = readdirSync(`${ROOT}${room}`, { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((each) => /\.(tsx?|css|html|svg)$/.test(each)).sort()) add(`${room}/${file}`);
  }
  return hash.digest('hex');
};

/** Compiles and bundles the workflows, unless nothing has changed since the last time. @param {(line: string) => void} say */
export const build = async (say) => {
  const wanted = sources();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  say('building …');
  /** @type {string[]} */
  const output = [];
  const steps = [
    [`${ROOT}node_modules/typescript/bin/tsc`, '-p', 'tsconfig.build.json'],
    [`${ROOT}dist/workflows/src/workflows.bundle.js`],
    [`${ROOT}node_modules/vite/bin/vite.js`, 'build', 'apps/console', '--logLevel', 'warn'],
  ];
  // A test that starts a build has surroundings in which React would come with all that it tells developers.
  const env = { ...withPinnedNode(), NODE_ENV: 'production' };
  for (const args of steps) {
    const code = await run(PINNED_NODE, args, { env, onLine: (line) => output.push(line) });
    if (code !== 0) {
      const faults = output.slice(0, LINES).join('\n');
      throw new SetupError('The build failed', `mend what it names, then start again\n${faults}`);
    }
  }
  writeFileSync(STAMP, wanted);
  say('built');
};
