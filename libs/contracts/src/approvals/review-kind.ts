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

export interface Seat {
  readonly role: Role;
  readonly level: Level;
  /** Whose unit the signer must belong to: the union's managing unit, the site's unit, or the city (`5101`). */
  readonly of: 'managing-unit' | 'site-unit' | 'city';
}

/**
 * Who signs a review. `sequence`: one after the other (reviewer, then leader; two people). `parallel`: all, in any order.
 * The first seat that rejects in a `sequence` does not decide: the last one does; in `parallel` any rejection decides.
 */
export const REVIEW_SEATS = {
  'formal-check': { order: 'sequence', seats: [{ role: 'DU_REVIEWER', level: 'district', of: 'managing-unit' }] },
  'district-review': {
    order: 'sequence',
    seats: [
      { role: 'DU_REVIEWER', level: 'district', of: 'managing-unit' },
      { role: 'DU_LEADER', level: 'district', of: 'managing-unit' },
    ],
  },
  'municipal-review': {
    order: 'sequence',
    seats: [
      { role: 'MU_REVIEWER', level: 'municipal', of: 'city' },
      { role: 'MU_LEADER', level: 'municipal', of: 'city' },
    ],
  },
  'health-verification': {
    order: 'sequence',
    seats: [{ role: 'CH_OFFICER', level: 'county-health', of: 'site-unit' }],
  },
  'joint-review': {
    order: 'parallel',
    seats: [
      { role: 'MU_LEADER', level: 'municipal', of: 'city' },
      { role: 'MH_LEADER', level: 'municipal-health', of: 'city' },
    ],
  },
  designation: {
    order: 'parallel',
    seats: [
      { role: 'MU_LEADER', level: 'municipal', of: 'city' },
      { role: 'MH_LEADER', level: 'municipal-health', of: 'city' },
    ],
  },
  operator: { order: 'sequence', seats: [{ role: 'SYS_ADMIN', level: 'municipal', of: 'city' }] },
} as const satisfies Record<ReviewKind, { order: 'sequence' | 'parallel'; seats: readonly Seat[] }>;
