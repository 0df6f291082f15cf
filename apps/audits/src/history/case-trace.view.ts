import type { CaseTraceHop, CaseTraceView } from '#libs/contracts';
import { parseFact } from '#libs/events';
import { parseTraceparent } from '#libs/telemetry';
import type { EntryDocument } from '../entry/entry.storage.js';

/** The traces of a case, from what its events carry: a collector that forgot them is not needed. */
export const caseTrace = (caseId: string, entries: readonly EntryDocument[]): CaseTraceView => {
  const hops = entries.flatMap(hopOf);
  const traces = new Map<string, { events: number; from: string; to: string }>();
  for (const { traceId, time } of hops) {
    if (traceId === null) continue;
    const trace = traces.get(traceId) ?? { events: 0, from: time, to: time };
    traces.set(traceId, {
      events: trace.events + 1,
      from: time < trace.from ? time : trace.from,
      to: time > trace.to ? time : trace.to,
    });
  }
  const listed = [...traces].map(([traceId, trace]) => ({ traceId, ...trace }));
  return { caseId, traces: listed.toSorted((a, b) => a.from.localeCompare(b.from)), hops };
};

const hopOf = ({ _id, bytes, loggedAt }: EntryDocument): CaseTraceHop[] => {
  const parsed = parseFact(Buffer.from(bytes.buffer));
  if ('problem' in parsed) return [];
  const { id, type, source, actor, time, traceparent, causationid } = parsed.event;
  const trace = parseTraceparent(traceparent);
  return [
    {
      index: _id,
      eventId: id,
      type,
      service: source.slice(1),
      actor,
      time,
      loggedAt,
      traceId: trace?.traceId ?? null,
      spanId: trace?.spanId ?? null,
      cause: causationid ?? null,
    },
  ];
};
