import type { AdvancingStep, ApplicationStatus, ApplicationView } from '#libs/contracts';
import type { StepName } from '../inbox/task-kind.view.js';

export type StepStanding = 'done' | 'current' | 'returned' | 'rejected' | 'coming';

export interface ShownStep {
  readonly step: StepName;
  readonly standing: StepStanding;
}

/** The way of a case; what stands in one row is done side by side. */
export const STEP_ROWS = [
  ['draft'],
  ['formal-check'],
  ['district-review'],
  ['municipal-review', 'health-verification'],
  ['inspection'],
  ['joint-review'],
  ['public-notice'],
  ['designation'],
  ['payment'],
] as const satisfies readonly (readonly StepName[])[];

const AT: Readonly<Partial<Record<ApplicationStatus, StepName>>> = {
  DRAFT: 'draft',
  SUBMITTED: 'formal-check',
  DISTRICT_REVIEW: 'district-review',
  CONCURRENT_REVIEW: 'municipal-review',
  INSPECTION_PENDING: 'inspection',
  INSPECTED: 'inspection',
  RECTIFICATION: 'inspection',
  JOINT_REVIEW: 'joint-review',
  DEFERRED: 'joint-review',
  PUBLICITY: 'public-notice',
  OBJECTION: 'public-notice',
  DESIGNATED: 'payment',
};

const TRACKS = { 'municipal-review': 'municipal', 'health-verification': 'health' } as const;
const OF_TRACK: Readonly<Record<ApplicationView['tracks']['municipal'], StepStanding>> = {
  NONE: 'coming',
  PENDING: 'current',
  PASSED: 'done',
  RETURNED: 'returned',
  REJECTED: 'rejected',
};

/** What the steps of a case are told from, now or at a moment of its past. */
export type SeenCase = Pick<ApplicationView, 'status' | 'tracks'> & {
  readonly correction: { readonly steps: readonly { readonly step: AdvancingStep }[] } | null;
  readonly rejection: { readonly step: AdvancingStep } | null;
};

/** Where the case is or stopped; undefined when that cannot be told, as of a withdrawn one. */
const currentStep = ({ status, correction, rejection }: SeenCase): StepName | undefined =>
  AT[status] ?? correction?.steps[0]?.step ?? rejection?.step;

const rowOf = (step: StepName | undefined): number =>
  STEP_ROWS.findIndex((row) => (row as readonly StepName[]).some((one) => one === step));

const currentStanding = ({ status }: SeenCase): StepStanding => {
  if (status === 'CORRECTION') return 'returned';
  return status === 'REJECTED' ? 'rejected' : 'current';
};

const isTrack = (step: StepName): step is keyof typeof TRACKS => Object.hasOwn(TRACKS, step);

/** Every step of the way with how it stands, row by row; the two tracks of the concurrent review each for itself. */
export const stepsOf = (seen: SeenCase): readonly (readonly ShownStep[])[] => {
  const at = rowOf(currentStep(seen));
  return STEP_ROWS.map((row, index) =>
    row.map((step): ShownStep => {
      if (at < 0 || index > at) return { step, standing: 'coming' };
      if (index < at) return { step, standing: 'done' };
      return { step, standing: isTrack(step) ? OF_TRACK[seen.tracks[TRACKS[step]]] : currentStanding(seen) };
    }),
  );
};

/** The step that a review's kind or other work stands for. */
export const stepOfKind = (kind: string): AdvancingStep | undefined =>
  STEP_ROWS.flat().find(
    (step): step is Exclude<(typeof STEP_ROWS)[number][number], 'draft' | 'payment'> =>
      step === kind && step !== 'draft' && step !== 'payment',
  );
