import { z } from 'zod';
import { CommandAnswer, EventEnvelope } from '../envelope/event-envelope.js';
import { EventFilter } from './pipeline-scope.js';
import { PIPELINE_AUTHENTICATIONS, PipelineQuotas, PublicKey } from './pipelines.commands.js';

const Instant = z.string();

export const CredentialView = z
  .object({
    credential: z.string(),
    issuedOn: z.string(),
    expiresAt: Instant,
    status: z.enum(['valid', 'expired', 'revoked']),
    /** To the minute; null when it was never used. */
    lastUsedAt: Instant.nullable(),
  })
  .meta({ id: 'CredentialView' });
export type CredentialView = z.infer<typeof CredentialView>;

export const PipelineView = z
  .object({
    clientId: z.string(),
    actor: z.string(),
    status: z.enum(['ACTIVE', 'SUSPENDED']),
    version: z.int(),
    ownerUnit: z.string(),
    organisation: z.string().nullable(),
    scopes: z.array(z.string()),
    events: EventFilter,
    quotas: PipelineQuotas,
    authentication: z.enum(PIPELINE_AUTHENTICATIONS),
    credentials: z.array(CredentialView),
  })
  .meta({ id: 'PipelineView' });
export type PipelineView = z.infer<typeof PipelineView>;

export const PipelineList = z.object({ pipelines: z.array(PipelineView) }).meta({ id: 'PipelineList' });
export type PipelineList = z.infer<typeof PipelineList>;

/** `clientSecret` is in the first answer alone and nowhere else; a repeat of the command does not have it. */
export const CredentialAnswer = CommandAnswer.extend({
  clientId: z.string(),
  credential: z.string(),
  clientSecret: z.string().optional(),
}).meta({ id: 'CredentialAnswer' });
export type CredentialAnswer = z.infer<typeof CredentialAnswer>;

/** What the issuer needs to know of a client before it gives a token: the claims, and how it proves itself. */
export const IssuerClient = z
  .object({
    clientId: z.string(),
    authentication: z.enum(PIPELINE_AUTHENTICATIONS),
    keys: z.array(PublicKey.and(z.object({ kid: z.string() }))),
    scopes: z.array(z.string()),
    claims: z.object({
      sub: z.string(),
      kind: z.literal('machine'),
      roles: z.array(z.object({ role: z.literal('PIPELINE'), unit: z.string(), organisation: z.string().optional() })),
      batch_rows: z.int(),
    }),
  })
  .meta({ id: 'IssuerClient' });
export type IssuerClient = z.infer<typeof IssuerClient>;

export const SecretVerdict = z.object({ valid: z.boolean() }).meta({ id: 'SecretVerdict' });
export type SecretVerdict = z.infer<typeof SecretVerdict>;

/**
 * A piece of the feed. `next` is the position after the last entry that was looked at: ask with it again. `more` says that
 * asking again at once brings more, `false` that the end was reached.
 */
export const EventFeedPage = z
  .object({
    events: z.array(z.object({ position: z.string(), event: EventEnvelope })),
    next: z.string(),
    more: z.boolean(),
  })
  .meta({ id: 'EventFeedPage' });
export type EventFeedPage = z.infer<typeof EventFeedPage>;

export const SubscriptionView = z
  .object({
    id: z.string(),
    clientId: z.string(),
    status: z.enum(['ACTIVE', 'DISABLED']),
    /** Why it is disabled: by its owner, after long failure, or because the receiver answered 410. */
    why: z.enum(['owner', 'failing', 'gone']).nullable(),
    version: z.int(),
    url: z.string(),
    events: EventFilter,
    /** Everything before this position was sent, held or set aside. */
    position: z.string(),
    /** Subjects whose next message waits for another try. */
    held: z.int(),
    deadLetters: z.int(),
    failingSince: Instant.nullable(),
    lastSuccessAt: Instant.nullable(),
  })
  .meta({ id: 'SubscriptionView' });
export type SubscriptionView = z.infer<typeof SubscriptionView>;

export const SubscriptionList = z.object({ subscriptions: z.array(SubscriptionView) }).meta({ id: 'SubscriptionList' });
export type SubscriptionList = z.infer<typeof SubscriptionList>;

/** `secret` (`whsec_…`) is in the first answer alone and nowhere else; a repeat of the command does not have it. */
export const SecretAnswer = CommandAnswer.extend({ secret: z.string().optional() }).meta({ id: 'SecretAnswer' });
export type SecretAnswer = z.infer<typeof SecretAnswer>;

/** A message that its receiver did not take. */
export const WebhookDeadLetterView = z
  .object({
    message: z.string(),
    position: z.string(),
    eventId: z.string(),
    type: z.string(),
    attempts: z.int(),
    reason: z.string(),
    since: Instant,
  })
  .meta({ id: 'WebhookDeadLetterView' });
export type WebhookDeadLetterView = z.infer<typeof WebhookDeadLetterView>;

export const WebhookDeadLetterList = z
  .object({ deadLetters: z.array(WebhookDeadLetterView) })
  .meta({ id: 'WebhookDeadLetterList' });
export type WebhookDeadLetterList = z.infer<typeof WebhookDeadLetterList>;
