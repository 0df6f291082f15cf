import { currentContext, runInContext, type RequestContext } from './request-context.js';
import { childOf, continueTrace, type TraceContext } from './traceparent.js';

export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer';
export type SpanAttributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** One piece of work that is over, as it goes to the collector. */
export interface Span {
  readonly name: string;
  readonly kind: SpanKind;
  readonly trace: TraceContext;
  readonly startedMs: number;
  readonly endedMs: number;
  readonly attributes: SpanAttributes;
  /** What went wrong, by its name; undefined when nothing did. */
  readonly error: string | undefined;
}

/** Takes finished spans; must not throw and must not wait. */
export type SpanSink = (span: Span) => void;

let sink: SpanSink | undefined;

/** Where this process's spans go; nowhere until this is called, and then no span costs anything. */
export const sendSpansTo = (to: SpanSink | undefined): void => {
  sink = to;
};

/** Whether anybody takes spans and this trace is sampled. */
export const isTraced = ({ flags }: TraceContext): boolean =>
  sink !== undefined && (Number.parseInt(flags, 16) & SAMPLED) === SAMPLED;

const SAMPLED = 1;

export interface SpanOptions {
  readonly kind?: SpanKind | undefined;
  readonly attributes?: SpanAttributes | undefined;
  /** The trace to continue, where it is not the running one: that of an event, for instance. */
  readonly traceparent?: string | undefined;
}

/** Runs the work as a span of its own inside the running trace, or the one that is named. Errors pass through. */
export const inSpan = async <Result>(
  name: string,
  { kind = 'internal', attributes = {}, traceparent }: SpanOptions,
  work: () => Promise<Result>,
): Promise<Result> => {
  const running = currentContext();
  if (sink === undefined) return work();
  const trace =
    traceparent === undefined && running !== undefined ? childOf(running.trace) : continueTrace(traceparent);
  const span = startSpan(name, { kind, attributes, trace });
  const context: RequestContext = { ...running, trace };
  try {
    const result = await runInContext(context, work);
    span.end();
    return result;
  } catch (error) {
    span.end(error);
    throw error;
  } finally {
    // What became known inside is known to the request as well.
    if (running !== undefined) running.caseId ??= context.caseId;
  }
};

/** The same for the hop that the running context is already: what begins a request or takes an event up. */
export const asSpan = async <Result>(
  name: string,
  { kind = 'internal', attributes = {} }: Omit<SpanOptions, 'traceparent'>,
  work: () => Promise<Result>,
): Promise<Result> => {
  const running = currentContext();
  if (sink === undefined || running === undefined) return work();
  const span = startSpan(name, { kind, attributes, trace: running.trace });
  try {
    const result = await work();
    span.end();
    return result;
  } catch (error) {
    span.end(error);
    throw error;
  }
};

export interface RunningSpan {
  /** Ends it once; what comes after the first call is ignored. */
  readonly end: (error?: unknown, more?: SpanAttributes) => void;
}

/** For work that ends by an event: call `end` exactly when it does. */
export const startSpan = (
  name: string,
  {
    kind,
    attributes,
    trace,
  }: { readonly kind: SpanKind; readonly attributes: SpanAttributes; readonly trace: TraceContext },
): RunningSpan => {
  if (!isTraced(trace)) return NO_SPAN;
  const startedMs = performance.timeOrigin + performance.now();
  let isOver = false;
  return {
    end: (error, more = {}) => {
      if (isOver) return;
      isOver = true;
      const endedMs = performance.timeOrigin + performance.now();
      const problem = error === undefined ? undefined : error instanceof Error ? error.name : 'unknown';
      sink?.({ name, kind, trace, startedMs, endedMs, attributes: { ...attributes, ...more }, error: problem });
    },
  };
};

const NO_SPAN: RunningSpan = { end: () => undefined };
