import { z } from 'zod';
import { EventFilter, PIPELINE_SCOPES } from './pipeline-scope.js';

const Scopes = z.array(z.enum(PIPELINE_SCOPES)).max(PIPELINE_SCOPES.length);
const ReasonText = z.string().trim().min(10).max(2000);

/** How much of a shared thing one account may take. */
export const PipelineQuotas = z
  .strictObject({
    /** Feeds it may hold open at once. */
    streams: z.int().min(1).max(50).default(5),
    /** Webhook subscriptions. */
    subscriptions: z.int().min(0).max(50).default(10),
    /** Rows of one batch. */
    batchRows: z.int().min(1).max(10_000).default(10_000),
  })
  .meta({ id: 'PipelineQuotas' });
export type PipelineQuotas = z.infer<typeof PipelineQuotas>;

export const PIPELINE_AUTHENTICATIONS = ['client-secret', 'private-key-jwt'] as const;

/** SYS_ADMIN registers a program. Its client id at the issuer is `pipeline.<name>`. */
export const RegisterPipeline = z
  .strictObject({
    name: z
      .string()
      .max(40)
      .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/),
    /** Whose cases it reaches: one of the 23 units, or `5101` for all. */
    ownerUnit: z.string().max(10),
    /** Credit code of one employer or its union: then only their cases. */
    organisation: z.string().max(40).optional(),
    scopes: Scopes,
    events: EventFilter.default({}),
    quotas: PipelineQuotas.default({ streams: 5, subscriptions: 10, batchRows: 10_000 }),
    authentication: z.enum(PIPELINE_AUTHENTICATIONS).default('client-secret'),
  })
  .meta({ id: 'RegisterPipeline' });
export type RegisterPipeline = z.infer<typeof RegisterPipeline>;

/** SYS_ADMIN sets what the account may do from its next token on; the feed follows at once. */
export const ChangeScopes = z
  .strictObject({ scopes: Scopes, events: EventFilter.default({}), quotas: PipelineQuotas.optional() })
  .meta({ id: 'ChangeScopes' });
export type ChangeScopes = z.infer<typeof ChangeScopes>;

/** A public key (RFC 7517) for `private_key_jwt`: ES256 or EdDSA. A private part is refused. */
export const PublicKey = z
  .strictObject({
    kty: z.enum(['EC', 'OKP']),
    crv: z.enum(['P-256', 'Ed25519']),
    x: z.string().regex(/^[\w-]{43}$/),
    y: z
      .string()
      .regex(/^[\w-]{43}$/)
      .optional(),
  })
  .refine(({ kty, crv, y }) => (kty === 'EC' ? crv === 'P-256' && y !== undefined : crv === 'Ed25519' && !y), {
    message: 'must be an EC key on P-256 with x and y, or an OKP key on Ed25519 with x',
  })
  .meta({ id: 'PublicKey' });
export type PublicKey = z.infer<typeof PublicKey>;

/**
 * SYS_ADMIN gives the account another credential; at most two are valid at once, so that one is changed without an
 * interruption. `endOthersAfterHours` ends the others after that time; left out, they live on to their own end.
 */
export const IssueCredential = z
  .strictObject({
    validDays: z.int().min(1).max(730).default(365),
    endOthersAfterHours: z.int().min(0).max(720).optional(),
    /** For `private-key-jwt` only, where it is needed. */
    publicKey: PublicKey.optional(),
  })
  .meta({ id: 'IssueCredential' });
export type IssueCredential = z.infer<typeof IssueCredential>;

export const RevokeCredential = z
  .strictObject({ why: z.enum(['rotated', 'leaked', 'retired']) })
  .meta({ id: 'RevokeCredential' });
export type RevokeCredential = z.infer<typeof RevokeCredential>;

/** SYS_ADMIN stops an account: no token, no feed, no webhook, until it is reinstated. */
export const SuspendPipeline = z.strictObject({ reasonText: ReasonText }).meta({ id: 'SuspendPipeline' });
export type SuspendPipeline = z.infer<typeof SuspendPipeline>;

export const ReinstatePipeline = z.strictObject({ reasonText: ReasonText }).meta({ id: 'ReinstatePipeline' });
export type ReinstatePipeline = z.infer<typeof ReinstatePipeline>;

/** The issuer asks whether a secret is one of the account's valid ones. */
export const VerifySecret = z.strictObject({ secret: z.string().min(1).max(200) }).meta({ id: 'VerifySecret' });
export type VerifySecret = z.infer<typeof VerifySecret>;

// ── Webhooks ────────────────────────────────────────────────────────────────────────────────────────────────────

/** Where events are sent, by Standard Webhooks. Production takes https only, and no address inside a network of ours. */
const Endpoint = z.url({ protocol: /^https?$/ }).max(1_000);

/** A pipeline subscribes an address of its own to what it may see. `from` is a position of the feed, `start` or `end`. */
export const CreateSubscription = z
  .strictObject({ url: Endpoint, events: EventFilter.default({}), from: z.string().max(100).default('end') })
  .meta({ id: 'CreateSubscription' });
export type CreateSubscription = z.infer<typeof CreateSubscription>;

export const ChangeSubscription = z
  .strictObject({ url: Endpoint, events: EventFilter.default({}) })
  .meta({ id: 'ChangeSubscription' });
export type ChangeSubscription = z.infer<typeof ChangeSubscription>;

/** A new signing secret; for `overlapHours` every message carries both signatures. */
export const RotateSecret = z
  .strictObject({ overlapHours: z.int().min(0).max(720).default(24) })
  .meta({ id: 'RotateSecret' });
export type RotateSecret = z.infer<typeof RotateSecret>;

/**
 * Sends again: everything after a position of the feed (or from its `start`), one message that was set aside, or all of
 * them. Nothing is passed over: a position that was not reached yet changes nothing.
 */
export const ReplaySubscription = z
  .union([
    z.strictObject({ from: z.string().max(100) }),
    z.strictObject({ message: z.string().max(200) }),
    z.strictObject({ deadLetters: z.literal('all') }),
  ])
  .meta({ id: 'ReplaySubscription' });
export type ReplaySubscription = z.infer<typeof ReplaySubscription>;

/** Disabling, enabling and deleting a subscription need no words. */
export const SubscriptionOrder = z.strictObject({}).meta({ id: 'SubscriptionOrder' });
export type SubscriptionOrder = z.infer<typeof SubscriptionOrder>;
