import { randomUUID } from 'node:crypto';
import type { Actor } from '#libs/contracts';
import { subscriptionDecider } from '#libs/domain';
import { ProblemError } from '#libs/http';
import { BackgroundWork, unlessAway, type CommandDesk } from '#libs/service';
import { contextFor, traceparentOf, type Metrics, type StructuredLogger } from '#libs/telemetry';
import { RENEW_MS } from './webhook-progress.storage.js';
import { WebhookShift, type ShiftPorts } from './webhook-shift.consumer.js';
import type { WebhookPorts } from './webhook.ports.js';

export interface WebhookSenderParts extends Pick<ShiftPorts, 'schedule' | 'probe'> {
  readonly ports: WebhookPorts;
  readonly desk: CommandDesk;
  readonly metrics: Metrics;
  readonly logger: StructuredLogger;
}

interface Running {
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

const LOOK_MS = 1_000;
const OWN: Actor = { id: 'pipelines', kind: 'machine', roles: [] };

/**
 * Sends to every active subscription what its account may see. Each is leased by one process at a time, so that two replicas
 * do not send twice on purpose; what a dead process had sent without noting it is sent again under the same id.
 */
export class WebhookSender extends BackgroundWork {
  private readonly me = randomUUID();
  private readonly running = new Map<string, Running>();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private readonly ports: ShiftPorts;

  constructor(private readonly parts: WebhookSenderParts) {
    super();
    const { metrics, ports, schedule, probe } = parts;
    const tries = metrics.counter('nuanchao_webhook_tries_total', 'Webhooks that were sent, by what came of it', [
      'result',
    ]);
    metrics.gauge(
      'nuanchao_webhook_oldest_seconds',
      'Age of the oldest event that a subscriber did not get yet; 0 when all got everything',
      [],
      (gauge) => unlessAway(async () => gauge.set(await this.oldestSeconds())),
    );
    this.ports = {
      subscriptions: ports.subscriptions,
      webhooks: ports.webhooks,
      reader: ports.reader,
      gateway: ports.gateway,
      schedule,
      probe,
      disable: (id, version, why) => this.disable(id, version, why),
      told: ({ result }) => tries.inc({ result }),
    };
  }

  start(): void {
    this.timer = setInterval(() => this.look(), LOOK_MS);
    this.timer.unref();
    this.look();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.looking;
    const ended = [...this.running.values()].map((run) => {
      run.abort.abort();
      return run.ended;
    });
    await Promise.all(ended);
    this.ports.gateway.close();
  }

  /** Takes up what is active and nobody else has. */
  private look(): void {
    this.looking ??= this.takeAll()
      .catch((error: unknown) => this.parts.logger.warning('subscriptions cannot be looked for now', { error }))
      .finally(() => {
        this.looking = undefined;
      });
  }

  private async takeAll(): Promise<void> {
    const { subscriptions, webhooks } = this.ports;
    for (const { id, state } of await subscriptions.live()) {
      if (state.status !== 'ACTIVE' || this.running.has(id) || this.timer === undefined) continue;
      if (await webhooks.progress.lease(id, this.me)) this.run(id);
    }
  }

  private run(id: string): void {
    const abort = new AbortController();
    const { logger } = this.parts;
    const { webhooks } = this.ports;
    const renewing = setInterval(() => {
      webhooks.progress.renew(id, this.me).catch(() => undefined);
    }, RENEW_MS);
    const ended = new WebhookShift(id, this.me, this.ports, abort.signal)
      .work()
      .catch((error: unknown) => {
        if (!abort.signal.aborted) logger.failure('a subscription broke off; it is taken up again', error, { id });
      })
      // Whoever cannot say so now lets the lease run out.
      .then(() => webhooks.progress.release(id, this.me).catch(() => undefined))
      .finally(() => {
        clearInterval(renewing);
        this.running.delete(id);
      });
    this.running.set(id, { abort, ended });
  }

  private async disable(id: string, version: number, why: 'failing' | 'gone'): Promise<void> {
    const traceparent = traceparentOf(contextFor(undefined).trace);
    try {
      await this.parts.desk.run({
        decider: subscriptionDecider,
        id,
        command: { type: 'disable', why },
        name: 'subscription.disable',
        body: { why },
        meta: { key: `webhook ${id} ${version}`, traceparent, actor: OWN, dryRun: false },
      });
    } catch (error) {
      // Its owner was first.
      if (!(error instanceof ProblemError)) throw error;
    }
  }

  private async oldestSeconds(): Promise<number> {
    const { subscriptions, webhooks, reader } = this.ports;
    let oldest = 0;
    for (const { id } of await subscriptions.live()) {
      const [target, progress] = [await subscriptions.target(id), await webhooks.progress.find(id)];
      if (target === undefined || progress === undefined) continue;
      const [entry] = (await reader.slice(target.scope, progress.next, 1)).entries;
      if (entry === undefined) continue;
      const { time } = JSON.parse(entry.json) as { readonly time: string };
      oldest = Math.max(oldest, (Date.now() - Date.parse(time)) / 1_000);
    }
    return oldest;
  }
}
