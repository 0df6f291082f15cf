import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ServiceTokens } from '#libs/access';
import { operationsOwner } from '#libs/contracts';
import { connectStore } from '#libs/aggregate';
import { crashProbe } from '#libs/config';
import { GATHERING, connectFacts, type FactsStrategy } from '#libs/events';
import { Readiness, ServiceClient, serve, setupHttp, type RunningService } from '#libs/http';
import { OwnerJournals, ServiceStore, doorOf, watchConsumer, watchOutbox } from '#libs/service';
import { Metrics, StructuredLogger, startTracing } from '#libs/telemetry';
import type { AuditsEnvironment } from './audits.config.js';
import { AuditsModule } from './audits.module.js';
import { EntryLog } from './entry/entry.storage.js';

const STORE_RETRY_MS = 500;

type Connection = Awaited<ReturnType<typeof connectStore>>;

export interface StartedAudits extends RunningService {
  readonly app: NestExpressApplication;
  /** Resolves when the log is open and the consumer has joined its group. */
  readonly ready: Promise<void>;
}

/**
 * Starts audits. It answers HTTP at once, even when an engine is down: readiness says what is missing, and everything is
 * tried again until it is there. Tests start it without signals and on port 0.
 */
export const startAudits = async (
  environment: AuditsEnvironment,
  { signals = true }: { signals?: boolean } = {},
): Promise<StartedAudits> => {
  const logger = new StructuredLogger({ service: 'audits', level: environment.LOG_LEVEL });
  const log = new EntryLog();
  const metrics = new Metrics('audits');
  const app = await NestFactory.create<NestExpressApplication>(
    AuditsModule.forRoot({ logger, metrics, access: { issuer: environment.OIDC_ISSUER } }, log, {
      name: 'audits',
      environment,
      kinds: [],
      consumes: false,
    }),
    { bodyParser: false, logger },
  );
  const tracing = startTracing('audits', environment, logger);
  const door = doorOf(app);
  setupHttp(app, { title: 'Nuanchao audits', door: (refused) => door.note(refused) });
  const own = app.get(ServiceStore);
  const facts = connectLog(app, { environment, log, logger, own });
  const engines = { connection: undefined as Connection | undefined, joined: false, closing: false };
  const readiness = app.get(Readiness);
  readiness.add(
    'store',
    async () => engines.connection?.db?.command({ ping: 1 }) ?? Promise.reject(new Error('not connected')),
  );
  readiness.add('kafka', async () => {
    if (!engines.joined) throw new Error('the consumer has not joined its group');
    facts.checkHeard();
  });
  metrics.gauge('nuanchao_log_entries', 'Entries of the log', [], (gauge) => gauge.set(log.head.size));
  watchOutbox(metrics, own);
  watchConsumer(metrics, facts);
  metrics.gauge('consumer_held_partitions', 'Partitions that wait for something unavailable', [], (gauge) =>
    gauge.set(facts.heldPartitions),
  );
  const running = await serve(app, {
    port: environment.PORT,
    host: environment.HOST,
    signals,
    stop: [
      { name: 'door', run: () => door.stop() },
      { name: 'relay', run: () => own.stopRelay() },
      { name: 'consumer', run: () => facts.close() },
      {
        name: 'store',
        run: async () => {
          engines.closing = true;
          await engines.connection?.close();
          await own.close();
          await tracing.stop();
        },
      },
    ],
  });
  // The log before its consumer: an event must not come before the index it will get is known.
  const ready = (async () => {
    if (!(await own.start())) return;
    for (; engines.connection === undefined && !engines.closing;) {
      engines.connection = await openLog(environment.MONGODB_URL, log, logger);
    }
    await app.startAllMicroservices();
    await facts.joined;
    engines.joined = true;
  })();
  ready.catch((error: unknown) => logger.failure('the log could not start its consumer', error));
  return { ...running, app, ready };
};

interface LogParts {
  readonly environment: AuditsEnvironment;
  readonly log: EntryLog;
  readonly logger: StructuredLogger;
  readonly own: ServiceStore;
}

const connectLog = (app: NestExpressApplication, { environment, log, logger, own }: LogParts): FactsStrategy => {
  const { OIDC_ISSUER, CLIENT_SECRET, APPLICATIONS_URL, APPROVALS_URL, PAYMENTS_URL, PIPELINES_URL, WORKFLOWS_URL } =
    environment;
  const tokens = new ServiceTokens({ issuer: OIDC_ISSUER, clientId: 'audits', clientSecret: CLIENT_SECRET });
  const urls = {
    applications: APPLICATIONS_URL,
    approvals: APPROVALS_URL,
    payments: PAYMENTS_URL,
    pipelines: PIPELINES_URL,
    workflows: WORKFLOWS_URL,
  };
  const journals = new OwnerJournals(new ServiceClient(), tokens, urls);
  return connectFacts(app, {
    brokers: environment.KAFKA_BROKERS,
    consumer: 'audits.log',
    malformed: 'handle',
    ...GATHERING,
    seen: { highest: (subject) => Promise.resolve(log.highestOf(subject)), markSeen: () => Promise.resolve() },
    fetchMissing: async (subject, from, to) =>
      operationsOwner(subject) === 'audits'
        ? (await own.journal.read(subject, from, to)).map(({ bytes }) => bytes)
        : journals.read(subject, from, to),
    report: ({ kind, record: { topic, partition, offset } }) =>
      logger.warning(`log: ${kind}`, { topic, partition, offset }),
    probe: crashProbe(environment.CRASH_AT, 'facts'),
  });
};

/** Undefined when the store does not answer yet; whoever asked tries again. */
const openLog = async (url: string, log: EntryLog, logger: StructuredLogger): Promise<Connection | undefined> => {
  try {
    const connection = await connectStore(url);
    await log.open(connection);
    return connection;
  } catch (error) {
    logger.failure('the log cannot be opened yet', error);
    await new Promise((resolve) => setTimeout(resolve, STORE_RETRY_MS));
    return undefined;
  }
};
