import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  EngineError,
  containersAnswer,
  portsFromEnvironment,
  startContainers,
  startEngines,
} from '../engines/index.mjs';
import { build } from './build.mjs';
import { BrokenOff, PINNED_NODE, ROOT, run, stopCommands, withPinnedNode } from './commands.mjs';
import { SetupError, ensureInstalled } from './install.mjs';
import { DATA, claimFolder, dropData, writeWhole } from './local-data.mjs';
import { choosePorts, programsOf } from './programs.mjs';
import { Progress } from './progress.mjs';
import { USAGE, readOptions } from './start-options.mjs';
import { Supervisor } from './supervisor.mjs';
import { tableOf } from './table.mjs';

/**
 * `npm start`: installs what is missing, builds, starts engines and services, loads the demonstration, shows addresses
 * and accounts, then logs, until Ctrl-C. Nothing that it started stays when it ends, however it ends.
 */
const SECRET = process.env.DEMONSTRATION_SECRET ?? 'development';
const DEMONSTRATION_DAYS = 300;
const DAY_MS = 86_400_000;
const OFFSET_MS = 8 * 3_600_000;
const FOLLOW_MS = 5_000;
/** Engines whose start cannot be broken off (containers being fetched) are waited for so long; they have guards of their own. */
const BREAK_OFF_MS = 20_000;
const ONCE_BEGINS = '2026-02-20T09:00:00+08:00';
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

const progress = new Progress();
const { say } = progress;

/** @type {(() => Promise<unknown>)[]} in the order in which they must be undone */
const undo = [];
/** @type {Promise<void> | undefined} */
let ending;
let isUp = false;
let exitCode = 0;

/** Undoes everything, last thing first. A second call waits for the same end. */
const endAll = () => {
  ending ??= (async () => {
    progress.end();
    await stopCommands();
    for (const step of undo.toReversed()) await step().catch((error) => say(`while stopping: ${error.message}`));
  })();
  return ending;
};

/** What is begun after the end has begun would stay. */
const goOn = () => {
  if (ending) throw new BrokenOff();
};

/** @param {string} dataDir @param {(what: string) => void} onDeath */
const startAllEngines = (dataDir, onDeath) => {
  const breakOff = new AbortController();
  const onProgress = (event) => {
    if (event.stage === 'died') {
      if (!ending) onDeath(event.what);
    } else progress.engine(event);
  };
  const options = { dataDir: `${dataDir}/engines`, onProgress, signal: breakOff.signal };
  const starting = containersAnswer().then((inContainers) =>
    inContainers ? startContainers(options) : startEngines({ ...options, ports: portsFromEnvironment() }),
  );
  undo.push(async () => {
    breakOff.abort();
    const engines = await Promise.race([starting.catch(() => undefined), sleep(BREAK_OFF_MS)]);
    await engines?.stop();
  });
  return starting;
};

const createTopics = async (kafkaBrokers) => {
  const output = [];
  const code = await run(PINNED_NODE, [`${ROOT}dist/infra/topics/src/main.js`], {
    env: { ...withPinnedNode(), KAFKA_BROKERS: kafkaBrokers },
    onLine: (line) => output.push(line),
  });
  if (code !== 0) {
    throw new SetupError(
      `The topics were not created (${output.at(-1) ?? `exit ${code}`})`,
      'see that the Kafka at KAFKA_BROKERS works, or start again with --fresh',
    );
  }
};

/** Lets the demonstration's robots work through the public API; their lines are the progress. */
const demonstrate = async (addresses, dataDir, mode) => {
  const code = await run(PINNED_NODE, ['--enable-source-maps', `${ROOT}dist/infra/demonstration/src/main.js`, mode], {
    env: {
      ...withPinnedNode(),
      GATEWAY_URL: addresses.gateway,
      OIDC_ISSUER: addresses.issuer,
      CLIENT_SECRET: SECRET,
      STATE_FILE: stateFileOf(dataDir),
    },
    onLine: say,
  });
  if (code !== 0) {
    throw new SetupError(
      'The demonstration did not come to its end',
      `read the logs in ${dataDir}/logs, then start again, with --fresh if it comes to the same place`,
    );
  }
};

const stateFileOf = (dataDir) => `${dataDir}/demonstration.json`;

/** RFC 3339 with the office's offset. @param {number} ms */
const officeInstant = (ms) => `${new Date(ms + OFFSET_MS).toISOString().slice(0, 19)}+08:00`;

/** The office clock never goes back. @param {string} clockFile */
const bringToNow = (clockFile) => {
  if (Date.parse(readFileSync(clockFile, 'utf8').trim()) < Date.now()) writeWhole(clockFile, officeInstant(Date.now()));
};

