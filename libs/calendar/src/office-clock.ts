import { closeSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { epochMilliseconds, officeDate, officeInstant } from './office-instant.js';

/** The one clock of the procedure (design §4). Tokens, retention and log stamps stay on wall time. */
export interface OfficeClock {
  readonly mode: 'wall' | 'settable';
  /** RFC 3339 with offset +08:00. Never earlier than an answer given before. */
  now(): string;
  /** `YYYY-MM-DD` in Asia/Shanghai. */
  today(): string;
}

/** The clock file is missing, does not hold an instant, or may not be used or moved. The message names the cure. */
export class OfficeClockError extends Error {
  override readonly name = 'OfficeClockError';
}

/** A clock over a source of milliseconds that holds its last answer when the source goes back. */
const monotone = (mode: OfficeClock['mode'], read: () => number): OfficeClock => {
  let latest = Number.NEGATIVE_INFINITY;
  const now = (): string => {
    latest = Math.max(latest, read());
    return officeInstant(latest);
  };
  return { mode, now, today: () => officeDate(now()) };
};

/** Wall time, in production the only one. `read` gives milliseconds since 1970. */
export const wallClock = (read: () => number = Date.now): OfficeClock => monotone('wall', read);

/** The system's name for a failure (`ENOENT`). Not `instanceof Error`: an error may come from another realm. */
const codeOf = (cause: unknown): unknown =>
  typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;

/** The instant in the file, or undefined when there is no file. */
const readInstant = (file: string): number | undefined => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw new OfficeClockError(`the office clock file ${file} cannot be read`, { cause });
  }
  try {
    return epochMilliseconds(text);
  } catch (cause) {
    throw new OfficeClockError(
      `the office clock file ${file} must hold one RFC 3339 instant such as 2026-03-02T09:00:00+08:00, not ${JSON.stringify(text)}`,
      { cause },
    );
  }
};

/**
 * A clock that stands at the instant in a file and moves when the file does. It reads at every call, synchronously, so
 * that all processes see a step at once; should the file go back, the clock stays.
 * @throws {OfficeClockError} now and at every call, when the file is missing or holds no instant
 */
export const settableClock = (file: string): OfficeClock => {
  const clock = monotone('settable', () => {
    const instant = readInstant(file);
    if (instant === undefined) {
      throw new OfficeClockError(
        `the office clock file ${file} does not exist; create it with one RFC 3339 instant in it`,
      );
    }
    return instant;
  });
  clock.now();
  return clock;
};

const LOCK_TRIES = 100;
const LOCK_PAUSE_MS = 10;

/** Runs alone among all processes that advance this file: between reading and renaming nobody else may rename. */
const alone = <Result>(file: string, action: () => Result): Result => {
  const lock = `${file}.lock`;
  for (let tries = LOCK_TRIES; ; tries -= 1) {
    try {
      closeSync(openSync(lock, 'wx'));
      break;
    } catch (cause) {
      if (codeOf(cause) !== 'EEXIST') {
        throw new OfficeClockError(`the folder of the office clock file ${file} cannot be written: does it exist?`, {
          cause,
        });
      }
      if (tries === 0) {
        throw new OfficeClockError(`the office clock is being advanced; remove ${lock} if no process is doing so`);
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOCK_PAUSE_MS);
    }
  }
  try {
    return action();
  } finally {
    rmSync(lock, { force: true });
  }
};

/**
 * Sets a settable clock forward and returns its new instant; creates the file where there is none. Readers see the old
 * instant or the new one, never half of it. The same instant again changes nothing.
 * @throws {OfficeClockError} when `to` is earlier than the file's instant, or the file is not readable
 * @throws {NotAnInstant} when `to` is not an RFC 3339 instant with offset
 */
export const advanceOfficeClock = (file: string, to: string): string => {
  const target = epochMilliseconds(to);
  const instant = officeInstant(target);
  return alone(file, () => {
    const current = readInstant(file);
    if (current !== undefined && target < current) {
      throw new OfficeClockError(
        `the office clock stands at ${officeInstant(current)} and never goes back to ${instant}`,
      );
    }
    const temporary = `${file}.${process.pid}.tmp`;
    writeFileSync(temporary, `${instant}\n`);
    renameSync(temporary, file);
    return instant;
  });
};

export interface OfficeClockOptions {
  /** OFFICE_CLOCK_FILE; default: the wall clock. */
  readonly file?: string | undefined;
  /** NODE_ENV=production. */
  readonly production: boolean;
}

/**
 * The clock of this process.
 * @throws {OfficeClockError} for a file in production, or a file that holds no instant
 */
export const openOfficeClock = ({ file, production }: OfficeClockOptions): OfficeClock => {
  if (file === undefined) return wallClock();
  if (production) {
    throw new OfficeClockError(
      'OFFICE_CLOCK_FILE is set, but in production the office clock is the wall clock: unset it',
    );
  }
  return settableClock(file);
};
