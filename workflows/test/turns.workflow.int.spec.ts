import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing';
import {
  toConcurrentReview,
  toDistrictReview,
  toInspection,
  toJointReview,
  toNotice,
  toSubmission,
} from './case-stages.js';
import type { CaseStory } from './case-story.js';
import { FACTS } from './case-facts.js';
import { ProcedureStage } from './procedure-stage.js';

const MINUTE = 60_000;

describe('a case that turns', () => {
  let stage: ProcedureStage;
  beforeAll(async () => {
    stage = await ProcedureStage.open('settable');
  }, MINUTE);
  afterAll(() => stage.close(), MINUTE);

  const alarmsOf = (story: CaseStory): readonly string[] =>
    stage.office
      .of('raiseAlarms', story.caseId)
      .flatMap(({ alarms, work }) =>
        alarms.map(({ kind, level, on }) => `${work.split('/')[0]} ${kind} ${level} ${on}`),
      );

  const rings = async (story: CaseStory, expected: readonly string[]): Promise<void> => {
    await eventually(() => expect(alarmsOf(story)).toEqual(expected));
  };

  const returned = async (story: CaseStory): Promise<void> => {
    await toSubmission(story);
    await story.decide('formal-check', '2026-03-05', 'returned');
    await story.asked('returnCase');
  };

  describe('for correction', () => {
    it(
      'goes out with every defect and a date, is reminded of, and comes back to the step that returned it with a new date',
      async () => {
        const story = stage.story();
        await returned(story);
        expect(stage.office.of('returnCase', story.caseId)).toMatchObject([
          {
            returned: [{ step: 'formal-check', decidedOn: '2026-03-05', defectItems: ['budget'] }],
            passed: [],
            term: { startedOn: '2026-03-05', limit: 'correction' },
          },
        ]);
        await eventually(async () =>
          expect(await story.standing()).toMatchObject({
            step: 'correction',
            waitingFor: ['resubmission'],
            due: '2026-03-19',
          }),
        );
        await story.clockMoves('2026-03-19T08:00:00+08:00');
        await rings(story, ['application remind 0 2026-03-17', 'application remind 0 2026-03-19']);
        await story.seal(2, '2026-03-19', { changedItems: ['budget'] });
        await story.resubmit(2, '2026-03-19', { reopens: ['formal-check'] });
        await story.opened('formal-check-2');
        const [, again] = stage.office.of('openReview', story.caseId);
        expect(again).toMatchObject({
          advance: null,
          dossier: { planHash: '2'.repeat(64), listing: { caseNo: 'TY2026-00000001' } },
          review: {
            term: { startedOn: '2026-03-19', limit: 'formalCheck' },
            round: { round: 2, earlier: [{ round: 1, outcome: 'returned', defectItems: ['budget'] }], excluded: [] },
          },
        });
        // Only listed items changed, so the committee is not asked again.
        expect(stage.office.of('openMeeting', story.caseId)).toHaveLength(1);
        await story.handle.terminate();
      },
      MINUTE,
    );

    it(
      'goes before the committee again when more than the listed items changed, and the new decision is what counts',
      async () => {
        const story = stage.story();
        await returned(story);
        await story.seal(2, '2026-03-09', { needsResolution: true });
        await story.decline(2, '2026-03-10');
        await story.seal(3, '2026-03-11', { needsResolution: true });
        await story.opened('meeting-3');
        await story.seal(4, '2026-03-12', { needsResolution: true });
        await story.adopt(4, '2026-03-13');
        await story.asked('recordResolution', 2);
        await story.resubmit(4, '2026-03-16', { reopens: ['formal-check'], decided: 4 });
        await story.opened('formal-check-2');
        expect(stage.office.of('openMeeting', story.caseId).map(({ planNumber }) => planNumber)).toEqual([1, 2, 3, 4]);
        expect(stage.office.of('openMeeting', story.caseId).at(-1)?.superseded).toBe(
          stage.office.work(story.caseId, 'meeting-3'),
        );
        expect(
          stage.office.of('recordResolution', story.caseId).map(({ resolution }) => resolution.planHash[0]),
        ).toEqual(['1', '4']);
        await story.handle.terminate();
      },
      MINUTE,
    );

    it(
      'closes the meeting over a version that another took the place of before it came back',
      async () => {
        const story = stage.story();
        await returned(story);
        await story.seal(2, '2026-03-09', { needsResolution: true });
        const meeting = await story.opened('meeting-2');
        await story.seal(3, '2026-03-10', { needsResolution: false });
        await story.resubmit(3, '2026-03-10', { reopens: ['formal-check'] });
        await story.opened('formal-check-2');
        expect(stage.office.of('closeWorks', story.caseId)).toMatchObject([{ works: [meeting], why: 'superseded' }]);
        await story.handle.terminate();
      },
      MINUTE,
    );

    it(
      'takes a resubmission that came in the last second: the application refuses to lapse and says why',
      async () => {
        const story = stage.story();
        await returned(story);
        await story.seal(2, '2026-03-19', { changedItems: ['budget'] });
        await eventually(async () => expect((await story.standing()).waitingFor).toEqual(['resubmission']));
        story.happens(story.resubmission(2, '2026-03-19', { reopens: ['formal-check'] }));
        await story.clockMoves('2026-03-20T00:00:00+08:00');
        await story.opened('formal-check-2');
        expect(stage.office.of('lapseCase', story.caseId)).toHaveLength(1);
        expect(stage.office.of('openOperatorTask', story.caseId)).toEqual([]);
        await story.handle.terminate();
      },
      MINUTE,
    );

    it(
      'asks again a minute later when the application finds that the last day is not over',
      async () => {
        const story = stage.story();
        await returned(story);
        stage.office.trouble('lapseCase', story.caseId, { kind: 'refused', rule: 'G-STATE', message: 'not over' });
        await story.clockMoves('2026-03-20T00:00:00+08:00');
        await story.asked('lapseCase');
        await story.clockMoves('2026-03-20T00:01:00+08:00');
        expect(await story.result()).toMatchObject({ outcome: 'LAPSED' });
        await rings(story, []);
      },
      MINUTE,
    );
  });

  describe('in the concurrent review', () => {
    it.each(['municipal-review', 'health-verification'] as const)(
      'waits for the other track when %s returns it, tells that the other one passed, and opens the one again',
      async (track) => {
        const other = track === 'municipal-review' ? 'health-verification' : 'municipal-review';
        const story = stage.story();
        await toConcurrentReview(story);
        await story.decide(track, '2026-03-25', 'returned');
        await eventually(async () => expect((await story.standing()).waitingFor).toEqual([other]));
        expect(stage.office.of('returnCase', story.caseId)).toEqual([]);
        await story.decide(other, '2026-03-26');
        await story.asked('returnCase');
        expect(stage.office.of('returnCase', story.caseId)).toMatchObject([
          {
            returned: [{ step: track }],
            passed: [{ step: other, outcome: 'passed' }],
            term: { startedOn: '2026-03-25' },
          },
        ]);
        await story.seal(2, '2026-03-27', { changedItems: ['budget'] });
        await story.resubmit(2, '2026-03-30', { reopens: [track] });
        await story.opened(`${track}-2`);
        expect(stage.office.of('openConcurrentReview', story.caseId).map(({ reviews }) => reviews.length)).toEqual([
          2, 1,
        ]);
        await story.decide(track, '2026-04-03', 'passed', 2);
        await story.opened('inspection');
        expect(stage.office.of('openInspection', story.caseId)).toMatchObject([
          { advance: { step: track }, term: { startedOn: '2026-04-03' }, filing: expect.stringMatching(/-filing$/) },
        ]);
        await story.handle.terminate();
      },
      MINUTE,
    );

    it(
      'sends all defects of both tracks at once and opens both again, with a filing of the new names',
      async () => {
        const story = stage.story();
        await toConcurrentReview(story);
        await story.decide('municipal-review', '2026-03-25', 'returned');
        await story.decide('health-verification', '2026-03-26', 'returned');
        await story.asked('returnCase');
        expect(stage.office.of('returnCase', story.caseId)).toMatchObject([
          {
            returned: [{ step: 'municipal-review' }, { step: 'health-verification' }],
            term: { startedOn: '2026-03-26' },
          },
        ]);
        const facts = { ...FACTS, institutionName: '蓉城智造第二托育园' };
        await story.seal(2, '2026-03-27', { changedItems: ['site'], facts });
        await story.resubmit(2, '2026-03-30', { reopens: ['municipal-review', 'health-verification'] });
        await story.opened('filing-2');
        expect(stage.office.of('openConcurrentReview', story.caseId).map(({ filing }) => filing.kept)).toEqual([
          null,
          null,
        ]);
        await story.handle.terminate();
      },
      MINUTE,
    );

    it(
      'keeps its filing when what was filed did not change',
      async () => {
        const story = stage.story();
        await toConcurrentReview(story);
        await story.decide('municipal-review', '2026-03-25');
        await story.decide('health-verification', '2026-03-26', 'returned');
        await story.asked('returnCase');
        await story.seal(2, '2026-03-27', { changedItems: ['staff'] });
        await story.resubmit(2, '2026-03-30', { reopens: ['health-verification'] });
        await story.opened('health-verification-2');
        const filing = stage.office.work(story.caseId, 'filing');
        expect(stage.office.of('openConcurrentReview', story.caseId).at(-1)?.filing.kept).toBe(filing);
        await story.handle.terminate();
      },
      MINUTE,
    );
  });

  describe('by its applicant or the municipal union', () => {
    const MOMENTS: readonly (readonly [string, (story: CaseStory) => Promise<void>, readonly string[]])[] = [
      [
        'committee',
        async (story) => {
          await story.begin();
          await story.seal(1);
          await story.opened('meeting-1');
        },
        ['meeting-1'],
      ],
      [
        'formal-check',
        async (story) => {
          await toSubmission(story);
          await story.opened('formal-check');
        },
        ['formal-check'],
      ],
      [
        'concurrent-review',
        async (story) => {
          await toConcurrentReview(story);
          await story.opened('municipal-review');
        },
        ['filing', 'health-verification', 'municipal-review'],
      ],
      [
        'correction',
        async (story) => {
          await returned(story);
          await story.seal(2, '2026-03-09', { needsResolution: true });
          await story.opened('meeting-2');
        },
        ['meeting-2'],
      ],
      [
        'inspection',
        async (story) => {
          await toInspection(story);
          await story.opened('inspection');
        },
        ['inspection'],
      ],
      [
        'rectification',
        async (story) => {
          await toInspection(story);
          await story.visit('2026-04-17');
          await story.complete('2026-04-22', 'rectification');
          await story.asked('requireRectification');
        },
        [],
      ],
      [
        'deferral',
        async (story) => {
          await toJointReview(story);
          await story.decide('joint-review', '2026-05-09', 'deferred');
          await story.asked('deferCase');
        },
        [],
      ],
      [
        'public-notice',
        async (story) => {
          await toNotice(story);
          await story.acceptObjection('2026-05-12');
          await story.asked('stopNotice');
        },
        ['notice'],
      ],
    ];

    it.each(MOMENTS)(
      'ends withdrawn or terminated in %s, and what is open elsewhere is closed with that reason',
      async (_step, play, open) => {
        for (const [end, outcome, why] of [
          ['withdraw', 'WITHDRAWN', 'withdrawn'],
          ['terminate', 'TERMINATED', 'terminated'],
        ] as const) {
          const story = stage.story();
          await play(story);
          await story[end]('2026-06-01');
          expect(await story.result()).toEqual({ caseId: story.caseId, outcome });
          const works = open.map((name) => stage.office.work(story.caseId, name));
          const closed = stage.office.of('closeWorks', story.caseId);
          expect(closed).toMatchObject([{ why, place: { cause: { subject: story.subject } } }]);
          expect(new Set(closed[0]?.works)).toEqual(new Set(works));
        }
      },
      2 * MINUTE,
    );

    it(
      'ends withdrawn when the next step is refused because the withdrawal came first, without an operator',
      async () => {
        const story = stage.story();
        await toDistrictReview(story);
        await story.opened('district-review');
        const data = { reasonHash: null, withdrawnOn: '2026-03-19', withdrawnBy: 'chair-1' };
        story.happens(story.fact(story.subject, 'application.withdrawn', '2026-03-19', data));
        await story.decide('district-review', '2026-03-19');
        expect(await story.result()).toMatchObject({ outcome: 'WITHDRAWN' });
        expect(stage.office.of('openOperatorTask', story.caseId)).toEqual([]);
        expect(stage.office.application(story.caseId).taken.at(-1)).toBe('withdraw/before-notice');
      },
      MINUTE,
    );

    it(
      'ends although it stands at a fault, and the task of the operator is closed with it',
      async () => {
        const story = stage.story();
        await toSubmission(story);
        await story.opened('formal-check');
        stage.office.trouble('openReview', story.caseId, { kind: 'fault', status: 403, message: 'WORKER may not' });
        await story.decide('formal-check', '2026-03-05');
        await story.opened('operator-district-review-fault-1');
        await story.withdraw('2026-03-06');
        expect(await story.result()).toMatchObject({ outcome: 'WITHDRAWN' });
        expect(stage.office.of('closeOperatorTask', story.caseId)).toHaveLength(1);
      },
      MINUTE,
    );
  });

  it(
    'is reminded of a rectification and escalated, gets more time once, and is visited again for what failed',
    async () => {
      const story = stage.story();
      await toInspection(story);
      await story.visit('2026-04-17');
      await story.complete('2026-04-22', 'rectification');
      await story.asked('requireRectification');
      await eventually(async () => expect(await story.standing()).toMatchObject({ due: '2026-05-15' }));
      await story.clockMoves('2026-05-20T08:00:00+08:00');
      const first = ['remind 0 2026-05-13', 'remind 0 2026-05-15', 'escalate 1 2026-05-16', 'escalate 2 2026-05-20'];
      await rings(
        story,
        first.map((alarm) => `application ${alarm}`),
      );
      await story.extendRectification('2026-05-20');
      await eventually(async () => expect(await story.standing()).toMatchObject({ due: '2026-06-05' }));
      await story.clockMoves('2026-06-05T08:00:00+08:00');
      const second = ['remind 0 2026-06-03', 'remind 0 2026-06-05'];
      await rings(
        story,
        [...first, ...second].map((alarm) => `application ${alarm}`),
      );
      await story.rectify('2026-06-05');
      await story.opened('inspection-2');
      expect(stage.office.of('openInspection', story.caseId).at(-1)).toMatchObject({
        advance: null,
        term: { startedOn: '2026-06-05', limit: 'inspectionVisit' },
        round: { round: 2, earlier: [{ outcome: 'rectification' }] },
        rectified: ['FIRE'],
      });
      await story.handle.terminate();
    },
    MINUTE,
  );

  it(
    'is rejected when nobody put the site right in the longest time there can be, and not before',
    async () => {
      const story = stage.story();
      await toInspection(story);
      await story.visit('2026-04-17');
      await story.complete('2026-04-22', 'rectification');
      await story.asked('requireRectification');
      await story.clockMoves('2026-06-05T23:00:00+08:00');
      await eventually(() => expect(alarmsOf(story)).toHaveLength(4));
      expect(stage.office.of('rejectCase', story.caseId)).toEqual([]);
      await story.clockMoves('2026-06-06T00:00:00+08:00');
      await story.asked('rejectCase');
      expect(stage.office.of('rejectCase', story.caseId)).toMatchObject([{ advance: { step: 'inspection' } }]);
      expect(await story.result()).toMatchObject({ outcome: 'REJECTED' });
      expect(stage.office.application(story.caseId).taken.at(-1)).toBe('rectification/overdue');
    },
    MINUTE,
  );

  it(
    'may be visited later, once, with a new date and new alarms',
    async () => {
      const story = stage.story();
      await toInspection(story);
      await story.opened('inspection');
      await story.postponeVisit('2026-04-10');
      await eventually(async () =>
        expect(await story.standing()).toMatchObject({ waitingFor: ['visit'], due: '2026-04-24' }),
      );
      await story.clockMoves('2026-04-24T08:00:00+08:00');
      await rings(story, ['inspection remind 0 2026-04-22', 'inspection remind 0 2026-04-24']);
      await story.visit('2026-04-24');
      await story.complete('2026-04-27');
      await story.opened('joint-review');
      await story.handle.terminate();
    },
    MINUTE,
  );

  it(
    'is put off by the joint review, taken up again, and reviewed in another round',
    async () => {
      const story = stage.story();
      await toJointReview(story);
      await story.decide('joint-review', '2026-05-09', 'deferred');
      await story.asked('deferCase');
      await eventually(async () => expect((await story.standing()).waitingFor).toEqual(['resumption']));
      await story.resume('2026-09-01');
      await story.opened('joint-review-2');
      expect(stage.office.of('openReview', story.caseId).at(-1)?.review).toMatchObject({
        term: { startedOn: '2026-09-01', limit: 'jointReview' },
        round: { round: 2, earlier: [{ outcome: 'deferred' }] },
      });
      await story.handle.terminate();
    },
    MINUTE,
  );

  describe('by an objection', () => {
    it(
      'stands still, however late it gets, and has the rest of its days after both leaders dismissed it',
      async () => {
        const story = stage.story();
        await toNotice(story);
        await story.acceptObjection('2026-05-12');
        await story.asked('stopNotice');
        expect(stage.office.of('stopNotice', story.caseId)).toMatchObject([
          { advance: { step: 'public-notice', outcome: 'objected', decidedOn: '2026-05-12' } },
        ]);
        await story.clockMoves('2026-07-01T09:00:00+08:00');
        await eventually(async () =>
          expect((await story.standing()).waitingFor).toEqual(['findings on the objection']),
        );
        expect(stage.office.of('passNotice', story.caseId)).toEqual([]);
        await story.resolve('2026-07-01', 'dismissed');
        await story.asked('resumeNotice');
        expect(stage.office.of('resumeNotice', story.caseId)).toMatchObject([
          {
            advance: { outcome: 'objection-dismissed' },
            from: { resumedOn: '2026-07-01', stoppedOn: '2026-05-12', dueOn: '2026-05-15' },
          },
        ]);
        await story.clockMoves('2026-07-09T09:00:00+08:00');
        await story.opened('designation');
        expect(stage.office.of('openReview', story.caseId).at(-1)?.review.term.startedOn).toBe('2026-07-08');
        await story.handle.terminate();
      },
      MINUTE,
    );

    it(
      'goes on standing still when another objection was accepted before the clock could run again',
      async () => {
        const story = stage.story();
        await toNotice(story);
        await story.acceptObjection('2026-05-12', 1);
        await story.asked('stopNotice');
        stage.office.trouble('resumeNotice', story.caseId, { kind: 'refused', rule: 'R-PUB-03', message: 'open' });
        await story.resolve('2026-05-14', 'dismissed', { objection: 1 });
        await story.asked('resumeNotice');
        await story.acceptObjection('2026-05-14', 2);
        await story.resolve('2026-05-20', 'dismissed', { objection: 2 });
        await story.asked('resumeNotice', 2);
        expect(stage.office.of('stopNotice', story.caseId)).toHaveLength(1);
        await eventually(async () => expect((await story.standing()).waitingFor).toEqual(['end of notice']));
        await story.handle.terminate();
      },
      MINUTE,
    );

    it(
      'waits for an objection that nobody has examined, and passes when it was set aside as a lead',
      async () => {
        const story = stage.story();
        await toNotice(story);
        const refused = { kind: 'refused', rule: 'R-PUB-03', message: 'open objection' } as const;
        stage.office.trouble('passNotice', story.caseId, refused);
        await story.clockMoves('2026-05-18T09:00:00+08:00');
        await eventually(async () =>
          expect((await story.standing()).waitingFor).toEqual(['examination of the objection']),
        );
        await story.setAside('2026-05-20');
        await story.opened('designation');
        expect(stage.office.of('passNotice', story.caseId)).toHaveLength(2);
        await story.handle.terminate();
      },
      MINUTE,
    );

    it(
      'asks again a minute later when the service finds that the last day is not over',
      async () => {
        const story = stage.story();
        await toNotice(story);
        stage.office.trouble('passNotice', story.caseId, { kind: 'refused', rule: 'R-PUB-01', message: 'not over' });
        await story.clockMoves('2026-05-16T00:00:00+08:00');
        await story.asked('passNotice');
        await story.clockMoves('2026-05-16T00:01:00+08:00');
        await story.opened('designation');
        await story.handle.terminate();
      },
      MINUTE,
    );

    it(
      'is announced once more when an upheld objection is reconsidered, and its clock stands still from the start',
      async () => {
        const story = stage.story();
        await toNotice(story);
        const notice = await story.opened('notice');
        await story.acceptObjection('2026-05-12');
        await story.resolve('2026-05-14', 'upheld');
        await story.reconsider('public-notice', '2026-05-18');
        await story.opened('notice-2');
        expect(stage.office.of('openNotice', story.caseId).at(-1)).toMatchObject({
          advance: null,
          reconsidered: notice,
          unionGrantFen: 10_000_000,
          round: { round: 2, excluded: ['DU_REVIEWER-1'] },
        });
        await story.resolve('2026-05-25', 'dismissed', { round: 2 });
        await story.asked('resumeNotice');
        expect(stage.office.of('stopNotice', story.caseId)).toHaveLength(1);
        await story.handle.terminate();
      },
      MINUTE,
    );
  });
});
