import { continueTrace, isTraced, startSpan } from '#libs/telemetry';
import { parseFact } from './fact-message.js';

/** Begins a span for each event that is published, in the event's own trace; call what it returns when all are out. */
export const publishedSpans = (batch: readonly Buffer[]): ((error?: unknown) => void) => {
  const spans = batch.flatMap((bytes) => {
    // Nothing is read when nobody takes spans.
    if (!isTraced(ANY)) return [];
    const parsed = parseFact(bytes);
    if (!('event' in parsed) || parsed.event.traceparent === undefined) return [];
    const { type, id, traceparent } = parsed.event;
    const trace = continueTrace(traceparent);
    return [startSpan(`publish ${type}`, { kind: 'producer', attributes: { 'nuanchao.event_id': id }, trace })];
  });
  return (error) => {
    for (const span of spans) span.end(error);
  };
};

const ANY = { traceId: '', spanId: '', flags: '01' };
