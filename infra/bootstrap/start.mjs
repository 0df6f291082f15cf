import { existsSync, readFileSync, rmSync } from 'node:fs';
import {
  EngineError,
  containersAnswer,
  portsFromEnvironment,
  startContainers,
  startEngines,
} from '../engines/index.mjs';
import { PINNED_NODE, ROOT, SetupError, ensureInstalled, run, withPinnedNode } from './install.mjs';
import { dropData, writeWhole } from './local-data.mjs';
import { choosePorts, programsOf } from './programs.mjs';
import { USAGE, readOptions } from './start-options.mjs';
import { Supervisor } from './supervisor.mjs';

/**
 * `npm start`: installs what is missing, builds, starts engines and services, loads the demonstration, shows addresses
 * and accounts, then logs, until Ctrl-C. Nothing that it started stays when it ends, however it ends.
 */
const DATA = `${ROOT}.data`;
const SECRET = process.env.DEMONSTRATION_SECRET ?? 'development';
const DEMONSTRATION_DAYS = 300;
const ONCE_BEGINS = '2026-02-20T09:00:00+08:00';
const started = Date.now();
const seconds = () => `${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s`;
const say = (line) => process.stdout.write(`${seconds()}  ${line}\n`);

/** @type {(() => Promise<unknown>)[]} in the order in which they must be undone */
const undo = [];
let ending;
/** Undoes everything, last thing first. A second call waits for the same end. */
const endAll = () => {
  ending ??= (async () => {
    for (const step of undo.toReversed()) await step().catch((error) => say(`while stopping: ${error.message}`));
  })();
  return ending;
};

const engineLine = ({ stage, what, piece, pieces }) => {
  const count = piece === undefined ? '' : ` (${piece} of ${pieces})`;
  say(`engines: ${stage} ${what}${count}`);
};

const startAllEngines = async (dataDir, onDeath) => {
  const onProgress = (event) => {
    engineLine(event);
    if (event.stage === 'died' && !ending) onDeath(event.what);
  };
  const engines = (await containersAnswer())
    ? await startContainers({ dataDir: `${dataDir}/engines`, onProgress })
    : await startEngines({ dataDir: `${dataDir}/engines`, ports: portsFromEnvironment(), onProgress });
  undo.push(() => engines.stop());
  return engines;
};

/** Compiles what changed since the last time, then bundles the workflows. */
const build = async () => {
  say('building …');
  const output = [];
  const onLine = (line) => output.push(line);
  const steps = [
    [PINNED_NODE, [`${ROOT}node_modules/typescript/bin/tsc`, '-p', 'tsconfig.build.json']],
    [PINNED_NODE, [`${ROOT}dist/workflows/src/workflows.bundle.js`]],
  ];
  for (const [command, args] of steps) {
    const code = await run(command, args, { env: withPinnedNode(), onLine });
    if (code !== 0) {
      throw new SetupError(
        `The build failed:\n${output.slice(0, 20).join('\n')}`,
        'Mend what it names, then start again.',
      );
    }
  }
  say('built');
};

const createTopics = async (kafkaBrokers) => {
  const output = [];
  const code = await run(PINNED_NODE, [`${ROOT}dist/infra/topics/src/main.js`], {
    env: { ...withPinnedNode(), KAFKA_BROKERS: kafkaBrokers },
    onLine: (line) => output.push(line),
  });
  if (code !== 0)
    throw new SetupError(`The topics were not created: ${output.at(-1) ?? ''}`, 'Start again with --fresh.');
};

/** Lets the demonstration's robots work through the public API; their lines are the progress. */
const demonstrate = async (addresses, dataDir, mode) => {
  const code = await run(PINNED_NODE, ['--enable-source-maps', `${ROOT}dist/infra/demonstration/src/main.js`, mode], {
    env: {
      ...withPinnedNode(),
      GATEWAY_URL: addresses.gateway,
      OIDC_ISSUER: addresses.issuer,
      CLIENT_SECRET: SECRET,
      STATE_FILE: `${dataDir}/demonstration.json`,
    },
    onLine: (line) => say(line),
  });
  if (code !== 0 && !ending) {
    throw new SetupError(
      'The demonstration did not come to its end.',
      `Read the logs in ${dataDir}/logs, then start again with --fresh.`,
    );
  }
};

