export { StructuredLogger, type LoggerOptions } from './logger.js';
export { Metrics } from './metrics.js';
export { redact, redactText } from './redaction.js';
export { OtlpExporter, type OtlpExporterOptions } from './otlp-exporter.js';
export {
  contextFor,
  currentContext,
  isDryRun,
  noteInContext,
  runInContext,
  type RequestContext,
} from './request-context.js';
export { startTracing, type Tracing } from './start-tracing.js';
export { TelemetryModule } from './telemetry-module.js';
export { continueTrace, newTrace, parseTraceparent, traceparentOf, type TraceContext } from './traceparent.js';
export {
  asSpan,
  inSpan,
  isTraced,
  sendSpansTo,
  startSpan,
  type Span,
  type SpanAttributes,
  type SpanKind,
} from './tracing.js';
