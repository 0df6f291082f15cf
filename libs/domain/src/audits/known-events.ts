import {
  ApplicationEvents,
  ApprovalEvents,
  DeadLetterEvents,
  DoorEvents,
  PaymentEvents,
  PipelineEvents,
  RefusalEvents,
  eventId,
  SERVICES,
  operationsOwner,
  type EventEnvelope,
  type ServiceName,
} from '#libs/contracts';
import { nounOf } from './history.projection.js';

/** A schema as far as a check needs it. */
interface DataSchema {
  safeParse(data: unknown): { readonly success: boolean };
}

const EVENTS_OF: Readonly<Record<FactOwner, Readonly<Record<string, DataSchema>>>> = {
  applications: ApplicationEvents,
  approvals: ApprovalEvents,
  payments: PaymentEvents,
  pipelines: PipelineEvents,
  // Of their own operation only.
  audits: {},
  workflows: {},
};

/** The services that own facts, and so a journal of them. */
export type FactOwner = ServiceName;
export const FACT_OWNERS = SERVICES;

const REFUSALS = 'refusals';
const REFUSAL_EVENTS: Readonly<Record<string, DataSchema>> = RefusalEvents;
const OPERATIONS_EVENTS: Readonly<Record<string, DataSchema>> = { ...DoorEvents, ...DeadLetterEvents };

/** The service whose events have the noun that the subject begins with; undefined for a subject of nobody's. */
export const ownerOfSubject = (subject: string): FactOwner | undefined => {
  const operator = operationsOwner(subject);
  if (operator !== undefined) return operator;
  const noun = subject.slice(0, subject.indexOf('/'));
  return FACT_OWNERS.find((owner) => Object.keys(EVENTS_OF[owner]).some((type) => type.startsWith(`${noun}.`)));
};

/**
 * Why an envelope is no event that a service could have made:
 * - `owner`: no service has such subjects, or the event says that it comes from another one;
 * - `id`: its id is not `<subject>/<sequence>`;
 * - `type`: no such event happens to such subjects;
 * - `data`: its data are not those of its type.
 */
export type EventFault = 'owner' | 'id' | 'type' | 'data';

const eventsOf = (subject: string, owner: FactOwner): Readonly<Record<string, DataSchema>> => {
  if (nounOf(subject) === REFUSALS) return REFUSAL_EVENTS;
  return operationsOwner(subject) === undefined ? EVENTS_OF[owner] : OPERATIONS_EVENTS;
};

/** Checks what the envelope's own schema cannot: that it belongs to its subject, and its data to its type. */
export const eventFault = (event: EventEnvelope): EventFault | null => {
  const owner = ownerOfSubject(event.subject);
  if (owner === undefined || event.source !== `/${owner}`) return 'owner';
  if (event.id !== eventId({ subject: event.subject, sequence: Number(event.sequence) })) return 'id';
  const noun = nounOf(event.subject);
  const events = eventsOf(event.subject, owner);
  const schema = Object.hasOwn(events, event.type) ? events[event.type] : undefined;
  if (schema === undefined || (noun !== REFUSALS && !event.type.startsWith(`${noun}.`))) return 'type';
  return schema.safeParse(event.data).success ? null : 'data';
};
