import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { EventEnvelope } from '#libs/contracts';
import { caseInvariants } from './case-invariants.js';
import { CommandJournal } from './command-journal.js';
import { commandInvariants } from './command-invariants.js';
import { Conductor } from './conductor.js';
import { Crowd } from './crowd.js';
import { FactResender } from './fact-resender.js';
import { faultCase } from './fault-cases.js';
import { USAGE, faultOptions, type FaultOptions } from './fault-options.js';
import { faultPlan, planHash, PROCESSES } from './fault-plan.js';
import type { FaultPorts } from './fault-ports.js';
import { FaultRobots } from './fault-robots.js';
import { FaultTally } from './fault-tally.js';
import { verdictLines, verdictsOf, type Verdict } from './invariant.js';
import { JournalingClient } from './journaling-client.js';
import { readLog } from './log-reading.js';
import { moneyInvariants } from './money-invariants.js';
import { ProductStores } from './product-stores.js';
import { ProductUnderFault, SECRET } from './product-under-fault.js';
import { Provocations } from './provocations.js';
import { readModelInvariants } from './read-model-invariants.js';
import { SeededRandom } from './seeded-random.js';
import { leaveUnfinished } from './unfinished-case.js';
import { turnsTaken } from './turns-taken.js';
import { untilQuiet } from './until-quiet.js';

const STARTS_AT = '2026-02-24T09:00:00+08:00';
/** Without one of these no case goes on. */
const CARRYING = ['applications', 'approvals', 'payments', 'workflows', 'gateway', 'counterparts'] as const;
const BUDGET_FEN = 10_000_000_000;

/**
 * `npm run faults`. @returns the exit code: 0 when everything holds, 1 when something does not, 2 when the run could not be done
 */
