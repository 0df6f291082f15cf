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

/** What a seat may say: 通过, 退回补正, 不予通过, 暂缓. */
export const REVIEW_OUTCOMES = ['pass', 'return', 'reject', 'defer'] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

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
  'formal-signature',
  'district-review',
  'district-signature',
  'municipal-review',
  'municipal-signature',
  'filing-record',
  'health-verification',
  'inspection',
  'joint-review-union',
  'joint-review-health',
  'objection-examination',
  'objection-decision',
  'objection-decision-health',
  'designation-union',
  'designation-health',
  'operation',
  'payment-making',
  'payment-checking',
  'payment-approval',
  'receipt-recording',
  'expense-registration',
  'expense-settlement',
  'performance-report',
  'report-countersignature',
  'grant-direction',
  'grant-audit',
] as const;
export type Duty = (typeof DUTY_NAMES)[number];

export interface Seat {
  readonly role: Role;
  readonly level: Level;
  readonly duty: Duty;
  /** Whose unit the signer must belong to: the union's managing unit, the site's unit, or the city (`5101`). */
  readonly of: 'managing-unit' | 'site-unit' | 'city';
  /** In a sequence: the seat opens only when the one before it said this; otherwise the one before it decides. */
  readonly after?: ReviewOutcome;
}

export interface ReviewSeats {
  readonly order: 'sequence' | 'parallel';
  /** In parallel: whether one rejection decides, or all must reject; then one against the other defers. */
  readonly rejectedBy?: 'any' | 'all';
  readonly outcomes: readonly ReviewOutcome[];
  readonly seats: readonly Seat[];
}

/**
 * Who signs a review and what he may say. `sequence`: one after the other (reviewer, then leader; two people); the last
 * seat decides, whatever the one before it thought. `parallel`: all, in any order.
 */
export const REVIEW_SEATS = {
  'formal-check': {
    order: 'sequence',
    outcomes: ['pass', 'return', 'reject'],
    seats: [
      { role: 'DU_REVIEWER', level: 'district', duty: 'formal-check', of: 'managing-unit' },
      // "Not accepted" (不予受理) is the leader's to say, after the reviewer.
      { role: 'DU_LEADER', level: 'district', duty: 'formal-signature', of: 'managing-unit', after: 'reject' },
    ],
  },
  'district-review': {
    order: 'sequence',
    outcomes: ['pass', 'return', 'reject'],
    seats: [
      { role: 'DU_REVIEWER', level: 'district', duty: 'district-review', of: 'managing-unit' },
      { role: 'DU_LEADER', level: 'district', duty: 'district-signature', of: 'managing-unit' },
    ],
  },
  'municipal-review': {
    order: 'sequence',
    outcomes: ['pass', 'return', 'reject'],
    seats: [
      { role: 'MU_REVIEWER', level: 'municipal', duty: 'municipal-review', of: 'city' },
      { role: 'MU_LEADER', level: 'municipal', duty: 'municipal-signature', of: 'city' },
    ],
  },
  'health-verification': {
    order: 'sequence',
    outcomes: ['pass', 'return', 'reject'],
    seats: [{ role: 'CH_OFFICER', level: 'county-health', duty: 'health-verification', of: 'site-unit' }],
  },
  'joint-review': {
    order: 'parallel',
    rejectedBy: 'all',
    outcomes: ['pass', 'reject', 'defer'],
    seats: [
      { role: 'MU_LEADER', level: 'municipal', duty: 'joint-review-union', of: 'city' },
      { role: 'MH_LEADER', level: 'municipal-health', duty: 'joint-review-health', of: 'city' },
    ],
  },
  designation: {
    order: 'parallel',
    rejectedBy: 'any',
    outcomes: ['pass', 'reject'],
    seats: [
      { role: 'MU_LEADER', level: 'municipal', duty: 'designation-union', of: 'city' },
      { role: 'MH_LEADER', level: 'municipal-health', duty: 'designation-health', of: 'city' },
    ],
  },
  operator: {
    order: 'sequence',
    outcomes: ['pass', 'reject'],
    seats: [{ role: 'SYS_ADMIN', level: 'municipal', duty: 'operation', of: 'city' }],
  },
} as const satisfies Record<ReviewKind, ReviewSeats>;

/** Who deals with an objection: one examines it, then two decide it, each of another body; three people. */
export const OBJECTION_SEATS = {
  examination: { role: 'MU_REVIEWER', level: 'municipal', duty: 'objection-examination', of: 'city' },
  decisions: [
    { role: 'MU_LEADER', level: 'municipal', duty: 'objection-decision', of: 'city' },
    { role: 'MH_LEADER', level: 'municipal-health', duty: 'objection-decision-health', of: 'city' },
  ],
} as const satisfies { examination: Seat; decisions: readonly Seat[] };
