import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The checkout's root; everything in this folder runs before `node_modules` exists and so imports nothing from it. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The pinned Node of the product, once it is installed. */
export const PINNED_NODE = `${ROOT}node_modules/.bin/node`;

const STAMP = `${ROOT}node_modules/.installed-from`;

/** An error that a newcomer can act on: what went wrong, and one sentence naming the cure. */
export class SetupError extends Error {
  /** @param {string} problem @param {string} cure */
  constructor(problem, cure) {
    super(`${problem} ${cure}`);
    this.cure = cure;
  }
}

const wanted = () => {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(`${ROOT}${file}`));
  return hash.digest('hex');
};

/** True when `node_modules` was installed from exactly this package.json and lock file. */
export const isInstalled = () =>
  existsSync(STAMP) && existsSync(PINNED_NODE) && readFileSync(STAMP, 'utf8') === wanted();

/**
 * Runs a program to its end and gives its exit code; its output goes to this process's, or into `onLine`.
 * @param {string} command @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, onLine?: (line: string) => void }} [options]
 * @returns {Promise<number>}
 */
export const run = (command, args, { env = process.env, onLine } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: onLine ? ['ignore', 'pipe', 'pipe'] : 'inherit' });
    let rest = '';
    for (const stream of onLine ? [child.stdout, child.stderr] : []) {
      stream?.on('data', (chunk) => {
        const lines = (rest + String(chunk)).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) onLine?.(line);
      });
    }
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (rest !== '') onLine?.(rest);
      resolve(code ?? (signal ? 1 : 0));
    });
  });

/** PATH with the pinned Node first, for every program that is started from here. */
export const withPinnedNode = (env = process.env) => ({ ...env, PATH: `${ROOT}node_modules/.bin:${env.PATH ?? ''}` });

/**
 * Installs the packages of the lock file when they are missing or of another lock file.
 * `npm ci` of npm 11 refuses lock files that leave out other platforms' packages, so it is `npm install`.
 * @param {(line: string) => void} report
 */
export const ensureInstalled = async (report) => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new SetupError(`Node ${process.versions.node} is too old.`, 'Install Node 20.19 or newer with npm 11.');
  }
  if (isInstalled()) return;
  report('Installing the packages of package-lock.json (about a minute the first time) …');
  /** @type {string[]} */
  const output = [];
  const started = Date.now();
  const tick = setInterval(
    () => report(`  still installing packages, ${Math.round((Date.now() - started) / 1000)} s`),
    10_000,
  );
  try {
    const code = await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
      onLine: (line) => output.push(line),
    });
    if (code !== 0) {
      throw new SetupError(
        `npm install failed: ${output
          .filter((line) => line.includes('error'))
          .slice(0, 3)
          .join(' ')}`,
        'Check that npm reaches its package registry (npm ping), then run the command again.',
      );
    }
  } catch (error) {
    if (error instanceof SetupError) throw error;
    throw new SetupError('npm was not found.', 'Install npm 11 beside Node, then run the command again.');
  } finally {
    clearInterval(tick);
  }
  writeFileSync(STAMP, wanted());
};
