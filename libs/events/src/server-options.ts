import type { KafkaOptions } from '@nestjs/microservices';
import { Partitioners } from 'kafkajs';
import { HEARTBEAT_MS } from './heartbeats.js';

/** Three heartbeats. What a killed member held goes to another only after it, and so does what it comes back for itself. */
const SESSION_TIMEOUT_MS = 10_000;

/** What Nest's Kafka server gives to the client of a consumer group; nothing is appended to the group's name. */
export const serverOptions = (groupId: string): NonNullable<KafkaOptions['options']> => ({
  postfixId: '',
  parser: { keepBinary: true },
  consumer: {
    groupId,
    sessionTimeout: SESSION_TIMEOUT_MS,
    heartbeatInterval: HEARTBEAT_MS,
    // The broker answers as soon as there is something; this is only how often an idle consumer asks again.
    maxWaitTimeInMs: 500,
    allowAutoTopicCreation: false,
    retry: { initialRetryTime: 100, retries: 5, maxRetryTime: 2_000, restartOnFailure: () => Promise.resolve(true) },
  },
  producer: {
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner: Partitioners.DefaultPartitioner,
  },
});
