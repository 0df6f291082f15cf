import type { Span, SpanKind } from './tracing.js';

export interface OtlpExporterOptions {
  /** `OTEL_EXPORTER_OTLP_ENDPOINT`, without a slash at its end; spans go to `<endpoint>/v1/traces` as JSON. */
  readonly endpoint: string;
  readonly service: string;
  /** Share of the traces that are sent, 0 to 1; by trace id, so that every process keeps the same ones (1). */
  readonly ratio?: number | undefined;
  readonly flushMs?: number | undefined;
  /** Told once a while that the collector does not take spans. */
  readonly failed?: ((error: unknown) => void) | undefined;
}

/** OpenTelemetry's numbers for the kinds of spans and for a status that is an error. */
const KINDS: Readonly<Record<SpanKind, number>> = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 };
const STATUS_ERROR = 2;

const WAITING_MAX = 4_096;
const BATCH = 512;
const FLUSH_MS = 1_000;
const TIMEOUT_MS = 5_000;

/**
 * Sends spans to an OpenTelemetry collector by OTLP over HTTP with JSON. Traces are worth less than the work they tell of:
 * nothing waits for the collector, and what it does not take in time is forgotten.
 */
export class OtlpExporter {
  private waiting: Span[] = [];
  private timer: NodeJS.Timeout | undefined;
  private sending: Promise<void> = Promise.resolve();

  constructor(private readonly options: OtlpExporterOptions) {}

  /** Takes a finished span. */
  readonly take = (span: Span): void => {
    if (!this.isKept(span.trace.traceId) || this.waiting.length >= WAITING_MAX) return;
    this.waiting.push(span);
    this.timer ??= setTimeout(() => void this.flush(), this.options.flushMs ?? FLUSH_MS).unref();
  };

  /** Spans that wait to be sent. */
  get size(): number {
    return this.waiting.length;
  }

  /** Sends what waits; resolves when the collector has it or did not want it. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, BATCH);
      this.sending = this.sending.then(() => this.send(batch));
    }
    await this.sending;
  }

  private isKept(traceId: string): boolean {
    const { ratio = 1 } = this.options;
    return ratio >= 1 || Number.parseInt(traceId.slice(-8), 16) < ratio * 2 ** 32;
  }

  private async send(spans: readonly Span[]): Promise<void> {
    const { endpoint, service } = this.options;
    const attributes = attributesOf({ 'service.name': service, 'service.namespace': 'nuanchao' });
    const scope = { scope: { name: 'nuanchao' }, spans: spans.map(otlpSpan) };
    try {
      const response = await fetch(`${endpoint}/v1/traces`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ resourceSpans: [{ resource: { attributes }, scopeSpans: [scope] }] }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`the collector answered ${response.status}`);
    } catch (error) {
      this.options.failed?.(error);
    }
  }
}

const otlpSpan = ({ name, kind, trace, startedMs, endedMs, attributes, error }: Span) => ({
  traceId: trace.traceId,
  spanId: trace.spanId,
  ...(trace.parentId === undefined ? {} : { parentSpanId: trace.parentId }),
  name,
  kind: KINDS[kind],
  startTimeUnixNano: nanoseconds(startedMs),
  endTimeUnixNano: nanoseconds(endedMs),
  attributes: attributesOf(attributes),
  status: error === undefined ? {} : { code: STATUS_ERROR, message: error },
});

/** As a decimal string, because no double holds it. */
const nanoseconds = (ms: number): string => `${BigInt(Math.round(ms * 1_000)) * 1_000n}`;

interface OtlpAttribute {
  readonly key: string;
  readonly value: Readonly<Record<string, string | number | boolean>>;
}

const attributesOf = (attributes: Span['attributes']): OtlpAttribute[] =>
  Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value: valueOf(value) }]));

const valueOf = (value: string | number | boolean): OtlpAttribute['value'] => {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
};