const showTable = (addresses) => {
  const accounts = [
    ['gu-handler.e01', '单位工会经办人 grassroots union handler of E01'],
    ['gu-chair.e01', '基层工会主席 chair of the grassroots union of E01'],
    ['du-reviewer-1.510104', '区县工会审核 district union reviewer, 锦江区'],
    ['mu-leader-1', '市总工会领导 municipal union leader'],
    ['ch-officer-1.510104', '区县卫健核验 county health officer, 锦江区'],
    ['mu-fin-maker-1', '市总财务制单 payment maker'],
    ['mu-audit-1', '市总经审办 auditor'],
    ['sys-admin-1', '系统管理员 operator'],
  ];
  const rows = [...Object.entries(addresses).filter(([, url]) => url !== ''), ['', ''], ...accounts];
  process.stdout.write('\nNuanchao 暖巢 is running.\n\n');
  for (const [name, text] of rows) process.stdout.write(`  ${name.padEnd(22)} ${text}\n`);
  process.stdout.write('\nA token: npm run --silent token -- gu-chair.e01   (more accounts: README)\nStop: Ctrl-C\n\n');
};

/** The settable clock follows the wall clock once the demonstration has brought it to today. */
const followWallClock = (clockFile) => {
  const timer = setInterval(() => {
    const office = Date.parse(readFileSync(clockFile, 'utf8'));
    if (office < Date.now()) writeWhole(clockFile, officeInstant(Date.now()));
  }, 5_000);
  undo.push(async () => clearInterval(timer));
};

/** RFC 3339 with the office's offset. @param {number} ms */
const officeInstant = (ms) => `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

const startPrograms = async ({ dataDir, engines, officeStart, onDeath }) => {
  const clockFile = `${dataDir}/office-clock`;
  if (!existsSync(clockFile)) writeWhole(clockFile, officeStart);
  const ports = await choosePorts(process.env);
  const programs = programsOf({ ports, engines: engines.addresses, dataDir, secret: SECRET, clockFile });
  const supervisor = new Supervisor({ logDir: `${dataDir}/logs`, onDeath });
  undo.push(() => supervisor.stop());
  for (const program of programs) supervisor.start(program);
  await Promise.all(programs.map((program) => supervisor.ready(program).then(() => say(`${program.name} is ready`))));
  const url = (name) => `http://127.0.0.1:${ports[name]}`;
  const addresses = {
    gateway: url('gateway'),
    issuer: url('counterparts'),
    applications: url('applications'),
    approvals: url('approvals'),
    payments: url('payments'),
    audits: url('audits'),
    workflows: url('workflows'),
    'temporal-ui': engines.addresses.temporalUi,
    temporal: engines.addresses.temporalAddress,
    kafka: engines.addresses.kafkaBrokers,
  };
  writeWhole(`${dataDir}/addresses.json`, `${JSON.stringify(addresses, null, 2)}\n`);
  if (dataDir !== DATA) writeWhole(`${DATA}/addresses.json`, `${JSON.stringify(addresses, null, 2)}\n`);
  undo.push(async () => rmSync(`${DATA}/addresses.json`, { force: true }));
  return { addresses, supervisor, clockFile };
};

const main = async () => {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const dataDir = options.once ? `${DATA}/once` : DATA;
  if (options.once) rmSync(dataDir, { recursive: true, force: true });
  else if (options.fresh) await dropData(dataDir);
  // The demonstration begins some months ago and ends today; the one case of --once has its own dates.
  const officeStart = options.once ? ONCE_BEGINS : officeInstant(Date.now() - DEMONSTRATION_DAYS * 86_400_000);
  const died = new Promise((_resolve, reject) => {
    const onDeath = (name, how) =>
      reject(
        new SetupError(
          `${name} ended unexpectedly${how ? ` (${how})` : ''}.`,
          `Read ${dataDir}/logs, then start again.`,
        ),
      );
    main.onDeath = onDeath;
  });
  died.catch(() => undefined);
  const work = (async () => {
    // Downloads of engines and packages go on side by side; both are needed before anything can start.
    const [engines] = await Promise.all([
      startAllEngines(dataDir, (what) => main.onDeath(what)),
      ensureInstalled(say).then(build),
    ]);
    await createTopics(engines.addresses.kafkaBrokers);
    const { addresses, supervisor, clockFile } = await startPrograms({
      dataDir,
      engines,
      officeStart,
      onDeath: main.onDeath,
    });
    if (options.once) return demonstrate(addresses, dataDir, 'once');
    await demonstrate(addresses, dataDir, options.empty ? 'reference' : 'all');
    followWallClock(clockFile);
    showTable(addresses);
    supervisor.show('info');
    return new Promise(() => undefined);
  })();
  await Promise.race([work, died]);
};

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (!ending) process.stdout.write('\nStopping …\n');
    endAll().then(() => {
      process.stdout.write('Everything has stopped.\n');
      process.exit(0);
    });
  });
}

try {
  await main();
} catch (error) {
  if (!ending) {
    const known = error instanceof SetupError || error instanceof EngineError;
    process.stderr.write(`\n${known ? error.message : (error.stack ?? error)}\n`);
  }
  process.exitCode = 1;
}
await endAll();
process.exit();
