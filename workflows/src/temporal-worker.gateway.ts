import type { Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StructuredLogger } from '#libs/telemetry';
import type { ProcedureActivities } from './definitions/activities.ports.js';
import { registerSearchAttributes } from './search-attribute.gateway.js';
import { workflowBundle } from './workflows.bundle.js';

export interface TemporalWorkerOptions {
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly connection: Connection;
  readonly activities: ProcedureActivities;
  readonly logger: StructuredLogger;
}

const RETRY_MS = 500;
/** How long a stopping process waits for a server that never answered. */
const STOP_MS = 3_000;
/** Short commands to neighbours: more at once would only queue there. */
const ACTIVITIES_AT_ONCE = 40;

/** The Temporal worker of this process. */
export class TemporalWorker {
  private worker: Worker | undefined;
  private native: NativeConnection | undefined;
  private ended: Promise<void> = Promise.resolve();
  private stopping = false;
  private connecting: Promise<NativeConnection | undefined> = Promise.resolve(undefined);

  constructor(private readonly options: TemporalWorkerOptions) {}

  /** What the worker is doing: `RUNNING` when it takes work. */
  get state(): string {
    return this.worker?.getState() ?? 'CONNECTING';
  }

  /**
   * Waits for the server as long as that takes, then begins to work.
   * @returns when the worker has begun; `dead` is called if it ends without having been stopped
   */
  async start(dead: (error: unknown) => void): Promise<void> {
    const { namespace, taskQueue, activities } = this.options;
    const bundle = workflowBundle();
    this.connecting = this.untilConnected();
    const native = await this.connecting;
    if (native === undefined) return;
    this.worker = await Worker.create({
      connection: native,
      namespace,
      taskQueue,
      workflowBundle: await bundle,
      activities: { ...activities },
      maxConcurrentLocalActivityExecutions: ACTIVITIES_AT_ONCE,
      maxConcurrentActivityTaskExecutions: ACTIVITIES_AT_ONCE,
      // After a crash a case would otherwise wait that long for the worker that held it.
      stickyQueueScheduleToStartTimeout: '3 seconds',
      shutdownGraceTime: '10 seconds',
    });
    this.ended = this.worker.run();
    this.ended.then(
      () => (this.stopping ? undefined : dead(new Error('The Temporal worker ended by itself'))),
      (error: unknown) => dead(error),
    );
  }

  /** Finishes the work under way, then lets go of the server. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (this.worker?.getState() === 'RUNNING') this.worker.shutdown();
    await this.ended.catch(() => undefined);
    // A connection that is closed under a call of ours would throw where nobody can catch it.
    await Promise.race([this.connecting.catch(() => undefined), sleep(STOP_MS, undefined, { ref: false })]);
    await this.native?.close();
  }

  private async untilConnected(): Promise<NativeConnection | undefined> {
    const { address, namespace, connection, logger } = this.options;
    for (let tries = 1; !this.stopping; tries += 1) {
      try {
        await registerSearchAttributes(connection, namespace);
        this.native = await NativeConnection.connect({ address });
        return this.native;
      } catch (error) {
        // Once a while is enough to tell an operator what the process waits for.
        if (tries % 20 === 1) logger.warning('Temporal does not answer yet', { address, error });
        await sleep(RETRY_MS);
      }
    }
    return undefined;
  }
}
