import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EngineError } from './engine-error.mjs';

const run = promisify(execFile);
const OLDEST_JAVA = 17;
const ELSEWHERE = 'or start Docker, or point KAFKA_BROKERS, TEMPORAL_ADDRESS and MONGODB_URL at running servers';

/** The path of `java` or `javac`: that of JAVA_HOME when it is set, as every Java tool does it. */
export function javaTool(name, env = process.env) {
  return env.JAVA_HOME ? join(env.JAVA_HOME, 'bin', name) : name;
}

/**
 * Makes sure that every tool is there before anything is downloaded or started.
 * @param {{ java: boolean, javac: boolean, maven: boolean, pip: boolean }} needs
 */
export async function checkPrerequisites(needs) {
  const checks = [];
  if (needs.java) checks.push(checkJava());
  if (needs.javac) checks.push(checkJavac());
  if (needs.maven) checks.push(checkMaven());
  if (needs.pip) checks.push(checkPip());
  const faults = (await Promise.allSettled(checks)).filter((check) => check.status === 'rejected');
  if (faults.length > 0) throw faults[0].reason;
}

async function checkJava() {
  const told = await versionOf(javaTool('java'), ['-version']);
  const install =
    'install a JDK of version 17 or newer (Debian: openjdk-17-jdk-headless) and put it on the PATH or set JAVA_HOME';
  if (told === undefined) throw new EngineError('Java was not found', `${install}, ${ELSEWHERE}`);
  const major = javaMajor(told);
  if (major < OLDEST_JAVA) throw new EngineError(`Java ${major} is too old`, `${install}, ${ELSEWHERE}`);
}

/** The major version in what `java -version` prints; old ones call themselves 1.8. */
export function javaMajor(told) {
  const match = /version "(\d+)(?:\.(\d+))?/.exec(told);
  if (!match) return 0;
  return Number(match[1] === '1' ? match[2] : match[1]);
}

async function checkJavac() {
  if ((await versionOf(javaTool('javac'), ['-version'])) !== undefined) return;
  throw new EngineError(
    'The Java compiler (javac) was not found',
    `install a whole JDK, not only a runtime (Debian: openjdk-17-jdk-headless), ${ELSEWHERE}`,
  );
}

async function checkMaven() {
  if ((await versionOf('mvn', ['--version'])) !== undefined) return;
  throw new EngineError(
    'Maven (mvn) was not found',
    `install it (Debian: maven) to fetch Kafka and the document store, ${ELSEWHERE}`,
  );
}

async function checkPip() {
  if ((await versionOf(pythonName(), ['-m', 'pip', '--version'])) !== undefined) return;
  throw new EngineError(
    'Python 3 with pip was not found',
    `install both (Debian: python3-pip) to fetch the Temporal server, ${ELSEWHERE}`,
  );
}

/** The name Python 3 goes by on this system. */
export function pythonName() {
  return process.platform === 'win32' ? 'python' : 'python3';
}

async function versionOf(command, parameters) {
  try {
    if (command.includes('/') && !existsSync(command)) return undefined;
    const { stdout, stderr } = await run(command, parameters, { timeout: 60_000 });
    return `${stdout}${stderr}`;
  } catch {
    return undefined;
  }
}
