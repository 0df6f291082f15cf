import { existsSync, mkdirSync } from 'node:fs';
import { cacheFolder } from '../engines/engine-cache.mjs';
import { BrokenOff, run } from './commands.mjs';
import { SetupError } from './install.mjs';

/** Compares API documents for changes that break clients. Go's module proxy and checksum database say that it is this one. */
const MODULE = 'github.com/oasdiff/oasdiff';
const VERSION = 'v1.36.0';

/** Installs oasdiff beside the engines when it is not there. @param {(line: string) => void} say @returns {Promise<string>} its path */
export const ensureOasdiff = async (say) => {
  const folder = `${cacheFolder()}/oasdiff-${VERSION}`;
  const program = `${folder}/oasdiff`;
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  say(`installing oasdiff ${VERSION} …`);
  /** @type {string[]} */
  const output = [];
  try {
    const env = { ...process.env, GOBIN: folder };
    const code = await run('go', ['install', `${MODULE}@${VERSION}`], { env, onLine: (line) => output.push(line) });
    if (code === 0) return program;
  } catch (error) {
    if (error instanceof BrokenOff) throw error;
    throw new SetupError('Go was not found', 'install Go 1.26 or newer; it is needed to compare API documents only');
  }
  throw new SetupError(
    `oasdiff could not be installed (${output.at(-1) ?? 'no reason given'})`,
    'check that go reaches its module proxy (go env GOPROXY), then run the command again',
  );
};
