import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Client, Connection } from '@temporalio/client';
import { z } from 'zod';
import { ApplicationView, operationsOwner } from '#libs/contracts';
import { ServiceTokens } from '#libs/access';
import { crashProbe } from '#libs/config';
import { connectFacts, type FactsStrategy, type Incident } from '#libs/events';
import { Readiness, ServiceClient, serve, setupHttp, type RunningService } from '#libs/http';
import { DeadLetters, ServiceStore, caseNameIn, doorOf, watchOperations, type ServiceOptions } from '#libs/service';
import { Metrics, StructuredLogger, startTracing } from '#libs/telemetry';
import { bindActivities } from './activities/activities.binding.js';
import { measured } from './activities/activity-trace.binding.js';
import { Services, type Service, type ServiceUrls } from './activities/services.gateway.js';
import { CaseRebuild } from './cases/case-rebuild.gateway.js';
import { CaseWorkflows } from './cases/case-workflows.gateway.js';
import { ClockWatch } from './clock/clock-watch.gateway.js';
import { OfficeClockFile } from './clock/office-clock-file.storage.js';
import { SeenFacts } from './signallers/seen-facts.storage.js';
import { TemporalWorker } from './temporal-worker.gateway.js';
import { CONSUMER_GROUP, TASK_QUEUE, WORKER_ACCOUNT, type WorkflowsEnvironment } from './workflows.config.js';
import { WorkflowsModule } from './workflows.module.js';

export interface StartOptions {
  /** Whether SIGTERM and SIGINT stop the process; tests say no. */
  readonly signals?: boolean | undefined;
  /** Called when the Temporal worker has died: without it the process is of no use. */
  readonly dead: (error: unknown) => void;
}

export interface StartedWorkflows extends RunningService {
  readonly app: NestExpressApplication;
  /** Resolves when the worker takes work and the signallers have joined their group. */
  readonly ready: Promise<void>;
}

/**
 * Starts worker and signallers. HTTP answers at once; an engine that is down is waited for, and readiness says which.
 */
export const startWorkflows = async (
  environment: WorkflowsEnvironment,
  { signals = true, dead }: StartOptions,
): Promise<StartedWorkflows> => {
  const logger = new StructuredLogger({ service: 'workflows', level: environment.LOG_LEVEL });
  const metrics = new Metrics('workflows');
  const office = new OfficeClockFile(environment);
  const connection = Connection.lazy({ address: environment.TEMPORAL_ADDRESS });
  const client = new Client({ connection, namespace: environment.TEMPORAL_NAMESPACE });
  const workflows = new CaseWorkflows(client, TASK_QUEUE, office.clock.mode, environment.TEMPORAL_UI_URL);
  const watch = new ClockWatch(workflows, office.clock, logger);
  const services = servicesOf(environment, office);
  const rebuild = new CaseRebuild(workflows, services, logger);
  const http = { logger, metrics, access: { issuer: environment.OIDC_ISSUER } };
  const app = await NestFactory.create<NestExpressApplication>(
    WorkflowsModule.forRoot({ http, own: ownOf(environment, services), services, office, workflows, rebuild, watch }),
    { bodyParser: false, logger },
  );
  const tracing = startTracing('workflows', environment, logger);
  const door = doorOf(app);
  setupHttp(app, { title: 'Nuanchao workflows', door: (refused) => door.note(refused) });
  const store = app.get(ServiceStore);
  const consumer = connectSignallers(app, environment, services);
  const worker = new TemporalWorker({
    address: environment.TEMPORAL_ADDRESS,
    namespace: environment.TEMPORAL_NAMESPACE,
    taskQueue: TASK_QUEUE,
    connection,
    activities: measured(bindActivities(app, crashProbe(environment.CRASH_AT, 'activity')), metrics),
    logger,
  });
  const joined = { yes: false };
  watchEngines(app, { connection, worker, consumer, joined, store });
  const running = await serve(app, {
    port: environment.PORT,
    host: environment.HOST,
    signals,
    stop: [
      { name: 'consumer', run: () => consumer.close() },
      { name: 'door', run: () => door.stop() },
      { name: 'clock watch', run: () => watch.stop() },
      { name: 'rebuild', run: () => rebuild.stop() },
      { name: 'worker', run: () => worker.stop() },
      { name: 'relay', run: () => store.stopRelay() },
      { name: 'store', run: () => store.close() },
      { name: 'temporal connection', run: () => connection.close() },
      { name: 'tracing', run: () => tracing.stop() },
    ],
  });
  const ready = begin(app, { worker, watch, rebuild, consumer, joined, store }, dead);
  ready.catch(dead);
  return { ...running, app, ready };
};

interface Engines {
  readonly worker: TemporalWorker;
  readonly watch: ClockWatch;
  readonly rebuild: CaseRebuild;
  readonly consumer: FactsStrategy;
  readonly joined: { yes: boolean };
  readonly store: ServiceStore;
}

