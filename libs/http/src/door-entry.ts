import type { Actor, DoorEvent, Refusal } from '#libs/contracts';
import { anonymous } from './anonymous-refusal.js';
import type { RefusedRequest } from './door.js';

/** A refused request as the journal will have it. */
export interface DoorEntry {
  readonly actor: Actor;
  readonly command: string;
  readonly status: number;
  readonly target: string | null;
  readonly refusals: readonly Refusal[];
  readonly traceparent: string | undefined;
}

/** Who calls without a valid token. */
export const NOBODY: Actor = { id: 'anonymous', kind: 'machine', roles: [] };

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const OURS = new RegExp(`^[a-z-]+/${UUID.source}(/refusals)?$`);
const FIELDS = /^(\/[A-Za-z][A-Za-z0-9]{0,40}|\/\d{1,4})*$/;
/** Roles, a scope, a kind of token: what a route asks for. */
const NEEDS = /^([A-Z_]+( \/ [A-Z_]+)*|scope [a-z:-]+|a (human|machine)'s token|a route policy)$/;
const REFUSALS_MAX = 10;

/** Turns a refused request into what is kept of it for ever: ids of ours, rules, fields of ours, and nothing that was typed. */
export const doorEntryOf = (
  { method, path, status, refusals }: RefusedRequest,
  {
    actor,
    route,
    traceparent,
  }: { readonly actor: Actor; readonly route: string; readonly traceparent: string | undefined },
): DoorEntry => ({
  actor,
  command: `${METHODS.has(method) ? method : 'OTHER'} ${route}`,
  status,
  target: UUID.exec(path)?.[0] ?? null,
  refusals: refusals.slice(0, REFUSALS_MAX).map(kept),
  traceparent,
});

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Keys, headers and paths come from the caller; `what` is kept where it names an aggregate. */
const kept = (refused: Refusal): Refusal => {
  const { rule, pointer, params } = anonymous(refused);
  const { what, key: _key, header: _header, ...rest } = params;
  const { needs } = refused.params;
  return {
    rule,
    pointer: isUnknownField(refused) || !FIELDS.test(pointer) ? '' : pointer,
    params: {
      ...rest,
      ...(typeof what === 'string' && OURS.test(what) ? { what } : {}),
      ...(typeof needs === 'string' && NEEDS.test(needs) ? { needs } : {}),
    },
  };
};

/** Its name is the sender's. */
const isUnknownField = ({ params }: Refusal): boolean => String(params['problem'] ?? '').startsWith('unknown field');

export const refusedEvent = ({ command, status, target, refusals }: DoorEntry): DoorEvent => ({
  type: 'door.refused',
  data: { command, status, target, refusals: refusals.map((each) => ({ ...each, params: { ...each.params } })) },
});

/** The parameters of one do not speak for the others. */
export const floodedEvent = ({ command, status, refusals }: DoorEntry, count: number): DoorEvent => ({
  type: 'door.flooded',
  data: { command, status, refusals: refusals.map(({ rule, pointer }) => ({ rule, pointer, params: {} })), count },
});
