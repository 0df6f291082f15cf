import { z } from 'zod';
import { EventFilter } from './pipeline-scope.js';
import { PIPELINE_AUTHENTICATIONS, PipelineQuotas } from './pipelines.commands.js';

const By = { by: z.string(), on: z.string() };
/** Wall time, RFC 3339 in UTC: credentials and signatures never follow the office clock. */
const Instant = z.string();

/** Facts about programs: who may do what, and where their events are sent. Addresses and secrets are not among them. */
export const PipelineEvents = {
  'pipeline.registered': z.object({
    clientId: z.string(),
    /** The account's id as an actor. */
    actor: z.string(),
    ownerUnit: z.string(),
    organisation: z.string().nullable(),
    scopes: z.array(z.string()),
    events: EventFilter,
    quotas: PipelineQuotas,
    authentication: z.enum(PIPELINE_AUTHENTICATIONS),
    ...By,
  }),
  'pipeline.scopes-changed': z.object({
    scopes: z.array(z.string()),
    events: EventFilter,
    quotas: PipelineQuotas,
    ...By,
  }),
  'pipeline.credential-issued': z.object({
    credential: z.string(),
    expiresAt: Instant,
    /** When the others end, at the latest. */
    othersUntil: Instant.nullable(),
    ...By,
  }),
  'pipeline.credential-revoked': z.object({ credential: z.string(), why: z.string(), ...By }),
  'pipeline.suspended': z.object({ reasonHash: z.string(), ...By }),
  'pipeline.reinstated': z.object({ reasonHash: z.string(), ...By }),

  'subscription.created': z.object({
    /** Client id of the account it belongs to. */
    clientId: z.string(),
    /** Names the document with the address. */
    endpointHash: z.string(),
    events: EventFilter,
    /** Id of the signing secret. */
    secret: z.string(),
    ...By,
  }),
  'subscription.changed': z.object({ endpointHash: z.string(), events: EventFilter, ...By }),
  /** The new secret signs from now on, and those before it until the overlap ends. */
  'subscription.secret-rotated': z.object({ secret: z.string(), overlapUntil: Instant, ...By }),
  /** `message`: what was set aside, one or all. */
  'subscription.replayed': z.object({ what: z.enum(['position', 'message']), ...By }),
  'subscription.disabled': z.object({ why: z.enum(['owner', 'failing', 'gone']), ...By }),
  'subscription.enabled': z.object(By),
  'subscription.deleted': z.object(By),
} as const;
export type PipelineEventType = keyof typeof PipelineEvents;
export type PipelineEvent = {
  [Type in PipelineEventType]: { readonly type: Type; readonly data: z.infer<(typeof PipelineEvents)[Type]> };
}[PipelineEventType];
