import { z } from 'zod';
import type { ReviewKind } from '../approvals/review-kind.js';

/** Reviews whose first seat a policy may offer to a pipeline; on every other review a machine is always refused. */
export const AUTOMATABLE_REVIEWS = ['formal-check', 'health-verification'] as const satisfies readonly ReviewKind[];
export type AutomatableReview = (typeof AUTOMATABLE_REVIEWS)[number];

/**
 * What a pipeline's token may be used for. A route names the scope it asks a pipeline for; one that names none is closed
 * to pipelines. Whose cases a scope reaches is the account's unit and organisation.
 */
export const PIPELINE_SCOPES = [
  'applications:create',
  'applications:seal-plan',
  'applications:submit',
  'applications:read',
  'plans:read',
  'approvals:read',
  'documents:upload',
  'documents:read',
  'tasks:read',
  'events:read',
  'webhooks:manage',
  'batch:submit',
  'decide:formal-check',
  'decide:health-verification',
] as const;
export type PipelineScope = (typeof PIPELINE_SCOPES)[number];

/** The scope that lets a pipeline sign the first seat of a review that was offered to it. */
export const decideScope = (kind: AutomatableReview): PipelineScope => `decide:${kind}`;

/** Services whose facts the feed carries. */
export const FEED_SERVICES = ['applications', 'approvals', 'payments', 'pipelines'] as const;

/** Narrows what a feed or a webhook shows, inside what the account may see anyway. A list that is left out means all. */
export const EventFilter = z
  .strictObject({
    services: z.array(z.enum(FEED_SERVICES)).min(1).max(FEED_SERVICES.length).optional(),
    /** Whole event types (`review.decided`) or all of a noun (`review.*`). */
    types: z
      .array(z.string().regex(/^[a-z]+(-[a-z]+)*\.(\*|[a-z]+(-[a-z]+)*)$/))
      .min(1)
      .max(100)
      .optional(),
    /** Codes of units: the case's managing unit or its site's unit is one of them. */
    units: z
      .array(z.string().regex(/^5101([0-9]{2}|[A-Z]{2})?$/))
      .min(1)
      .max(24)
      .optional(),
    /** Only cases whose application this account created. */
    ownCases: z.boolean().optional(),
  })
  .meta({ id: 'EventFilter' });
export type EventFilter = z.infer<typeof EventFilter>;
