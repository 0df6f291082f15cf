import { createServer, type AddressInfo } from 'node:net';
import { GenericContainer, Wait, type StartedTestContainer } from 'testcontainers';
import {
  NAMESPACE,
  SERVICES,
  databaseOf,
  type EngineAddresses,
  type EngineName,
  type RunningEngines,
  type Service,
} from '../../../infra/engines/index.mjs';

/** Engines a test holds: what they answer to, and how to kill, restart and stop them. */
export type TestEngines = Pick<RunningEngines, 'addresses' | 'kill' | 'restart' | 'stop'>;

interface StartedEngine {
  readonly container: StartedTestContainer;
  readonly addresses: Partial<EngineAddresses>;
}

/** The images of `docker-compose.yml`, except Temporal: its development server needs no database beside it. */
const IMAGES = {
  kafka: 'apache/kafka:4.2.1',
  store: 'mongo:8.0.12',
  temporal: 'temporalio/admin-tools:1.31.0',
} as const;

/** The engines as containers that end with the test process. */
export const startTestContainers = async (only: readonly EngineName[]): Promise<TestEngines> => {
  const starters = { kafka: startKafka, store: startStore, temporal: startTemporal };
  const started = new Map<EngineName, StartedEngine>();
  await Promise.all(only.map(async (name) => started.set(name, await starters[name]())));
  const containerOf = (name: EngineName): StartedTestContainer => {
    const engine = started.get(name);
    if (engine === undefined) throw new Error(`${name} was not started`);
    return engine.container;
  };
  return {
    addresses: Object.assign(
      noAddresses(),
      ...[...started.values()].map((engine) => engine.addresses),
    ) as EngineAddresses,
    kill: async (name) => {
      await containerOf(name).stop({ remove: false, timeout: 0 });
    },
    restart: async (name) => {
      await containerOf(name).restart();
    },
    stop: async () => {
      await Promise.all([...started.values()].map(({ container }) => container.stop()));
    },
  };
};

/** The broker tells clients its own address, so the port must be known before it starts. */
const startKafka = async (): Promise<StartedEngine> => {
  const port = await freePort();
  const container = await new GenericContainer(IMAGES.kafka)
    .withExposedPorts({ container: port, host: port })
    .withEnvironment({
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_LISTENERS: `PLAINTEXT://:${port},CONTROLLER://:29093`,
      KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:29093',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    })
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
    .start();
  return { container, addresses: { kafkaBrokers: `127.0.0.1:${port}` } };
};

const startStore = async (): Promise<StartedEngine> => {
  const container = await new GenericContainer(IMAGES.store)
    .withExposedPorts(27_017)
    .withCommand(['mongod', '--replSet', 'rs0', '--bind_ip_all'])
    .withWaitStrategy(Wait.forLogMessage(/Waiting for connections/))
    .start();
  const initiate = "rs.initiate({ _id: 'rs0', members: [{ _id: 0, host: 'localhost:27017' }] })";
  const primary = 'while (!db.hello().isWritablePrimary) sleep(50)';
  await container.exec(['mongosh', '--quiet', '--eval', `${initiate}; ${primary}`]);
  const url = (service: Service): string =>
    `mongodb://${container.getHost()}:${container.getMappedPort(27_017)}/${databaseOf(service)}?directConnection=true`;
  return {
    container,
    addresses: {
      mongoUrls: Object.fromEntries(SERVICES.map((service) => [service, url(service)])) as Record<Service, string>,
    },
  };
};

const startTemporal = async (): Promise<StartedEngine> => {
  const attributes = Object.entries(NAMESPACE.searchAttributes).flatMap(([name, type]) => [
    '--search-attribute',
    `${name}=${type}`,
  ]);
  const container = await new GenericContainer(IMAGES.temporal)
    .withExposedPorts(7233)
    .withEntrypoint(['temporal'])
    .withCommand(['server', 'start-dev', '--ip', '0.0.0.0', '--namespace', NAMESPACE.namespace, ...attributes])
    .withWaitStrategy(Wait.forListeningPorts())
    .start();
  return { container, addresses: { temporalAddress: `${container.getHost()}:${container.getMappedPort(7233)}` } };
};

const noAddresses = (): EngineAddresses => ({
  kafkaBrokers: '',
  temporalAddress: '',
  temporalUi: '',
  mongoUrls: { applications: '', approvals: '', payments: '', audits: '', pipelines: '', workflows: '' },
});

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
