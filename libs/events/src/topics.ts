import { z } from 'zod';
import type { ServiceName } from '#libs/contracts';

/** The one topic a service publishes its facts to: `approvals.facts`. */
export const factsTopic = (service: ServiceName): string => `${service}.facts`;

/**
 * Where a consumer puts what it can never handle, one topic per application: `approvals` and `approvals.read-models` both use
 * `approvals.dead-letters`.
 */
export const deadLettersTopic = (consumer: string): string => `${consumer.split('.')[0] ?? consumer}.dead-letters`;

const Configs = z.record(z.string(), z.string());

/** `infra/kafka/topics.json`, the only place that creates topics. What `production` says holds for every topic there. */
export const TopicsFile = z.object({
  development: z.object({ replicationFactor: z.int().min(1), configs: Configs }),
  production: z.object({ replicationFactor: z.int().min(1), configs: Configs }),
  topics: z.array(z.object({ name: z.string().min(1), partitions: z.int().min(1), configs: Configs })),
});
export type TopicsFile = z.infer<typeof TopicsFile>;
