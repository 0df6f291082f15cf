import { z } from 'zod';

/**
 * The services that own facts; `workflows` owns none of the procedure, only those about its own operation. Each publishes to its own topic `<service>.facts` and to no other.
 */
export const SERVICES = ['applications', 'approvals', 'payments', 'audits', 'pipelines', 'workflows'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** Zero-padded, gapless per subject, so that a missing event shows itself (design §4). */
export const SEQUENCE_DIGITS = 10;

/** Largest event in bytes; larger content belongs into a document named by its hash. */
export const EVENT_BYTES_MAX = 32 * 1024;

/**
 * CloudEvents 1.0 in structured mode. Its canonical JSON (RFC 8785) is made once, when the event is decided; outbox,
 * journal, Kafka value, audit entry and export are the same bytes.
 *
 * - `id` is `<subject>/<sequence>` and `source` is `/<service>`: together they name an event for ever.
 * - `time` is wall time (retention, log stamps), `officetime` is the office clock (deadlines, dates of the procedure).
 * - `caseid` is also the Kafka key. `actor` is one opaque id, never a name.
 * - `causationid` is the id of the event that woke the step which led here.
 */
export const EventEnvelope = z.object({
  specversion: z.literal('1.0'),
  id: z.string().min(1),
  source: z.string().regex(/^\/[a-z]+$/),
  type: z.string().regex(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/),
  subject: z.string().regex(/^[a-z-]+\/[A-Za-z0-9._/-]+$/),
  time: z.iso.datetime(),
  officetime: z.iso.datetime({ offset: true }),
  datacontenttype: z.literal('application/json'),
  sequence: z.string().regex(/^\d{10}$/),
  caseid: z.string().min(1),
  actor: z.string().min(1),
  actorkind: z.enum(['human', 'machine']),
  causationid: z.string().optional(),
  traceparent: z.string().optional(),
  data: z.record(z.string(), z.unknown()),
});
export type EventEnvelope = z.infer<typeof EventEnvelope>;

/** Where a fact stands: the n-th event of a subject. Every command answers with one; any query may wait for one. */
export const Position = z
  .strictObject({ subject: z.string().min(1), sequence: z.int().min(1) })
  .meta({ id: 'Position' });
export type Position = z.infer<typeof Position>;

/** `meeting/0193…` and 3 become `meeting/0193…/0000000003`. */
export const eventId = (position: Position): string =>
  `${position.subject}/${String(position.sequence).padStart(SEQUENCE_DIGITS, '0')}`;

/** The answer of every accepted command. `repeated` says that this key was answered before and nothing was done again. */
export const CommandAnswer = z
  .object({
    id: z.string(),
    position: Position,
    version: z.int().min(1),
    repeated: z.boolean(),
    /** What a person should be told although the command was accepted: rules of severity W, the result of a vote. */
    notes: z.array(z.object({ rule: z.string(), pointer: z.string(), zh: z.string(), en: z.string() })),
    /** Of a dry run only: nothing was written. */
    dryRun: z.literal(true).optional(),
    /** Of a dry run only: the events that the command would have made, in their order. */
    events: z.array(z.object({ type: z.string(), data: z.record(z.string(), z.unknown()) })).optional(),
  })
  .meta({
    id: 'CommandAnswer',
    examples: [
      {
        id: '0193d2a0-7c1e-8f00-a000-3f1d5b7c9e11',
        position: { subject: 'application/0193d2a0-7c1e-8f00-a000-3f1d5b7c9e11', sequence: 1 },
        version: 1,
        repeated: false,
        notes: [],
      },
    ],
  });
export type CommandAnswer = z.infer<typeof CommandAnswer>;
