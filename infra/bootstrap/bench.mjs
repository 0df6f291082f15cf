import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { EngineError, NAMESPACE, startEngines } from '../engines/index.mjs';
import { build } from './build.mjs';
import { PINNED_NODE, ROOT, run, stopCommands, withPinnedNode } from './commands.mjs';
import { SetupError, ensureInstalled } from './install.mjs';
import { dropData, writeWhole } from './local-data.mjs';
import { cpuOf, difference, processesBelow, pssOf, sumOf } from './process-costs.mjs';
import { choosePorts, programsOf } from './programs.mjs';
import { Supervisor } from './supervisor.mjs';

/**
 * `npm run bench`: the whole product against a bare Temporal workflow of the same steps on the same server, interleaved;
 * then the time from a decision to the next task, and memory. Raw numbers go to `.data/bench/<time>.json`.
 */
const USAGE = `npm run bench -- [--cases 40] [--slots 16] [--runs 3] [--latency-seconds 60] [--settle-seconds 60] [--full 0]

  --cases            cases of one throughput run
  --slots            cases under way at the same time
  --runs             how often bare and full take turns; the median counts
  --latency-seconds  how long cases are started at a quarter of the measured rate
  --settle-seconds   how long nothing is done before memory is measured
  --full             closed cases that fill the store first, with a tenth as many open ones; 0 leaves it empty`;

const SECRET = 'development';
const STARTS_AT = '2026-01-05T09:00:00+08:00';
const say = (line) => process.stdout.write(`${line}\n`);
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const round = (value, digits = 2) => Number(value.toFixed(digits));

const options = () => {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string', default: '40' },
      slots: { type: 'string', default: '16' },
      runs: { type: 'string', default: '3' },
      'latency-seconds': { type: 'string', default: '60' },
      'settle-seconds': { type: 'string', default: '60' },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    help: values.help,
    cases: Number(values.cases),
    slots: Number(values.slots),
    runs: Number(values.runs),
    latencySeconds: Number(values['latency-seconds']),
    settleSeconds: Number(values['settle-seconds']),
  };
};

/** Runs a program of ours and gives the JSON of its last line. */
const ask = async (args, env) => {
  const lines = [];
  const code = await run(PINNED_NODE, ['--enable-source-maps', ...args], {
    env: { ...withPinnedNode(), ...env },
    onLine: (line) => lines.push(line),
  });
  if (code !== 0)
    throw new SetupError(`${args[0]} failed (${lines.slice(-8).join(' | ')})`, 'read the logs in .data/bench/logs');
  return JSON.parse(lines.at(-1));
};

/** The whole product on a data folder of its own. */
const startProduct = async (dataDir) => {
  await dropData(dataDir, { ask: false });
  mkdirSync(`${dataDir}/logs`, { recursive: true });
  const engines = await startEngines({ dataDir: `${dataDir}/engines` });
  const topics = await run(PINNED_NODE, [`${ROOT}dist/infra/topics/src/main.js`], {
    env: { ...withPinnedNode(), KAFKA_BROKERS: engines.addresses.kafkaBrokers },
  });
  if (topics !== 0) throw new SetupError('The topics were not created', 'see that Kafka works');
  const clockFile = `${dataDir}/office-clock`;
  writeWhole(clockFile, STARTS_AT);
  const ports = await choosePorts({ GATEWAY_PORT: '0' });
  const supervisor = new Supervisor({
    logDir: `${dataDir}/logs`,
    onDeath: (name, how) => say(`${name} ended: ${how}`),
  });
  const programs = programsOf({ ports, engines: engines.addresses, dataDir, secret: SECRET, clockFile }).map(
    (program) => ({
      ...program,
      env: { ...program.env, LOG_LEVEL: 'warn' },
    }),
  );
  for (const program of programs) supervisor.start(program);
  await Promise.all(programs.map((program) => supervisor.ready(program)));
  const env = {
    GATEWAY_URL: `http://127.0.0.1:${ports.gateway}`,
    OIDC_ISSUER: `http://127.0.0.1:${ports.counterparts}`,
    CLIENT_SECRET: SECRET,
  };
  return {
    temporalAddress: engines.addresses.temporalAddress,
    robots: (order) => ask([`${ROOT}dist/infra/bench/src/main.js`], { ...env, BENCH_ORDER: JSON.stringify(order) }),
    stop: async () => {
      await supervisor.stop();
      await engines.stop();
    },
  };
};

