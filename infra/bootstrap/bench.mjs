import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { EngineError, NAMESPACE, startEngines } from '../engines/index.mjs';
import { build } from './build.mjs';
import { PINNED_NODE, ROOT, run, stopCommands, withPinnedNode } from './commands.mjs';
import { flameGraph, largestParts, readProfiles } from './flame-graph.mjs';
import { SetupError, ensureInstalled } from './install.mjs';
import { dropData, writeWhole } from './local-data.mjs';
import { cpuOf, difference, processesBelow, pssOf, sumOf } from './process-costs.mjs';
import { choosePorts, programsOf } from './programs.mjs';
import { Supervisor } from './supervisor.mjs';

/**
 * `npm run bench`: the whole product against a bare Temporal workflow of the same steps on the same server, interleaved;
 * then the time from a decision to the next task, and memory. Raw numbers go to `.data/bench/<time>.json`.
 */
const USAGE = `npm run bench -- [--cases 40] [--slots 16] [--runs 3] [--latency-seconds 60] [--settle-seconds 60] [--closed-tasks 100000] [--open-tasks 10000]

  --cases            cases of one throughput run
  --slots            cases under way at the same time
  --runs             how often bare and full take turns; the median counts
  --latency-seconds  how long cases are started at a quarter of the measured rate
  --settle-seconds   how long nothing is done before memory is measured
  --closed-tasks     the second time the store holds so many closed tasks, in copies of a played case; 0 leaves this out
  --open-tasks       and so many open ones
  --profile          instead: where the time goes. One throughput run under a profiler, drawn as docs/performance.svg, and the largest parts`;

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
      'closed-tasks': { type: 'string', default: '100000' },
      'open-tasks': { type: 'string', default: '10000' },
      profile: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    help: values.help,
    profile: values.profile,
    cases: Number(values.cases),
    slots: Number(values.slots),
    runs: Number(values.runs),
    latencySeconds: Number(values['latency-seconds']),
    settleSeconds: Number(values['settle-seconds']),
    closedTasks: Number(values['closed-tasks']),
    openTasks: Number(values['open-tasks']),
  };
};

/** Runs a program of ours and gives the JSON of its last line. */
const ask = async (args, env, tell = () => undefined) => {
  const lines = [];
  const code = await run(PINNED_NODE, ['--enable-source-maps', ...args], {
    env: { ...withPinnedNode(), ...env },
    onLine: (line) => {
      lines.push(line);
      tell(line);
    },
  });
  if (code !== 0)
    throw new SetupError(`${args[0]} failed (${lines.slice(-8).join(' | ')})`, 'read the logs in .data/bench/logs');
  return JSON.parse(lines.at(-1));
};

/** The whole product on a data folder of its own. */
const startProduct = async (dataDir, { profile = false } = {}) => {
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
  const profiling = (name) =>
    profile ? { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${dataDir}/profiles --cpu-prof-name=${name}.cpuprofile` } : {};
  const programs = programsOf({ ports, engines: engines.addresses, dataDir, secret: SECRET, clockFile }).map(
    (program) => ({ ...program, env: { ...program.env, LOG_LEVEL: 'error', ...profiling(program.name) } }),
  );
  const startPrograms = async () => {
    const supervisor = new Supervisor({
      logDir: `${dataDir}/logs`,
      onDeath: (name, how) => say(`${name} ended: ${how}`),
    });
    for (const program of programs) supervisor.start(program);
    await Promise.all(programs.map((program) => supervisor.ready(program)));
    return supervisor;
  };
  let supervisor = await startPrograms();
  const env = {
    GATEWAY_URL: `http://127.0.0.1:${ports.gateway}`,
    OIDC_ISSUER: `http://127.0.0.1:${ports.counterparts}`,
    CLIENT_SECRET: SECRET,
  };
  const robots = (order) =>
    ask([`${ROOT}dist/infra/bench/src/main.js`], { ...env, BENCH_ORDER: JSON.stringify(order) });
  return {
    temporalAddress: engines.addresses.temporalAddress,
    robots,
    /** Copies of played cases go straight into the stores while nothing of ours runs. */
    fill: async ({ closedTasks, openTasks }) => {
      const sample = await robots({ kind: 'sample', run: 'sample' });
      await supervisor.stop();
      const order = {
        urls: engines.addresses.mongoUrls,
        closed: { caseId: sample.closed, count: Math.ceil(closedTasks / sample.closedTasks) },
        open: { caseId: sample.open, count: Math.ceil(openTasks / sample.openTasks) },
      };
      const filled = await ask([`${ROOT}dist/infra/bench/src/fill.js`], { BENCH_ORDER: JSON.stringify(order) }, say);
      const begun = Date.now();
      supervisor = await startPrograms();
      const readyMs = Date.now() - begun;
      await untilQuiet();
      return { ...filled, closedCases: order.closed.count, openCases: order.open.count, readyMs };
    },
    stop: async () => {
      await supervisor.stop();
      await engines.stop();
    },
  };
};

