import { DefaultLogger, Runtime } from '@temporalio/worker';
import { loadConfig } from '#libs/config';
import { StructuredLogger } from '#libs/telemetry';
import { startWorkflows } from './workflows.binding.js';
import { WorkflowsEnvironment } from './workflows.config.js';

const environment = loadConfig(WorkflowsEnvironment);
const logger = new StructuredLogger({ service: 'workflows', level: environment.LOG_LEVEL });
Runtime.install({
  logger: new DefaultLogger('WARN', ({ message, meta }) => logger.warning(message, { ...meta })),
  // Stopping has an order of its own: signallers before the worker.
  shutdownSignals: [],
});
await startWorkflows(environment, {
  dead: (error) => {
    logger.failure('the Temporal worker died; the process ends with it', error);
    process.exit(1);
  },
});
