import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { DynamicModule, Type } from '@nestjs/common';
import { operationsOwner } from '#libs/contracts';
import { TokenVerifier } from '#libs/access';
import { isUnavailable } from '#libs/aggregate';
import { crashProbe } from '#libs/config';
import { GATHERING, connectFacts, type FactsStrategy, type FetchMissing, type Incident } from '#libs/events';
import { DoorJournal, Readiness, bearerOf, routeNamer, serve, setupHttp, type RunningService } from '#libs/http';
import { Metrics, StructuredLogger, isDryRun, startTracing } from '#libs/telemetry';
import type { BackgroundWork } from './background-work.js';
import { BatchRunner } from './batch-runner.js';
import { BatchStore } from './batch-store.js';
import { DeadLetters } from './dead-letters.js';
import { FactIntake } from './fact-intake.js';
import { OfficeTime } from './office-time.js';
import { watchService } from './service-module.js';
import { SERVICE_OPTIONS, consumerOf, type ServiceOptions } from './service-options.js';
import { ServiceStore } from './service-store.js';
import { StoreDoor } from './store-door.js';

export interface StartOptions {
  /** Title of the API document. */
  readonly title: string;
  /** Makes the root module, which imports `ServiceModule.forRoot(…)`. */
  readonly module: () => DynamicModule | Type<unknown>;
  /** Whether SIGTERM and SIGINT stop the process; tests say no. */
  readonly signals?: boolean | undefined;
}

export interface StartedService extends RunningService {
  readonly app: NestExpressApplication;
  /** Resolves when the store is connected and the consumer has joined its group. */
  readonly ready: Promise<void>;
}

/** Largest upload: 20 MB as people count them (domain.md §5.4 F8); the store's own limit is told by its own error. */
const UPLOAD_BYTES_MAX = 20 * 1000 * 1000;

/**
 * Starts a service. It answers HTTP at once, even when an engine is down: readiness says what is missing, commands are
 * answered 503, and everything is tried again until it is there.
 */
export const startService = async (start: StartOptions): Promise<StartedService> => {
  const app = await NestFactory.create<NestExpressApplication>(start.module(), {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
  });
  const logger = app.get(StructuredLogger);
  app.useLogger(logger);
  const options = app.get<ServiceOptions>(SERVICE_OPTIONS);
  const store = app.get(ServiceStore);
  const tracing = startTracing(options.name, options.environment, logger);
  const door = doorOf(app);
  setupHttp(app, {
    title: start.title,
    uploads: [{ method: 'POST', path: /^\/(documents|batches)$/, limitBytes: UPLOAD_BYTES_MAX }],
    // A dry run leaves no trace, not even that it was refused.
    door: (refused) => (isDryRun() ? Promise.resolve() : door.note(refused)),
  });
  const consumer = connectConsumer(app, options, store);
  const joined = { yes: false };
  watchService(store, {
    readiness: app.get(Readiness),
    metrics: app.get(Metrics),
    verifier: app.get(TokenVerifier),
    time: app.get(OfficeTime),
    consumer: {
      get heldPartitions() {
        return consumer.heldPartitions;
      },
      get lag() {
        return consumer.lag;
      },
      check: () => {
        if (!joined.yes) throw new Error('the consumer has not joined its group yet');
        consumer.checkHeard();
      },
    },
  });
  const { port, host } = { port: options.environment.PORT, host: options.environment.HOST };
  const running = await serve(app, {
    port,
    host,
    signals: start.signals,
    stop: [
      { name: 'background work', run: () => Promise.all(worksOf(app).map((work) => work.stop())) },
      { name: 'batches', run: () => app.get(BatchRunner).stop() },
      {
        name: 'consumer',
        run: () => {
          app.get(DeadLetters).stop();
          return consumer.close();
        },
      },
      { name: 'door', run: () => door.stop() },
      { name: 'relay', run: () => store.stopRelay() },
      { name: 'store', run: () => store.close() },
      { name: 'tracing', run: () => tracing.stop() },
    ],
  });
  const ready = openEngines(app, { store, consumer, joined, baseUrl: ownUrl(running) });
  // Nobody may wait for it; whoever does sees the error, and the log has it in any case.
  ready.catch((error: unknown) => logger.failure('the service could not start its consumer', error));
  return { ...running, app, ready };
};

