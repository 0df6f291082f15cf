import type { mongo } from 'mongoose';
import type { CommandAnswer } from '#libs/contracts';

/** The first answer to a key. `key` is scoped by the caller, so that two callers never meet in one key. */
export interface HandledKey {
  readonly key: string;
  readonly fingerprint: string;
  readonly answer: CommandAnswer;
}

/**
 * One aggregate. State, events and answers stand or fall together because they are one document.
 *
 * - `version` is the number of events so far, which is the sequence of the last one.
 * - `fence` rises when a write must be made to fail without an event (the claim sweeper), or when a command was accepted
 *   without events. A write compares both.
 * - `archived` counts the handled keys that moved to `handled_archive`; 0 saves the look-up there.
 * - `tombstone` says that nothing will ever be born under this id.
 */
export interface AggregateDocument {
  readonly _id: string;
  readonly caseId: string;
  readonly version: number;
  readonly fence: number;
  readonly state: unknown;
  readonly outbox: readonly mongo.Binary[];
  readonly handled: readonly HandledKey[];
  readonly archived: number;
  readonly tombstone?: true;
}

/** Exactly the keys of a write's filter: the embedded store uses an index only then (design §7). */
export const COMPARE_AND_SET_INDEX = { _id: 1, version: 1, fence: 1 } as const;

/** `application/0193…` lies in the collection `application`, `application/0193…/refusals` in `refusals`. */
export const collectionName = (subject: string): string => {
  const [noun, id, ...rest] = subject.split('/');
  if (noun === undefined || noun === '' || id === undefined || id === '') {
    throw new TypeError(`not a subject: ${subject}`);
  }
  return rest.at(-1) === REFUSALS ? REFUSALS : noun;
};

export const REFUSALS = 'refusals';
