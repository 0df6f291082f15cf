import { eventually } from '#libs/testing';
import { REJECTED_PATHS, type CasePath } from './case-rejections.js';
import { automaticPass, notAnswered, paid, paidByTheClock, toGrants, toSubmission } from './case-stages.js';
import { CORRECTED_PATHS, TURNED_PATHS } from './case-turns.js';

/** Detours that lead back to the main line, and what grants do. */
const DETOURS: readonly CasePath[] = [
  {
    name: 'declined-then-adopted',
    play: async (story) => {
      await story.begin();
      await story.seal(1);
      await story.decline(1);
      await story.seal(2);
      await story.adopt(2);
      await story.submit(2);
      await story.opened('formal-check');
      await story.withdraw('2026-03-04');
    },
    outcome: 'WITHDRAWN',
    rows: ['create', 'submit'],
  },
  {
    name: 'superseded-meeting',
    play: async (story) => {
      await story.begin();
      await story.seal(1);
      await story.opened('meeting-1');
      await story.seal(2);
      await story.adopt(2);
      await story.submit(2);
      await story.opened('formal-check');
      await story.withdraw('2026-03-04');
    },
    outcome: 'WITHDRAWN',
    rows: [],
  },
  {
    name: 'alarms-and-a-fault',
    play: async (story, stage) => {
      await toSubmission(story);
      await story.opened('formal-check');
      await story.clockMoves('2026-03-12T08:00:00+08:00');
      stage.office.trouble('openReview', story.caseId, { kind: 'fault', status: 403, message: 'WORKER may not' });
      await story.decide('formal-check', '2026-03-12');
      await story.opened('operator-district-review-fault-1');
      await eventually(async () => {
        if ((await story.standing()).fault === null) throw new Error('no fault yet');
      });
      await story.retry();
      await story.opened('district-review');
      await story.withdraw('2026-03-13');
    },
    outcome: 'WITHDRAWN',
    rows: [],
  },
  {
    name: 'payment-failed-then-paid',
    play: async (story) => {
      await toGrants(story);
      await story.voucher('2026-06-01');
      await story.approve('UNION_MUNI', '2026-06-01');
      await story.bankReports('failed', '2026-06-02');
      await story.approve('UNION_MUNI', '2026-06-08');
      await story.bankReports('paid', '2026-06-09', 2);
    },
    outcome: 'DESIGNATED',
    rows: [],
  },
  {
    name: 'grant-cancelled',
    play: async (story) => {
      await toGrants(story);
      await story.voucher('2026-06-01');
      await story.cancelGrant('UNION_MUNI', '2026-06-02');
    },
    outcome: 'DESIGNATED',
    rows: [],
  },
];

/** Reviews that a policy gives to a program: decided by it, or handed to a person when its time is over. */
const AUTOMATIC: readonly CasePath[] = [
  {
    name: 'passed-by-programs',
    play: async (story, stage) => {
      await automaticPass(story, stage);
      await story.opened('inspection');
      await story.withdraw('2026-04-03');
    },
    outcome: 'WITHDRAWN',
    rows: ['formal-check/passed', 'health-verification/passed', 'municipal-review/passed-last'],
  },
  {
    name: 'not-answered-by-a-program',
    play: async (story, stage) => {
      await notAnswered(story, stage);
      await story.opened('inspection');
      await story.withdraw('2026-04-03');
    },
    outcome: 'WITHDRAWN',
    rows: ['formal-check/passed', 'municipal-review/passed', 'health-verification/passed-last'],
  },
];

export const CASE_PATHS: readonly CasePath[] = [
  {
    name: 'paid',
    play: (story) => paid(story),
    outcome: 'DESIGNATED',
    rows: [
      'create',
      'submit',
      'formal-check/passed',
      'district-review/passed',
      'health-verification/passed',
      'municipal-review/passed-last',
      'inspection/passed',
      'joint-review/passed',
      'public-notice/passed',
      'designation/passed',
    ],
  },
  { name: 'paid-on-the-wall-clock', play: paidByTheClock, outcome: 'DESIGNATED', rows: [], clock: 'wall' },
  ...REJECTED_PATHS,
  ...CORRECTED_PATHS,
  ...TURNED_PATHS,
  ...DETOURS,
  ...AUTOMATIC,
];

/** Grants of a path whose workflows are recorded beside the case's. */
export const grantsOf = ({ outcome }: CasePath): readonly string[] =>
  outcome === 'DESIGNATED' ? ['UNION_MUNI', 'FISCAL_HEALTH'] : [];
