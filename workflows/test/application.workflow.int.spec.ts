import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AdvancingStep } from '#libs/contracts';
import { DUTIES, type DutyPlace } from '#libs/policy';
import { eventually } from '#libs/testing';
import { REJECTIONS } from './case-rejections.js';
import {
  paid,
  paidByTheClock,
  reviewedUpToNotice,
  toConcurrentReview,
  toGrants,
  toNotice,
  toSubmission,
} from './case-stages.js';
import type { FakeOffice } from './fake-office.js';
import { ProcedureStage } from './procedure-stage.js';

const MINUTE = 60_000;

/** With which round and limit a step was opened each time. */
const openingsOf = (office: FakeOffice, caseId: string, step: AdvancingStep): readonly object[] => {
  if (step === 'inspection') return office.of('openInspection', caseId);
  if (step === 'public-notice') return office.of('openNotice', caseId);
  const alone = office.of('openReview', caseId).map(({ review }) => review);
  const beside = office.of('openConcurrentReview', caseId).flatMap(({ reviews }) => reviews);
  return [...alone, ...beside].filter(({ kind }) => kind === step);
};

describe('an application on a settable clock', () => {
  let stage: ProcedureStage;
  beforeAll(async () => {
    stage = await ProcedureStage.open('settable');
  }, MINUTE);
  afterAll(() => stage.close(), MINUTE);

  it(
    'goes from draft to money paid, each deadline counted from the right day',
    async () => {
      const story = stage.story();
      await paid(story);
      expect(await story.result()).toEqual({ caseId: story.caseId, outcome: 'DESIGNATED' });

      expect(await story.grantResult('UNION_MUNI')).toEqual({ paidOn: '2026-06-12' });
      expect(await story.grantResult('FISCAL_HEALTH')).toEqual({ paidOn: '2026-06-12' });

      const { office } = stage;
      const { caseId } = story;
      const reviews = office
        .of('openReview', caseId)
        .map(({ review: { kind, term } }) => [kind, term.startedOn, term.limit]);
      expect(reviews).toEqual([
        ['formal-check', '2026-03-02', 'formalCheck'],
        ['district-review', '2026-03-05', 'districtReview'],
        ['joint-review', '2026-04-22', 'jointReview'],
        ['designation', '2026-05-15', 'designation'],
      ]);
      expect(office.of('openConcurrentReview', caseId)).toMatchObject([
        {
          reviews: [
            { kind: 'health-verification', term: { startedOn: '2026-03-19', limit: 'healthVerification' } },
            { kind: 'municipal-review', term: { startedOn: '2026-03-19', limit: 'municipalReview' } },
          ],
        },
      ]);
      expect(office.of('openInspection', caseId)).toMatchObject([
        { term: { startedOn: '2026-04-02', limit: 'inspectionVisit' } },
      ]);
      expect(office.of('setReportDue', caseId)).toMatchObject([
        { term: { startedOn: '2026-04-17', limit: 'inspectionReport' } },
      ]);
      expect(office.of('openNotice', caseId)).toMatchObject([
        { term: { startedOn: '2026-05-09', limit: 'publicity' }, unionGrantFen: 10_000_000, healthGrantFen: 5_000_000 },
      ]);
      expect(office.of('designateSite', caseId)).toMatchObject([
        { site: { documentNo: '蓉工发〔2026〕1号', designatedOn: '2026-05-22', resolutionHash: 'b'.repeat(64) } },
      ]);
      const term = { startedOn: '2026-05-22', limit: 'disbursement' };
      const wishes = [
        { fund: 'UNION_MUNI', amountFen: 10_000_000, budget: '2026-UNION_MUNI' },
        { fund: 'FISCAL_HEALTH', amountFen: 5_000_000, budget: '2026-FISCAL_HEALTH' },
      ];
      expect(office.of('planGrants', caseId)).toMatchObject([{ term, wishes }]);
      expect(office.of('planGrant', caseId)).toEqual([]);
      expect(office.of('settleReservation', caseId)).toHaveLength(2);
    },
    MINUTE,
  );

  it(
    'tells the application of each step before it opens the next one',
    async () => {
      const story = stage.story();
      await toGrants(story);
      await story.opened('grant-UNION_MUNI');
      const { caseId } = story;
      const advances = stage.office.calls.flatMap(({ input }) =>
        input.place.caseId === caseId && 'advance' in input && input.advance !== null ? [input.advance] : [],
      );
      expect(advances.map(({ step, outcome, decidedOn }) => [step, outcome, decidedOn])).toEqual([
        ['formal-check', 'passed', '2026-03-05'],
        ['district-review', 'passed', '2026-03-19'],
        ['health-verification', 'passed', '2026-03-26'],
        ['municipal-review', 'passed', '2026-04-02'],
        ['inspection', 'passed', '2026-04-22'],
        ['joint-review', 'passed', '2026-05-09'],
        ['public-notice', 'passed', '2026-05-15'],
        ['designation', 'passed', '2026-05-22'],
      ]);
    },
    MINUTE,
  );

  it(
    'carries on who acted at which level, so that nobody judges twice',
    async () => {
      const story = stage.story();
      await story.begin();
      await story.seal(1);
      await story.decline(1);
      await story.seal(2);
      await story.adopt(2);
      await story.submit(2);
      await reviewedUpToNotice(story);
      await story.acceptObjection('2026-05-12');
      await story.asked('stopNotice');
      await story.resolve('2026-05-14', 'dismissed');
      await story.asked('resumeNotice');
      await story.clockMoves('2026-05-25T09:00:00+08:00');
      await story.decide('designation', '2026-05-26');
      await story.opened('grant-UNION_MUNI');
      const [planned] = stage.office.of('planGrants', story.caseId);
      expect(planned?.dossier.listing.caseNo).toBe('TY2026-00000001');
      expect(planned?.dossier.priorActs).toEqual([
        { level: 'grassroots', duty: 'application-preparation', actor: 'handler-1' },
        { level: 'grassroots', duty: 'committee-chairing', actor: 'chair-1' },
        { level: 'grassroots', duty: 'application-preparation', actor: 'handler-2' },
        { level: 'grassroots', duty: 'application-submission', actor: 'chair-1' },
        { level: 'district', duty: 'formal-check', actor: 'DU_REVIEWER-1' },
        { level: 'district', duty: 'formal-signature', actor: 'DU_LEADER-1' },
        { level: 'district', duty: 'district-review', actor: 'DU_REVIEWER-1' },
        { level: 'district', duty: 'district-signature', actor: 'DU_LEADER-1' },
        { level: 'county-health', duty: 'health-verification', actor: 'CH_OFFICER-1' },
        { level: 'municipal', duty: 'municipal-review', actor: 'MU_REVIEWER-1' },
        { level: 'municipal', duty: 'municipal-signature', actor: 'MU_LEADER-1' },
        { level: 'county-health', duty: 'filing-record', actor: 'CH_OFFICER-1' },
        { level: 'inspection', duty: 'inspection', actor: 'inspector-1' },
        { level: 'inspection', duty: 'inspection', actor: 'inspector-2' },
        { level: 'municipal', duty: 'joint-review-union', actor: 'MU_LEADER-1' },
        { level: 'municipal-health', duty: 'joint-review-health', actor: 'MH_LEADER-1' },
        { level: 'municipal', duty: 'objection-decision', actor: 'MU_LEADER-1' },
        { level: 'municipal-health', duty: 'objection-decision-health', actor: 'MH_LEADER-1' },
        { level: 'municipal', duty: 'designation-union', actor: 'MU_LEADER-1' },
        { level: 'municipal-health', duty: 'designation-health', actor: 'MH_LEADER-1' },
      ]);
      // What the matrix does not know it can judge by the level only.
      const places = new Map<string, DutyPlace>(Object.entries(DUTIES));
      for (const { level, duty } of planned?.dossier.priorActs ?? []) {
        expect([duty, places.get(duty)?.level ?? 'inspection']).toEqual([duty, level]);
      }
    },
    MINUTE,
  );

  it.each(REJECTIONS)(
    'is rejected when $step rejects, closes what else is open, and ends when nobody asks for a reconsideration',
    async ({ step, reject, closes }) => {
      const story = stage.story();
      await reject(story);
      await story.asked('rejectCase');
      const [rejected] = stage.office.of('rejectCase', story.caseId);
      expect(rejected?.advance).toMatchObject({ step, outcome: 'rejected' });
      const open = closes.map((name) => stage.office.work(story.caseId, name));
      expect(new Set(rejected?.works)).toEqual(new Set(open));
      await eventually(async () => expect((await story.standing()).waitingFor).toEqual(['reconsideration']));
      await story.clockMoves('2026-12-30T09:00:00+08:00');
      expect(await story.result()).toEqual({ caseId: story.caseId, outcome: 'REJECTED' });
    },
    MINUTE,
  );

  it.each(REJECTIONS)(
    'has $step decided once more, by others, within ten working days, and ends with a second rejection',
    async ({ step, reject, rejectAgain, reopens = [step] }) => {
      const story = stage.story();
      await reject(story);
      await story.reconsider(step, '2026-05-25', reopens);
      await rejectAgain(story);
      expect(await story.result()).toEqual({ caseId: story.caseId, outcome: 'REJECTED' });
      const opened = openingsOf(stage.office, story.caseId, step);
      expect(opened.at(-1)).toMatchObject({
        round: { round: 2, excluded: ['DU_REVIEWER-1'] },
        term: { startedOn: '2026-05-25', ...(step === 'public-notice' ? {} : { limit: 'reconsideration' }) },
      });
      expect(stage.office.of('rejectCase', story.caseId)).toHaveLength(2);
    },
    MINUTE,
  );

  it(
    'says why an upheld objection ended the case, and who decided that',
    async () => {
      const story = stage.story();
      await toNotice(story);
      await story.acceptObjection('2026-05-12');
      await story.resolve('2026-05-14', 'upheld');
      await story.asked('rejectCase');
      expect(stage.office.of('rejectCase', story.caseId)).toMatchObject([
        {
          advance: {
            reasonCode: 'OBJECTION_UPHELD',
            decidedOn: '2026-05-14',
            decidedBy: ['MU_LEADER-1', 'MH_LEADER-1'],
          },
        },
      ]);
      await story.handle.terminate();
    },
    MINUTE,
  );

  it(
    'keeps the draft open when the committee declines, and opens a meeting for the next plan',
    async () => {
      const story = stage.story();
      await story.begin();
      await story.seal(1);
      await story.decline(1);
      await story.seal(2);
      await story.adopt(2);
      await story.submit(2);
      await story.opened('formal-check');
      const { office } = stage;
      expect(office.of('noteCommitteeDeclined', story.caseId)).toMatchObject([
        { rule: 'R-COM-02', place: { round: 1 } },
      ]);
      expect(office.of('openMeeting', story.caseId)).toMatchObject([
        { planNumber: 1, superseded: null },
        { planNumber: 2, superseded: null },
      ]);
      expect(office.of('recordResolution', story.caseId)).toMatchObject([{ place: { round: 2 } }]);
      await story.handle.terminate();
    },
    MINUTE,
  );

  it(
    'supersedes an open meeting when a newer plan version is sealed',
    async () => {
      const story = stage.story();
      await story.begin();
      await story.seal(1);
      const first = await story.opened('meeting-1');
      await story.seal(2);
      await story.adopt(2);
      await story.submit(2);
      await story.opened('formal-check');
      expect(stage.office.of('openMeeting', story.caseId)).toMatchObject([
        { planNumber: 1, superseded: null },
        { planNumber: 2, superseded: first },
      ]);
      await story.handle.terminate();
    },
    MINUTE,
  );

  it(
    'drops the answer of a committee whose plan was changed meanwhile',
    async () => {
      const story = stage.story();
      await story.begin();
      await story.seal(1);
      await story.opened('meeting-1');
      stage.office.trouble('recordResolution', story.caseId, { kind: 'refused', rule: 'R-COM-08', message: 'changed' });
      await story.adopt(1);
      await story.seal(2);
      await story.adopt(2);
      await eventually(() => expect(stage.office.of('recordResolution', story.caseId)).toHaveLength(2));
      await story.tell(story.submission(2));
      await story.opened('formal-check');
      expect(stage.office.of('openOperatorTask', story.caseId)).toEqual([]);
      await story.handle.terminate();
    },
    MINUTE,
  );

  it(
    'rings each alarm once, on its date, and goes on waiting',
    async () => {
      const story = stage.story();
      await toSubmission(story);
      const work = await story.opened('formal-check');
      for (const now of ['2026-03-03T08:00:00+08:00', '2026-03-05T08:00:00+08:00', '2026-03-05T09:00:00+08:00']) {
        await story.clockMoves(now);
      }
      await story.clockMoves('2026-03-12T08:00:00+08:00');
      await eventually(() => {
        const rung = stage.office.of('raiseAlarms', story.caseId).flatMap(({ alarms }) => alarms);
        expect(rung.map(({ kind, level, on }) => [kind, level, on])).toEqual([
          ['remind', 0, '2026-03-03'],
          ['remind', 0, '2026-03-05'],
          ['escalate', 1, '2026-03-06'],
          ['escalate', 2, '2026-03-10'],
        ]);
      });
      await story.clockMoves('2026-09-01T08:00:00+08:00');
      await story.decide('formal-check', '2026-09-01');
      await story.opened('district-review');
      const calls = stage.office.of('raiseAlarms', story.caseId).filter((call) => call.work === work);
      expect(calls.flatMap(({ first, alarms }) => alarms.map((_, index) => first + index))).toEqual([1, 2, 3, 4]);
      await story.handle.terminate();
    },
    MINUTE,
  );

  it(
    'publishes the next alarm, so that whoever moves the clock finds the case',
    async () => {
      const story = stage.story();
      await toSubmission(story);
      await story.opened('formal-check');
      const nextAlarms = async (): Promise<string[]> => {
        const { events } = await story.handle.fetchHistory();
        return (events ?? []).flatMap((event) => {
          const fields = event.upsertWorkflowSearchAttributesEventAttributes?.searchAttributes?.indexedFields ?? {};
          const data = fields['NextAlarm']?.data;
          return data === undefined || data === null ? [] : [String(JSON.parse(Buffer.from(data).toString('utf8')))];
        });
      };
      await eventually(async () => expect((await nextAlarms()).at(-1)).toBe('2026-03-02T16:00:00.000Z'));
      await story.clockMoves('2026-03-03T08:00:00+08:00');
      await eventually(async () => expect((await nextAlarms()).at(-1)).toBe('2026-03-04T16:00:00.000Z'));
      await story.handle.terminate();
    },
    MINUTE,
  );

  it(
    'takes facts that come early, late or twice',
    async () => {
      const story = stage.story();
      await story.begin();
      const adopted = story.adoption(1);
      const sealed = story.plan(1, '2026-02-20');
      const submitted = story.submission(1);
      await story.tell(submitted);
      await story.tell(adopted);
      await story.tell(adopted);
      await story.tell(story.decision('district-review', '2026-03-19'));
      await story.tell(story.decision('formal-check', '2026-03-05'));
      await story.tell(sealed);
      await story.opened('filing');
      await story.tell(submitted);
      await story.tell(adopted);
      await story.decide('municipal-review', '2026-03-25');
      await story.decide('health-verification', '2026-03-26');
      await story.opened('inspection');
      const { office } = stage;
      expect(office.of('openMeeting', story.caseId)).toHaveLength(1);
      expect(office.of('recordResolution', story.caseId)).toHaveLength(1);
      expect(office.of('openReview', story.caseId).map(({ review }) => review.kind)).toEqual([
        'formal-check',
        'district-review',
      ]);
      expect(office.of('openInspection', story.caseId)).toMatchObject([{ term: { startedOn: '2026-03-26' } }]);
      await story.handle.terminate();
    },
    MINUTE,
  );

  it(
    'opens a task for the operator when a service says what it should not, and goes on after a retry',
    async () => {
      const story = stage.story();
      await toSubmission(story);
      await story.opened('formal-check');
      stage.office.trouble('openReview', story.caseId, { kind: 'fault', status: 403, message: 'WORKER may not' });
      await story.decide('formal-check', '2026-03-05');
      await eventually(async () => {
        expect((await story.standing()).fault).toEqual({
          step: 'district-review',
          command: 'openReview',
          code: '403',
          message: 'WORKER may not',
        });
      });
      expect(stage.office.of('openOperatorTask', story.caseId)).toMatchObject([
        { about: { command: 'openReview', code: '403' }, place: { step: 'district-review-fault', round: 1 } },
      ]);
      await story.retry();
      await story.opened('district-review');
      const [failed, retried] = stage.office.of('openReview', story.caseId).slice(1);
      expect(retried).toEqual(failed);
      expect((await story.standing()).fault).toBeNull();
      await eventually(() => expect(stage.office.of('closeOperatorTask', story.caseId)).toHaveLength(1));
      await story.handle.terminate();
    },
    MINUTE,
  );

  it(
    'takes the passed operator task for a retry, and survives a task that cannot be opened',
    async () => {
      const story = stage.story();
      await toSubmission(story);
      await story.opened('formal-check');
      const refused = { kind: 'refused', rule: 'G-STATE', message: 'not now' } as const;
      stage.office.trouble('openReview', story.caseId, refused);
      await story.decide('formal-check', '2026-03-05');
      const task = await story.opened('operator-district-review-fault-1');
      stage.office.trouble('openReview', story.caseId, refused);
      stage.office.trouble('openOperatorTask', story.caseId, { kind: 'fault', status: 401, message: 'no token' });
      await story.tell(story.decision('operator', '2026-03-06', 'passed', task));
      await eventually(async () => {
        expect(stage.office.of('openOperatorTask', story.caseId)).toHaveLength(2);
        expect((await story.standing()).fault?.code).toBe('G-STATE');
      });
      await story.retry();
      await story.opened('district-review');
      await story.handle.terminate();
    },
    MINUTE,
  );

  it(
    'waits for a service that is away for as long as it takes',
    async () => {
      const story = stage.story();
      await toSubmission(story);
      await story.opened('formal-check');
      for (let n = 0; n < 5; n += 1) stage.office.trouble('openReview', story.caseId, new Error('connection refused'));
      await story.decide('formal-check', '2026-03-05');
      await story.opened('district-review');
      expect(stage.office.of('openOperatorTask', story.caseId)).toEqual([]);
      await story.handle.terminate();
    },
    MINUTE,
  );

  it(
    'sends a corrected payment to the bank once more after it failed',
    async () => {
      const story = stage.story();
      await toGrants(story);
      await story.voucher('2026-06-01');
      await story.approve('UNION_MUNI', '2026-06-01');
      await story.bankReports('failed', '2026-06-02');
      await story.approve('UNION_MUNI', '2026-06-08');
      await story.bankReports('paid', '2026-06-09', 2);
      expect(await story.grantResult('UNION_MUNI')).toEqual({ paidOn: '2026-06-09' });
      expect(await story.result()).toMatchObject({ outcome: 'DESIGNATED' });
      expect(stage.office.of('instructPayment', story.caseId).map(({ n, place }) => [n, place.round])).toEqual([
        [1, 1],
        [2, 2],
      ]);
      expect(
        stage.office
          .of('settleReservation', story.caseId)
          .map(({ budget }) => budget)
          .toSorted(),
      ).toEqual(['2026-FISCAL_HEALTH', '2026-UNION_MUNI']);
    },
    MINUTE,
  );

  it(
    'asks the operator when the budget does not suffice, and plans after a retry',
    async () => {
      const story = stage.story();
      await toNotice(story);
      const short = { kind: 'refused', rule: 'R-FUND-13', message: 'budget' } as const;
      stage.office.trouble('planGrants UNION_MUNI', story.caseId, short);
      stage.office.trouble('planGrant UNION_MUNI', story.caseId, short);
      await story.clockMoves('2026-05-18T09:00:00+08:00');
      await story.decide('designation', '2026-05-22');
      await eventually(async () => expect((await story.standing()).fault?.code).toBe('R-FUND-13'));
      await story.retry();
      await story.opened('grant-UNION_MUNI');
      expect(await story.result()).toMatchObject({ outcome: 'DESIGNATED' });
    },
    MINUTE,
  );

  it(
    'pays the union its grant while the budget of the health grant is missing',
    async () => {
      const story = stage.story();
      await toNotice(story);
      const missing = { kind: 'fault', status: 404, message: 'no budget' } as const;
      stage.office.trouble('planGrants FISCAL_HEALTH', story.caseId, missing);
      stage.office.trouble('planGrant FISCAL_HEALTH', story.caseId, missing);
      await story.clockMoves('2026-05-18T09:00:00+08:00');
      await story.decide('designation', '2026-05-22');
      await eventually(async () => expect((await story.standing()).fault?.code).toBe('404'));
      await story.approve('UNION_MUNI', '2026-06-01');
      await story.bankReports('paid', '2026-06-02');
      await eventually(() => {
        const settled = stage.office.of('settleReservation', story.caseId).map(({ budget }) => budget);
        expect(settled).toEqual(['2026-UNION_MUNI']);
      });
      expect(stage.office.of('settleGrants', story.caseId)).toEqual([]);
      await story.retry();
      await story.voucher('2026-06-05');
      expect(await story.result()).toMatchObject({ outcome: 'DESIGNATED' });
      expect(stage.office.of('settleGrants', story.caseId)).toHaveLength(1);
    },
    MINUTE,
  );

  it(
    'shows the one fault that is left when two tracks stand still and one goes on',
    async () => {
      const story = stage.story();
      await toNotice(story);
      const missing = { kind: 'fault', status: 404, message: 'no budget' } as const;
      stage.office.trouble('planGrants UNION_MUNI', story.caseId, { ...missing, status: 403 });
      stage.office.trouble('planGrant UNION_MUNI', story.caseId, { ...missing, status: 403 });
      stage.office.trouble('planGrants FISCAL_HEALTH', story.caseId, missing);
      stage.office.trouble('planGrant FISCAL_HEALTH', story.caseId, missing);
      await story.clockMoves('2026-05-18T09:00:00+08:00');
      await story.decide('designation', '2026-05-22');
      const first = await story.opened('operator-grants-fault-1');
      await story.opened('operator-grants-fault-2');
      await story.tell(story.decision('operator', '2026-05-25', 'passed', first));
      await story.opened('grant-UNION_MUNI');
      await eventually(async () => expect((await story.standing()).fault?.code).toBe('404'));
      await story.retry();
      await story.opened('grant-FISCAL_HEALTH');
      // With both grants under way nothing is at fault any more, and the case is done.
      expect(await story.result()).toEqual({ caseId: story.caseId, outcome: 'DESIGNATED' });
    },
    MINUTE,
  );

  it(
    'hands facts on to a grant that came before its workflow was there',
    async () => {
      const story = stage.story();
      await toNotice(story);
      const data = {
        voucherNo: 'V-1',
        amountFen: 5_000_000,
        paidOn: '2026-06-01',
        by: 'MH_OFFICER-1',
        on: '2026-06-01',
      };
      const subject = `grant/${story.caseId}-grant-FISCAL_HEALTH`;
      await story.tell(story.fact(subject, 'grant.voucher-recorded', '2026-06-01', data));
      await story.clockMoves('2026-05-18T09:00:00+08:00');
      await story.decide('designation', '2026-05-22');
      const grant = await story.opened('grant-UNION_MUNI');
      const paid = { amountFen: 10_000_000, by: 'approver-1', on: '2026-06-01' };
      const approved = story.fact(grant, 'grant.approved', '2026-06-01', paid);
      await eventually(() => story.tellGrant(approved));
      await story.bankReports('paid', '2026-06-02');
      expect(await story.result()).toMatchObject({ outcome: 'DESIGNATED' });
    },
    MINUTE,
  );

  it(
    'archives a draft that nobody touches, and the meeting with it',
    async () => {
      const story = stage.story();
      await story.begin();
      await story.seal(1);
      const meeting = await story.opened('meeting-1');
      await story.clockMoves('2026-08-20T00:00:00+08:00');
      expect(await story.result()).toMatchObject({ outcome: 'ARCHIVED' });
      expect(stage.office.of('archiveDraft', story.caseId)).toMatchObject([
        { idleSince: '2026-02-10', works: [meeting] },
      ]);
    },
    MINUTE,
  );

  it(
    'goes on with a draft that was touched at the last moment',
    async () => {
      const story = stage.story();
      await story.begin();
      stage.office.trouble('archiveDraft', story.caseId, { kind: 'refused', rule: 'G-STATE', message: 'touched' });
      await story.clockMoves('2026-08-20T00:00:00+08:00');
      await eventually(() => expect(stage.office.of('archiveDraft', story.caseId)).toHaveLength(1));
      stage.setOfficeTime('2026-08-20T00:00:00+08:00');
      await story.seal(1, '2026-08-20');
      await story.opened('meeting-1');
      stage.setOfficeTime('2026-02-10T09:00:00+08:00');
      await story.handle.terminate();
    },
    MINUTE,
  );

  it(
    'shows where it stands, what it waits for and until when',
    async () => {
      const story = stage.story();
      await toConcurrentReview(story);
      await story.opened('filing');
      await eventually(async () => {
        const standing = await story.standing();
        expect(standing).toMatchObject({ step: 'concurrent-review', due: '2026-03-26', fault: null });
        expect(standing.waitingFor.toSorted()).toEqual(['health-verification', 'municipal-review']);
      });
      await story.handle.terminate();
    },
    MINUTE,
  );
});

