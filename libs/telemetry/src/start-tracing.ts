import type { StructuredLogger } from './logger.js';
import { OtlpExporter } from './otlp-exporter.js';
import { sendSpansTo } from './tracing.js';

export interface TracingEnvironment {
  /** Base address of an OpenTelemetry collector; without it no span is made. */
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  /** Share of the traces that are sent, 0 to 1. */
  readonly OTEL_TRACES_SAMPLER_ARG?: number | undefined;
}

export interface Tracing {
  /** Sends what waits; call it last when the process stops. */
  readonly stop: () => Promise<void>;
}

const QUIET_MS = 60_000;

/** Sends this process's spans to the collector that the environment names; without one it does nothing. */
export const startTracing = (service: string, environment: TracingEnvironment, logger: StructuredLogger): Tracing => {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio } = environment;
  if (endpoint === undefined) return { stop: () => Promise.resolve() };
  let toldMs = -QUIET_MS;
  const exporter = new OtlpExporter({
    endpoint,
    service,
    ratio,
    failed: (error) => {
      if (performance.now() - toldMs < QUIET_MS) return;
      toldMs = performance.now();
      logger.warning('the collector takes no spans', { error });
    },
  });
  sendSpansTo(exporter.take);
  return {
    stop: async () => {
      sendSpansTo(undefined);
      await exporter.flush();
    },
  };
};
