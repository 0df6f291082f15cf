import type { LiveAggregate, LogHead } from '#libs/contracts';
import {
  compareWithJournal,
  compareWithLive,
  eventFault,
  subjectsWithoutDocument,
  type EntryFault,
  type LiveSubject,
  type LoggedEvent,
  type ReplayDifference,
} from '#libs/domain';
import { parseFact } from '#libs/events';
import type { LogFault } from '#libs/transparency';
import { ALL_EVOLVERS } from '../history/evolver.policy.js';
import { LogReader, type HeadDifference, type ReadEntries } from './replay-log.view.js';
import type { RememberedHead } from './replay.options.js';

/** Where a replay reads: the log through audits, live documents and journals through the services that own them. */
export interface ReplaySource {
  readonly entries: ReadEntries;
  head(): Promise<LogHead>;
  /** Every live aggregate of every service. */
  aggregates(): Promise<readonly LiveAggregate[]>;
  /** The first `count` events of a subject in its service's journal, base64; fewer where it ends. */
  journal(subject: string, count: number): Promise<readonly string[]>;
}

/** What to expect of the log, how long to wait for what is on its way, and whom to tell how far we are. */
export interface ReplayPlan {
  readonly remembered: RememberedHead | null;
  readonly tries: number;
  readonly pauseMs: number;
  readonly progress: (read: number) => void;
}

export interface ReplayReport {
  readonly entries: number;
  readonly root: string;
  readonly cases: number;
  readonly aggregates: number;
  /** Indexes of the entries whose bytes are no event. */
  readonly malformed: readonly number[];
  /** The first difference; null when everything is as the log says. */
  readonly difference: AnyDifference | null;
}

export type AnyDifference = LogFault | EntryFault | HeadDifference | ReplayDifference;

/** Whether nothing differs, and no entry is without an event unless that is allowed. */
export const passes = ({ difference, malformed }: ReplayReport, allowMalformed: boolean): boolean =>
  difference === null && (allowMalformed || malformed.length === 0);

const JOURNALS_AT_ONCE = 8;

/**
 * Checks every entry of the log, its heads, every live document and every journal against one another. What is on its
 * way (an event in Kafka) is waited for; what never comes is the difference.
 */
export const replay = async (source: ReplaySource, plan: ReplayPlan): Promise<ReplayReport> => {
  const reader = new LogReader(source.entries);
  const { difference, aggregates } = await firstDifferenceOf(reader, source, plan);
  const { cases, malformed } = reader.contents;
  return { entries: reader.size, root: reader.root, cases: cases.size, aggregates, malformed, difference };
};

const firstDifferenceOf = async (
  reader: LogReader,
  source: ReplaySource,
  plan: ReplayPlan,
): Promise<{ difference: AnyDifference | null; aggregates: number }> => {
  // The log, then the documents, then the log's end: a document is never older than what the log held before it, and
  // everything in it is in the log, in an outbox, or on its way.
  const fault = await reader.read(plan.progress);
  if (fault) return { difference: fault, aggregates: 0 };
  const before = reader.contents.counts();
  const live = (await source.aggregates()).map(liveSubjectOf);
  const head = await source.head();
  const difference =
    (await reader.read(plan.progress)) ??
    reader.compare('head', head) ??
    (plan.remembered && reader.compare('remembered', plan.remembered)) ??
    (await settled(reader, plan, () => firstLiveDifference(reader, before, live))) ??
    (await firstJournalDifference(reader, source, plan));
  return { difference, aggregates: live.length };
};

const isOnItsWay = (difference: ReplayDifference): boolean =>
  difference.problem === 'missing-event' || (difference.problem === 'journal' && difference.fault === 'not-logged');

/** Compares again while the log grows, until nothing differs that may still arrive. */
const settled = async (
  reader: LogReader,
  { tries, pauseMs, progress }: ReplayPlan,
  compare: () => ReplayDifference | null,
): Promise<LogFault | EntryFault | ReplayDifference | null> => {
  for (let attempt = 1; ; attempt += 1) {
    const difference = compare();
    if (!difference || !isOnItsWay(difference) || attempt >= tries) return difference;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    const fault = await reader.read(progress);
    if (fault) return fault;
  }
};

const firstLiveDifference = (
  { contents }: LogReader,
  before: ReadonlyMap<string, number>,
  live: readonly LiveSubject[],
): ReplayDifference | null => {
  for (const subject of live) {
    const logged = { events: contents.of(subject.subject), before: before.get(subject.subject) ?? 0 };
    const difference = compareWithLive(ALL_EVOLVERS, logged, subject);
    if (difference) return difference;
  }
  return subjectsWithoutDocument(before, new Set(live.map(({ subject }) => subject)))[0] ?? null;
};

/** One event more than the log has is asked for, which is enough to see that there is one. */
const firstJournalDifference = async (
  reader: LogReader,
  source: ReplaySource,
  plan: ReplayPlan,
): Promise<LogFault | EntryFault | ReplayDifference | null> => {
  const { contents } = reader;
  const counts = [...contents.counts()];
  /** Journals that were ahead of the log when they were read. */
  const ahead: (readonly [subject: string, journal: readonly string[]])[] = [];
  for (let start = 0; start < counts.length; start += JOURNALS_AT_ONCE) {
    const journals = await Promise.all(
      counts
        .slice(start, start + JOURNALS_AT_ONCE)
        .map(async ([subject, count]) => [subject, await source.journal(subject, count + 1)] as const),
    );
    for (const [subject, journal] of journals) {
      const difference = compareWithJournal(subject, contents.of(subject), journal);
      if (difference && !isOnItsWay(difference)) return difference;
      if (difference) ahead.push([subject, journal]);
    }
  }
  return settled(reader, plan, () => {
    for (const [subject, journal] of ahead) {
      // The log may have gone on beyond what was read of the journal.
      const difference = compareWithJournal(subject, contents.of(subject).slice(0, journal.length), journal);
      if (difference) return difference;
    }
    return null;
  });
};

const liveSubjectOf = ({ outbox, ...live }: LiveAggregate): LiveSubject => ({
  ...live,
  state: live.state,
  outbox: outbox.map(waitingEventOf),
});

/** Null for bytes that are no event of a service: nothing else may wait in an outbox. */
const waitingEventOf = (bytes: string): LoggedEvent | null => {
  const parsed = parseFact(Buffer.from(bytes, 'base64'));
  return 'event' in parsed && eventFault(parsed.event) === null ? { ...parsed.event, bytes } : null;
};
