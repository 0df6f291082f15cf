import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { answersKafka } from './engine-probes.mjs';
import { javaTool } from './prerequisites.mjs';

/** Sixteen bytes in base64url, as Kafka wants it: one cluster per data folder, so they may all have the same. */
const CLUSTER_ID = Buffer.from('nuanchao-kafka-0').toString('base64url');

/**
 * How one Kafka node is run that is broker and controller in one.
 * @param {{ dataDir: string, ports: { kafka: number, kafkaController: number }, jars: string, launchers: string }} where
 * @returns {import('./engine-process.mjs').EngineRecipe}
 */
export function kafkaEngine({ dataDir, ports, jars, launchers }) {
  const folder = join(dataDir, 'kafka');
  const configuration = join(folder, 'server.properties');
  const logs = join(folder, 'logs');
  const classPath = [join(launchers, 'kafka'), join(jars, 'kafka', '*')].join(delimiter);
  return {
    name: 'kafka',
    stopRank: 2,
    command: javaTool('java'),
    parameters: [
      '-Xmx512m',
      // The optimising compiler took two fifths of this engine's time for hours of work that takes minutes.
      '-XX:TieredStopAtLevel=1',
      '-XX:+UseSerialGC',
      '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
      '-Dorg.slf4j.simpleLogger.showDateTime=true',
      '-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory',
      '-cp',
      classPath,
      'cn.nuanchao.kafka.KafkaMain',
      configuration,
      logs,
      CLUSTER_ID,
    ],
    prepare: async () => {
      await mkdir(folder, { recursive: true });
      await writeFile(configuration, toProperties(settings(ports, logs)));
    },
    isReady: () => answersKafka('127.0.0.1', ports.kafka),
  };
}

function settings(ports, logs) {
  return {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${ports.kafkaController}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://127.0.0.1:${ports.kafka},CONTROLLER://127.0.0.1:${ports.kafkaController}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${ports.kafka}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': logs,
    // Topics are made from infra/kafka/topics.json by nothing else.
    'auto.create.topics.enable': false,
    'default.replication.factor': 1,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    // One node gains nothing from the defaults of 50, but opens that many files.
    'offsets.topic.num.partitions': 8,
    'transaction.state.log.num.partitions': 8,
    'share.coordinator.state.topic.num.partitions': 1,
    'group.initial.rebalance.delay.ms': 0,
    // After a crash the controller waits this long before it believes that the broker is a new one.
    'broker.session.timeout.ms': 4_000,
    'broker.heartbeat.interval.ms': 500,
    // Facts are kept for ever, and so is how far each consumer has come.
    'log.retention.ms': -1,
    'offsets.retention.minutes': 5_256_000,
    // The default of 128 MiB is taken from the heap at once, for compacted topics that we do not have.
    'log.cleaner.dedupe.buffer.size': 8 * 1024 * 1024,
  };
}

/** Kafka reads the file as Latin-1 with escapes, while a path may have any letters. */
function toProperties(entries) {
  const escape = (text) =>
    String(text)
      .replaceAll('\\', '\\\\')
      .replaceAll(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return Object.entries(entries)
    .map(([key, value]) => `${key}=${escape(value)}\n`)
    .join('');
}
