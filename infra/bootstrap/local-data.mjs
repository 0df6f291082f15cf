import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isAlive } from '../engines/process-life.mjs';
import { ROOT } from './commands.mjs';
import { SetupError } from './install.mjs';

/** Where `npm start` keeps its data, logs and addresses: `.data` of the checkout, or the folder that NUANCHAO_DATA names. */
export const DATA = process.env.NUANCHAO_DATA ? resolve(process.env.NUANCHAO_DATA) : `${ROOT}.data`;

/** Name → URL of what runs, there only while it runs. */
export const ADDRESSES = `${DATA}/addresses.json`;

/** What a start puts into its folder; test results and the folder of `--once` may lie beside it. */
const OWN = ['engines', 'logs', 'counterparts', 'session-key', 'demonstration.json', 'office-clock', 'addresses.json'];

/**
 * Drops what earlier starts left.
 * @param {string} dataDir
 * @param {{ ask: boolean }} options whether to ask first when somebody sits at the terminal
 */
export const dropData = async (dataDir, { ask }) => {
  const there = OWN.map((name) => `${dataDir}/${name}`).filter((path) => existsSync(path));
  if (there.length === 0) return;
  if (ask && process.stdin.isTTY && process.stdout.isTTY) {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    const answer = await terminal.question(`Drop all local data in ${dataDir}? Type yes: `);
    terminal.close();
    if (answer.trim().toLowerCase() !== 'yes') {
      throw new SetupError('Nothing was dropped', 'start without --fresh to keep the data, or answer yes');
    }
  }
  for (const path of there) rmSync(path, { recursive: true, force: true });
};

/**
 * Takes the folder for this start, or says who has it. The claim of a process that was killed is taken over.
 * @param {string} dataDir
 * @returns {() => Promise<void>} gives it back
 */
export const claimFolder = (dataDir) => {
  mkdirSync(dataDir, { recursive: true });
  const file = `${dataDir}/start.json`;
  for (;;) {
    try {
      writeFileSync(file, `${JSON.stringify({ pid: process.pid })}\n`, { flag: 'wx' });
      return async () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const owner = ownerOf(file);
    if (owner > 0 && owner !== process.pid && isAlive(owner)) {
      throw new SetupError(
        `npm start already runs on ${dataDir} (process ${owner})`,
        `stop that one with Ctrl-C, or set NUANCHAO_DATA to another folder; if the process is something else, delete ${file}`,
      );
    }
    rmSync(file, { force: true });
  }
};

/** @param {string} file */
const ownerOf = (file) => {
  try {
    return Number(JSON.parse(readFileSync(file, 'utf8')).pid);
  } catch {
    return 0;
  }
};

/** Written aside and renamed, so that a reader never meets half a file. @param {string} file @param {string} content @param {number} [mode] */
export const writeWhole = (file, content, mode = 0o644) => {
  mkdirSync(file.slice(0, file.lastIndexOf('/')), { recursive: true });
  writeFileSync(`${file}.new`, content, { mode });
  renameSync(`${file}.new`, file);
};

/** The key that seals people's sessions: made once, so that a restart signs nobody out. @param {string} dataDir @returns {string} */
export const sessionKey = (dataDir) => {
  const file = `${dataDir}/session-key`;
  if (!existsSync(file)) writeWhole(file, `${randomBytes(32).toString('base64url')}\n`, 0o600);
  return readFileSync(file, 'utf8').trim();
};