/** The worker comes first: a signal that starts a case needs the search attributes which it registers. */
const begin = async (
  app: NestExpressApplication,
  { worker, watch, rebuild, consumer, joined, store }: Engines,
  dead: (error: unknown) => void,
): Promise<void> => {
  // Side by side: neither waits for the other, and the signallers wait for both.
  const [isOpen] = await Promise.all([store.start(), worker.start(dead)]);
  // Stopped before Temporal ever answered: there is nothing to begin.
  if (!isOpen || worker.state !== 'RUNNING') return;
  watch.start();
  rebuild.start();
  await app.startAllMicroservices();
  await consumer.joined;
  joined.yes = true;
  // It never rejects, and readiness need not wait for it.
  void app.get(DeadLetters).settle();
};

/** The worker owns no facts of the procedure, only those about its own operation. */
const ownOf = (environment: WorkflowsEnvironment, services: Services): ServiceOptions => ({
  name: 'workflows',
  environment,
  kinds: [],
  nameCase: async (caseId) =>
    caseNameIn(await services.query('applications', `/applications/${caseId}`, ApplicationView)),
});

const servicesOf = (environment: WorkflowsEnvironment, office: OfficeClockFile): Services => {
  const { OIDC_ISSUER: issuer, CLIENT_SECRET: clientSecret } = environment;
  const tokens = new ServiceTokens({ issuer, clientId: WORKER_ACCOUNT, clientSecret });
  const urls: ServiceUrls = {
    applications: environment.APPLICATIONS_URL,
    approvals: environment.APPROVALS_URL,
    payments: environment.PAYMENTS_URL,
  };
  return new Services(new ServiceClient(), tokens, urls, office.clock);
};

const connectSignallers = (
  app: NestExpressApplication,
  { KAFKA_BROKERS: brokers, CRASH_AT }: WorkflowsEnvironment,
  services: Services,
): FactsStrategy => {
  const logger = app.get(StructuredLogger);
  const letters = app.get(DeadLetters);
  const consumer = connectFacts(app, {
    brokers,
    consumer: CONSUMER_GROUP,
    seen: new SeenFacts(),
    parked: app.get(ServiceStore).parked,
    letters,
    fetchMissing: (subject, from, to) => readJournal(services, subject, { from, to }),
    report: (incident) => report(logger, incident),
    probe: crashProbe(CRASH_AT, 'facts'),
  });
  app
    .get(Metrics)
    .gauge('consumer_held_partitions', 'Partitions that wait for something unavailable', [], (gauge) =>
      gauge.set(consumer.heldPartitions),
    );
  letters.attach(consumer);
  watchOperations(app.get(Metrics), app.get(ServiceStore), consumer);
  return consumer;
};

const JournalPage = z.object({ events: z.array(z.string()) });

const readJournal = async (
  services: Services,
  subject: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Buffer[]> => {
  const path = `/journal?subject=${encodeURIComponent(subject)}&from=${from}&to=${to}`;
  const { events } = await services.query(ownerOf(subject), path, JournalPage);
  return events.map((bytes) => Buffer.from(bytes, 'base64'));
};

const ownerOf = (subject: string): Service => {
  const operator = operationsOwner(subject);
  if (operator === 'applications' || operator === 'approvals' || operator === 'payments') return operator;
  const [noun] = subject.split('/', 1);
  if (noun === 'application') return 'applications';
  return noun === 'grant' || noun === 'budget' ? 'payments' : 'approvals';
};

const watchEngines = (
  app: NestExpressApplication,
  {
    connection,
    worker,
    consumer,
    joined,
    store,
  }: Pick<Engines, 'worker' | 'consumer' | 'joined' | 'store'> & { connection: Connection },
): void => {
  const readiness = app.get(Readiness);
  readiness.add('temporal', () =>
    connection.withDeadline(Date.now() + 2_000, () => connection.workflowService.getSystemInfo({})),
  );
  readiness.add('worker', async () => {
    if (worker.state !== 'RUNNING') throw new Error(`the Temporal worker is ${worker.state}`);
  });
  readiness.add('store', () => store.check());
  readiness.add('kafka', async () => {
    if (!joined.yes) throw new Error('the signallers have not joined their group yet');
    consumer.checkHeard();
  });
};

const report = (logger: StructuredLogger, incident: Incident): void => {
  const { topic, partition, offset, key } = incident.record;
  const fields = { topic, partition, offset, caseId: key };
  if (incident.kind === 'gap') {
    logger.warning('events are missing', { ...fields, from: incident.from, to: incident.to });
  } else {
    logger.failure(`a fact could not be brought to its workflow: ${incident.kind}`, incident.error, fields);
  }
};
