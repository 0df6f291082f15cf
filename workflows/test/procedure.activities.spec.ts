import { describe, expect, it } from '@jest/globals';
import type { AdvanceApplication, Problem } from '#libs/contracts';
import { PermanentFault, Unavailable } from '#libs/http';
import type { ProcedureActivities } from '../src/definitions/activities.ports.js';
import {
  ANSWER_BY,
  CASE,
  DOSSIER,
  FILING,
  HASH,
  PlayedServices,
  activitiesOf,
  eventOf,
  place,
} from './played-services.js';

const ROUND = { round: 1, earlier: [], excluded: [] };
const DECISION = { subject: 'review/1', sequence: 3 };
const advanceOf = (step: AdvanceApplication['step']): AdvanceApplication => ({
  step,
  outcome: 'passed',
  decision: DECISION,
  decidedOn: '2026-03-05',
});

const stage = (): { client: PlayedServices; activities: ProcedureActivities } => {
  const client = new PlayedServices();
  return { client, activities: activitiesOf(client) };
};

const problem = (rule: string, status: number): Problem => ({
  type: 'about:blank',
  title: rule,
  status,
  detail: '不行',
  detailEn: 'no',
  rule,
  pointer: '',
  errors: [],
});

describe('the activities of the procedure', () => {
  it('tell the application first, then open the work, then note what is settled, each under its own key', async () => {
    const { client, activities } = stage();
    const answer = await activities.openReview({
      place: place('district-review'),
      advance: advanceOf('formal-check'),
      dossier: DOSSIER,
      review: { kind: 'district-review', term: { startedOn: '2026-03-05', limit: 'districtReview' }, round: ROUND },
    });
    expect(client.sent.map(({ url, path }) => url + path)).toEqual([
      `http://applications/applications/${CASE}/advance`,
      'http://approvals/reviews',
      `http://applications/applications/${CASE}/settled`,
    ]);
    const prefix = `application/${CASE}/district-review/1`;
    expect(client.sent.map(({ headers }) => headers.key)).toEqual([
      `${prefix}/advance-formal-check/1`,
      `${prefix}/open-district-review/1`,
      `${prefix}/settle-application/3`,
    ]);
    expect(client.sent.every(({ headers }) => headers.causationId === `application/${CASE}/0000000003`)).toBe(true);
    expect(answer).toMatchObject({
      kind: 'done',
      now: '2026-03-05T10:00:00.000+08:00',
      work: 'review/opened-2',
      deadline: { dueOn: '2026-03-19', endsAt: '2026-03-20T00:00:00+08:00' },
    });
  });

  it('tell until when a program has a review, ask for it only then, and hand the review over', async () => {
    const { client, activities } = stage();
    client.given.add('formal-check').add('health-verification');
    const term = { startedOn: '2026-03-05', limit: 'formalCheck' } as const;
    const opening = { place: place('somewhere'), advance: null, dossier: DOSSIER };
    const review = { kind: 'formal-check', term, round: ROUND } as const;
    const opened = await activities.openReview({ ...opening, review });
    expect(opened).toMatchObject({ kind: 'done', answerBy: ANSWER_BY });
    const kept = { kept: FILING, round: 1, receipt: term, nonconformity: term };
    const both = await activities.openConcurrentReview({
      ...opening,
      reviews: [
        { ...review, kind: 'health-verification' },
        { ...review, kind: 'municipal-review' },
      ],
      filing: kept,
    });
    expect(both).toMatchObject({ kind: 'done', reviews: [{ answerBy: ANSWER_BY }, {}] });
    const ordinary = await activities.openReview({ ...opening, review: { ...review, kind: 'district-review' } });
    expect(ordinary).not.toHaveProperty('answerBy');
    expect(JSON.stringify(both).match(/answerBy/g)).toHaveLength(1);
    await activities.handOverReview({ place: place('somewhere'), work: 'review/1' });
    expect(client.sent.at(-1)).toMatchObject({ path: '/reviews/1/handover', body: {} });
    client.answers.set('/reviews/2/handover', [() => ({ status: 'refused', problem: problem('G-STATE', 409) })]);
    const late = await activities.handOverReview({ place: place('somewhere'), work: 'review/2' });
    expect(late).toMatchObject({ kind: 'done' });
  });

  it('send bodies that fit the contracts, and name every command of a place differently', async () => {
    const { client, activities } = stage();
    const term = { startedOn: '2026-03-05', limit: 'healthVerification' } as const;
    const opening = { dossier: DOSSIER, term };
    const here = place('somewhere');
    await activities.beginCase({ place: here });
    await activities.openMeeting({ place: here, dossier: DOSSIER, planNumber: 1, superseded: 'meeting/1' });
    const resolution = { planHash: HASH, resolutionHash: HASH, resolutionNo: 'DEC-1', decidedOn: '2026-02-25' };
    await activities.recordResolution({ place: here, resolution });
    await activities.noteCommitteeDeclined({ place: here, planHash: HASH, rule: 'R-COM-02' });
    await activities.archiveDraft({ place: here, idleSince: '2026-02-01', works: ['meeting/2'] });
    await activities.openConcurrentReview({
      place: here,
      advance: advanceOf('district-review'),
      dossier: DOSSIER,
      reviews: [
        { kind: 'municipal-review', term, round: ROUND },
        { kind: 'health-verification', term, round: ROUND },
      ],
      filing: { kept: null, round: 1, receipt: term, nonconformity: { ...term, limit: 'filingNonconformity' } },
    });
    await activities.advanceCase({ place: here, advance: advanceOf('municipal-review') });
    const again = { round: { ...ROUND, round: 2, excluded: ['inspector-1'] }, rectified: ['FIRE'], filing: FILING };
    await activities.openInspection({ place: here, advance: advanceOf('health-verification'), ...opening, ...again });
    await activities.setVisitDue({ place: here, work: 'inspection/1', term });
    await activities.setReportDue({ place: here, work: 'inspection/1', term });
    const grants = { unionGrantFen: 10_000_000, healthGrantFen: 0, round: ROUND, reconsidered: null };
    await activities.openNotice({ place: here, advance: advanceOf('joint-review'), ...opening, ...grants });
    await activities.passNotice({ place: here, work: 'notice/1' });
    await activities.designateSite({
      place: here,
      advance: advanceOf('designation'),
      dossier: DOSSIER,
      site: {
        documentNo: '1号',
        designatedOn: '2026-05-22',
        resolutionHash: HASH,
        filingSubject: 'filing/1',
        noticeSubject: 'notice/1',
      },
    });
    await activities.instructPayment({ place: here, grantId: '1', n: 1 });
    await activities.settleReservation({
      place: here,
      budget: '2026-UNION_MUNI',
      reservedFor: 'grant',
      outcome: 'paid',
    });
    await activities.openOperatorTask({
      place: here,
      dossier: { planHash: HASH, listing: DOSSIER.listing, priorActs: [] },
      about: { command: 'openReview', code: '403' },
      since: '2026-03-05T02:00:00.000Z',
    });
    await activities.closeOperatorTask({ place: here, work: 'review/9' });
    const rejected = { ...advanceOf('inspection'), outcome: 'rejected' } as const;
    await activities.rejectCase({ place: here, advance: rejected, works: ['review/8'] });
    const stopped = { ...advanceOf('public-notice'), outcome: 'objected' } as const;
    await activities.stopNotice({ place: place('objection'), advance: stopped });
    await activities.lapseCase({ place: here, why: 'correction-overdue', works: [] });
    const keys = client.sent.filter(({ path }) => !path.endsWith('/settled')).map(({ headers }) => headers.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(client.sent.find(({ path }) => path === '/meetings')?.body).toMatchObject({ committeeSize: 7 });
    const reviews = client.sent.filter(({ path }) => path === '/reviews').map(({ body }) => body);
    expect(reviews).toMatchObject([
      { kind: 'municipal-review' },
      { kind: 'health-verification', about: expect.stringMatching(/^filing\/opened-/) },
      { kind: 'operator', about: 'somewhere openReview 403' },
    ]);
  });

  it("reserve before they plan, and name the union's account for its own grant only", async () => {
    const { client, activities } = stage();
    const position = { subject: 'meeting/1', sequence: 5 };
    const input = {
      place: place('grants'),
      dossier: DOSSIER,
      site: 'site/1',
      evidence: {
        planHash: HASH,
        resolutionHash: HASH,
        resolution: position,
        filing: position,
        notice: position,
        designation: position,
        documentNo: '1号',
      },
      term: { startedOn: '2026-05-22', limit: 'disbursement' },
    } as const;
    const union = { fund: 'UNION_MUNI', amountFen: 10_000_000, budget: '2026-UNION_MUNI' } as const;
    const health = { fund: 'FISCAL_HEALTH', amountFen: 5_000_000, budget: '2026-FISCAL_HEALTH' } as const;
    const answer = await activities.planGrant({ ...input, wish: union });
    await activities.planGrant({ ...input, wish: health });
    await activities.settleGrants({ place: input.place });
    expect(client.sent.map(({ path }) => path)).toEqual([
      '/budgets/2026-UNION_MUNI/reservations',
      '/grants',
      '/budgets/2026-FISCAL_HEALTH/reservations',
      '/grants',
      `/applications/${CASE}/settled`,
    ]);
    expect(client.sent[1]?.body).toMatchObject({
      payee: { legalName: '某某公司工会委员会', cnaps: '102651001012' },
      evidence: { reservation: { subject: 'budget/opened-1', sequence: 1 } },
      due: { dueOn: '2026-06-12' },
    });
    expect(client.sent[3]?.body).toMatchObject({ fund: 'FISCAL_HEALTH', payee: null });
    expect(answer).toMatchObject({ kind: 'done', planned: { grantId: 'opened-2' } });
  });

  it('number alarms through their ladder and do not mind that work is done', async () => {
    const { client, activities } = stage();
    client.answers.set('/reviews/1/alarm', [() => ({ status: 'refused', problem: problem('G-STATE', 409) })]);
    const alarms = [
      { kind: 'remind', level: 0, on: '2026-03-05', at: '2026-03-05T00:00:00+08:00' },
      { kind: 'escalate', level: 1, on: '2026-03-06', at: '2026-03-06T00:00:00+08:00' },
    ] as const;
    const answer = await activities.raiseAlarms({ place: place('formal-check'), work: 'review/1', first: 2, alarms });
    expect(answer.kind).toBe('done');
    expect(client.sent.map(({ headers }) => headers.key)).toEqual([
      `application/${CASE}/formal-check/1/alarm-review/1/2`,
      `application/${CASE}/formal-check/1/alarm-review/1/3`,
    ]);
  });

  it('return a refusal and a fault as answers, and throw only what is away', async () => {
    const { client, activities } = stage();
    const input = { place: place('somewhere'), advance: advanceOf('formal-check') };
    const path = `/applications/${CASE}/advance`;
    client.answers.set(path, [
      () => ({ status: 'refused', problem: problem('G-STATE', 409) }),
      () => {
        throw new PermanentFault('POST answered 403', 403);
      },
      () => {
        throw new Unavailable('No answer');
      },
    ]);
    const command = 'advance-formal-check';
    const withdrawn = { reasonHash: null, withdrawnOn: '2026-03-05', withdrawnBy: 'chair' };
    const subject = `application/${CASE}`;
    client.journals.set(subject, [eventOf(subject, 1, 'application.withdrawn', withdrawn)]);
    expect(await activities.advanceCase(input)).toMatchObject({
      kind: 'refused',
      command,
      rule: 'G-STATE',
      message: 'no',
      now: '2026-03-05T10:00:00.000+08:00',
      // Why the application said no is a fact, and the step is told of it at once.
      facts: [{ subject, sequence: 1, type: 'application.withdrawn', data: withdrawn }],
    });
    expect(await activities.advanceCase(input)).toMatchObject({ kind: 'fault', command, status: 403 });
    await expect(activities.advanceCase(input)).rejects.toThrow(Unavailable);
  });

  it('ask for a new token when the old one is refused, once', async () => {
    const { client, activities } = stage();
    const path = `/applications/${CASE}/advance`;
    const unauthorised = (): never => {
      throw new PermanentFault('POST answered 401', 401);
    };
    client.answers.set(path, [unauthorised]);
    const input = { place: place('somewhere'), advance: advanceOf('formal-check') };
    expect((await activities.advanceCase(input)).kind).toBe('done');
    expect(client.sent.slice(0, 2).map(({ headers }) => headers.token)).toEqual(['token-0', 'token-1']);
    client.answers.set(path, [unauthorised, unauthorised]);
    expect(await activities.advanceCase(input)).toMatchObject({ kind: 'fault', status: 401 });
  });

  it('answer with R-CAL-01 when the calendar does not know the year', async () => {
    const { activities } = stage();
    const term = { startedOn: '2091-03-05', limit: 'inspectionReport' } as const;
    const answer = await activities.setReportDue({ place: place('inspection-report'), work: 'inspection/1', term });
    expect(answer).toMatchObject({ kind: 'refused', rule: 'R-CAL-01' });
  });
});
