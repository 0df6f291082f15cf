import type { EventEnvelope } from '#libs/contracts';
import type { FactRecord } from './fact-message.js';

/** How far a consumer has come; `ReadPositions` of `libs/aggregate` fits. */
export interface SeenSequences {
  /** Highest handled sequence of a subject; 0 for none, undefined when nothing is known about it. */
  highest(subject: string): Promise<number | undefined>;
  markSeen(subject: string, sequence: number): Promise<void>;
}

/** The cases that wait behind a dead letter; `ParkedCases` of `libs/aggregate` fits. */
export interface ParkedCasesPort {
  /** The consumer has got other partitions: what is remembered of cases may be old. */
  refresh?(): void;
  isParked(caseId: string): Promise<boolean>;
  park(caseId: string, message: FactRecord & { readonly reason: string }): Promise<void>;
  messagesOf(caseId: string): Promise<readonly FactRecord[]>;
  remove(message: Pick<FactRecord, 'topic' | 'partition' | 'offset'>): Promise<void>;
  unpark(caseId: string): Promise<void>;
}

/** Events of a subject from one sequence to another, both included, from the owner's journal; their bytes in order. */
export type FetchMissing = (subject: string, from: number, to: number) => Promise<readonly Buffer[]>;

/** A dead letter on its way: the message, why, and the case that will wait behind it. */
export interface DeadLetter {
  readonly record: FactRecord;
  readonly error: unknown;
  readonly caseId: string | undefined;
}

/** Where dead letters are kept; `DeadLetters` of `libs/service` fits. */
export interface LettersPort {
  /** The consumer has got other partitions: what is remembered of drops may be old. */
  refresh?(): void;
  /** Durable when it returns. */
  bury(letter: DeadLetter): Promise<void>;
  /** Whether this message is a dead letter that nobody has dealt with yet. */
  isOpen(record: FactRecord): Promise<boolean>;
  /** Whether people have given up this message, or this event wherever it comes from. */
  isDropped(record: FactRecord, event?: EventEnvelope): Promise<boolean>;
}

/** For consumers that keep no letters beside the topic of dead letters. */
export const NO_LETTERS: LettersPort = {
  bury: () => Promise.resolve(),
  isOpen: () => Promise.resolve(false),
  isDropped: () => Promise.resolve(false),
};

/** What operators are told. `unavailable` repeats with each try and is the alarm of design §5. */
export type Incident =
  | { readonly kind: 'unavailable'; readonly record: FactRecord; readonly error: unknown; readonly attempt: number }
  | { readonly kind: 'dead-letter'; readonly record: FactRecord; readonly error: unknown }
  | { readonly kind: 'gap'; readonly record: FactRecord; readonly from: number; readonly to: number };

/** For consumers whose parked cases need not survive the process, and for tests. */
export class ParkedInMemory implements ParkedCasesPort {
  private readonly cases = new Map<string, FactRecord[]>();

  isParked(caseId: string): Promise<boolean> {
    return Promise.resolve(this.cases.has(caseId));
  }

  park(caseId: string, message: FactRecord): Promise<void> {
    const line = this.cases.get(caseId) ?? [];
    this.cases.set(caseId, line);
    if (!line.some((other) => isSame(other, message))) line.push(message);
    return Promise.resolve();
  }

  messagesOf(caseId: string): Promise<readonly FactRecord[]> {
    return Promise.resolve([...(this.cases.get(caseId) ?? [])]);
  }

  remove(message: Pick<FactRecord, 'topic' | 'partition' | 'offset'>): Promise<void> {
    for (const [caseId, line] of this.cases)
      this.cases.set(
        caseId,
        line.filter((other) => !isSame(other, message)),
      );
    return Promise.resolve();
  }

  unpark(caseId: string): Promise<void> {
    this.cases.delete(caseId);
    return Promise.resolve();
  }
}

const isSame = (
  one: Pick<FactRecord, 'topic' | 'partition' | 'offset'>,
  other: Pick<FactRecord, 'topic' | 'partition' | 'offset'>,
): boolean => one.topic === other.topic && one.partition === other.partition && one.offset === other.offset;
