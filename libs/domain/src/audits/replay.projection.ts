import { HistoryFold, firstDifference, type EvolverTable, type HistoryEvent } from './history.projection.js';

/** An event as the log, a journal or an outbox has it. */
export interface LoggedEvent extends HistoryEvent {
  readonly caseid: string;
  /** Its canonical bytes, base64. */
  readonly bytes: string;
}

/** A live aggregate with the events that its relay has not taken yet, oldest first; null for what is no event. */
export interface LiveSubject {
  readonly subject: string;
  readonly caseId: string;
  readonly version: number;
  readonly state: unknown;
  readonly outbox: readonly (LoggedEvent | null)[];
}

/** Events of one subject in the log. */
export interface LoggedSubject {
  readonly events: readonly LoggedEvent[];
  /** How many of them were there before the live document was read: the document cannot be older than these. */
  readonly before: number;
}

/** Where a subject's log and what its service has of it part. */
export type ReplayDifference =
  | { readonly problem: 'missing-event'; readonly subject: string; readonly sequence: number }
  | { readonly problem: 'unfoldable'; readonly subject: string; readonly sequence: number; readonly type: string }
  | { readonly problem: 'not-live'; readonly subject: string; readonly sequence: number }
  /** The live document is older than the log: its version was set back. */
  | { readonly problem: 'behind'; readonly subject: string; readonly version: number; readonly logged: number }
  /** An event of another case than the live document says. */
  | {
      readonly problem: 'case';
      readonly subject: string;
      readonly sequence: number;
      readonly logged: string;
      readonly live: string;
    }
  /** The outbox holds in the place of this event what is none (`no-event`), another one, or other bytes than the log. */
  | {
      readonly problem: 'outbox';
      readonly subject: string;
      readonly sequence: number;
      readonly fault: 'no-event' | 'other-event' | 'other-bytes';
    }
  /** The service's journal has not this event, has other bytes for it, or has it beyond the log's end. */
  | {
      readonly problem: 'journal';
      readonly subject: string;
      readonly sequence: number;
      readonly fault: 'lacking' | 'other-bytes' | 'not-logged';
    }
  | {
      readonly problem: 'state';
      readonly subject: string;
      readonly version: number;
      readonly pointer: string;
      readonly folded: unknown;
      readonly live: unknown;
    };

/** An outbox is the tail of its subject's history: without gaps, up to the version, and the log's very bytes. */
const outboxDifference = (logged: LoggedSubject, live: LiveSubject): ReplayDifference | null => {
  const { subject, version, outbox } = live;
  for (const [index, event] of outbox.entries()) {
    const sequence = version - outbox.length + 1 + index;
    const fault = (fault: 'no-event' | 'other-event' | 'other-bytes'): ReplayDifference => ({
      problem: 'outbox',
      subject,
      sequence,
      fault,
    });
    if (event === null) return fault('no-event');
    if (event.subject !== subject || Number(event.sequence) !== sequence) return fault('other-event');
    const inLog = logged.events[sequence - 1];
    if (inLog !== undefined && inLog.bytes !== event.bytes) return fault('other-bytes');
  }
  return null;
};

/**
 * fold(log) + unpublished outbox = live state, at the live document's version: what the log gained after the document
 * was read is left out, what has not reached the log yet is taken from the outbox.
 */
export const compareWithLive = (
  evolvers: EvolverTable,
  logged: LoggedSubject,
  live: LiveSubject,
): ReplayDifference | null => {
  const { subject, version } = live;
  if (version < logged.before) return { problem: 'behind', subject, version, logged: logged.before };
  const forged = outboxDifference(logged, live);
  if (forged) return forged;
  const known = new Map(
    [...live.outbox.filter((event) => event !== null), ...logged.events].map((event) => [
      Number(event.sequence),
      event,
    ]),
  );
  const fold = new HistoryFold(evolvers);
  for (let sequence = 1; sequence <= version; sequence += 1) {
    const event = known.get(sequence);
    if (!event) return { problem: 'missing-event', subject, sequence };
    if (event.caseid !== live.caseId) {
      return { problem: 'case', subject, sequence, logged: event.caseid, live: live.caseId };
    }
    if (fold.add(event)) return { problem: 'unfoldable', subject, sequence, type: event.type };
  }
  const folded = fold.get(subject)?.state;
  // Both sides as JSON: the live state came over the wire, and `undefined` members do not exist there.
  const difference = firstDifference(JSON.parse(JSON.stringify(folded ?? null)), live.state);
  return difference ? { problem: 'state', subject, version, ...difference } : null;
};

/** Events of subjects that no service knows: a document was removed. Counts are those before the documents were read. */
export const subjectsWithoutDocument = (
  before: ReadonlyMap<string, number>,
  live: ReadonlySet<string>,
): ReplayDifference[] =>
  [...before]
    .filter(([subject]) => !live.has(subject))
    .map(([subject, sequence]) => ({ problem: 'not-live', subject, sequence }));

/**
 * Every event of the log must be in its service's journal with the same bytes, and the journal must not have more: so a
 * log that was written anew, with all its hashes, is named too. The journal is written before the event is published,
 * so it never lacks what the log has; `not-logged` may still be on its way.
 */
export const compareWithJournal = (
  subject: string,
  logged: readonly Pick<LoggedEvent, 'bytes'>[],
  journal: readonly string[],
): ReplayDifference | null => {
  for (let at = 0; at < Math.max(logged.length, journal.length); at += 1) {
    const [inLog, inJournal] = [logged[at]?.bytes, journal[at]];
    if (inLog === inJournal) continue;
    const fault = inJournal === undefined ? 'lacking' : inLog === undefined ? 'not-logged' : 'other-bytes';
    return { problem: 'journal', subject, sequence: at + 1, fault };
  }
  return null;
};
