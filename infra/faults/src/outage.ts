import { setTimeout as sleep } from 'node:timers/promises';
import type { ConductorParts } from './conductor-parts.js';
import { PROCESSES, type FaultStep, type ProcessName, type StandsOn } from './fault-plan.js';

type StopStep = Extract<FaultStep, { kind: 'stop' }>;

/** Which process has to say that it waits, and under which name. */
const SAYS: Readonly<Record<StandsOn, readonly (readonly [ProcessName, string])[]>> = {
  kafka: [
    ['applications', 'kafka'],
    ['approvals', 'kafka'],
    ['payments', 'kafka'],
    ['audits', 'kafka'],
    ['workflows', 'kafka'],
  ],
  store: [
    ['applications', 'store'],
    ['approvals', 'store'],
    ['payments', 'store'],
    ['audits', 'store'],
    ['workflows', 'store'],
  ],
  temporal: [['workflows', 'temporal']],
  counterparts: [],
};
const POLL_MS = 250;
/** An outage this short may be over before a time-out of a driver has shown it. */
const STRICT_SECONDS = 20;

/** One engine, or issuer and bank, away for a while: what the product says of it in the meantime, and that it comes back. */
export class Outage {
  constructor(
    private readonly parts: Omit<ConductorParts, 'provocations' | 'resender'>,
    private readonly problems: string[],
  ) {}

  async run(step: StopStep): Promise<void> {
    const { product, client, tally } = this.parts;
    const { what, how, seconds } = step;
    const inFlight = client.inFlight();
    // What is still healing must not be taken for this outage.
    await product.untilReady(...PROCESSES);
    const begun = Date.now();
    await this.take(step);
    const told = await this.listen(what, begun, seconds);
    await sleep(Math.max(0, begun + seconds * 1_000 - Date.now()));
    await this.giveBack(step);
    const silent = SAYS[what].filter(([process]) => !told.has(process)).map(([process]) => process);
    const first = [...told].map(([process, ms]) => `${process} ${(ms / 1_000).toFixed(1)} s`);
    const note = [
      ...(first.length > 0 ? [`said by ${first.join(', ')}`] : []),
      ...(silent.length > 0 ? [`not by ${silent.join(', ')}`] : []),
    ].join('; ');
    tally.hit(`${what} ${how} for ${seconds} s`, inFlight, note);
    if (silent.length > 0 && seconds >= STRICT_SECONDS) {
      this.problems.push(`${what} was ${how} for ${seconds} s and ${silent.join(', ')} never said so in /health/ready`);
    }
  }

  private async take({ what, how }: StopStep): Promise<void> {
    const { product } = this.parts;
    if (what === 'counterparts') {
      if (how === 'frozen') product.freeze('counterparts', 'SIGSTOP');
      else await product.hold('counterparts');
      return;
    }
    await product.engines.kill(what, how === 'frozen' ? 'SIGSTOP' : 'SIGTERM');
  }

  private async giveBack({ what, how }: StopStep): Promise<void> {
    const { product } = this.parts;
    if (what === 'counterparts') {
      if (how === 'frozen') product.freeze('counterparts', 'SIGCONT');
      else product.release('counterparts');
      return;
    }
    if (how === 'frozen') await product.engines.kill(what, 'SIGCONT');
    else await product.engines.restart(what);
  }

  /** When each process first said what it waits for, in milliseconds after the beginning. */
  private async listen(what: StandsOn, begun: number, seconds: number): Promise<ReadonlyMap<ProcessName, number>> {
    const told = new Map<ProcessName, number>();
    while (told.size < SAYS[what].length && Date.now() < begun + seconds * 1_000) {
      await Promise.all(
        SAYS[what].map(async ([process, check]) => {
          if (told.has(process)) return;
          const health = await this.parts.product.health(process);
          if (health?.checks[check]?.up === false) told.set(process, Date.now() - begun);
        }),
      );
      await sleep(POLL_MS);
    }
    return told;
  }
}
