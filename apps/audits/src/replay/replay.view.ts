import type { LiveAggregate, LogEntryView, LogHead } from '#libs/contracts';
import {
  compareWithLive,
  subjectsWithoutDocument,
  type HistoryEvent,
  type LiveSubject,
  type ReplayDifference,
} from '#libs/domain';
import { parseFact } from '#libs/events';
import { LogCheck, type LogFault } from '#libs/transparency';
import { ALL_EVOLVERS } from '../history/evolver.policy.js';

/** Where a replay reads: the log through audits, the live documents through the services that own them. */
export interface ReplaySource {
  head(): Promise<LogHead>;
  entries(from: number): Promise<readonly LogEntryView[]>;
  /** Every live aggregate of every service. */
  aggregates(): Promise<readonly LiveAggregate[]>;
}

export interface ReplayReport {
  readonly entries: number;
  readonly root: string;
  readonly cases: number;
  readonly aggregates: number;
  /** The first difference; null when everything is as the log says. */
  readonly difference: LogFault | ReplayDifference | { readonly problem: 'head'; readonly index: number } | null;
}

const CATCH_UP_TRIES = 20;
const CATCH_UP_MS = 500;

const historyEventOf = (bytes: string): HistoryEvent | null => {
  const parsed = parseFact(Buffer.from(bytes, 'base64'));
  return 'event' in parsed ? parsed.event : null;
};

const liveSubjectOf = ({ subject, version, state, outbox }: LiveAggregate): LiveSubject => ({
  subject,
  version,
  state,
  outbox: outbox.map(historyEventOf).filter((event) => event !== null),
});

/** Reads the log from its beginning, checks every entry, and keeps the events by subject. */
class LogReader {
  readonly bySubject = new Map<string, HistoryEvent[]>();
  readonly cases = new Set<string>();
  private readonly check = new LogCheck();

  constructor(private readonly source: ReplaySource) {}

  get size(): number {
    return this.check.size;
  }

  get root(): string {
    return this.check.root().toString('hex');
  }

  /** Reads to the present end; the first broken entry ends it. */
  async read(progress: (read: number) => void): Promise<LogFault | null> {
    for (;;) {
      const page = await this.source.entries(this.check.size);
      for (const entry of page) {
        const fault = this.check.add({
          index: entry.index,
          bytes: Buffer.from(entry.bytes, 'base64'),
          leaf: Buffer.from(entry.leaf, 'hex'),
          root: Buffer.from(entry.root, 'hex'),
        });
        if (fault) return fault;
        this.keep(entry);
      }
      progress(this.check.size);
      if (page.length === 0) return null;
    }
  }

  private keep({ bytes }: LogEntryView): void {
    const parsed = parseFact(Buffer.from(bytes, 'base64'));
    if (!('event' in parsed)) return;
    this.cases.add(parsed.event.caseid);
    const events = this.bySubject.get(parsed.event.subject);
    if (events) events.push(parsed.event);
    else this.bySubject.set(parsed.event.subject, [parsed.event]);
  }
}

/**
 * Folds every case of the log and compares it with the live documents: fold(log) + unpublished outbox = state. What is on
 * its way (an event in Kafka, a document born while we read) is waited for; what never comes is the difference.
 */
export const replay = async (source: ReplaySource, progress: (read: number) => void): Promise<ReplayReport> => {
  const reader = new LogReader(source);
  for (let attempt = 1; ; attempt += 1) {
    // The documents are read before the log, so that everything in them is in the log, in an outbox, or on its way.
    const live = (await source.aggregates()).map(liveSubjectOf);
    const { size } = await source.head();
    const fault = await reader.read(progress);
    const difference =
      fault ??
      (reader.size < size ? ({ problem: 'head', index: reader.size } as const) : firstReplayDifference(reader, live));
    const mayArrive = difference?.problem === 'missing-event' || difference?.problem === 'not-live';
    if (!mayArrive || attempt >= CATCH_UP_TRIES) {
      return { entries: reader.size, root: reader.root, cases: reader.cases.size, aggregates: live.length, difference };
    }
    await new Promise((resolve) => setTimeout(resolve, CATCH_UP_MS));
  }
};

const firstReplayDifference = (reader: LogReader, live: readonly LiveSubject[]): ReplayDifference | null => {
  for (const subject of live) {
    const difference = compareWithLive(ALL_EVOLVERS, reader.bySubject.get(subject.subject) ?? [], subject);
    if (difference) return difference;
  }
  return subjectsWithoutDocument(reader.bySubject, new Set(live.map(({ subject }) => subject)))[0] ?? null;
};
