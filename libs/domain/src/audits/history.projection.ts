import type { DomainEvent } from '#libs/contracts';

/** As much of an event's envelope as a fold needs. */
export interface HistoryEvent {
  readonly subject: string;
  readonly sequence: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
}

/** Enough of a decider to fold with. Audits holds them all in one table, so the event type is the open one. */
export interface Evolver {
  readonly initial: unknown;
  evolve(state: unknown, event: DomainEvent): unknown;
}

/** A decider closed over its own types, for a table of all of them. */
export const evolverOf = <State, Event extends DomainEvent>(decider: {
  readonly initial: State;
  evolve(state: State, event: Event): State;
}): Evolver => ({
  initial: decider.initial,
  evolve: (state, event) => decider.evolve(state as State, event as Event),
});

/** Which decider folds which noun: `application` for `application/0193…`. */
export type EvolverTable = Readonly<Record<string, Evolver>>;

/** The state of one subject after `version` events of its history. */
export interface FoldedSubject {
  readonly subject: string;
  readonly version: number;
  readonly state: unknown;
}

/** Why a history cannot be folded: an event is missing, out of order, or of an unknown noun. */
export interface HistoryFault {
  readonly subject: string;
  readonly sequence: number;
  readonly problem: 'gap' | 'unknown-noun' | 'unfoldable';
  readonly expected: number;
}

/** `application/0193…/refusals` is a stream beside the application: its noun is `refusals`. */
export const nounOf = (subject: string): string => {
  const parts = subject.split('/');
  return parts.length > 2 ? (parts.at(-1) ?? '') : (parts[0] ?? '');
};

/**
 * Folds the history of any number of subjects in log order, with the deciders that made it. The sequence must be
 * gapless per subject: a log shows that nothing was changed, only gapless sequences show that nothing was left out.
 */
export class HistoryFold {
  private readonly folded = new Map<string, FoldedSubject>();

  constructor(private readonly evolvers: EvolverTable) {}

  add(event: HistoryEvent): HistoryFault | null {
    const evolver = this.evolvers[nounOf(event.subject)];
    const before = this.folded.get(event.subject);
    const expected = (before?.version ?? 0) + 1;
    const sequence = Number(event.sequence);
    const fault = (problem: HistoryFault['problem']): HistoryFault => ({
      subject: event.subject,
      sequence,
      problem,
      expected,
    });
    if (evolver === undefined) return fault('unknown-noun');
    if (sequence !== expected) return fault('gap');
    try {
      const state = evolver.evolve(before ? before.state : evolver.initial, { type: event.type, data: event.data });
      this.folded.set(event.subject, { subject: event.subject, version: sequence, state });
      return null;
    } catch {
      return fault('unfoldable');
    }
  }

  get(subject: string): FoldedSubject | undefined {
    return this.folded.get(subject);
  }

  subjects(): readonly FoldedSubject[] {
    return [...this.folded.values()].sort((a, b) => (a.subject < b.subject ? -1 : 1));
  }
}

/** The first place where two JSON values part: an RFC 6901 pointer and both values. */
export interface Difference {
  readonly pointer: string;
  readonly folded: unknown;
  readonly live: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** Compares in key order, so that the same corruption is always named the same way. Absent and `undefined` are one. */
export const firstDifference = (folded: unknown, live: unknown, pointer = ''): Difference | null => {
  if (!isObject(folded) || !isObject(live) || Array.isArray(folded) !== Array.isArray(live)) {
    return Object.is(folded, live) ? null : { pointer, folded, live };
  }
  const keys = [...new Set([...Object.keys(folded), ...Object.keys(live)])].sort();
  for (const key of keys) {
    const difference = firstDifference(folded[key], live[key], `${pointer}/${escapePointer(key)}`);
    if (difference) return difference;
  }
  return null;
};
