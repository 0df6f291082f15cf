import { z } from 'zod';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** The event that a message holds, as far as it can be read. */
export const LetterEvent = z.object({ subject: z.string(), sequence: z.int(), type: z.string() });
export type LetterEvent = z.infer<typeof LetterEvent>;

/**
 * What became of a message that a consumer can never handle: facts of `dead-letter/<service>-<hash of its place>`. They
 * name the message by its place in Kafka and its hash; its bytes stay with the service.
 */
export const DeadLetterEvents = {
  'dead-letter.buried': z.object({
    consumer: z.string(),
    topic: z.string(),
    partition: z.int(),
    offset: z.string(),
    /** The case that waits behind it; null when nothing waits. */
    caseId: z.string().nullable(),
    event: LetterEvent.nullable(),
    /** Which effect is missing: the name of the handler that refused; null when none was asked. */
    part: z.string().nullable(),
    /** Kind of the error, never its text. */
    error: z.string(),
    hash: Hash,
    size: z.int().min(0),
  }),
  /** It was handled after all, and what waited behind it went on. */
  'dead-letter.redone': z.object({}),
  'dead-letter.drop-proposed': z.object({ proposedBy: z.string(), reasonHash: Hash }),
  /** Two people gave it up: its effect stays missing. `skipped` is the event that counts as passed from now on. */
  'dead-letter.dropped': z.object({
    proposedBy: z.string(),
    reasonHash: Hash,
    skipped: LetterEvent.nullable(),
  }),
} as const;
export type DeadLetterEventName = keyof typeof DeadLetterEvents;

/** An event of a dead letter. */
export type DeadLetterEvent = {
  [Name in DeadLetterEventName]: { readonly type: Name; readonly data: z.infer<(typeof DeadLetterEvents)[Name]> };
}[DeadLetterEventName];
export type LetterBuried = z.infer<(typeof DeadLetterEvents)['dead-letter.buried']>;

/** Why a dead letter is given up; kept as a document that the fact names by its hash. */
export const DropDeadLetter = z
  .strictObject({ reason: z.string().max(2_000) })
  .meta({ id: 'DropDeadLetter', description: 'Proposes or confirms giving up a dead letter; two different people' });
export type DropDeadLetter = z.infer<typeof DropDeadLetter>;

export const DEAD_LETTER_STATUSES = ['BURIED', 'DROP_PROPOSED', 'REDONE', 'DROPPED'] as const;
export type DeadLetterStatus = (typeof DEAD_LETTER_STATUSES)[number];

/** A dead letter in the words of the case. */
export const DeadLetterView = z
  .object({
    id: z.string(),
    service: z.string(),
    consumer: z.string(),
    status: z.enum(DEAD_LETTER_STATUSES),
    /** The case that waits behind it; null when nothing waits. */
    caseId: z.string().nullable(),
    caseNo: z.string().nullable(),
    employer: z.string().nullable(),
    /** Which effect is missing. */
    missing: z.object({ zh: z.string(), en: z.string() }),
    event: LetterEvent.nullable(),
    problem: z.object({ error: z.string(), text: z.string() }),
    place: z.object({ topic: z.string(), partition: z.int(), offset: z.string() }),
    size: z.int(),
    buriedAt: z.string(),
    proposedBy: z.string().nullable(),
    /** Messages of the case that wait behind it. */
    waiting: z.int(),
  })
  .meta({ id: 'DeadLetterView' });
export type DeadLetterView = z.infer<typeof DeadLetterView>;

export const DeadLetterList = z.object({ letters: z.array(DeadLetterView) }).meta({ id: 'DeadLetterList' });
export type DeadLetterList = z.infer<typeof DeadLetterList>;

/** A letter with what waits behind it, in order, and the message itself. */
export const DeadLetterDetail = DeadLetterView.extend({
  behind: z.array(
    z.object({ topic: z.string(), partition: z.int(), offset: z.string(), event: LetterEvent.nullable() }),
  ),
  /** The first bytes of the message, base64. */
  bytes: z.string(),
}).meta({ id: 'DeadLetterDetail' });
export type DeadLetterDetail = z.infer<typeof DeadLetterDetail>;

/** What a redo would do now. Nothing is changed by asking. */
export const DeadLetterPreview = z
  .object({
    id: z.string(),
    /** `handled`: it would be handled. `seen`: nothing is left to do. `refused`: it would fail again. */
    outcome: z.enum(['handled', 'seen', 'refused']),
    findings: z.array(z.object({ zh: z.string(), en: z.string() })),
    waiting: z.int(),
  })
  .meta({ id: 'DeadLetterPreview' });
export type DeadLetterPreview = z.infer<typeof DeadLetterPreview>;

/** What a redo did: the letter and how many messages went on behind it. */
export const DeadLetterRedone = z
  .object({
    id: z.string(),
    status: z.enum(DEAD_LETTER_STATUSES),
    released: z.int(),
    /** Another dead letter in the same line, behind which the rest of the case waits again. */
    stoppedBy: z.string().nullable(),
    repeated: z.boolean(),
  })
  .meta({ id: 'DeadLetterRedone' });
export type DeadLetterRedone = z.infer<typeof DeadLetterRedone>;
