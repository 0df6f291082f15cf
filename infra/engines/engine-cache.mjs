import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from './engine-error.mjs';
import { isAlive } from './process-life.mjs';

const POLL_MS = 200;
const LONGEST_WAIT_MS = 15 * 60_000;

/** The folder for downloads: outside the checkout, so that a fresh clone or a cleaned one starts warm. */
export function cacheFolder(env = process.env) {
  return env.NUANCHAO_CACHE || join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'nuanchao', 'engines');
}

/** Whether an entry is complete: it gets its name only when nothing is missing any more. */
export function isCached(name) {
  return existsSync(join(cacheFolder(), name));
}

/**
 * Returns the folder of a cache entry and fills it first if it is not there. Two processes may ask at once: one fills, the
 * other waits; a filler that died leaves nothing but a lock that its successor takes over.
 * @param {string} name
 * @param {(folder: string) => Promise<void>} fill writes into a folder that becomes the entry when it returns
 * @param {() => void} [onWait] called once when another process is filling the entry
 */
export async function cached(name, fill, onWait = () => {}) {
  const entry = join(cacheFolder(), name);
  if (existsSync(entry)) return entry;
  await makeCacheFolder();
  const release = await lock(`${entry}.lock`, () => existsSync(entry), onWait);
  try {
    if (existsSync(entry)) return entry;
    await removeDrafts(name);
    const draft = `${entry}.draft-${randomBytes(6).toString('hex')}`;
    await mkdir(draft);
    try {
      await fill(draft);
      await settle(draft, entry);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
    return entry;
  } finally {
    await release();
  }
}

/** What killed processes left behind is removed by the next holder of the lock. */
async function removeDrafts(name) {
  const drafts = (await readdir(cacheFolder())).filter((each) => each.startsWith(`${name}.draft-`));
  await Promise.all(drafts.map((each) => rm(join(cacheFolder(), each), { recursive: true, force: true })));
}

/** The rename is what makes an entry; the lock only spares double work, so losing the race is harmless. */
async function settle(draft, entry) {
  try {
    await rename(draft, entry);
  } catch (error) {
    if (!existsSync(entry)) throw error;
  }
}

async function makeCacheFolder() {
  const folder = cacheFolder();
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw new EngineError(`The cache folder ${folder} cannot be made`, 'set NUANCHAO_CACHE to a writable folder', {
      cause,
    });
  }
}

/** @returns {Promise<() => Promise<void>>} releases the lock */
async function lock(path, isDone, onWait) {
  const end = Date.now() + LONGEST_WAIT_MS;
  for (let waited = false; ; waited = true) {
    if (isDone()) return async () => {};
    if (await take(path)) return () => rm(path, { force: true });
    if (await isAbandoned(path)) {
      await rm(path, { force: true });
      continue;
    }
    if (!waited) onWait();
    if (Date.now() > end) {
      throw new EngineError(`Another process has held ${path} for too long`, 'end it or delete that file');
    }
    await sleep(POLL_MS);
  }
}

async function take(path) {
  try {
    await writeFile(path, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

async function isAbandoned(path) {
  const owner = Number(await readFile(path, 'utf8').catch(() => ''));
  // An empty file is a lock just being written (or just released): not abandoned.
  return owner > 0 && !isAlive(owner);
}
