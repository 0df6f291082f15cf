import { z } from 'zod';
import { HttpUrl, KafkaBrokers, MongoUrl, environment, serverVariables } from '#libs/config';

/** What the worker needs: its engines, the services it carries work between, and its own machine account. */
export const WorkflowsEnvironment = environment({
  ...serverVariables,
  KAFKA_BROKERS: KafkaBrokers,
  /** Its own database: dead letters, parked cases, and what its door turned away. */
  MONGODB_URL: MongoUrl,
  TEMPORAL_ADDRESS: z.string().regex(/^[^\s,:/]+:\d+$/, 'must be host:port'),
  TEMPORAL_NAMESPACE: z.string().min(1).default('nuanchao'),
  /** Where operators find the UI of Temporal. */
  TEMPORAL_UI_URL: HttpUrl.optional(),
  APPLICATIONS_URL: HttpUrl,
  APPROVALS_URL: HttpUrl,
  PAYMENTS_URL: HttpUrl,
  CLIENT_SECRET: z.string().min(1),
});
export type WorkflowsEnvironment = z.infer<typeof WorkflowsEnvironment>;

/** Where the procedure's work waits for workers. */
export const TASK_QUEUE = 'procedure';

/** The machine account of the worker, and the group under which it reads facts. */
export const WORKER_ACCOUNT = 'worker';
export const CONSUMER_GROUP = 'workflows';
