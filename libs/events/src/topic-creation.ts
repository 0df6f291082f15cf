import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import { kafkaClient } from './kafka-client.js';
import type { TopicsFile } from './topics.js';

export interface CreateTopicsOptions {
  readonly where?: 'development' | 'production' | undefined;
  /** For the brokers' answer and again for the leaders, in milliseconds. */
  readonly timeoutMs?: number | undefined;
}

/**
 * Creates the topics that are missing and returns when each partition has a leader. A topic that is there stays as it is.
 * `development` has one broker, `production` three. Answers with the names of those it created.
 */
export const createTopics = async (
  brokers: readonly string[],
  plan: TopicsFile,
  { where = 'development', timeoutMs = 30_000 }: CreateTopicsOptions = {},
): Promise<readonly string[]> => {
  const admin = kafkaClient('nuanchao.topics', brokers).admin();
  await admin.connect();
  try {
    const there = new Set(await admin.listTopics());
    const missing = plan.topics.filter((topic) => !there.has(topic.name));
    if (missing.length > 0) {
      await admin.createTopics({
        timeout: timeoutMs,
        topics: missing.map(({ name, partitions, configs }) => ({
          topic: name,
          numPartitions: partitions,
          replicationFactor: plan[where].replicationFactor,
          configEntries: Object.entries({ ...configs, ...plan[where].configs }).map(([key, value]) => ({
            name: key,
            value,
          })),
        })),
      });
    }
    await untilLed(
      admin,
      plan.topics.map((topic) => topic.name),
      timeoutMs,
    );
    return missing.map((topic) => topic.name);
  } finally {
    await admin.disconnect();
  }
};

const untilLed = async (admin: Admin, topics: string[], timeoutMs: number): Promise<void> => {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const led = await admin.fetchTopicMetadata({ topics }).then(
      ({ topics: found }) =>
        found.length === topics.length && found.every((topic) => topic.partitions.every(({ leader }) => leader >= 0)),
      () => false,
    );
    if (led) return;
    if (performance.now() > end) throw new Error(`no leader within ${timeoutMs} ms for ${topics.join(', ')}`);
    await sleep(100);
  }
};
