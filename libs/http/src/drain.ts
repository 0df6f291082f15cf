import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StructuredLogger } from '#libs/telemetry';
import { Readiness } from './readiness.js';

/** Work to be finished after the last request and before the engines are let go: relay, consumers, in this order. */
export interface StopHook {
  readonly name: string;
  readonly run: () => Promise<unknown>;
}

export interface ServeOptions {
  readonly port: number;
  readonly host?: string | undefined;
  readonly stop?: readonly StopHook[] | undefined;
  /** Requests that have not ended by then are cut off, in milliseconds. */
  readonly drainMs?: number | undefined;
  /** Whether SIGTERM and SIGINT stop the service and end the process; tests say no. */
  readonly signals?: boolean | undefined;
}

export interface RunningService {
  readonly port: number;
  readonly url: string;
  /** Drains and stops; a second call waits for the same end. */
  readonly stop: () => Promise<void>;
}

const DRAIN_MS = 20_000;

/**
 * Listens, and on SIGTERM drains: readiness turns 503, no new connection is taken, running requests end, the hooks run
 * in their order, Nest closes, and the process exits 0. If anything of that fails it exits 1.
 */
export const serve = async (app: NestExpressApplication, options: ServeOptions): Promise<RunningService> => {
  const logger = app.get(StructuredLogger);
  const host = options.host ?? '127.0.0.1';
  await app.listen(options.port, host);
  const { port } = app.getHttpServer().address() as AddressInfo;
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= drain(app, options, logger));
  if (options.signals ?? true) {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        logger.info('stopping', { signal });
        stop().then(
          () => process.exit(0),
          (error: unknown) => {
            logger.failure('could not stop in order', error);
            process.exit(1);
          },
        );
      });
    }
  }
  logger.info('listening', { host, port });
  return { port, url: `http://${host}:${port}`, stop };
};

const drain = async (app: NestExpressApplication, options: ServeOptions, logger: StructuredLogger): Promise<void> => {
  app.get(Readiness).drain();
  await finishRequests(app.getHttpServer(), options.drainMs ?? DRAIN_MS);
  const failures: unknown[] = [];
  for (const hook of options.stop ?? []) {
    // One hook's failure must not keep the next from saving its work.
    await hook.run().catch((error: unknown) => {
      logger.failure(`could not stop ${hook.name}`, error);
      failures.push(error);
    });
  }
  await app.close();
  logger.info('stopped');
  if (failures.length > 0) throw new AggregateError(failures, 'Some parts did not stop in order');
};

const finishRequests = async (server: Server, drainMs: number): Promise<void> => {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  // A kept-alive connection becomes idle only after its answer, so idle ones are closed again and again.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const late = setTimeout(() => server.closeAllConnections(), drainMs);
  try {
    await closed;
  } finally {
    clearInterval(idle);
    clearTimeout(late);
  }
};
