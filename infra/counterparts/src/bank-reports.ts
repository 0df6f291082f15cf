import type { StructuredLogger } from '#libs/telemetry';
import type { BankLedger, BookedOrder } from './bank-ledger.js';
import { outcomeFor } from './bank-script.js';

export interface BankReportsOptions {
  readonly ledger: BankLedger;
  /** Base URL of the payments service. */
  readonly paymentsUrl: string;
  /** A token of the bank's own account, like any other caller's. */
  readonly token: () => Promise<string>;
  readonly logger: StructuredLogger;
  /** How long the bank takes for an order, in milliseconds. */
  readonly delayMs: number;
  /** Longest pause between two tries, in milliseconds. */
  readonly pauseMaxMs?: number | undefined;
}

/** Tells the payer how each order ended, again and again until the payer has taken note. */
export class BankReports {
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();
  private stopped = false;

  constructor(private readonly options: BankReportsOptions) {}

  /** Takes up what an earlier run left unreported. */
  resume(): void {
    for (const booked of this.options.ledger.unreported()) this.schedule(booked);
  }

  schedule(booked: BookedOrder): void {
    this.after(this.options.delayMs, booked, 1);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers) clearTimeout(timer);
    await Promise.all(this.running);
  }

  private after(pauseMs: number, booked: BookedOrder, attempt: number): void {
    if (this.stopped || booked.reported) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      const work = this.attempt(booked, attempt).finally(() => this.running.delete(work));
      this.running.add(work);
    }, pauseMs);
    this.timers.add(timer);
  }

  private async attempt(booked: BookedOrder, attempt: number): Promise<void> {
    try {
      if (await this.report(booked)) await this.options.ledger.noteReported(booked.order.key);
    } catch (error) {
      const pauseMs = Math.min(200 * 2 ** Math.min(attempt, 10), this.options.pauseMaxMs ?? 10_000);
      const reason = error instanceof Error ? error.message : String(error);
      this.options.logger.warning('report not taken', { key: booked.order.key, attempt, pauseMs, reason });
      this.after(pauseMs, booked, attempt + 1);
    }
  }

  /** False when the script says that the bank stays silent on this order. */
  private async report({ order, reference }: BookedOrder): Promise<boolean> {
    const outcome = outcomeFor(order.payee);
    if (outcome.status === 'silent') return false;
    const key = encodeURIComponent(order.key);
    const response = await fetch(`${this.options.paymentsUrl}/grants/by-key/${key}/bank-result`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await this.options.token()}`,
        'content-type': 'application/json',
        'idempotency-key': `bank/${key}/${outcome.status}`,
      },
      body: JSON.stringify({
        ...outcome,
        reference,
        amountFen: order.amountFen,
      }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`Payments answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
    return true;
  }
}
