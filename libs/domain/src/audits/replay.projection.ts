import { HistoryFold, firstDifference, type EvolverTable, type HistoryEvent } from './history.projection.js';

/** A live aggregate with the events that its relay has not taken yet, oldest first. */
export interface LiveSubject {
  readonly subject: string;
  readonly version: number;
  readonly state: unknown;
  readonly outbox: readonly HistoryEvent[];
}

/** Where a subject's log and its live document part. */
export type ReplayDifference =
  | { readonly problem: 'missing-event'; readonly subject: string; readonly sequence: number }
  | { readonly problem: 'unfoldable'; readonly subject: string; readonly sequence: number; readonly type: string }
  | { readonly problem: 'not-live'; readonly subject: string; readonly sequence: number }
  | {
      readonly problem: 'state';
      readonly subject: string;
      readonly version: number;
      readonly pointer: string;
      readonly folded: unknown;
      readonly live: unknown;
    };

/**
 * fold(log) + unpublished outbox = live state, at the live document's version: what the log gained since the document
 * was read is left out, what has not reached the log yet is taken from the outbox.
 */
export const compareWithLive = (
  evolvers: EvolverTable,
  logged: readonly HistoryEvent[],
  live: LiveSubject,
): ReplayDifference | null => {
  const known = new Map([...live.outbox, ...logged].map((event) => [Number(event.sequence), event]));
  const fold = new HistoryFold(evolvers);
  for (let sequence = 1; sequence <= live.version; sequence += 1) {
    const event = known.get(sequence);
    if (!event) return { problem: 'missing-event', subject: live.subject, sequence };
    if (fold.add(event)) return { problem: 'unfoldable', subject: live.subject, sequence, type: event.type };
  }
  const folded = fold.get(live.subject)?.state;
  // Both sides as JSON: the live state came over the wire, and `undefined` members do not exist there.
  const difference = firstDifference(JSON.parse(JSON.stringify(folded ?? null)), live.state);
  return difference ? { problem: 'state', subject: live.subject, version: live.version, ...difference } : null;
};

/** Events of subjects that no service knows: a document was removed. */
export const subjectsWithoutDocument = (
  logged: ReadonlyMap<string, readonly HistoryEvent[]>,
  live: ReadonlySet<string>,
): ReplayDifference[] =>
  [...logged]
    .filter(([subject]) => !live.has(subject))
    .map(([subject, events]) => ({ problem: 'not-live', subject, sequence: events.length }));
