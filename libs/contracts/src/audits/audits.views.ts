import { z } from 'zod';

/** One entry of the log as auditors read it. `root` is the Merkle tree head (RFC 6962) after this entry. */
export const LogEntryView = z
  .object({
    index: z.int().min(0),
    kind: z.enum(['event', 'malformed']),
    leaf: z.string(),
    root: z.string(),
    loggedAt: z.string(),
    /** Unique in the log for ever: `<source>\n<event id>`, or the place in Kafka of bytes that are no event. */
    key: z.string(),
    /** Kept beside the bytes for look-ups; null, null and 0 beside bytes that are no event (a case only by Kafka's key). */
    caseId: z.string().nullable(),
    subject: z.string().nullable(),
    sequence: z.int().min(0),
    /** The event as it reads; null when the bytes could not be parsed. */
    event: z.record(z.string(), z.unknown()).nullable(),
    /** The logged bytes themselves, base64: what leaf and root were made of. */
    bytes: z.string(),
  })
  .meta({ id: 'LogEntryView' });
export type LogEntryView = z.infer<typeof LogEntryView>;

export const LogPage = z
  .object({ size: z.int(), entries: z.array(LogEntryView) })
  .meta({ id: 'LogPage', description: 'Entries in log order, and the size of the log' });
export type LogPage = z.infer<typeof LogPage>;

export const LogSearchPage = z
  .object({
    size: z.int(),
    /** Give it as `before` to look further back; null when the log was looked through to its first entry. */
    next: z.int().nullable(),
    entries: z.array(LogEntryView),
  })
  .meta({ id: 'LogSearchPage', description: 'Entries that fit, the newest first, and the size of the log' });
export type LogSearchPage = z.infer<typeof LogSearchPage>;

/** The tree head of the log. */
export const LogHead = z.object({ size: z.int(), root: z.string() }).meta({ id: 'LogHead' });
export type LogHead = z.infer<typeof LogHead>;

/** One page of a service's live aggregates; `next` is the cursor of the page behind it. */
export const LiveAggregatePage = z
  .object({ items: z.array(z.lazy(() => LiveAggregate)), next: z.string().nullable() })
  .meta({ id: 'LiveAggregatePage' });
export type LiveAggregatePage = z.infer<typeof LiveAggregatePage>;

/** One fact that somebody was refused: by a rule of an aggregate, or at the door before any aggregate was asked. */
export const RefusalView = z
  .object({
    index: z.int().min(0),
    /** `rule`: an aggregate said no. `door`: the call was turned away. `flood`: so many more like the ones before. */
    kind: z.enum(['rule', 'door', 'flood']),
    service: z.string(),
    loggedAt: z.string(),
    officetime: z.string(),
    actor: z.string(),
    actorKind: z.enum(['human', 'machine']),
    caseId: z.string(),
    subject: z.string(),
    command: z.string(),
    count: z.int().min(1),
    status: z.int().nullable(),
    /** The id in the path of a call that was turned away. */
    target: z.string().nullable(),
    refusals: z.array(z.object({ rule: z.string(), pointer: z.string(), zh: z.string(), en: z.string() })),
    traceparent: z.string().nullable(),
  })
  .meta({ id: 'RefusalView' });
export type RefusalView = z.infer<typeof RefusalView>;

export const RefusalPage = z
  .object({
    size: z.int(),
    /** Give it as `before` to get the page behind; null on the last one. */
    next: z.int().nullable(),
    refusals: z.array(RefusalView),
  })
  .meta({
    id: 'RefusalPage',
    description: 'Refusals that fit the question, the newest first, and the size of the log',
  });
export type RefusalPage = z.infer<typeof RefusalPage>;

/** One event of a case as a hop of its traces: what led to it, and where its trace is found. */
export const CaseTraceHop = z
  .object({
    index: z.int().min(0),
    eventId: z.string(),
    type: z.string(),
    service: z.string(),
    actor: z.string(),
    /** Wall time of the event, and of its entry in the log. */
    time: z.string(),
    loggedAt: z.string(),
    traceId: z.string().nullable(),
    spanId: z.string().nullable(),
    /** The event that woke the step which led here. */
    cause: z.string().nullable(),
  })
  .meta({ id: 'CaseTraceHop' });
export type CaseTraceHop = z.infer<typeof CaseTraceHop>;

export const CaseTraceView = z
  .object({
    caseId: z.string(),
    /** In the order in which they begin; the last one is the newest. */
    traces: z.array(z.object({ traceId: z.string(), events: z.int(), from: z.string(), to: z.string() })),
    hops: z.array(CaseTraceHop),
  })
  .meta({ id: 'CaseTraceView' });
export type CaseTraceView = z.infer<typeof CaseTraceView>;

export const CaseHistoryView = z
  .object({ caseId: z.string(), size: z.int(), entries: z.array(LogEntryView) })
  .meta({ id: 'CaseHistoryView' });
export type CaseHistoryView = z.infer<typeof CaseHistoryView>;

/** The states of every aggregate of a case, folded from the log up to an index or an instant. */
export const CaseStateView = z
  .object({
    caseId: z.string(),
    asOfIndex: z.int(),
    subjects: z.array(z.object({ subject: z.string(), version: z.int(), state: z.unknown() })),
    /** Events that could not be folded: a state above is then older than `asOfIndex` says. */
    faults: z.array(
      z.object({
        subject: z.string(),
        sequence: z.int(),
        problem: z.enum(['gap', 'unknown-noun', 'unfoldable']),
        expected: z.int(),
      }),
    ),
  })
  .meta({ id: 'CaseStateView' });
export type CaseStateView = z.infer<typeof CaseStateView>;

/** A live aggregate as its service shows it to the worker of audits: for the comparison with the fold of the log. */
export const LiveAggregate = z
  .object({
    subject: z.string(),
    caseId: z.string(),
    version: z.int(),
    state: z.unknown(),
    /** Events saved and not yet taken by the relay, base64 of their canonical bytes, oldest first. */
    outbox: z.array(z.string()),
  })
  .meta({ id: 'LiveAggregate' });
export type LiveAggregate = z.infer<typeof LiveAggregate>;

/** Events of one subject from its service's journal, base64 of their canonical bytes, in order from the sequence asked for. */
export const JournalPage = z.object({ events: z.array(z.string()) }).meta({ id: 'JournalPage' });
export type JournalPage = z.infer<typeof JournalPage>;
