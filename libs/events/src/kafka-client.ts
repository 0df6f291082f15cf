import { Logger } from '@nestjs/common';
import { Kafka, logLevel, type LogEntry } from 'kafkajs';
import { beginConnectionsAfresh } from './fresh-connections.js';
import { restIdleQueues } from './resting-queues.js';

restIdleQueues();
beginConnectionsAfresh();

const QUIET_MS = 10_000;
/** For all clients of the process: a publisher takes a new one with each attempt. */
const told = new Map<string, number>();
/** True of our producers on purpose: the relay repeats what failed, and consumers drop what they have seen. */
const EXPECTED = /^Limiting retries for the idempotent producer/;

/**
 * The client's own words in the service's log, each at most once in ten seconds. They are warnings: the client tries again
 * by itself, and what finally fails is an error of the one who asked.
 */
const kafkaLog = () => {
  const logger = new Logger('Kafka');
  return ({ namespace, log }: LogEntry): void => {
    const details = log.error === undefined ? '' : `: ${String(log.error)}`;
    const text = `[${namespace}] ${log.message}${details}`;
    const now = performance.now();
    if (EXPECTED.test(log.message) || now - (told.get(text) ?? -QUIET_MS) < QUIET_MS) return;
    if (told.size > 100) told.clear();
    told.set(text, now);
    logger.warn(text);
  };
};

/** A client with the settings that publisher, consumers and topic creation share. Retries go on outside of it, for ever. */
export const kafkaClient = (clientId: string, brokers: readonly string[]): Kafka =>
  new Kafka({
    clientId,
    brokers: [...brokers],
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    retry: { initialRetryTime: 100, retries: 5, maxRetryTime: 2_000 },
    logLevel: logLevel.WARN,
    logCreator: kafkaLog,
  });
