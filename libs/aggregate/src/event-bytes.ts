import {
  EVENT_BYTES_MAX,
  EventEnvelope,
  SEQUENCE_DIGITS,
  eventId,
  type Actor,
  type DomainEvent,
  type ServiceName,
} from '#libs/contracts';
import { canonicalBytes } from './canonical-json.js';

export interface EventOrigin {
  readonly service: ServiceName;
  readonly subject: string;
  readonly caseId: string;
  readonly actor: Pick<Actor, 'id' | 'kind'>;
  /** Office time, RFC 3339 with offset. */
  readonly officetime: string;
  /** Id of the event that woke the step which led here. */
  readonly causationId?: string | undefined;
  readonly traceparent?: string | undefined;
}

export interface MadeEvent {
  readonly id: string;
  readonly sequence: number;
  /** The canonical bytes that outbox, journal, Kafka, audit log and export carry unchanged. */
  readonly bytes: Buffer;
  readonly envelope: EventEnvelope;
  /** More than `EVENT_BYTES_MAX`; the command must be refused (G-EVENT-TOO-LARGE). */
  readonly tooLarge: boolean;
}

/** Puts a decided fact into its envelope and makes its bytes, once and for ever. */
export const makeEvent = (event: DomainEvent, sequence: number, origin: EventOrigin): MadeEvent => {
  const id = eventId({ subject: origin.subject, sequence });
  const bytes = canonicalBytes({
    specversion: '1.0',
    id,
    source: `/${origin.service}`,
    type: event.type,
    subject: origin.subject,
    time: new Date().toISOString(),
    officetime: origin.officetime,
    datacontenttype: 'application/json',
    sequence: String(sequence).padStart(SEQUENCE_DIGITS, '0'),
    caseid: origin.caseId,
    actor: origin.actor.id,
    actorkind: origin.actor.kind,
    causationid: origin.causationId,
    traceparent: origin.traceparent,
    data: event.data,
  });
  // Reading back what was written: a fold over the log must meet exactly what the live fold met.
  const envelope = EventEnvelope.parse(JSON.parse(bytes.toString('utf8')));
  return { id, sequence, bytes, envelope, tooLarge: bytes.length > EVENT_BYTES_MAX };
};
