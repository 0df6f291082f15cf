import { writeFileSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from './engine-error.mjs';
import { isAlive } from './process-life.mjs';

const POLL_MS = 100;
const PATIENCE_MS = 40_000;
/** In a container the process that died may have had the very number that this one has. */
const ownClaims = new Set();

/**
 * Takes a data folder for this process: two sets of engines on the same files would destroy them. When the last owner was
 * killed, its guard may still be ending the engines, so they are waited for.
 */
export async function claimDataFolder(dataDir) {
  await mkdir(join(dataDir, 'logs'), { recursive: true });
  const file = join(dataDir, 'engines.json');
  await awaitRelease(file, dataDir);
  // Synchronous, so that no other start or death of an engine comes between and none is forgotten.
  const record = (engines) => writeFileSync(file, `${JSON.stringify({ owner: process.pid, engines })}\n`);
  record([]);
  ownClaims.add(file);
  const release = async () => {
    ownClaims.delete(file);
    await rm(file, { force: true });
  };
  return { record, release };
}

async function awaitRelease(file, dataDir) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const { owner = 0, engines = [] } = await readClaim(file);
    if (owner === process.pid ? ownClaims.has(file) : owner > 0 && isAlive(owner)) {
      throw new EngineError(
        `The data folder ${dataDir} is in use by process ${owner}`,
        `stop that one, choose another folder, or delete ${file} if that process is something else`,
      );
    }
    const left = engines.filter(isAlive);
    if (left.length === 0) return;
    if (Date.now() > deadline) {
      throw new EngineError(
        `Engines of an earlier start still run in ${dataDir} (processes ${left.join(', ')})`,
        `end them, or delete ${file} if those processes are something else`,
      );
    }
    await sleep(POLL_MS);
  }
}

async function readClaim(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return {};
  }
}
