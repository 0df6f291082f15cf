import { spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { eventually } from '#libs/testing';

export const ROOT = new URL('../../', import.meta.url).pathname;

/** How long a start may take on a machine that does other things as well. */
const PATIENCE_MS = 180_000;

/** One `npm start` of a test, with a data folder of its own. */
export interface StartedProduct {
  readonly pid: number;
  /** Everything that it has written so far. */
  output(): string;
  /** Waits until it has written this. */
  says(words: string | RegExp): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** Waits for its end. @returns the exit code */
  ends(): Promise<number | null>;
}

/** What a start is given: its folder, and variables beside those of this process. */
export interface StartSurroundings {
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>>;
}

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'nuanchao-start-'));

/** The variables that a developer may have set and that would make a test another one. */
const NOT_OURS = /^(NODE_OPTIONS|JAVA_HOME|KAFKA_|TEMPORAL_|MONGODB_URL|NUANCHAO_DATA|npm_|\w+_PORT$)/;

const environmentOf = ({ dataDir, env }: StartSurroundings): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_OURS.test(name))),
  NUANCHAO_ENGINES: 'embedded',
  NUANCHAO_DATA: dataDir,
  ...env,
});

const started = new Set<ChildProcess>();

/** Runs a script of infra/bootstrap as npm does, without a terminal. */
export const runScript = (script: string, args: readonly string[], surroundings: StartSurroundings): StartedProduct => {
  const child = spawn(process.execPath, [`${ROOT}infra/bootstrap/${script}`, ...args], {
    cwd: ROOT,
    env: environmentOf(surroundings),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => (output += text));
  }
  const end = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      started.delete(child);
      resolve(code);
    });
  });
  const has = (words: string | RegExp): boolean =>
    typeof words === 'string' ? output.includes(words) : words.test(output);
  return {
    pid: child.pid ?? 0,
    output: () => output,
    says: (words) =>
      eventually(
        () => {
          if (has(words)) return;
          throw new Error(`Nothing says ${String(words)} in:\n${output}`);
        },
        { timeoutMs: PATIENCE_MS },
      ),
    signal: (signal) => child.kill(signal),
    ends: () => end,
  };
};

export const startProduct = (args: readonly string[], surroundings: StartSurroundings): StartedProduct =>
  runScript('start.mjs', args, surroundings);

/** What a failed test leaves is ended by its own order of stopping. */
export const endAllStarted = async (): Promise<void> => {
  await Promise.all(
    [...started].map(async (child) => {
      const end = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGTERM');
      await end;
    }),
  );
};

/** Every process that has the data folder in its environment: all that a start begins inherit it. */
export const processesOf = (dataDir: string): readonly string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
        if (!environment.includes(`NUANCHAO_DATA=${dataDir}`)) return [];
        return [`${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')}`];
      } catch {
        // It has ended meanwhile, or is another user's.
        return [];
      }
    });

const whereIs = (tool: string): string => {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = folders.map((folder) => join(folder, tool)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${tool} is not on the PATH of this test`);
  return found;
};

/**
 * A PATH with exactly these tools, in a folder made inside another one: `true` for the one of this machine, a text for a shell script that stands in for it.
 */
export const pathWith = (inside: string, tools: Readonly<Record<string, true | string>>): string => {
  const folder = join(inside, 'bin');
  mkdirSync(folder);
  const all: Readonly<Record<string, true | string>> = { node: true, ...tools };
  for (const [tool, how] of Object.entries(all)) {
    const file = join(folder, tool);
    if (how === true) symlinkSync(whereIs(tool), file);
    else {
      writeFileSync(file, `#!/bin/sh\n${how}\n`);
      chmodSync(file, 0o755);
    }
  }
  return folder;
};

export const remove = (folder: string): void => {
  rmSync(folder, { recursive: true, force: true });
};
