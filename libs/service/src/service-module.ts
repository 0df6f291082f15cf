import { Module, type DynamicModule } from '@nestjs/common';
import { TokenVerifier } from '#libs/access';
import { factsTopic } from '#libs/events';
import { HttpModule, Readiness } from '#libs/http';
import { Metrics, StructuredLogger } from '#libs/telemetry';
import { BatchRunner } from './batch-runner.js';
import { BatchStore } from './batch-store.js';
import { BatchesController } from './batches-controller.js';
import { DocumentsController } from './documents-controller.js';
import { FactJudge } from './fact-handler.js';
import { FactIntake } from './fact-intake.js';
import { factsController } from './facts-controller.js';
import type { OfficeTime } from './office-time.js';
import { OperationsModule } from './operations-module.js';
import type { ServiceOptions } from './service-options.js';
import type { ServiceStore } from './service-store.js';
import { watchOperations } from './watch-operations.js';
import { watchTasks } from './task-counts.js';
import { TasksController } from './tasks-controller.js';

/**
 * What every service that owns facts stands on: store, relay, consumer, documents, inbox, the routes for audits, health
 * and metrics. Import it once, in the root module; its providers are global.
 */
@Module({})
export class ServiceModule {
  static forRoot(given: ServiceOptions): DynamicModule {
    const { name, environment, readModelVersion = 1 } = given;
    // An operator raises the one number, a change of a read model's form the other.
    const options = { ...given, readModelVersion: readModelVersion + (environment.READ_MODELS_REBUILT ?? 0) };
    const logger = new StructuredLogger({ service: name, level: environment.LOG_LEVEL });
    const metrics = new Metrics(name);
    const topics = [name, ...(options.follows ?? [])].map(factsTopic);
    return {
      module: ServiceModule,
      global: true,
      imports: [
        HttpModule.forRoot({ logger, metrics, access: { issuer: environment.OIDC_ISSUER } }),
        OperationsModule.forRoot(options, logger),
      ],
      controllers: [TasksController, DocumentsController, BatchesController, factsController(topics)],
      providers: [FactIntake, BatchStore, BatchRunner, { provide: FactJudge, useExisting: FactIntake }],
      exports: [HttpModule, OperationsModule, FactIntake, FactJudge],
    };
  }
}

/** Names what the service cannot work without, and what operators watch. */
export const watchService = (
  store: ServiceStore,
  parts: {
    readonly readiness: Readiness;
    readonly metrics: Metrics;
    readonly verifier: TokenVerifier;
    readonly time: OfficeTime;
    readonly consumer: { readonly heldPartitions: number; readonly lag: number; readonly check: () => void };
  },
): void => {
  const { readiness, metrics, verifier, time, consumer } = parts;
  readiness.add('store', () => store.check());
  readiness.add('kafka', async () => {
    consumer.check();
    if (store.relay.failuresInARow > 0) throw new Error('events cannot be published; they wait in their outboxes');
  });
  readiness.add('issuer', () => verifier.ready());
  // Every replica sees the same outbox: one tampered record must not take the whole service out of rotation.
  readiness.advise('outbox', async () => {
    const [first] = store.relay.forked;
    if (first !== undefined) throw new Error(`${store.relay.forked.length} held back; ${first.message}`);
  });
  watchOperations(metrics, store, consumer);
  watchTasks(metrics, store, time);
  metrics.gauge('consumer_held_partitions', 'Partitions that wait for something unavailable', [], (gauge) =>
    gauge.set(consumer.heldPartitions),
  );
};
