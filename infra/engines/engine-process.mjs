import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { EngineError } from './engine-error.mjs';

const POLL_MS = 100;
const READY_TIMEOUT_MS = 120_000;
const LAST_LINES = 5;

/**
 * @typedef {object} EngineRecipe
 * @property {string} name
 * @property {number} stopRank engines with a lower one are stopped first
 * @property {string} command
 * @property {string[]} parameters
 * @property {() => Promise<void>} [prepare] before every start
 * @property {() => Promise<boolean>} isReady by the engine's own protocol
 * @property {() => Promise<void>} [settle] once it answers, before it counts as ready
 */

/** Ends the engines when this process dies without a chance to do so itself. */
export function startGuard() {
  const environment = { ...process.env };
  delete environment.NODE_OPTIONS;
  const script = fileURLToPath(new URL('guard.mjs', import.meta.url));
  const guard = spawn(process.execPath, [script], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: environment,
  });
  // A guard that was killed must not take its parent with it.
  guard.on('error', () => {});
  guard.stdin.on('error', () => {});
  return {
    pid: guard.pid,
    watch: (pid, rank) => guard.stdin.write(`+${pid} ${rank}\n`),
    forget: (pid) => guard.stdin.write(`-${pid}\n`),
    end: () => guard.stdin.end(),
  };
}

/** One engine as a child process: its log file, its readiness, its end. */
export class EngineProcess {
  #recipe;
  #logFile;
  #guard;
  #onSpawn;
  #onDeath;
  #child;
  #ended = Promise.resolve();
  #expected = false;

  /**
   * @param {EngineRecipe} recipe
   * @param {{ logFile: string, guard: ReturnType<typeof startGuard>, onSpawn: () => void, onDeath: (name: string, how: string) => void }} surroundings
   */
  constructor(recipe, { logFile, guard, onSpawn, onDeath }) {
    this.#recipe = recipe;
    this.#logFile = logFile;
    this.#guard = guard;
    this.#onSpawn = onSpawn;
    this.#onDeath = onDeath;
  }

  get name() {
    return this.#recipe.name;
  }

  get stopRank() {
    return this.#recipe.stopRank;
  }

  get pid() {
    return this.#child?.pid;
  }

  get isAlive() {
    return this.#child !== undefined;
  }

  async isReady() {
    return this.isAlive && (await this.#recipe.isReady());
  }

  async start() {
    if (this.isAlive)
      throw new EngineError(`${this.name} is already running`, 'stop or kill it before starting it again');
    await this.#recipe.prepare?.();
    this.#spawn();
    const deadline = Date.now() + READY_TIMEOUT_MS;
    while (!(await this.isReady())) {
      if (!this.isAlive) throw await this.#fault('ended while starting');
      if (Date.now() > deadline) throw await this.#fault(`did not answer within ${READY_TIMEOUT_MS / 1000} s`);
      await sleep(POLL_MS);
    }
    await this.#recipe.settle?.();
    this.#expected = false;
  }

  /** Sends a signal and, when it is a deadly one, waits for the end. */
  async kill(signal = 'SIGKILL') {
    if (!this.isAlive) return;
    this.#expected = true;
    this.#child.kill(signal);
    if (signal === 'SIGKILL' || signal === 'SIGTERM' || signal === 'SIGINT') await this.#ended;
    else this.#expected = false;
  }

  /** Asks it to end, and ends it when it takes too long. */
  async stop(patienceMs) {
    if (!this.isAlive) return;
    this.#expected = true;
    const child = this.#child;
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    await this.#ended;
    clearTimeout(timer);
  }

  #spawn() {
    const log = openSync(this.#logFile, 'a');
    // Its own process group, so that the terminal's ^C reaches us alone and the order of stopping is ours.
    const options = { stdio: ['ignore', log, log], detached: true, env: { ...process.env, LC_ALL: 'C.UTF-8' } };
    const child = spawn(this.#recipe.command, this.#recipe.parameters, options);
    closeSync(log);
    this.#child = child;
    this.#expected = true;
    if (child.pid !== undefined) {
      this.#guard.watch(child.pid, this.stopRank);
      this.#onSpawn();
    }
    this.#ended = new Promise((resolve) => {
      const end = (how) => {
        if (this.#child !== child) return;
        this.#child = undefined;
        if (child.pid !== undefined) this.#guard.forget(child.pid);
        if (!this.#expected) void this.#tellDeath(how);
        resolve();
      };
      child.once('error', (error) => end(error.message));
      child.once('exit', (code, signal) => end(signal ?? `exit ${code}`));
    });
  }

  async #tellDeath(how) {
    this.#onDeath(this.name, `${how}, last words: ${await this.#lastWords()}`);
  }

  async #lastWords() {
    const log = await readFile(this.#logFile, 'utf8').catch(() => '');
    return log.trimEnd().split('\n').slice(-LAST_LINES).join(' | ') || 'none';
  }

  async #fault(problem) {
    return new EngineError(`${this.name} ${problem} (last words: ${await this.#lastWords()})`, `read ${this.#logFile}`);
  }
}
