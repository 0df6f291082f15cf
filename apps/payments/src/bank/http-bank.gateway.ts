import { z } from 'zod';
import { refusal } from '#libs/contracts';
import { ProblemError } from '#libs/http';
import { currentContext, inSpan, traceparentOf } from '#libs/telemetry';
import { BankGateway, type BankOrder } from './bank.gateway.js';

const TIMEOUT_MS = 5_000;
const RETRY_AFTER_SECONDS = 5;
const RETRIABLE = new Set([408, 425, 429]);

const Accepted = z.object({ key: z.string(), reference: z.string().min(1) });

/** `POST <BANK_URL>/bank/orders`. Errors name the status only: an order holds bank data, which no log may show. */
export class HttpBankGateway extends BankGateway {
  constructor(
    private readonly bankUrl: string,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {
    super();
  }

  override async send(order: BankOrder): Promise<{ readonly reference: string }> {
    const response = await inSpan('POST bank', { kind: 'client' }, () => this.post(order));
    if (response.status === 409) throw new ProblemError([refusal('R-PAY-08')]);
    if (response.status >= 500 || RETRIABLE.has(response.status)) {
      throw unavailable(new Error(`the bank answered ${response.status}`));
    }
    if (!response.ok) throw notTaken(response.status);
    const accepted = Accepted.safeParse(await response.json().catch(() => undefined));
    if (!accepted.success || accepted.data.key !== order.key) {
      throw unavailable(new Error('the bank answered something else than this order'));
    }
    return { reference: accepted.data.reference };
  }

  private async post(order: BankOrder): Promise<Response> {
    const context = currentContext();
    try {
      return await fetch(`${this.bankUrl}/bank/orders`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': order.key,
          ...(context === undefined ? {} : { traceparent: traceparentOf(context.trace) }),
        },
        body: JSON.stringify(order),
        redirect: 'error',
        signal: AbortSignal.timeout(this.timeoutMs),
      });
    } catch (error) {
      throw unavailable(error);
    }
  }
}

const unavailable = (cause: unknown): ProblemError =>
  new ProblemError([refusal('G-UNAVAILABLE', '', { engine: 'bank' })], {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    cause,
  });

/** A fault of ours that no repetition heals: the worker opens an operator task on it. */
const notTaken = (status: number): ProblemError =>
  new ProblemError([
    refusal('G-MALFORMED', '', {
      problem: `the bank refused the order with status ${status}`,
      problemZh: `银行拒绝受理该指令（状态${status}）`,
    }),
  ]);
