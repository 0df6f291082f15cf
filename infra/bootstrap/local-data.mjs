import { createInterface } from 'node:readline/promises';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { SetupError } from './install.mjs';

/** Asks before anything is dropped when somebody sits at the terminal. @param {string} dataDir */
export const dropData = async (dataDir) => {
  if (!existsSync(dataDir)) return;
  if (process.stdin.isTTY && process.stdout.isTTY) {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    const answer = await terminal.question(`Drop all local data in ${dataDir}? Type yes: `);
    terminal.close();
    if (answer.trim().toLowerCase() !== 'yes') {
      throw new SetupError('Nothing was dropped.', 'Start without --fresh to keep the data, or answer yes.');
    }
  }
  rmSync(dataDir, { recursive: true, force: true });
};

/** Written aside and renamed, so that a reader never meets half a file. @param {string} file @param {string} content */
export const writeWhole = (file, content) => {
  mkdirSync(file.slice(0, file.lastIndexOf('/')), { recursive: true });
  writeFileSync(`${file}.new`, content);
  renameSync(`${file}.new`, file);
};
