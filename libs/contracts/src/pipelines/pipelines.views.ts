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
    /** Everything before this position was sent, set aside, or is not for this subscription. */
    position: z.string(),
    /** The message that its receiver did not take yet, and behind which the later ones wait; null when there is none. */
    waiting: z.object({ message: z.string(), attempts: z.int(), nextAttemptAt: Instant }).nullable(),
    deadLetters: z.int(),
    /** Secrets that sign now: two during a rotation. */
    secrets: z.int(),
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

/** What came of one try. No body of the receiver is kept. */
export const WEBHOOK_RESULTS = [
  'delivered',
  /** A status other than 2xx. */
  'refused',
  'redirected',
  'timed-out',
  'unreachable',
  /** The host's name stands for an address that nothing may be sent to. */
  'address-refused',
  /** 410: the receiver wants no more. */
  'gone',
] as const;
export type WebhookResult = (typeof WEBHOOK_RESULTS)[number];

export const WebhookAttemptView = z
  .object({
    at: Instant,
    /** `webhook-id` of the message, the id of its event. */
    message: z.string(),
    result: z.enum(WEBHOOK_RESULTS),
    status: z.int().nullable(),
    ms: z.int(),
  })
  .meta({ id: 'WebhookAttemptView' });
export type WebhookAttemptView = z.infer<typeof WebhookAttemptView>;

/** The latest tries, the newest first. */
export const WebhookAttemptList = z
  .object({ attempts: z.array(WebhookAttemptView) })
  .meta({ id: 'WebhookAttemptList' });
export type WebhookAttemptList = z.infer<typeof WebhookAttemptList>;

/** A message that its receiver did not take in all its tries. `position` is the one behind its event. */
export const WebhookDeadLetterView = z
  .object({
    message: z.string(),
    position: z.string(),
    type: z.string(),
    attempts: z.int(),
    /** What came of the last try. */
    reason: z.enum(WEBHOOK_RESULTS),
    since: Instant,
    /** It was asked for again and will be sent before anything else. */
    queued: z.boolean(),
  })
  .meta({ id: 'WebhookDeadLetterView' });
export type WebhookDeadLetterView = z.infer<typeof WebhookDeadLetterView>;

export const WebhookDeadLetterList = z
  .object({ deadLetters: z.array(WebhookDeadLetterView) })
  .meta({ id: 'WebhookDeadLetterList' });
export type WebhookDeadLetterList = z.infer<typeof WebhookDeadLetterList>;
