import type { AdvancingStep } from '#libs/contracts';
import type { CaseOutcome } from '../src/definitions/case-ended.step.js';
import {
  afterEverything,
  objected,
  toConcurrentReview,
  toDesignation,
  toDistrictReview,
  toInspection,
  toJointReview,
  toSubmission,
} from './case-stages.js';
import type { CaseStory } from './case-story.js';
import type { ProcedureStage } from './procedure-stage.js';

/** One way a case can go. */
export interface CasePath {
  readonly name: string;
  readonly play: (story: CaseStory, stage: ProcedureStage) => Promise<void>;
  readonly outcome: CaseOutcome;
  /** Ids of the transitions that it is there for (domain.md §8.1). */
  readonly rows: readonly string[];
  /** `settable` unless said otherwise. */
  readonly clock?: 'wall';
}

/** How a step rejects, and what is then open elsewhere. */
export interface Rejection {
  readonly step: AdvancingStep;
  readonly reject: (story: CaseStory) => Promise<void>;
  /** The same step decides once more, by others, and again says no. */
  readonly rejectAgain: (story: CaseStory) => Promise<void>;
  readonly closes: readonly string[];
  /** What a reconsideration opens again. */
  readonly reopens?: readonly AdvancingStep[];
}

const again =
  (
    kind:
      'formal-check' | 'district-review' | 'municipal-review' | 'health-verification' | 'joint-review' | 'designation',
  ) =>
  (story: CaseStory): Promise<void> =>
    story.decide(kind, '2026-06-01', 'rejected', 2);

export const REJECTIONS: readonly Rejection[] = [
  {
    step: 'formal-check',
    reject: async (story) => {
      await toSubmission(story);
      await story.decide('formal-check', '2026-03-05', 'rejected');
    },
    rejectAgain: again('formal-check'),
    closes: [],
  },
  {
    step: 'district-review',
    reject: async (story) => {
      await toDistrictReview(story);
      await story.decide('district-review', '2026-03-19', 'rejected');
    },
    rejectAgain: again('district-review'),
    closes: [],
  },
  {
    step: 'municipal-review',
    reject: async (story) => {
      await toConcurrentReview(story);
      await story.decide('municipal-review', '2026-03-30', 'rejected');
    },
    rejectAgain: again('municipal-review'),
    closes: ['filing', 'health-verification'],
    reopens: ['municipal-review', 'health-verification'],
  },
  {
    step: 'health-verification',
    reject: async (story) => {
      await toConcurrentReview(story);
      await story.decide('health-verification', '2026-03-26', 'rejected');
    },
    rejectAgain: again('health-verification'),
    closes: ['filing', 'municipal-review'],
    reopens: ['municipal-review', 'health-verification'],
  },
  {
    step: 'inspection',
    reject: async (story) => {
      await toInspection(story);
      await story.visit('2026-04-17');
      await story.complete('2026-04-22', 'rejected');
    },
    rejectAgain: async (story) => {
      await story.visit('2026-05-08', 2);
      await story.complete('2026-05-11', 'rejected', 2);
    },
    closes: [],
  },
  {
    step: 'joint-review',
    reject: async (story) => {
      await toJointReview(story);
      await story.decide('joint-review', '2026-05-09', 'rejected');
    },
    rejectAgain: again('joint-review'),
    closes: [],
  },
  {
    step: 'public-notice',
    reject: async (story) => {
      await objected(story);
      await story.resolve('2026-05-14', 'upheld');
    },
    rejectAgain: (story) => story.resolve('2026-05-27', 'upheld', { round: 2 }),
    closes: [],
  },
  {
    step: 'designation',
    reject: async (story) => {
      await toDesignation(story);
      await story.decide('designation', '2026-05-22', 'rejected');
    },
    rejectAgain: again('designation'),
    closes: [],
  },
];

/** Each step's no, accepted and looked at again. */
export const REJECTED_PATHS = REJECTIONS.flatMap(({ step, reject, rejectAgain, reopens }): readonly CasePath[] => [
  {
    name: `rejected-at-${step}`,
    play: async (story) => {
      await reject(story);
      await story.asked('rejectCase');
      await afterEverything(story);
    },
    outcome: 'REJECTED',
    rows: [`${step}/rejected`],
  },
  {
    name: `reconsidered-at-${step}`,
    play: async (story) => {
      await reject(story);
      await story.reconsider(step, '2026-05-25', reopens);
      await rejectAgain(story);
    },
    outcome: 'REJECTED',
    rows: [`${step}/rejected`, `reconsider/${step}`],
  },
]);
