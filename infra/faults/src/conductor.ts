import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiService } from '../../demonstration/src/gateway-client.js';
import { CRASH_POINTS, PROCESSES, type CrashPoint, type FaultStep, type ProcessName } from './fault-plan.js';
import type { ConductorParts } from './conductor-parts.js';
import { Outage } from './outage.js';
import type { Death } from './product-under-fault.js';

const SERVICES: ReadonlySet<ProcessName> = new Set(['applications', 'approvals', 'payments']);
const STRIKES = 12;
const SENT_MS = 1_200;
/** How long an armed process may live before the run goes on; it stays armed. */
const POINT_MS = 20_000;
const POLL_MS = 50;
const BETWEEN_ACKS = 2;
const BETWEEN_MS = 1_500;
const BACKWARDS = 6;

export const nameOfPoint = (point: CrashPoint): string => `died at ${CRASH_POINTS[point]} (${point})`;

/** Does to the product what the plan says, one step after another, each only when commands are in flight. */
export class Conductor {
  /** What should have been seen and was not. */
  readonly problems: string[] = [];
  private readonly deaths: Death[] = [];

  constructor(private readonly parts: ConductorParts) {
    parts.product.onDeath = (death) => this.noteDeath(death);
  }

  /** Without a crowd nothing is in flight, and the rest of the plan would try nothing. */
  async run(plan: readonly FaultStep[], isCrowdThere: () => boolean): Promise<void> {
    for (const [index, step] of plan.entries()) {
      if (!isCrowdThere()) break;
      await this.untilSomethingHappened();
      this.parts.report(`fault ${index + 1} of ${plan.length}: ${JSON.stringify(step)}`);
      await this.take(step);
    }
    await this.parts.product.untilReady(...PROCESSES);
  }

  private async take(step: FaultStep): Promise<void> {
    switch (step.kind) {
      case 'kill':
        return this.kill(step);
      case 'kill-engine':
        return this.killEngine(step);
      case 'lose-temporal':
        return this.loseTemporal();
      case 'stop':
        return new Outage(this.parts, this.problems).run(step);
      case 'resend':
        return this.resend(step);
    }
  }

  private async kill({ process, delayMs, diesAt }: Extract<FaultStep, { kind: 'kill' }>): Promise<void> {
    const { product, tally } = this.parts;
    const service = SERVICES.has(process) ? (process as ApiService) : undefined;
    const inFlight = await this.strike(service, delayMs);
    tally.hit(`kill -9 ${process}`, inFlight);
    const before = this.deaths.length;
    await product.kill(process, diesAt);
    if (diesAt !== null) await this.untilDeadAt(diesAt.point, process, before);
    await product.untilAnswers(process);
  }

  /** Waits for the moment at which a command is on its way. @returns how many are */
  private async strike(service: ApiService | undefined, delayMs: number): Promise<number> {
    const { client, provocations } = this.parts;
    for (let attempt = 0; attempt < STRIKES; attempt += 1) {
      const sent = client.nextSent(service, SENT_MS);
      if (attempt > 0) provocations.provoke(service ?? 'applications');
      await sent;
      await sleep(delayMs);
      if (client.inFlight(service) > 0) break;
    }
    return client.inFlight(service);
  }

  private async untilDeadAt(point: CrashPoint, process: ProcessName, before: number): Promise<void> {
    const { provocations, tally } = this.parts;
    const deadline = Date.now() + POINT_MS;
    let provokedAt = Date.now();
    while (!this.deaths.slice(before).some((death) => death.process === process && death.point === point)) {
      if (Date.now() > deadline) {
        tally.miss(nameOfPoint(point), `${process} did not come to it in ${POINT_MS / 1000} s`);
        return;
      }
      if (Date.now() - provokedAt > SENT_MS) {
        provocations.provoke(SERVICES.has(process) ? (process as ApiService) : 'applications');
        provokedAt = Date.now();
      }
      await sleep(POLL_MS);
    }
  }

  private async killEngine({ engine, delayMs }: Extract<FaultStep, { kind: 'kill-engine' }>): Promise<void> {
    const { product, tally } = this.parts;
    const inFlight = await this.strike(undefined, delayMs);
    tally.hit(`kill -9 of ${engine}`, inFlight);
    await product.engines.kill(engine);
    await product.engines.restart(engine);
  }

  private async loseTemporal(): Promise<void> {
    const { product, tally } = this.parts;
    const name = 'Temporal killed and its database deleted';
    if (!(await product.canRebuildWorkflows())) return tally.miss(name, 'not tried: its workflows cannot be made anew');
    const inFlight = await this.strike(undefined, 0);
    tally.hit(name, inFlight);
    await product.engines.kill('temporal');
    await rm(join(product.engines.dataDir, 'temporal'), { recursive: true, force: true });
    await product.engines.restart('temporal');
    await product.untilReady(...PROCESSES);
  }

  private async resend({ how, messages }: Extract<FaultStep, { kind: 'resend' }>): Promise<void> {
    const { resender, tally, client } = this.parts;
    const sent = await resender.resend(how, messages);
    tally.hit(`facts sent again, ${how}`, client.inFlight(), `${sent} messages`);
  }

  /** Called while the process lies dead. */
  private async noteDeath(death: Death): Promise<void> {
    const { client, resender, tally } = this.parts;
    this.deaths.push(death);
    if (death.point === undefined) {
      if (!death.how.startsWith('SIGKILL')) tally.hit(`${death.process} ended by itself`, client.inFlight(), death.how);
      return;
    }
    tally.hit(nameOfPoint(death.point), client.inFlight());
    const { process } = death;
    if (death.point !== 'relay:journaled') return;
    if (process !== 'applications' && process !== 'approvals' && process !== 'payments') return;
    await resender
      .publishBackwards(process, BACKWARDS)
      .then((count) => tally.hit('new facts published backwards', client.inFlight(), `${count} messages`))
      .catch((error: unknown) => tally.miss('new facts published backwards', String(error)));
  }

  private async untilSomethingHappened(): Promise<void> {
    const { journal } = this.parts.client;
    const wanted = journal.answered.size + BETWEEN_ACKS;
    const deadline = Date.now() + BETWEEN_MS;
    while (journal.answered.size < wanted && Date.now() < deadline) await sleep(POLL_MS);
  }
}