describe('an application on the wall clock', () => {
  let stage: ProcedureStage;
  beforeAll(async () => {
    stage = await ProcedureStage.open('wall');
  }, MINUTE);
  afterAll(() => stage.close(), MINUTE);

  it(
    'rings each alarm once by its timer and goes on waiting',
    async () => {
      const story = stage.story();
      await toSubmission(story);
      await story.opened('formal-check');
      await stage.environment.sleep('30 days');
      await eventually(() => {
        const rung = stage.office.of('raiseAlarms', story.caseId).flatMap(({ alarms }) => alarms);
        expect(rung.map(({ kind, level }) => [kind, level])).toEqual([
          ['remind', 0],
          ['remind', 0],
          ['escalate', 1],
          ['escalate', 2],
        ]);
      });
      await story.decide('formal-check', '2026-03-05');
      await story.opened('district-review');
      // Left to itself: terminated inside a task, it would keep the server from ever skipping time again.
    },
    MINUTE,
  );

  it(
    'archives a draft after 180 days',
    async () => {
      const story = stage.story();
      await story.begin();
      // Time may be skipped only when the workflow rests: its tasks have timeouts of their own, which would be skipped too.
      await eventually(async () => expect((await story.standing()).step).toBe('committee'));
      await stage.environment.sleep('181 days');
      expect(await story.result()).toMatchObject({ outcome: 'ARCHIVED' });
    },
    MINUTE,
  );

  // Last: the time-skipping server skips no more once a workflow has ended before those that it started.
  it(
    'goes from draft to money paid, the notice passing by itself when its time is over',
    async () => {
      const story = stage.story();
      await paidByTheClock(story, stage);
      expect(await story.result()).toEqual({ caseId: story.caseId, outcome: 'DESIGNATED' });
      expect(stage.office.of('raiseAlarms', story.caseId)).toEqual([]);
    },
    MINUTE,
  );
});
