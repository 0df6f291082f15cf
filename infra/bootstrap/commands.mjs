import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startGuard } from '../engines/engine-process.mjs';

/** The checkout's root; everything in this folder runs before `node_modules` exists and so imports nothing from it. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The pinned Node of the product, once it is installed. */
export const PINNED_NODE = `${ROOT}node_modules/.bin/node`;

const PATIENCE_MS = 8_000;

/** A command was ended, or not even begun, because everything is being stopped. */
export class BrokenOff extends Error {
  constructor() {
    super('Broken off.');
  }
}

/** PATH with the pinned Node first, for every program that is started from here. */
export const withPinnedNode = (env = process.env) => ({ ...env, PATH: `${ROOT}node_modules/.bin:${env.PATH ?? ''}` });

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
let stopping = false;
/** @type {ReturnType<typeof startGuard> | undefined} */
let guard;

/** npm and its kind have processes of their own, so the signal goes to the whole group. */
const signalGroup = (child, signal) => {
  try {
    process.kill(-child.pid, signal);
  } catch {
    child.kill(signal);
  }
};

/**
 * Runs a program to its end and gives its exit code; its output goes to this process's, or line by line into `onLine`.
 * @param {string} command @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, onLine?: (line: string) => void }} [options]
 * @returns {Promise<number>}
 * @throws {BrokenOff} when `stopCommands` was called meanwhile or before
 */
export const run = (command, args, { env = process.env, onLine } = {}) =>
  new Promise((resolve, reject) => {
    if (stopping) {
      reject(new BrokenOff());
      return;
    }
    const stdio = onLine ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'];
    // Its own group: the terminal's ^C reaches us alone, and ending it ends what it has started.
    const child = spawn(command, args, { cwd: ROOT, env, stdio, detached: true });
    running.add(child);
    if (child.pid !== undefined) {
      guard ??= startGuard();
      guard.watch(child.pid, 0);
    }
    for (const stream of onLine ? [child.stdout, child.stderr] : []) createInterface(stream).on('line', onLine);
    const forget = () => {
      running.delete(child);
      if (child.pid !== undefined) guard?.forget(child.pid);
      // The guard would keep this process alive.
      if (running.size === 0) releaseGuard();
    };
    child.once('error', (error) => {
      forget();
      reject(error);
    });
    child.once('close', (code, signal) => {
      forget();
      if (stopping) reject(new BrokenOff());
      else resolve(code ?? (signal ? 1 : 0));
    });
  });

/** Ends every command that runs, waits for it, and lets none begin any more. */
export const stopCommands = async () => {
  stopping = true;
  await Promise.all(
    [...running].map(async (child) => {
      const ended = new Promise((resolve) => child.once('close', resolve).once('error', resolve));
      signalGroup(child, 'SIGTERM');
      const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), PATIENCE_MS);
      await ended;
      clearTimeout(timer);
    }),
  );
};

const releaseGuard = () => {
  guard?.end();
  guard = undefined;
};
