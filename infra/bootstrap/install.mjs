import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { BrokenOff, PINNED_NODE, ROOT, run } from './commands.mjs';

const STAMP = `${ROOT}node_modules/.installed-from`;
const TELL_MS = 3_000;

/** An error that a newcomer can act on: one sentence with what is wrong and the cure. */
export class SetupError extends Error {
  /** @param {string} problem @param {string} cure */
  constructor(problem, cure) {
    super(`${problem}: ${cure}.`);
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

/** Where the packages of the lock file are put; those of other platforms are left out. */
const packageFolders = () => {
  const { packages } = JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8'));
  return Object.entries(packages)
    .filter(([folder, { optional }]) => folder !== '' && optional !== true)
    .map(([folder]) => `${ROOT}${folder}/package.json`);
};

/** Tells every few seconds how many of the packages are there. @param {(line: string) => void} report */
const tellProgress = (report) => {
  const folders = packageFolders();
  const started = Date.now();
  report(`installing ${folders.length} packages of package-lock.json (about a minute the first time) …`);
  const timer = setInterval(() => {
    const there = folders.filter((file) => existsSync(file)).length;
    report(`packages: ${there} of ${folders.length} installed, ${Math.round((Date.now() - started) / 1000)} s`);
  }, TELL_MS);
  return () => clearInterval(timer);
};

/** npm's own words, without the address of the registry and the place of its log. @param {string[]} output */
const faultOf = (output) =>
  output
    .filter((line) => line.startsWith('npm error ') && !line.includes('complete log'))
    .slice(0, 2)
    .map((line) => line.slice('npm error '.length).replaceAll(/https?:\/\/\S+/g, '<registry>'))
    .join('; ');

/**
 * Installs the packages of the lock file when they are missing or of another lock file.
 * `npm ci` of npm 11 refuses lock files that leave out other platforms' packages, so it is `npm install`.
 * @param {(line: string) => void} report
 */
export const ensureInstalled = async (report) => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new SetupError(`Node ${process.versions.node} is too old`, 'install Node 20.19 or newer with npm 11');
  }
  if (isInstalled()) return;
  const endProgress = tellProgress(report);
  /** @type {string[]} */
  const output = [];
  try {
    const onLine = (line) => output.push(line);
    const code = await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { onLine });
    if (code !== 0) {
      throw new SetupError(
        `npm install failed (${faultOf(output) || `exit ${code}`})`,
        'check that npm reaches its package registry (npm ping), then run the command again',
      );
    }
  } catch (error) {
    if (error instanceof SetupError || error instanceof BrokenOff) throw error;
    throw new SetupError('npm was not found', 'install npm 11 beside Node, then run the command again');
  } finally {
    endProgress();
  }
  writeFileSync(STAMP, wanted());
  report('packages are installed');
};
