import { eventually } from '#libs/testing';
import type { CaseStory } from './case-story.js';
import type { ProcedureStage } from './procedure-stage.js';

/** AT-01 of domain.md §10, each actor on the last permitted day, as far as a test wants to go. */
export const toSubmission = async (story: CaseStory): Promise<void> => {
  await story.begin();
  await story.seal(1);
  await story.adopt(1);
  await story.submit(1, '2026-03-02');
};

const reviewedUpToConcurrent = async (story: CaseStory): Promise<void> => {
  await story.decide('formal-check', '2026-03-05');
  await story.decide('district-review', '2026-03-19');
};

const reviewedUpToInspection = async (story: CaseStory): Promise<void> => {
  await reviewedUpToConcurrent(story);
  await story.receipt('2026-03-20');
  await story.decide('health-verification', '2026-03-26');
  await story.decide('municipal-review', '2026-04-02');
};

/** From the submission to the notice, whatever came before it. */
export const reviewedUpToNotice = async (story: CaseStory): Promise<void> => {
  await reviewedUpToInspection(story);
  await story.visit('2026-04-17');
  await story.complete('2026-04-22');
  await story.decide('joint-review', '2026-05-09');
  await story.opened('notice');
};

export const toConcurrentReview = async (story: CaseStory): Promise<void> => {
  await toSubmission(story);
  await reviewedUpToConcurrent(story);
};

export const toInspection = async (story: CaseStory): Promise<void> => {
  await toSubmission(story);
  await reviewedUpToInspection(story);
};

export const toNotice = async (story: CaseStory): Promise<void> => {
  await toSubmission(story);
  await reviewedUpToNotice(story);
};

/** Somebody objects during the notice, and MU_LEADER dismisses it before the notice ends. */
export const dismissObjection = async (story: CaseStory, on = '2026-05-12'): Promise<void> => {
  const resolution = { objection: 1, outcome: 'dismissed' as const, findingHash: 'a'.repeat(64) };
  const data = { ...resolution, resolvedBy: 'MU_LEADER-1', resolvedOn: on };
  await story.tell(story.fact(await story.opened('notice'), 'notice.objection-resolved', on, data));
};

export const toGrants = async (story: CaseStory): Promise<void> => {
  await toNotice(story);
  await story.clockMoves('2026-05-18T09:00:00+08:00');
  await story.decide('designation', '2026-05-22');
};

export const paid = async (story: CaseStory): Promise<void> => {
  await toGrants(story);
  await story.approve('UNION_MUNI', '2026-06-12');
  await story.bankReports('paid', '2026-06-12');
  await story.voucher('2026-06-12');
};

/** The same where nobody sets the clock: the notice passes by its timer. */
export const paidByTheClock = async (story: CaseStory, stage: ProcedureStage): Promise<void> => {
  await toNotice(story);
  await eventually(async () => {
    if (!(await story.standing()).waitingFor.includes('end of notice')) throw new Error('not waiting yet');
  });
  await stage.environment.sleep('6 days');
  await story.decide('designation', '2026-05-22');
  await story.approve('UNION_MUNI', '2026-06-12');
  await story.bankReports('paid', '2026-06-12');
  await story.voucher('2026-06-12');
};

/** The ways in which a case is rejected, and what is then open elsewhere. */
export const REJECTIONS: readonly {
  readonly step: string;
  readonly reject: (story: CaseStory) => Promise<void>;
  readonly closes: readonly string[];
}[] = [
  {
    step: 'formal-check',
    reject: async (story) => {
      await toSubmission(story);
      await story.decide('formal-check', '2026-03-05', 'rejected');
    },
    closes: [],
  },
  {
    step: 'district-review',
    reject: async (story) => {
      await toSubmission(story);
      await story.decide('formal-check', '2026-03-05');
      await story.decide('district-review', '2026-03-19', 'rejected');
    },
    closes: [],
  },
  {
    step: 'municipal-review',
    reject: async (story) => {
      await toConcurrentReview(story);
      await story.decide('municipal-review', '2026-03-30', 'rejected');
    },
    closes: ['filing', 'health-verification'],
  },
  {
    step: 'health-verification',
    reject: async (story) => {
      await toConcurrentReview(story);
      await story.receipt('2026-03-20');
      await story.decide('health-verification', '2026-03-26', 'rejected');
    },
    closes: ['filing', 'municipal-review'],
  },
  {
    step: 'inspection',
    reject: async (story) => {
      await toInspection(story);
      await story.visit('2026-04-17');
      await story.complete('2026-04-22', 'rejected');
    },
    closes: [],
  },
  {
    step: 'joint-review',
    reject: async (story) => {
      await toInspection(story);
      await story.visit('2026-04-17');
      await story.complete('2026-04-22');
      await story.decide('joint-review', '2026-05-09', 'rejected');
    },
    closes: [],
  },
  {
    step: 'public-notice',
    reject: async (story) => {
      await toNotice(story);
      const notice = await story.opened('notice');
      await story.tell(story.fact(notice, 'notice.upheld', '2026-05-12', { objection: 1, resolvedOn: '2026-05-12' }));
    },
    closes: ['notice'],
  },
  {
    step: 'designation',
    reject: async (story) => {
      await toNotice(story);
      await story.clockMoves('2026-05-18T09:00:00+08:00');
      await story.decide('designation', '2026-05-22', 'rejected');
    },
    closes: [],
  },
];

/** Detours that lead back to the main line. */
export const DETOURS: Readonly<Record<string, (story: CaseStory, stage: ProcedureStage) => Promise<void>>> = {
  'declined-then-adopted': async (story) => {
    await story.begin();
    await story.seal(1);
    await story.decline(1);
    await story.seal(2);
    await story.adopt(2);
    await story.submit(2);
    await story.decide('formal-check', '2026-03-05', 'rejected');
  },
  'superseded-meeting': async (story) => {
    await story.begin();
    await story.seal(1);
    await story.opened('meeting-1');
    await story.seal(2);
    await story.adopt(2);
    await story.submit(2);
    await story.decide('formal-check', '2026-03-05', 'rejected');
  },
  'alarms-and-a-fault': async (story, stage) => {
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
    await story.decide('district-review', '2026-03-19', 'rejected');
  },
  'payment-failed-then-paid': async (story) => {
    await toGrants(story);
    await story.voucher('2026-06-01');
    await story.approve('UNION_MUNI', '2026-06-01');
    await story.bankReports('failed', '2026-06-02');
    await story.approve('UNION_MUNI', '2026-06-08');
    await story.bankReports('paid', '2026-06-09', 2);
  },
};