const QUIET_CORES = 0.25;
const LOOK_MS = 5_000;
const QUIET_TIMEOUT_MS = 900_000;

/** Until the processes have little to do: what a start has to catch up with must not be in the numbers. */
const untilQuiet = async () => {
  const end = Date.now() + QUIET_TIMEOUT_MS;
  for (;;) {
    const processes = processesBelow(process.pid);
    const before = sumOf(cpuOf(processes));
    await sleep(LOOK_MS);
    const cores = ((sumOf(cpuOf(processes)) - before) * 1000) / LOOK_MS;
    if (cores < QUIET_CORES || Date.now() > end) return;
    say(`waiting until it is quiet: ${round(cores)} cores are busy`);
  }
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
      caseIds: warm.caseIds,
      cases: cases * 2,
      slots,
    }),
  );
  const bare = [];
  const full = [];
  for (let n = 1; n <= runs; n += 1) {
    bare.push(await ask([`${ROOT}dist/workflows/bench/main.js`, orderFile], {}));
    say(`bare ${n}: ${round(bare.at(-1).casesPerSecond)} cases/s, ${historyOf(bare.at(-1))}`);
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

/** How far the bare histories are comparable: the median with the least and the most, and what a typical case has. */
const historyOf = ({ bareEvents, bareEventsFrom, bareEventsTo, fullEvents }) =>
  `${bareEvents} (${bareEventsFrom} to ${bareEventsTo}) of ${fullEvents} history events`;

/** Acts of people, or of programs in their place, in a second: the only number that is comparable between procedures. */
const actsPerSecond = (full) => median(full.map(({ times, seconds }) => times.acts / seconds));

const tableOf = ({
  memoryMb,
  bare,
  full,
  median: { bare: bareRate, full: fullRate },
  latency: { perSecond, times },
}) => [
  `bare Temporal workflow      ${round(bareRate)} cases/s, ${historyOf(bare[0])}`,
  `the whole product           ${round(fullRate)} cases/s, ${round(fullRate / bareRate)} of bare`,
  `decided by people           ${round(actsPerSecond(full), 1)} acts/s, ${round(full[0].times.acts / full[0].cases, 1)} acts a case`,
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
  if (wanted.profile) return profile(dataDir, wanted);
  const raw = { at: new Date().toISOString(), cores: cpus().length, options: wanted };
  raw.empty = await withProduct(dataDir, wanted, (product) => measure(product, dataDir, wanted));
  say(`\nan empty store\n${tableOf(raw.empty).join('\n')}`);
  if (wanted.closedTasks > 0) {
    raw.full = await withProduct(dataDir, wanted, async (product) => {
      const filled = await product.fill(wanted);
      say(`filled: ${JSON.stringify(filled)}`);
      return { filled, ...(await measure(product, dataDir, wanted)) };
    });
    const share = raw.full.median.full / raw.empty.median.full;
    say(`\na full store\n${tableOf(raw.full).join('\n')}\nof the empty one            ${round(share)}`);
  }
  const file = `${ROOT}.data/bench-${raw.at.replaceAll(':', '-')}.json`;
  writeFileSync(file, JSON.stringify(raw, null, 2));
  say(`\nraw numbers: ${file}`);
};

const PARTS_SHOWN = 12;

/** One run under Node's own profiler, apart from the measured ones, which it would slow down. */
const profile = async (dataDir, { cases, slots }) => {
  const now = () => Number(process.hrtime.bigint() / 1000n);
  const span = await withProduct(dataDir, { profile: true }, async (product) => {
    await product.robots({ kind: 'throughput', run: 'warm', cases: slots, slots });
    const from = now();
    const { casesPerSecond } = await product.robots({ kind: 'throughput', run: 'p', cases, slots });
    say(`${round(casesPerSecond)} cases/s under the profiler`);
    return { from, to: now() };
  });
  const trees = readProfiles(`${dataDir}/profiles`, span.from, span.to);
  const ms = Math.round(sumOf(Object.fromEntries(trees.map(({ name, total }) => [name, total]))) / 1000 / cases);
  writeFileSync(
    `${ROOT}docs/performance.svg`,
    flameGraph(trees, `CPU time of our processes while robots decide ${cases} cases: ${ms} ms a case`),
  );
  for (const { name, total } of trees) say(`${name.padEnd(24)} ${round(total / 1000 / cases, 0)} ms a case`);
  for (const { part, share, ms: used } of largestParts(trees).slice(0, PARTS_SHOWN)) {
    say(`${part.padEnd(34)} ${round(share * 100, 1)} %, ${round(used / cases, 1)} ms a case`);
  }
};

const withProduct = async (dataDir, options, work) => {
  const product = await startProduct(dataDir, options);
  try {
    return await work(product);
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
