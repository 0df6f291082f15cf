import type { CasePath } from './case-rejections.js';
import {
  afterEverything,
  objected,
  toConcurrentReview,
  toInspection,
  toJointReview,
  toSubmission,
} from './case-stages.js';
import { FACTS } from './case-facts.js';

/** The plan goes back to its applicant. */
export const CORRECTED_PATHS: readonly CasePath[] = [
  {
    name: 'returned-by-the-district-twice',
    play: async (story) => {
      await toSubmission(story);
      await story.decide('formal-check', '2026-03-05', 'returned');
      await story.asked('returnCase');
      await story.seal(2, '2026-03-09', { changedItems: ['budget'] });
      await story.resubmit(2, '2026-03-10', { reopens: ['formal-check'] });
      await story.decide('formal-check', '2026-03-12', 'passed', 2);
      await story.decide('district-review', '2026-03-19', 'returned');
      await story.asked('returnCase', 2);
      await story.seal(3, '2026-03-23', { changedItems: ['employer'] });
      await story.resubmit(3, '2026-03-24', { reopens: ['district-review'] });
      await story.opened('district-review-2');
      await story.withdraw('2026-03-25');
    },
    outcome: 'WITHDRAWN',
    rows: [
      'formal-check/returned',
      'resubmit/formal-check',
      'district-review/returned',
      'resubmit/district-review',
      'withdraw/before-notice',
    ],
  },
  {
    name: 'returned-by-both-tracks',
    play: async (story) => {
      await toConcurrentReview(story);
      await story.decide('health-verification', '2026-03-26', 'returned');
      await story.decide('municipal-review', '2026-04-02', 'returned');
      await story.asked('returnCase');
      await story.seal(2, '2026-04-07', { changedItems: ['budget', 'site'] });
      await story.resubmit(2, '2026-04-08', { reopens: ['municipal-review', 'health-verification'] });
      await story.opened('municipal-review-2');
      await story.terminate('2026-04-09');
    },
    outcome: 'TERMINATED',
    rows: ['concurrent-review/both-returned', 'terminate'],
  },
  {
    name: 'returned-by-the-municipal-union',
    play: async (story) => {
      await toConcurrentReview(story);
      await story.decide('health-verification', '2026-03-26');
      await story.decide('municipal-review', '2026-04-02', 'returned');
      await story.asked('returnCase');
      await story.seal(2, '2026-04-07', { changedItems: ['budget'], needsResolution: true });
      await story.adopt(2, '2026-04-08');
      await story.asked('recordResolution', 2);
      await story.resubmit(2, '2026-04-09', { reopens: ['municipal-review'], decided: 2 });
      await story.decide('municipal-review', '2026-04-16', 'passed', 2);
      await story.opened('inspection');
      await story.withdraw('2026-04-17');
    },
    outcome: 'WITHDRAWN',
    rows: [
      'health-verification/passed',
      'municipal-review/returned',
      'resubmit/municipal-review',
      'municipal-review/passed-last',
    ],
  },
  {
    name: 'returned-by-the-health-authority',
    play: async (story) => {
      await toConcurrentReview(story);
      await story.decide('municipal-review', '2026-03-26');
      await story.decide('health-verification', '2026-03-27', 'returned');
      await story.asked('returnCase');
      const moved = { ...FACTS, institutionName: '蓉城智造第二托育园' };
      await story.seal(2, '2026-04-07', { changedItems: ['site'], facts: moved });
      await story.resubmit(2, '2026-04-08', { reopens: ['health-verification'] });
      await story.decide('health-verification', '2026-04-09', 'passed', 2);
      await story.opened('inspection');
      await story.withdraw('2026-04-10');
    },
    outcome: 'WITHDRAWN',
    rows: [
      'municipal-review/passed',
      'health-verification/returned',
      'resubmit/health-verification',
      'health-verification/passed-last',
    ],
  },
  {
    name: 'lapsed-in-correction',
    play: async (story) => {
      await toSubmission(story);
      await story.decide('formal-check', '2026-03-05', 'returned');
      await story.asked('returnCase');
      await story.seal(2, '2026-03-09', { needsResolution: true });
      await story.opened('meeting-2');
      await afterEverything(story);
    },
    outcome: 'LAPSED',
    rows: ['lapse/correction-overdue'],
  },
];

/** Whatever else turns a case and brings it back, or not. */
export const TURNED_PATHS: readonly CasePath[] = [
  {
    name: 'visit-put-off-and-site-put-right',
    play: async (story) => {
      await toInspection(story);
      await story.postponeVisit('2026-04-10');
      await story.asked('setVisitDue');
      await story.visit('2026-04-17');
      await story.complete('2026-04-22', 'rectification');
      await story.extendRectification('2026-04-30');
      await story.rectify('2026-05-20');
      await story.visit('2026-05-25', 2);
      await story.complete('2026-05-27', 'passed', 2);
      await story.opened('joint-review');
      await story.withdraw('2026-05-28');
    },
    outcome: 'WITHDRAWN',
    rows: ['inspection/rectification', 'rectification/submitted', 'inspection/passed'],
  },
  {
    name: 'rejected-in-rectification',
    play: async (story) => {
      await toInspection(story);
      await story.visit('2026-04-17');
      await story.complete('2026-04-22', 'rectification');
      await story.asked('requireRectification');
      await afterEverything(story);
    },
    outcome: 'REJECTED',
    rows: ['rectification/overdue'],
  },
  {
    name: 'deferred-and-taken-up-again',
    play: async (story) => {
      await toJointReview(story);
      await story.decide('joint-review', '2026-05-09', 'deferred');
      await story.resume('2026-07-01');
      await story.decide('joint-review', '2026-07-08', 'passed', 2);
      await story.opened('notice');
      await story.terminate('2026-07-09');
    },
    outcome: 'TERMINATED',
    rows: ['joint-review/deferred', 'resume', 'joint-review/passed', 'terminate'],
  },
  {
    name: 'lapsed-in-deferral',
    play: async (story) => {
      await toJointReview(story);
      await story.decide('joint-review', '2026-05-09', 'deferred');
      await story.asked('deferCase');
      await story.clockMoves('2027-12-30T09:00:00+08:00');
    },
    outcome: 'LAPSED',
    rows: ['lapse/deferral-over'],
  },
  {
    name: 'objection-dismissed',
    play: async (story) => {
      await objected(story);
      await story.resolve('2026-05-20', 'dismissed');
      await story.asked('resumeNotice');
      await story.clockMoves('2026-05-28T09:00:00+08:00');
      await story.opened('designation');
      await story.withdraw('2026-05-29');
    },
    outcome: 'WITHDRAWN',
    rows: [
      'public-notice/objected',
      'public-notice/objection-dismissed',
      'public-notice/passed',
      'withdraw/during-notice',
    ],
  },
  {
    name: 'archived',
    play: async (story) => {
      await story.begin();
      await story.seal(1);
      await story.opened('meeting-1');
      await story.clockMoves('2026-08-20T00:00:00+08:00');
    },
    outcome: 'ARCHIVED',
    rows: ['archive'],
  },
];
