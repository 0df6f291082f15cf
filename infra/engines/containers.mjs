import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { databaseOf, givenAddresses, mongoUrlsOn, SERVICES } from './engine-addresses.mjs';
import { EngineError } from './engine-error.mjs';
import { answersHello, answersKafka, knowsNamespace } from './engine-probes.mjs';
import { NAMESPACE } from './temporal-engine.mjs';

const run = promisify(execFile);
const repository = fileURLToPath(new URL('../../', import.meta.url));
const QUICKLY_MS = 5_000;

/** What each engine is in docker-compose.yml: what is started, what is run to its end after that, what is stopped. */
const CONTAINERS = {
  kafka: { main: 'kafka', up: ['kafka'], jobs: [], all: ['kafka'] },
  temporal: {
    main: 'temporal',
    up: ['temporal', 'temporal-ui'],
    jobs: [],
    all: ['temporal-ui', 'temporal', 'temporal-database'],
  },
  store: { main: 'mongo', up: ['mongo'], jobs: ['mongo-setup'], all: ['mongo'] },
};

/** Whether containers are what the engines should run in: a Docker engine with Compose answers, or the environment insists. */
export async function containersAnswer(env = process.env) {
  if (env.NUANCHAO_ENGINES === 'embedded') return false;
  if (env.NUANCHAO_ENGINES === 'containers') return true;
  try {
    await run('docker', ['info', '--format', '{{.ServerVersion}}'], { timeout: QUICKLY_MS });
    await run('docker', ['compose', 'version'], { timeout: QUICKLY_MS });
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts the engines of docker-compose.yml and resolves when all answer.
 * @param {Pick<import('./index.d.mts').StartOptions, 'only' | 'onProgress' | 'dataDir'>} [options]
 * @returns {Promise<import('./index.d.mts').RunningEngines>}
 */
export async function startContainers({ only = Object.keys(CONTAINERS), onProgress, dataDir = '.data' } = {}) {
  const begun = Date.now();
  const report = (stage, engine) => onProgress?.({ stage, what: engine, engine, elapsedMs: Date.now() - begun });
  const given = givenAddresses();
  const own = Object.keys(CONTAINERS).filter((engine) => only.includes(engine) && given[engine] === undefined);
  const start = async (engine) => {
    report('start', engine);
    await compose('up', '--detach', '--wait', ...CONTAINERS[engine].up);
    for (const job of CONTAINERS[engine].jobs) await compose('run', '--rm', job);
    report('ready', engine);
  };
  // One after the other: Compose runs of one project must not overlap.
  for (const engine of own) await start(engine);
  return {
    addresses: addressesOf(own, given, only),
    dataDir: resolve(dataDir),
    processes: [],
    health: async () =>
      Object.fromEntries(await Promise.all(own.map(async (each) => [each, { ready: await PROBES[each]() }]))),
    kill: async (engine, signal = 'SIGKILL') => compose('kill', '--signal', signal, CONTAINERS[engine].main),
    restart: start,
    stop: async () => {
      const order = ['temporal', 'kafka', 'store'].filter((engine) => own.includes(engine));
      for (const engine of order) {
        await compose('stop', ...CONTAINERS[engine].all);
        report('stopped', engine);
      }
    },
  };
}

/** The same variables and defaults as in docker-compose.yml. */
const ports = (env = process.env) => ({
  kafka: Number(env.KAFKA_PORT || 9092),
  temporal: Number(env.TEMPORAL_PORT || 7233),
  temporalUi: Number(env.TEMPORAL_UI_PORT || 8233),
  mongo: Number(env.MONGO_PORT || 27_017),
});

const PROBES = {
  kafka: () => answersKafka('127.0.0.1', ports().kafka),
  temporal: () => knowsNamespace('127.0.0.1', ports().temporal, NAMESPACE.namespace),
  store: () => answersHello('127.0.0.1', ports().mongo),
};

function addressesOf(own, given, only) {
  const at = ports();
  const pick = (engine, local) => (own.includes(engine) ? local : (only.includes(engine) && given[engine]) || '');
  const none = Object.fromEntries(SERVICES.map((service) => [service, '']));
  const givenStore = only.includes('store') && given.store ? mongoUrlsOn(given.store) : none;
  return {
    kafkaBrokers: pick('kafka', `127.0.0.1:${at.kafka}`),
    temporalAddress: pick('temporal', `127.0.0.1:${at.temporal}`),
    temporalUi: own.includes('temporal') ? `http://127.0.0.1:${at.temporalUi}` : '',
    mongoUrls: own.includes('store')
      ? Object.fromEntries(SERVICES.map((each) => [each, urlOf(each, at.mongo)]))
      : givenStore,
  };
}

function urlOf(service, port, env = process.env) {
  const password = encodeURIComponent(env[`${service.toUpperCase()}_DB_PASSWORD`] || `${service}-development`);
  // The replica set knows its member by its name among the containers, which means nothing out here.
  return `mongodb://${service}:${password}@127.0.0.1:${port}/${databaseOf(service)}?directConnection=true`;
}

async function compose(...parameters) {
  try {
    await run('docker', ['compose', '--file', join(repository, 'docker-compose.yml'), ...parameters], {
      maxBuffer: 1 << 24,
    });
  } catch (cause) {
    const last = String(cause.stderr || cause.message)
      .trim()
      .split('\n')
      .at(-1);
    throw new EngineError(
      `docker compose ${parameters.join(' ')} failed (${last})`,
      'see docker compose logs, or set NUANCHAO_ENGINES=embedded to run the engines without containers',
      { cause },
    );
  }
}
