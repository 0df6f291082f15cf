import type { AdvancingStep, ApplicationEventType, ApplicationStatus } from '#libs/contracts';

/** One way on: in `from`, with the steps `given` already passed, this outcome of this step leads to `to`. */
export interface ApplicationTransition {
  readonly from: ApplicationStatus;
  readonly step: AdvancingStep;
  readonly outcome: 'passed' | 'rejected';
  /** Steps that must have passed before, within this state: the other track, or the notice. */
  readonly given: readonly AdvancingStep[];
  readonly to: ApplicationStatus;
  /** What is published, in this order. The first one carries the decision. */
  readonly events: readonly ApplicationEventType[];
}

const row = (
  from: ApplicationStatus,
  step: AdvancingStep,
  to: ApplicationStatus,
  events: readonly ApplicationEventType[],
  given: readonly AdvancingStep[] = [],
): ApplicationTransition => ({ from, step, outcome: 'passed', given, to, events });

const ends = (
  from: ApplicationStatus,
  step: AdvancingStep,
  given: readonly AdvancingStep[] = [],
): ApplicationTransition => ({
  from,
  step,
  outcome: 'rejected',
  given,
  to: 'REJECTED',
  events: ['application.rejected'],
});

/**
 * The state machine of domain.md §8.1 from submission to designation. Of two rows for one step the longer `given` stands
 * first. Municipal review and health verification are two tracks of one state: whichever passes last opens the inspection.
 */
export const APPLICATION_TRANSITIONS: readonly ApplicationTransition[] = [
  row('SUBMITTED', 'formal-check', 'DISTRICT_REVIEW', ['application.accepted']),
  ends('SUBMITTED', 'formal-check'),
  row('DISTRICT_REVIEW', 'district-review', 'CONCURRENT_REVIEW', ['application.district-approved']),
  ends('DISTRICT_REVIEW', 'district-review'),
  row(
    'CONCURRENT_REVIEW',
    'municipal-review',
    'INSPECTION_PENDING',
    ['application.union-approved', 'application.inspection-opened'],
    ['health-verification'],
  ),
  row('CONCURRENT_REVIEW', 'municipal-review', 'CONCURRENT_REVIEW', ['application.union-approved']),
  ends('CONCURRENT_REVIEW', 'municipal-review'),
  row(
    'CONCURRENT_REVIEW',
    'health-verification',
    'INSPECTION_PENDING',
    ['application.health-verified', 'application.inspection-opened'],
    ['municipal-review'],
  ),
  row('CONCURRENT_REVIEW', 'health-verification', 'CONCURRENT_REVIEW', ['application.health-verified']),
  ends('CONCURRENT_REVIEW', 'health-verification'),
  row('INSPECTION_PENDING', 'inspection', 'JOINT_REVIEW', ['application.inspected', 'application.joint-review-opened']),
  ends('INSPECTION_PENDING', 'inspection'),
  row('JOINT_REVIEW', 'joint-review', 'PUBLICITY', ['application.proposed']),
  ends('JOINT_REVIEW', 'joint-review'),
  row('PUBLICITY', 'public-notice', 'PUBLICITY', ['application.publicity-passed']),
  ends('PUBLICITY', 'public-notice'),
  row('PUBLICITY', 'designation', 'DESIGNATED', ['application.designated'], ['public-notice']),
  ends('PUBLICITY', 'designation', ['public-notice']),
];

/** The row that applies, or undefined when the step is not open in this state. */
export const transitionOf = (
  from: ApplicationStatus,
  passed: readonly AdvancingStep[],
  step: AdvancingStep,
  outcome: 'passed' | 'rejected',
): ApplicationTransition | undefined =>
  passed.includes(step)
    ? undefined
    : APPLICATION_TRANSITIONS.find(
        (candidate) =>
          candidate.from === from &&
          candidate.step === step &&
          candidate.outcome === outcome &&
          candidate.given.every((needed) => passed.includes(needed)),
      );

/** The state each event leads to; events that are not here leave it as it is. */
export const STATUS_AFTER: Readonly<Partial<Record<ApplicationEventType, ApplicationStatus>>> = {
  'application.created': 'DRAFT',
  'application.submitted': 'SUBMITTED',
  'application.accepted': 'DISTRICT_REVIEW',
  'application.district-approved': 'CONCURRENT_REVIEW',
  'application.inspection-opened': 'INSPECTION_PENDING',
  'application.inspected': 'INSPECTED',
  'application.joint-review-opened': 'JOINT_REVIEW',
  'application.proposed': 'PUBLICITY',
  'application.designated': 'DESIGNATED',
  'application.rejected': 'REJECTED',
  'application.archived': 'ARCHIVED',
};

/** States in which the claim on employer, site and year is given back (R-ID-07). A designated site keeps its own. */
export const CLAIM_RELEASING = [
  'application.rejected',
  'application.archived',
] as const satisfies readonly ApplicationEventType[];
