import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { TopicsFile, createTopics } from '#libs/events';
import type { RunningEngines } from '../../engines/index.mjs';
import type { Program, Supervisor } from '../../bootstrap/supervisor.mjs';
import { PROCESSES, type CrashPoint, type ProcessName } from './fault-plan.js';
import type { FaultPorts } from './fault-ports.js';

export const SECRET = 'development';
const READY_MS = 120_000;

const Health = z.object({
  ready: z.boolean(),
  checks: z.record(z.string(), z.object({ up: z.boolean(), reason: z.string().optional() })),
});
export type Health = z.infer<typeof Health>;

/** The end of one of our processes. `point` is the armed crash point at which it died. */
export interface Death {
  readonly process: ProcessName;
  readonly how: string;
  readonly point: CrashPoint | undefined;
}

const isProcess = (name: string): name is ProcessName => (PROCESSES as readonly string[]).includes(name);

/** The whole product on real engines, with everything at hand that can be done to it. What dies is started again at once. */
export class ProductUnderFault {
  /** Called at each death that was not asked for by `hold`, before the new start; it may hold that up. */
  onDeath: (death: Death) => Promise<void> = () => Promise.resolve();
  private supervisor: Supervisor | undefined;
  private programs: readonly Program[] = [];
  private ports: Record<string, number> = {};
  /** Crash point of the incarnation that runs, and of the one that starts next. */
  private readonly armed = new Map<ProcessName, CrashPoint>();
  private readonly nextCrashAt = new Map<ProcessName, { readonly point: CrashPoint; readonly passing: number }>();
  private readonly held = new Set<ProcessName>();
  private stopping = false;

  private constructor(
    readonly engines: RunningEngines,
    readonly dataDir: string,
  ) {}

  /** Starts engines and processes as `npm start` does, with an office clock that stands until somebody moves it. */
  static async start(ports: FaultPorts, dataDir: string, startsAt: string): Promise<ProductUnderFault> {
    const engines = await ports.startEngines({ dataDir: join(dataDir, 'engines') });
    const product = new ProductUnderFault(engines, dataDir);
    try {
      await product.launchAll(ports, startsAt);
      return product;
    } catch (error) {
      await product.stop();
      throw error;
    }
  }

  url(name: ProcessName): string {
    return `http://127.0.0.1:${this.ports[name]}`;
  }

  /** kill -9; the next incarnation dies at the given point when it comes to it. */
  async kill(
    name: ProcessName,
    diesAt: { readonly point: CrashPoint; readonly passing: number } | null,
  ): Promise<void> {
    if (diesAt !== null) this.nextCrashAt.set(name, diesAt);
    await this.supervisor?.kill(name);
  }

  /** Ends it and keeps it down until `release`. */
  async hold(name: ProcessName, signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    this.held.add(name);
    await this.supervisor?.kill(name, signal);
  }

  /** Starts it again, from now on with these variables as well. */
  release(name: ProcessName, env: Readonly<Record<string, string>> = {}): void {
    this.held.delete(name);
    this.programs = this.programs.map((program) =>
      program.name === name ? { ...program, env: { ...program.env, ...env } } : program,
    );
    this.launch(name);
  }

  freeze(name: ProcessName, signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.supervisor?.signal(name, signal);
  }

  /** Undefined when it does not answer at all. */
  async health(name: ProcessName): Promise<Health | undefined> {
    try {
      const response = await fetch(`${this.url(name)}/health/ready`, { signal: AbortSignal.timeout(5_000) });
      return Health.parse(await response.json());
    } catch {
      return undefined;
    }
  }

  /** Whether the worker says that it can start the workflows of cases again after Temporal has lost them. */
  async canRebuildWorkflows(): Promise<boolean> {
    const response = await fetch(`${this.url('workflows')}/openapi.json`, { signal: AbortSignal.timeout(10_000) });
    return (await response.text()).includes('/cases/rebuild');
  }

  async areReady(...names: readonly ProcessName[]): Promise<boolean> {
    const reports = await Promise.all(names.map((name) => this.health(name)));
    return reports.every((health) => health?.ready === true);
  }

  async untilReady(...names: readonly ProcessName[]): Promise<void> {
    const deadline = Date.now() + READY_MS;
    for (const name of names) {
      for (;;) {
        const health = await this.health(name);
        if (health?.ready === true) break;
        if (Date.now() > deadline) throw new Error(`${name} did not become ready: ${JSON.stringify(health)}`);
        await sleep(100);
      }
    }
  }

  /** Until it answers at all: its consumer may still wait for its group, which takes as long as the dead member is missed. */
  async untilAnswers(name: ProcessName): Promise<void> {
    const deadline = Date.now() + READY_MS;
    while ((await this.health(name)) === undefined) {
      if (Date.now() > deadline) throw new Error(`${name} does not answer`);
      await sleep(100);
    }
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.supervisor?.stop();
    await this.engines.stop();
  }

  private async launchAll(ports: FaultPorts, startsAt: string): Promise<void> {
    const { addresses } = this.engines;
    const plan = TopicsFile.parse(JSON.parse(readFileSync(`${ports.root}infra/kafka/topics.json`, 'utf8')));
    await createTopics(addresses.kafkaBrokers.split(','), plan);
    const clockFile = join(this.dataDir, 'office-clock');
    rmSync(clockFile, { force: true });
    writeFileSync(clockFile, startsAt);
    this.ports = await ports.choosePorts({ GATEWAY_PORT: '0' });
    this.programs = ports.programsOf({
      ports: this.ports,
      engines: addresses,
      dataDir: this.dataDir,
      secret: SECRET,
      clockFile,
    });
    this.supervisor = new ports.Supervisor({
      logDir: join(this.dataDir, 'logs'),
      onDeath: (name, how) => void this.died(name, how),
      // Refusals and restarts by the hundred are what is wanted here; all of it is in the log files.
      quiet: true,
    });
    for (const { name } of this.programs) if (isProcess(name)) this.launch(name);
    await this.untilReady(...PROCESSES);
  }

  private async died(name: string, how: string): Promise<void> {
    if (this.stopping || !isProcess(name)) return;
    // Whoever holds it down knows.
    if (this.held.has(name)) return void this.armed.delete(name);
    const armed = this.armed.get(name);
    const point = armed !== undefined && how.includes('crash point') ? armed : undefined;
    this.armed.delete(name);
    await this.onDeath({ process: name, how, point });
    // Meanwhile somebody may have begun to hold it.
    if (!this.held.has(name)) this.launch(name);
  }

  private launch(name: ProcessName): void {
    const program = this.programs.find((each) => each.name === name);
    if (program === undefined || this.stopping) return;
    const next = this.nextCrashAt.get(name);
    this.nextCrashAt.delete(name);
    if (next === undefined) {
      this.supervisor?.start(program);
      return;
    }
    this.armed.set(name, next.point);
    this.supervisor?.start({ ...program, env: { ...program.env, CRASH_AT: `${next.point}:${next.passing}` } });
  }
}
