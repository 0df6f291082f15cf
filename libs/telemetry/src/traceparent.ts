import { randomBytes } from 'node:crypto';

/** Where in which trace we are (W3C Trace Context, level 1). */
export interface TraceContext {
  /** 32 lower-case hex digits, the same along the whole trace. */
  readonly traceId: string;
  /** 16 lower-case hex digits, this hop's own. */
  readonly spanId: string;
  /** Two hex digits; bit 0 means sampled. */
  readonly flags: string;
  /** The hop before; undefined where the trace begins. */
  readonly parentId?: string | undefined;
}

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/**
 * Reads a `traceparent` header. Undefined when absent or not valid: a broken header starts a new trace, as the
 * recommendation demands, and never fails a request.
 */
export const parseTraceparent = (header: string | undefined): TraceContext | undefined => {
  const match = TRACEPARENT.exec(header?.trim() ?? '');
  if (!match) return undefined;
  const [, version = '', traceId = '', spanId = '', flags = '', rest] = match;
  const valid =
    version !== 'ff' && !(version === '00' && rest !== undefined) && !/^0+$/.test(traceId) && !/^0+$/.test(spanId);
  return valid ? { traceId, spanId, flags } : undefined;
};

/** A trace that begins here. */
export const newTrace = (): TraceContext => ({
  traceId: randomBytes(16).toString('hex'),
  spanId: randomBytes(8).toString('hex'),
  flags: '01',
});

/** The next hop of the trace that the header names, or a new trace. */
export const continueTrace = (header: string | undefined): TraceContext => {
  const parent = parseTraceparent(header);
  return parent ? childOf(parent) : newTrace();
};

/** A hop of its own behind this one. */
export const childOf = ({ traceId, spanId, flags }: TraceContext): TraceContext => ({
  traceId,
  spanId: randomBytes(8).toString('hex'),
  flags,
  parentId: spanId,
});

/** `00-<trace>-<span>-<flags>`, for the header, the event and the next command. */
export const traceparentOf = (context: TraceContext): string =>
  `00-${context.traceId}-${context.spanId}-${context.flags}`;
