import type { EventEnvelope } from '#libs/contracts';
import { eventFault, type EventFault } from './known-events.js';
import type { LoggedEvent } from './replay.projection.js';

/** An entry of the log: its bytes, what they say, and what is kept beside them for look-ups. */
export interface LogEntry {
  readonly index: number;
  readonly key: string;
  readonly caseId: string | null;
  readonly subject: string | null;
  readonly sequence: number;
  /** Base64. */
  readonly bytes: string;
  /** Null for bytes that are no event. */
  readonly event: EventEnvelope | null;
}

/** What is wrong with an entry although the tree covers it: whoever can write the log can compute hashes too. */
export type EntryFault =
  /** A field beside the bytes does not say what the bytes say. */
  | { readonly problem: 'beside'; readonly index: number; readonly field: 'key' | 'caseId' | 'subject' | 'sequence' }
  /** No service could have made this event. */
  | {
      readonly problem: 'event';
      readonly index: number;
      readonly subject: string;
      readonly sequence: number;
      readonly type: string;
      readonly fault: EventFault;
    }
  /** The event is in the log already, at the index `first`. */
  | {
      readonly problem: 'double';
      readonly index: number;
      readonly subject: string;
      readonly sequence: number;
      readonly first: number;
      readonly sameBytes: boolean;
    }
  /** Another event of the subject belongs before this one. */
  | {
      readonly problem: 'order';
      readonly index: number;
      readonly subject: string;
      readonly sequence: number;
      readonly expected: number;
    };

const MALFORMED = 'malformed\n';

const besideFault = ({
  key,
  caseId,
  subject,
  sequence,
  event,
}: LogEntry): 'key' | 'caseId' | 'subject' | 'sequence' | null => {
  if (event === null) {
    // Kafka's key may have named a case even so.
    if (!key.startsWith(MALFORMED)) return 'key';
    if (subject !== null) return 'subject';
    return sequence === 0 ? null : 'sequence';
  }
  if (key !== `${event.source}\n${event.id}`) return 'key';
  if (caseId !== event.caseid) return 'caseId';
  if (subject !== event.subject) return 'subject';
  return sequence === Number(event.sequence) ? null : 'sequence';
};

/** What a log holds, entry after entry: every subject's events in their order, each once, and the bytes that are none. */
export class LogContents {
  /** Case ids of the events. */
  readonly cases = new Set<string>();
  /** Indexes of the entries whose bytes are no event. */
  readonly malformed: number[] = [];
  private readonly kept = new Map<string, (LoggedEvent & { readonly index: number })[]>();

  /** Keeps an entry, or says what is wrong with it. */
  add(entry: LogEntry): EntryFault | null {
    const { index, bytes, event } = entry;
    const field = besideFault(entry);
    if (field) return { problem: 'beside', index, field };
    if (event === null) {
      this.malformed.push(index);
      return null;
    }
    const { subject, type } = event;
    const sequence = Number(event.sequence);
    const fault = eventFault(event);
    if (fault) return { problem: 'event', index, subject, sequence, type, fault };
    const before = this.kept.get(subject) ?? [];
    const same = before[sequence - 1];
    if (same)
      return { problem: 'double', index, subject, sequence, first: same.index, sameBytes: same.bytes === bytes };
    // Audits logs a subject's events in their order and fetches what is missing from the journal first.
    const expected = before.length + 1;
    if (sequence !== expected) return { problem: 'order', index, subject, sequence, expected };
    before.push({ ...event, bytes, index });
    this.kept.set(subject, before);
    this.cases.add(event.caseid);
    return null;
  }

  /** A subject's events; the n-th is its event n. */
  of(subject: string): readonly LoggedEvent[] {
    return this.kept.get(subject) ?? [];
  }

  /** How many events each subject has at this moment. */
  counts(): ReadonlyMap<string, number> {
    return new Map([...this.kept].map(([subject, events]) => [subject, events.length]));
  }
}