export const runFaults = async (args: readonly string[], ports: FaultPorts, dataRoot: string): Promise<number> => {
  const begun = Date.now();
  const say = (line: string): void => {
    process.stdout.write(`${((Date.now() - begun) / 1_000).toFixed(1).padStart(6)} s  ${line}\n`);
  };
  const options = faultOptions(args);
  if (options.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const plan = faultPlan({ ...options, losesTemporal: true });
  process.stdout.write(
    `seed ${options.seed}, plan ${planHash(plan)} of ${plan.length} faults, ${options.cases} cases\n`,
  );
  if (options.plan) {
    for (const step of plan) process.stdout.write(`${JSON.stringify(step)}\n`);
    return 0;
  }
  mkdirSync(dataRoot, { recursive: true });
  const dataDir = mkdtempSync(join(dataRoot, `seed-${options.seed}-`));
  const product = await ProductUnderFault.start(ports, dataDir, STARTS_AT);
  let isGood = false;
  try {
    say('everything is ready');
    isGood = await new Run(product, options, ports, say).play(plan);
  } finally {
    await product.stop();
    if (isGood && !options.keep) rmSync(dataDir, { recursive: true, force: true });
    else process.stdout.write(`Data, logs and the robots' journal are in ${dataDir}\n`);
  }
  say(isGood ? 'everything holds' : 'something does not hold');
  return isGood ? 0 : 1;
};

/** One run on a product that stands ready. */
class Run {
  private readonly client: JournalingClient;
  private readonly stores: ProductStores;
  private readonly tally = new FaultTally();
  private readonly robots: FaultRobots;
  private readonly crowd: Crowd;
  private readonly journal: CommandJournal;

  constructor(
    private readonly product: ProductUnderFault,
    private readonly options: FaultOptions,
    private readonly ports: FaultPorts,
    private readonly say: (line: string) => void,
  ) {
    const { seed, cases, atOnce } = options;
    this.journal = new CommandJournal(join(product.dataDir, 'robots.jsonl'));
    const where = { gateway: product.url('gateway'), issuer: product.url('counterparts'), secret: SECRET };
    this.client = new JournalingClient(where, this.journal);
    this.stores = new ProductStores(product.engines.addresses.mongoUrls);
    this.robots = new FaultRobots(this.client);
    this.crowd = new Crowd({
      client: this.client,
      robots: this.robots,
      caseOf: (index) => faultCase(seed, index),
      cases,
      atOnce,
      report: say,
      isWhole: () => this.product.areReady(...CARRYING),
    });
  }

  async play(plan: ReturnType<typeof faultPlan>): Promise<boolean> {
    const { client, crowd, options, say } = this;
    for (const fund of ['UNION_MUNI', 'FISCAL_HEALTH']) {
      const body = { year: 2026, fund, amountFen: BUDGET_FEN };
      await client.command('mu-fin-approver-1', 'payments', '/budgets', body, `faults/budget/2026-${fund}`);
    }
    const conductor = this.conductor();
    const playing = crowd.run(Date.now() + options.minutes * 60_000);
    let failure: unknown;
    const played = playing.catch((error: unknown) => {
      failure = error;
    });
    await conductor.run(plan, () => failure === undefined);
    say('all faults are over; waiting until everything is quiet');
    crowd.faultsAreOver = true;
    await played;
    if (failure !== undefined) say(`the robots could not go on: ${sentenceOf(failure)}`);
    await leaveUnfinished(client, this.robots, crowd.officeDate);
    await untilQuiet(this.product, this.stores);
    const verdicts = await this.verdicts(conductor.problems, failure);
    this.journal.close();
    await this.stores.close();
    for (const line of [...this.tally.lines(), '', ...verdictLines(verdicts)]) process.stdout.write(`${line}\n`);
    const [first] = verdicts.filter(({ difference }) => difference !== null);
    if (first !== undefined) process.stdout.write(`First difference: ${first.name}: ${first.difference}\n`);
    return first === undefined;
  }

  private conductor(): Conductor {
    const { client, product, stores, tally, options, say } = this;
    const random = new SeededRandom(options.seed + 1);
    return new Conductor({
      product,
      client,
      tally,
      report: say,
      resender: new FactResender(product.engines.addresses.kafkaBrokers, stores, random),
      provocations: new Provocations(client),
    });
  }

  private async verdicts(problems: readonly string[], failure: unknown): Promise<readonly Verdict[]> {
    const { client, crowd, journal, product, ports, stores } = this;
    let events: Promise<readonly EventEnvelope[]> | undefined;
    const log = (): Promise<readonly EventEnvelope[]> => (events ??= readLog(client));
    const turns = turnsTaken(crowd.cases, await log());
    const robots: Verdict = {
      name: 'the robots brought every case to its end',
      counted: `${crowd.cases.length} cases until ${crowd.officeDate}: ${turns.join(', ')}`,
      difference: failure === undefined ? null : sentenceOf(failure),
    };
    const said: Verdict = {
      name: 'outages were told by /health/ready',
      counted: `${this.options.outageSeconds} s each`,
      difference: problems[0] ?? null,
    };
    return [
      robots,
      said,
      ...(await verdictsOf([
        ...commandInvariants({ journal, client, stores, log }),
        ...moneyInvariants({ dataDir: product.dataDir, stores, log }),
        ...caseInvariants({ crowd, client, product, stores, ports }),
        ...readModelInvariants({ product, stores, client }),
      ])),
      await this.health(),
    ];
  }

  private async health(): Promise<Verdict> {
    const reports = await Promise.all(PROCESSES.map(async (name) => [name, await this.product.health(name)] as const));
    const [unready] = reports.filter(([, health]) => health?.ready !== true);
    return {
      name: 'every process is ready again',
      counted: `${reports.length} processes`,
      difference: unready === undefined ? null : `${unready[0]}: ${JSON.stringify(unready[1])}`,
    };
  }
}

const sentenceOf = (failure: unknown): string => (failure instanceof Error ? failure.message : JSON.stringify(failure));
