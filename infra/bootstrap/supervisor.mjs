import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { startGuard } from '../engines/engine-process.mjs';
import { PINNED_NODE, ROOT, withPinnedNode } from './commands.mjs';
import { SetupError } from './install.mjs';
import { lastWords, readable } from './readable-log.mjs';

const READY_TIMEOUT_MS = 120_000;
const PATIENCE_MS = 15_000;
const LAST_LINES = 20;

/**
 * @typedef {object} Program
 * @property {string} name
 * @property {string} script path of the compiled main, relative to the checkout
 * @property {string} url its own base URL; `/health/ready` must answer 200
 * @property {Record<string, string>} env
 * @property {number} stopRank lower ones stop first
 */

/** Our own processes: started side by side, watched, stopped in order. None of them outlives this one. */
export class Supervisor {
  #guard = startGuard();
  #children = new Map();
  /** Names of those that have not been ready yet. */
  #starting = new Set();
  #stopping = false;
  #least = /** @type {'info' | 'warn'} */ ('warn');
  #logDir;
  #onDeath;
  #quiet;

  /** @param {{ logDir: string, onDeath: (name: string, how: string) => void, quiet?: boolean }} options */
  constructor({ logDir, onDeath, quiet = false }) {
    this.#quiet = quiet;
    this.#logDir = logDir;
    this.#onDeath = onDeath;
    mkdirSync(logDir, { recursive: true });
  }

  /** From which level on log lines are shown; all of them are in the log files. @param {'info' | 'warn'} least */
  show(least) {
    this.#least = least;
  }

  /** @param {Program} program */
  start(program) {
    if (this.#stopping) return;
    const log = createWriteStream(`${this.#logDir}/${program.name}.log`, { flags: 'a' });
    const child = spawn(PINNED_NODE, ['--enable-source-maps', `${ROOT}${program.script}`], {
      cwd: ROOT,
      env: { ...withPinnedNode(), ...program.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Its own process group: the terminal's ^C reaches us alone, so that the order of stopping is ours.
      detached: true,
    });
    /** @type {string[]} */
    const last = [];
    this.#children.set(program.name, { program, child });
    this.#starting.add(program.name);
    if (child.pid !== undefined) this.#guard.watch(child.pid, program.stopRank);
    for (const stream of [child.stdout, child.stderr]) this.#follow(program.name, stream, log, last);
    child.once('error', (error) => last.push(error.message));
    // 'close' comes after the last of its output.
    child.once('close', (code, signal) => {
      this.#children.delete(program.name);
      if (child.pid !== undefined) this.#guard.forget(child.pid);
      log.end();
      if (this.#stopping) return;
      const words = lastWords(last);
      this.#onDeath(program.name, `${signal ?? `exit code ${code}`}${words === '' ? '' : `, last words: ${words}`}`);
    });
  }

  #follow(name, stream, log, last) {
    createInterface(stream).on('line', (line) => {
      log.write(`${line}\n`);
      last.push(line);
      if (last.length > LAST_LINES) last.shift();
      if (this.#quiet) return;
      const text = readable(name, line, { least: this.#least, starting: this.#starting.has(name) });
      if (text !== undefined) process.stdout.write(`${text}\n`);
    });
  }

  /** Waits until a program says that it is ready, or says which engine it waits for. @param {Program} program */
  async ready(program) {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    let last = 'nothing yet';
    while (Date.now() < deadline && !this.#stopping) {
      if (!this.#children.has(program.name)) break;
      const response = await fetch(`${program.url}/health/ready`).catch(() => undefined);
      if (response?.ok) {
        this.#starting.delete(program.name);
        return;
      }
      if (response) last = await response.text();
      await sleep(150);
    }
    throw new SetupError(
      `${program.name} did not become ready (${last})`,
      `read ${this.#logDir}/${program.name}.log, then start again`,
    );
  }

  /**
   * Kills one as a power cut would, or asks it to end, and waits for its end, which `onDeath` is told like any other.
   * @param {string} name @param {'SIGKILL' | 'SIGTERM'} signal
   */
  async kill(name, signal = 'SIGKILL') {
    const child = this.#children.get(name)?.child;
    if (!child) return;
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill(signal);
    await ended;
  }

  /** Stops one in the middle of what it does, or lets it go on. @param {string} name @param {'SIGSTOP' | 'SIGCONT'} signal */
  signal(name, signal) {
    this.#children.get(name)?.child.kill(signal);
  }

  /** Asks all to end, lowest rank first; those of one rank side by side. */
  async stop() {
    this.#stopping = true;
    const ranks = [...new Set([...this.#children.values()].map(({ program }) => program.stopRank))].sort(
      (a, b) => a - b,
    );
    for (const rank of ranks) {
      const group = [...this.#children.values()].filter(({ program }) => program.stopRank === rank);
      await Promise.all(group.map(({ child }) => end(child)));
    }
    this.#guard.end();
  }
}

const end = async (child) => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await ended;
  clearTimeout(timer);
};
