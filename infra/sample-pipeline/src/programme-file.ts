import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { NOTHING_YET, type Programme } from './programme-fold.js';

/** What survives the pipeline's death: written aside, forced to the disk and renamed, so that there is always a whole one. */
export const writeDurably = (file: string, content: string): void => {
  const handle = openSync(`${file}.new`, 'w', 0o600);
  writeSync(handle, content);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${file}.new`, file);
};

export const readProgramme = (file: string): Programme =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Programme) : NOTHING_YET;

export const writeProgramme = (file: string, programme: Programme): void => {
  writeDurably(file, JSON.stringify(programme));
};
