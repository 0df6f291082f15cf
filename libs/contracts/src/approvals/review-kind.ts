import type { Role } from '../access/actor.js';

/** Reviews that a person decides by signing. `operator` is the task that opens when a step of ours is at fault. */
export const REVIEW_KINDS = [
  'formal-check',
  'district-review',
  'municipal-review',
  'health-verification',
  'joint-review',
  'designation',
  'operator',
] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];

/** Levels of R-PROC-05: the same person may not act on two successive ones. */
export const LEVELS = ['grassroots', 'district', 'municipal', 'county-health', 'municipal-health'] as const;
export type Level = (typeof LEVELS)[number];

/**
 * What a person does on a case as far as the separation of duties asks. Which of them exclude each other is the duty matrix
 * of the rules. `operation` is the operator's, who mends what is at fault and judges nothing.
 */
export const DUTY_NAMES = [
  'application-preparation',
  'committee-chairing',
  'committee-vote',
  'application-submission',
  'formal-check',
  'district-review',
  'district-signature',
  'municipal-review',
  'municipal-signature',
  'filing-record',
  'health-verification',
  'inspection',
  'joint-review-union',
  'joint-review-health',
  'objection-decision',
  'designation-union',
  'designation-health',
  'operation',
  'payment-making',
  'payment-checking',
  'payment-approval',
] as const;
export type Duty = (typeof DUTY_NAMES)[number];

export interface Seat {
  readonly role: Role;
  readonly level: Level;
  readonly duty: Duty;
  /** Whose unit the signer must belong to: the union's managing unit, the site's unit, or the city (`5101`). */
  readonly of: 'managing-unit' | 'site-unit' | 'city';
}

/**
 * Who signs a review. `sequence`: one after the other (reviewer, then leader; two people). `parallel`: all, in any order.
 * The first seat that rejects in a `sequence` does not decide: the last one does; in `parallel` any rejection decides.
 */
export const REVIEW_SEATS = {
  'formal-check': {
    order: 'sequence',
    seats: [{ role: 'DU_REVIEWER', level: 'district', duty: 'formal-check', of: 'managing-unit' }],
  },
  'district-review': {
    order: 'sequence',
    seats: [
      { role: 'DU_REVIEWER', level: 'district', duty: 'district-review', of: 'managing-unit' },
      { role: 'DU_LEADER', level: 'district', duty: 'district-signature', of: 'managing-unit' },
    ],
  },
  'municipal-review': {
    order: 'sequence',
    seats: [
      { role: 'MU_REVIEWER', level: 'municipal', duty: 'municipal-review', of: 'city' },
      { role: 'MU_LEADER', level: 'municipal', duty: 'municipal-signature', of: 'city' },
    ],
  },
  'health-verification': {
    order: 'sequence',
    seats: [{ role: 'CH_OFFICER', level: 'county-health', duty: 'health-verification', of: 'site-unit' }],
  },
  'joint-review': {
    order: 'parallel',
    seats: [
      { role: 'MU_LEADER', level: 'municipal', duty: 'joint-review-union', of: 'city' },
      { role: 'MH_LEADER', level: 'municipal-health', duty: 'joint-review-health', of: 'city' },
    ],
  },
  designation: {
    order: 'parallel',
    seats: [
      { role: 'MU_LEADER', level: 'municipal', duty: 'designation-union', of: 'city' },
      { role: 'MH_LEADER', level: 'municipal-health', duty: 'designation-health', of: 'city' },
    ],
  },
  operator: {
    order: 'sequence',
    seats: [{ role: 'SYS_ADMIN', level: 'municipal', duty: 'operation', of: 'city' }],
  },
} as const satisfies Record<ReviewKind, { order: 'sequence' | 'parallel'; seats: readonly Seat[] }>;