/** What the processes used between two looks, for each case. */
const costing = async (work, cases) => {
  const processes = processesBelow(process.pid);
  const before = cpuOf(processes);
  const answer = await work();
  const used = difference(cpuOf(processes), before);
  const perCase = Object.fromEntries(
    Object.entries(used).map(([name, seconds]) => [name, round((seconds / cases) * 1000, 0)]),
  );
  return { ...answer, cpuMsPerCase: perCase, cpuMsPerCaseSum: sumOf(perCase) };
};

const measure = async (product, dataDir, { cases, slots, runs, latencySeconds, settleSeconds }) => {
  say(`waiting ${settleSeconds} s before memory is measured`);
  await sleep(settleSeconds * 1000);
  const memory = pssOf(processesBelow(process.pid));
  say(`memory (PSS, MB): ${JSON.stringify(memory)} sum ${sumOf(memory)}`);
  const warm = await product.robots({ kind: 'throughput', run: 'warm', cases: slots, slots });
  const orderFile = `${dataDir}/bare-order.json`;
  writeWhole(
    orderFile,
    JSON.stringify({
      address: product.temporalAddress,
      namespace: NAMESPACE.namespace,
      caseId: warm.caseId,
      cases: cases * 2,
      slots,
    }),
  );
  const bare = [];
  const full = [];
  for (let n = 1; n <= runs; n += 1) {
    bare.push(await ask([`${ROOT}dist/workflows/bench/main.js`, orderFile], {}));
    say(
      `bare ${n}: ${round(bare.at(-1).casesPerSecond)} cases/s, ${bare.at(-1).bareEvents} of ${bare.at(-1).fullEvents} history events`,
    );
    full.push(await costing(() => product.robots({ kind: 'throughput', run: `t${n}`, cases, slots }), cases));
    const last = full.at(-1);
    say(
      `full ${n}: ${round(last.casesPerSecond)} cases/s, CPU ms a case ${JSON.stringify(last.cpuMsPerCase)} sum ${last.cpuMsPerCaseSum}`,
    );
  }
  const peak = median(full.map(({ casesPerSecond }) => casesPerSecond));
  const latency = await product.robots({ kind: 'latency', run: 'l', perSecond: peak / 4, seconds: latencySeconds });
  return {
    memoryMb: { ...memory, sum: sumOf(memory) },
    bare,
    full,
    median: { bare: median(bare.map(({ casesPerSecond }) => casesPerSecond)), full: peak },
    latency,
  };
};

const tableOf = ({ memoryMb, bare, median: { bare: bareRate, full: fullRate }, latency: { perSecond, times } }) => [
  `bare Temporal workflow      ${round(bareRate)} cases/s (${bare[0].bareEvents} history events; a case has ${bare[0].fullEvents})`,
  `the whole product           ${round(fullRate)} cases/s, ${round(fullRate / bareRate)} of bare`,
  `decision to next task       p50 ${round(times.listedAfterSending.p50, 0)} ms, p99 ${round(times.listedAfterSending.p99, 0)} ms after sending (${times.listedAfterSending.count} steps at ${round(perSecond)} cases/s)`,
  `                            p50 ${round(times.listedAfterAnswer.p50, 0)} ms, p99 ${round(times.listedAfterAnswer.p99, 0)} ms after the answer`,
  `decision answered           p50 ${round(times.answered.p50, 0)} ms, p99 ${round(times.answered.p99, 0)} ms`,
  `memory with engines (PSS)   ${memoryMb.sum} MB`,
];

const main = async () => {
  const wanted = options();
  if (wanted.help) return say(USAGE);
  await ensureInstalled(say);
  await build(say);
  const dataDir = `${ROOT}.data/bench`;
  const product = await startProduct(dataDir);
  try {
    const result = await measure(product, dataDir, wanted);
    const raw = { at: new Date().toISOString(), cores: cpus().length, options: wanted, ...result };
    const file = `${ROOT}.data/bench-${raw.at.replaceAll(':', '-')}.json`;
    writeFileSync(file, JSON.stringify(raw, null, 2));
    say(`\n${tableOf(result).join('\n')}\nraw numbers: ${file}`);
  } finally {
    await product.stop();
  }
};

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => void stopCommands().then(() => process.exit(130)));
}
await main().catch((error) => {
  process.stderr.write(
    `${error instanceof SetupError || error instanceof EngineError ? error.message : error.stack}\n`,
  );
  process.exitCode = 1;
});
process.exit();
