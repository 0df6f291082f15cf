import type { Actor } from '#libs/contracts';

/**
 * What the worker works out or gathers before it sends a command: dates counted by the calendar, and what it was told of
 * the case so far. They say how the work is to be done; which work it is, the rest of the body and the key say.
 */
const WORKED_OUT: ReadonlySet<string> = new Set([
  'due',
  'visitDue',
  'reportDue',
  'receiptDue',
  'nonconformityDue',
  'period',
  'on',
  'priorActs',
  'listing',
  'facts',
]);

/**
 * What counts for the fingerprint of a command. People and programs are held to every field they sent. The worker may come
 * again after years, from a history that was lost and told anew, when a calendar was published meanwhile: it means the same.
 */
export const intentOf = (actor: Actor, body: unknown): unknown => {
  const isWorker = actor.kind === 'machine' && actor.roles.some(({ role }) => role === 'WORKER');
  if (!isWorker || typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([field]) => !WORKED_OUT.has(field)));
};