/** Where the office stands: a demonstration that was broken off goes on where it was, one that is done has caught up. */
const prepareClock = (dataDir, { once, empty }) => {
  const clockFile = `${dataDir}/office-clock`;
  const isPlayed = existsSync(stateFileOf(dataDir)) && JSON.parse(readFileSync(stateFileOf(dataDir), 'utf8')).playedOn;
  if (!existsSync(clockFile)) {
    // The demonstration begins some months ago and ends today; the one case of --once has its own dates.
    const begins = once ? ONCE_BEGINS : officeInstant(Date.now() - (empty ? 0 : DEMONSTRATION_DAYS * DAY_MS));
    writeWhole(clockFile, begins);
  } else if (isPlayed) bringToNow(clockFile);
  return clockFile;
};

/** The settable clock follows the wall clock once the demonstration has brought it to today. */
const followWallClock = (clockFile) => {
  const timer = setInterval(() => bringToNow(clockFile), FOLLOW_MS);
  undo.push(async () => clearInterval(timer));
};

const addressesOf = (ports, engines) => {
  const url = (name) => `http://127.0.0.1:${ports[name]}`;
  return {
    gateway: url('gateway'),
    issuer: url('counterparts'),
    applications: url('applications'),
    approvals: url('approvals'),
    payments: url('payments'),
    audits: url('audits'),
    pipelines: url('pipelines'),
    workflows: url('workflows'),
    'temporal-ui': engines.temporalUi,
    temporal: engines.temporalAddress,
    kafka: engines.kafkaBrokers,
  };
};

const startPrograms = async ({ dataDir, engines, clockFile, onDeath }) => {
  const ports = await choosePorts(process.env);
  goOn();
  const programs = programsOf({ ports, engines: engines.addresses, dataDir, secret: SECRET, clockFile });
  const supervisor = new Supervisor({ logDir: `${dataDir}/logs`, onDeath });
  undo.push(() => supervisor.stop());
  for (const program of programs) supervisor.start(program);
  const ready = programs.map((program) => supervisor.ready(program).then(() => say(`${program.name} is ready`)));
  await progress.during('waiting for the services', Promise.all(ready));
  goOn();
  const addresses = addressesOf(ports, engines.addresses);
  const file = `${dataDir}/addresses.json`;
  undo.push(async () => rmSync(file, { force: true }));
  writeWhole(file, `${JSON.stringify(addresses, null, 2)}\n`);
  return { addresses, supervisor };
};

/** Everything from the first check to the table; resolves only for --once. */
const work = async (options, dataDir, onDeath) => {
  // Downloads of engines and packages go on side by side; both are needed before anything can start.
  const [engines] = await Promise.all([
    progress.during(
      'starting the engines',
      startAllEngines(dataDir, (what) => onDeath(what)),
    ),
    ensureInstalled(say).then(() => progress.during('building', build(say))),
  ]);
  goOn();
  const clockFile = prepareClock(dataDir, options);
  await createTopics(engines.addresses.kafkaBrokers);
  const { addresses, supervisor } = await startPrograms({ dataDir, engines, clockFile, onDeath });
  const mode = options.once ? 'once' : options.empty ? 'empty' : 'all';
  await progress.during('the demonstration', demonstrate(addresses, dataDir, mode));
  if (options.once) return;
  goOn();
  followWallClock(clockFile);
  process.stdout.write(tableOf(addresses, { dataDir, secret: SECRET }));
  progress.end();
  supervisor.show('info');
  isUp = true;
  await new Promise(() => undefined);
};

const main = async () => {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const dataDir = options.once ? `${DATA}/once` : DATA;
  // A given port that is taken is told before anything is dropped, downloaded or started.
  await choosePorts(process.env);
  undo.push(claimFolder(dataDir));
  if (options.once || options.fresh) await dropData(dataDir, { ask: !options.once });
  rmSync(`${dataDir}/addresses.json`, { force: true });
  await new Promise((resolve, reject) => {
    const onDeath = (name, how) =>
      reject(
        new SetupError(
          `${name} ended unexpectedly${how ? ` (${how})` : ''}`,
          `read the logs in ${dataDir}, then start again`,
        ),
      );
    work(options, dataDir, onDeath).then(resolve, reject);
  });
};

for (const [signal, code] of Object.entries(SIGNALS)) {
  process.on(signal, () => {
    if (ending) {
      process.stdout.write('Still stopping …\n');
      return;
    }
    exitCode = isUp ? 0 : code;
    process.stdout.write('\nStopping …\n');
    void endAll().then(() => {
      process.stdout.write('Everything has stopped.\n');
      process.exit(exitCode);
    });
  });
}
// Whoever reads us has gone (a closed terminal, a pipe into head): there is nobody to tell, but everything must stop.
process.stdout.on('error', () => void endAll().then(() => process.exit(SIGNALS.SIGHUP)));

/** The one sentence, or for what nobody foresaw the whole story. */
const tell = (error) => {
  if (ending) return;
  exitCode = 1;
  const known = error instanceof SetupError || error instanceof EngineError;
  process.stderr.write(`\n${known ? error.message : (error.stack ?? error)}\n`);
};
const finish = async () => {
  await endAll();
  process.exit(exitCode);
};
process.on('uncaughtException', (fault) => {
  tell(fault);
  void finish();
});

await main().catch(tell);
await finish();
