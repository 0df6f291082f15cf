import type { ApiService } from '../../demonstration/src/gateway-client.js';
import type { AnsweredCommand } from './command-journal.js';
import type { JournalingClient } from './journaling-client.js';

const FIRST_YEAR = 2_030;
const AT_ONCE = 2;

/**
 * Commands for moments in which no robot has anything to do with a service, so that each fault meets some: budgets of far
 * years, decisions that were made already (which the rules refuse, and the refusal is recorded), and repeats of old keys.
 */
export class Provocations {
  private count = 0;
  private readonly pending = new Set<Promise<unknown>>();

  constructor(private readonly client: JournalingClient) {}

  provoke(service: ApiService): void {
    this.count += 1;
    if (service === 'payments') {
      for (const fund of ['UNION_MUNI', 'FISCAL_HEALTH']) this.openBudget(FIRST_YEAR + this.count, fund);
      return;
    }
    const done = [...this.client.journal.answered.values()].filter((each) => each.service === service);
    for (const command of done.slice(-AT_ONCE)) this.send(command, command.key);
    const settled = done.findLast(({ path }) => path.endsWith('/decision') || path.endsWith('/submission'));
    // As a new command: it comes too late, and that it came is recorded.
    if (settled !== undefined) this.send(settled, `${settled.key}/late-${this.count}`);
  }

  /** Waits until all of them are answered. */
  async settled(): Promise<void> {
    await Promise.all(this.pending);
  }

  private openBudget(year: number, fund: string): void {
    if (year > 2_099) return;
    const body = { year, fund, amountFen: 1_000_000 };
    const key = `faults/budget/${year}-${fund}`;
    this.note(this.client.command('mu-fin-approver-1', 'payments', '/budgets', body, key));
  }

  private send({ account, service, path, body }: AnsweredCommand, key: string): void {
    this.note(this.client.command(account, service, path, body, key));
  }

  /** A refusal is what some of them are for; the journal has it. */
  private note(work: Promise<unknown>): void {
    const pending = work
      .catch(() => undefined)
      .finally(() => {
        this.pending.delete(pending);
      });
    this.pending.add(pending);
  }
}
