import { SERVICES, type ServiceName } from '../envelope/event-envelope.js';

/** Nouns that every service has: what its door turned away, and what became of its dead letters. */
export const OPERATIONS_NOUNS = ['door', 'dead-letter'] as const;
export type OperationsNoun = (typeof OPERATIONS_NOUNS)[number];

/** The service of an operational subject: `approvals` of `door/approvals-2026-03-02`; undefined for all others. */
export const operationsOwner = (subject: string): ServiceName | undefined => {
  const [noun = '', id = ''] = subject.split('/');
  if (!(OPERATIONS_NOUNS as readonly string[]).includes(noun)) return undefined;
  return SERVICES.find((service) => id.startsWith(`${service}-`));
};