/** The journal of what this app's door turns away, kept in the app's own store. */
export const doorOf = (app: NestExpressApplication): DoorJournal => {
  const verifier = app.get(TokenVerifier);
  return new DoorJournal({
    sink: new StoreDoor(app.get<ServiceOptions>(SERVICE_OPTIONS).name, app.get(ServiceStore), app.get(OfficeTime)),
    logger: app.get(StructuredLogger),
    metrics: app.get(Metrics),
    routeOf: routeNamer(app),
    identify: bearerOf(verifier),
  });
};

/** Store first: handlers of facts write to it, so the consumer must not begin without it. */
const openEngines = async (
  app: NestExpressApplication,
  parts: {
    readonly store: ServiceStore;
    readonly consumer: FactsStrategy;
    readonly joined: { yes: boolean };
    readonly baseUrl: string;
  },
): Promise<void> => {
  const { store, consumer, joined, baseUrl } = parts;
  const intake = app.get(FactIntake);
  // The store may go again between its connection and the read models' preparation.
  while (!(await prepared(intake))) {
    if (!(await store.start())) return;
  }
  // Commands need no Kafka, and neither do batches of them.
  await app.get(BatchStore).open();
  app.get(BatchRunner).start(baseUrl);
  for (const work of worksOf(app)) work.start();
  await app.startAllMicroservices();
  await consumer.joined;
  joined.yes = true;
  // It never rejects, and readiness need not wait for it.
  void app.get(DeadLetters).settle();
};

const worksOf = (app: NestExpressApplication): readonly BackgroundWork[] =>
  (app.get<ServiceOptions>(SERVICE_OPTIONS).works ?? []).map((work) => app.get(work));

/** Where this process reaches itself: an address that stands for all of them is no address to call. */
const ownUrl = ({ url, port }: RunningService): string =>
  /^http:\/\/(0\.0\.0\.0|::|\[::\]):/.test(url) ? `http://127.0.0.1:${port}` : url;

/** False when the store was not there. */
const prepared = async (intake: FactIntake): Promise<boolean> => {
  try {
    await intake.prepare();
    return true;
  } catch (error) {
    if (isUnavailable(error)) return false;
    throw error;
  }
};

const connectConsumer = (app: NestExpressApplication, options: ServiceOptions, store: ServiceStore): FactsStrategy => {
  const logger = app.get(StructuredLogger);
  const missing = fetchMissing(options, store);
  const letters = app.get(DeadLetters);
  const consumer = connectFacts(app, {
    brokers: options.environment.KAFKA_BROKERS,
    consumer: consumerOf(options),
    seen: store.positions,
    parked: store.parked,
    letters,
    ...(options.gathersFacts === true ? GATHERING : {}),
    ...(missing === undefined ? {} : { fetchMissing: missing }),
    report: (incident) => report(logger, incident),
    probe: crashProbe(options.environment.CRASH_AT, 'facts'),
  });
  letters.attach(consumer);
  return consumer;
};

/** Gaps of own subjects are filled from the own journal; those of others only where the service knows how to ask. */
const fetchMissing = (options: ServiceOptions, store: ServiceStore): FetchMissing | undefined => {
  const { name, follows = [], fetchForeign, kinds } = options;
  if (follows.length > 0 && fetchForeign === undefined) return undefined;
  return async (subject, from, to) => {
    const isOwn = operationsOwner(subject) === name || kinds.some((kind) => subject.startsWith(`${kind.noun}/`));
    if (!isOwn && fetchForeign !== undefined) return fetchForeign(subject, from, to);
    return (await store.journal.read(subject, from, to)).map((entry) => entry.bytes);
  };
};

const report = (logger: StructuredLogger, incident: Incident): void => {
  const { topic, partition, offset, key } = incident.record;
  const fields = { topic, partition, offset, caseId: key };
  if (incident.kind === 'gap') {
    logger.warning('events are missing', { ...fields, from: incident.from, to: incident.to });
  } else {
    logger.failure(`a fact could not be handled: ${incident.kind}`, incident.error, fields);
  }
};
