import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { KafkaBrokers, loadConfig } from '#libs/config';
import { TopicsFile, createTopics } from '#libs/events';

/** Creates the topics of `infra/kafka/topics.json` where they are missing. Nothing else ever creates a topic. */
const { KAFKA_BROKERS } = loadConfig(z.object({ KAFKA_BROKERS: KafkaBrokers }));
const plan = TopicsFile.parse(
  JSON.parse(readFileSync(new URL('../../../../infra/kafka/topics.json', import.meta.url), 'utf8')),
);
await createTopics(KAFKA_BROKERS, plan);
