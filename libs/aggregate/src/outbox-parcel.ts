import type { mongo } from 'mongoose';
import { EventEnvelope, eventId } from '#libs/contracts';
import type { AggregateDocument } from './aggregate-document.js';
import { OutboxForked } from './failures.js';

/** An event on its way to Kafka: `caseId` is the key, `bytes` the value. */
export interface OutgoingEvent {
  readonly id: string;
  readonly caseId: string;
  readonly bytes: Buffer;
}

/** Everything that one subject's outbox held when it was read. */
export interface Parcel {
  readonly subject: string;
  /** Sequence of its last event. */
  readonly version: number;
  readonly entries: readonly mongo.Binary[];
  readonly events: readonly OutgoingEvent[];
}

/**
 * Reads an outbox and checks that it is what only saves and this relay leave behind: the tail of the subject's own
 * history, without gaps, up to its version. A save pushes events with the version, and a relay pulls from the head.
 * @throws OutboxForked
 */
export const parcelOf = ({ _id, version, outbox }: Pick<AggregateDocument, '_id' | 'version' | 'outbox'>): Parcel => {
  const first = version - outbox.length + 1;
  const events = outbox.map((entry, index) => outgoing(_id, first + index, entry));
  return { subject: _id, version, entries: outbox, events };
};

const outgoing = (subject: string, sequence: number, entry: mongo.Binary): OutgoingEvent => {
  const id = eventId({ subject, sequence });
  const { bytes, envelope } = parse(subject, entry);
  if (envelope.id !== id || envelope.subject !== subject || Number(envelope.sequence) !== sequence) {
    throw new OutboxForked(subject, `in the place of ${id} it holds ${envelope.id}`);
  }
  return { id, caseId: envelope.caseid, bytes };
};

const parse = (subject: string, entry: mongo.Binary): { bytes: Buffer; envelope: EventEnvelope } => {
  try {
    const bytes = Buffer.from(entry.value());
    return { bytes, envelope: EventEnvelope.parse(JSON.parse(bytes.toString('utf8'))) };
  } catch (error) {
    throw new OutboxForked(subject, 'it holds what is no event', error);
  }
};
