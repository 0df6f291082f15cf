export { StructuredLogger, type LoggerOptions } from './logger.js';
export { Metrics } from './metrics.js';
export { redact, redactText } from './redaction.js';
export {
  contextFor,
  currentContext,
  isDryRun,
  noteInContext,
  runInContext,
  type RequestContext,
} from './request-context.js';
export { TelemetryModule } from './telemetry-module.js';
export { continueTrace, newTrace, parseTraceparent, traceparentOf, type TraceContext } from './traceparent.js';
