import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { CommandAnswer, type Actor, type LiveAggregate, type Task } from '#libs/contracts';
import { filingDecider, inspectionDecider, noticeDecider, reviewDecider } from '#libs/domain';
import { VETO_ITEMS } from '#libs/policy';
import {
  audit,
  chair,
  citizen,
  done,
  due,
  facts,
  foldOf,
  get,
  human,
  journalOf,
  leader,
  mhLeader,
  muLeader,
  muReviewer,
  officer,
  openReview,
  opening,
  reason,
  refused,
  reviewer,
  send,
  setClock,
  tasksOf,
  useApprovals,
  worker,
} from '../test/approvals-stage.js';

useApprovals();

const handler = human('gu-handler', { role: 'GU_HANDLER', organisation: opening().listing.unionUscc });
const stranger = human('other-chair', { role: 'GU_CHAIR', organisation: '81510106MATX010450' });
const union = human('inspector-union', { role: 'INSPECTOR', body: 'union' });
const health = human('inspector-health', { role: 'INSPECTOR', body: 'health' });
const DEFECTS = [
  { item: 'A05', reasonCode: 'DOC_EXPIRED', text: '所附为2025年度预算，请提交2026年度预算文件' },
  { item: 'budget', reasonCode: 'BUDGET_PROBLEM', text: '单位年度预算中没有托育经费安排，请补充' },
];
const RETURN = { outcome: 'return', defects: DEFECTS };
const stateOf = async <State = Record<string, unknown>>(path: string): Promise<State> =>
  ((await get(audit, path)).body as { state: State }).state;
const lines = (tasks: readonly Task[]): string[] => tasks.map(({ action, role, unit }) => `${action} ${role} ${unit}`);

describe('a return for correction', () => {
  it('keeps its texts in a document that the applicant reads, and its codes in the log', async () => {
    const { path, answer } = await openReview('formal-check');
    const decided = await done(send(reviewer, `${path}/decision`, RETURN));
    const { defectsHash } = await stateOf<{ defectsHash: string }>(path);
    expect(await stateOf(path)).toMatchObject({ status: 'RETURNED', defectItems: ['A05', 'budget'] });
    for (const reader of [chair, handler, reviewer, leader, officer, muLeader, worker]) {
      expect((await get(reader, `/documents/${defectsHash}`)).body).toEqual({ defects: DEFECTS });
    }
    for (const [nobody, status] of [
      [stranger, 404],
      [citizen, 403],
    ] as const) {
      expect((await get(nobody, `/documents/${defectsHash}`)).status).toBe(status);
    }
    const log = JSON.stringify(await journalOf(`review/${answer.id}`, 3));
    expect(log).not.toContain('年度预算');
    expect(log).toContain(defectsHash);
    expect(decided.version).toBe(3);
  });

  it('names every defect at once, each with its reason, and the refusal is recorded', async () => {
    const { path, answer } = await openReview('health-verification');
    const decide = (body: object) => refused(send(officer, `${path}/decision`, body));
    expect(await decide({ outcome: 'return' })).toEqual({ status: 422, rules: ['R-PROC-01'], pointers: ['/defects'] });
    const short = [{ item: 'site', reasonCode: 'NOT_FILED', text: '未备案' }];
    expect(await decide({ outcome: 'return', defects: short })).toMatchObject({
      rules: ['R-PROC-06'],
      pointers: ['/defects/0/text'],
    });
    const unknown = [{ ...DEFECTS[0], item: 'weather' }];
    expect(await decide({ outcome: 'return', defects: unknown })).toMatchObject({
      status: 400,
      pointers: ['/defects/0/item'],
    });
    expect(await journalOf(`review/${answer.id}/refusals`, 2)).toMatchObject([
      { actor: 'ch-officer', data: { command: 'review.decide' } },
      { actor: 'ch-officer', data: { command: 'review.decide' } },
    ]);
  });

  it('is decided once: the same key gets the same answer, another body under it none', async () => {
    const { path } = await openReview('formal-check');
    const key = randomUUID();
    const [first, second] = await Promise.all([1, 2].map(() => send(reviewer, `${path}/decision`, RETURN, { key })));
    const answers = [first, second].map((sent) => CommandAnswer.parse(sent?.body));
    expect(new Set(answers.map(({ repeated }) => repeated))).toEqual(new Set([false, true]));
    expect(await refused(send(reviewer, `${path}/decision`, { outcome: 'pass' }, { key }))).toMatchObject({
      status: 409,
      rules: ['G-KEY-REUSED'],
    });
    expect(await refused(send(reviewer, `${path}/decision`, { outcome: 'pass' }))).toMatchObject({ status: 409 });
  });

  it('is refused in the third round of a step (R-PROC-02)', async () => {
    const { path } = await openReview('district-review', { round: 3 });
    await done(send(reviewer, `${path}/decision`, { outcome: 'pass' }));
    expect(await refused(send(leader, `${path}/decision`, RETURN))).toMatchObject({
      status: 422,
      rules: ['R-PROC-02'],
    });
    await done(send(leader, `${path}/decision`, { outcome: 'reject', ...reason }));
  });

  it('takes one of two reviewers who decide one task at once', async () => {
    const { path, caseId } = await openReview('formal-check');
    const other = human('du-reviewer-2', { role: 'DU_REVIEWER', unit: '510104' });
    const race = await Promise.all([
      send(reviewer, `${path}/decision`, RETURN),
      send(other, `${path}/decision`, { outcome: 'pass' }),
    ]);
    expect(new Set(race.map(({ status }) => status))).toEqual(new Set([200, 409]));
    const winner = race.find(({ status }) => status === 200);
    expect(await tasksOf(audit, CommandAnswer.parse(winner?.body), caseId)).toEqual([]);
  });
});

describe('a formal check that does not accept', () => {
  it('becomes the leader’s task, and ends with his signature', async () => {
    const { path, caseId, answer } = await openReview('formal-check');
    expect(lines(await tasksOf(audit, answer, caseId))).toEqual(['decision DU_REVIEWER 510104']);
    const signed = await done(send(reviewer, `${path}/decision`, { outcome: 'reject', ...reason }));
    expect(lines(await tasksOf(leader, signed, caseId))).toEqual(['decision DU_LEADER 510104']);
    const twoHats = human('du-reviewer', { role: 'DU_LEADER', unit: '510104' });
    expect(await refused(send(twoHats, `${path}/decision`, { outcome: 'reject', ...reason }))).toMatchObject({
      rules: ['R-PROC-05'],
    });
    const decided = await done(send(leader, `${path}/decision`, { outcome: 'reject', ...reason }));
    expect(await stateOf(path)).toMatchObject({ status: 'REJECTED', reasonCode: 'MISSING_DOC' });
    expect(await tasksOf(audit, decided, caseId)).toEqual([]);
  });
});

describe('a joint review', () => {
  it('is deferred when the leaders disagree, and rejected when both reject', async () => {
    const amounts = { outcome: 'pass', unionGrantFen: 1, healthGrantFen: 1 };
    const first = await openReview('joint-review');
    await done(send(muLeader, `${first.path}/decision`, amounts));
    await done(send(mhLeader, `${first.path}/decision`, { outcome: 'reject', ...reason }));
    expect(await stateOf(first.path)).toMatchObject({ status: 'DEFERRED' });
    const second = await openReview('joint-review');
    await done(send(muLeader, `${second.path}/decision`, { outcome: 'reject', ...reason }));
    expect(await stateOf(second.path)).toMatchObject({ status: 'OPEN' });
    await done(send(mhLeader, `${second.path}/decision`, { outcome: 'reject', ...reason }));
    expect(await stateOf(second.path)).toMatchObject({ status: 'REJECTED' });
    const third = await openReview('joint-review');
    expect(await refused(send(mhLeader, `${third.path}/decision`, { outcome: 'defer' }))).toMatchObject({
      rules: ['R-PROC-06', 'R-PROC-06'],
    });
    await done(send(mhLeader, `${third.path}/decision`, { outcome: 'defer', ...reason }));
    expect(await stateOf(third.path)).toMatchObject({ status: 'DEFERRED' });
  });
});

describe('a reconsideration', () => {
  it('is closed to whoever signed the first decision, and says so in both languages', async () => {
    const again = { round: 2, corrections: 0, excluded: ['du-reviewer', 'du-leader'] };
    const { path } = await openReview('district-review', again);
    const { body } = await send(reviewer, `${path}/decision`, { outcome: 'pass' });
    expect(body).toMatchObject({
      rule: 'R-PROC-04',
      detail: expect.stringContaining('复核'),
      detailEn: expect.stringContaining('reconsideration'),
    });
    const reviewer2 = human('du-reviewer-2', { role: 'DU_REVIEWER', unit: '510104' });
    const leader2 = human('du-leader-2', { role: 'DU_LEADER', unit: '510104' });
    await done(send(reviewer2, `${path}/decision`, { outcome: 'pass' }));
    expect(await refused(send(leader, `${path}/decision`, { outcome: 'pass' }))).toMatchObject({
      rules: ['R-PROC-04'],
    });
    await done(send(leader2, `${path}/decision`, { outcome: 'pass' }));
    expect(await stateOf(path)).toMatchObject({ status: 'PASSED', round: 2 });
  });
});

describe('a decision after the case was withdrawn', () => {
  it('is refused, recorded, and leaves no task', async () => {
    const { path, caseId, answer } = await openReview('formal-check');
    const closed = await done(send(worker, `${path}/closure`, { why: 'withdrawn' }));
    expect(await tasksOf(audit, closed, caseId)).toEqual([]);
    expect(await refused(send(reviewer, `${path}/decision`, { outcome: 'pass' }))).toMatchObject({
      status: 409,
      rules: ['G-STATE'],
    });
    expect(await journalOf(`review/${answer.id}/refusals`, 1)).toMatchObject([
      { type: 'refusal.recorded', actor: 'du-reviewer', data: { command: 'review.decide' } },
    ]);
    const events = await journalOf(`review/${answer.id}`, 2);
    expect(events.at(-1)).toMatchObject({ type: 'review.closed', data: { why: 'withdrawn' } });
  });
});

describe('an inspection', () => {
  const sheet = (carers: number) => ({
    classes: [{ kind: 'SENIOR', children: 20, carers }],
    items: VETO_ITEMS.map((code) => ({ code, finding: 'conforms' })),
    photos: [],
  });
  const open = async (change: object = {}) => {
    const body = { ...opening(), facts, visitDue: due('2026-03-16', '2026-03-02', 10), ...change };
    const answer = await done(send(worker, '/inspections', body));
    return { caseId: body.caseId, answer, path: `/inspections/${answer.id}` };
  };
  const inspect = async (path: string, body: object): Promise<CommandAnswer> => {
    await done(send(union, `${path}/visit`, { visitedOn: '2026-03-02', companion: health.id }));
    return done(send(union, `${path}/report`, body));
  };
  const sign = async (path: string): Promise<CommandAnswer> => {
    const { sheetHash } = await stateOf<{ sheetHash: string }>(path);
    return done(send(health, `${path}/signature`, { sheetHash }));
  };
  const REASON = { reasonCode: 'CAPACITY', reasonText: '托大班保育人员配备不足，须限期整改' };

  it('asks for rectification once, with the numbers of AT-04, and passes or fails the second time', async () => {
    const first = await open();
    const reported = await inspect(first.path, { outcome: 'rectify', sheet: sheet(2), ...REASON });
    expect(reported.notes).toMatchObject([{ rule: 'R-CAP-02', zh: expect.stringContaining('至少需要3人') }]);
    expect(await refused(send(union, `${first.path}/report`, { outcome: 'pass', sheet: sheet(2) }))).toMatchObject({
      status: 422,
      rules: ['R-CAP-02'],
    });
    const signed = await sign(first.path);
    expect(await stateOf(first.path)).toMatchObject({ status: 'RECTIFICATION', failedItems: ['ratio'] });
    expect(await tasksOf(audit, signed, first.caseId)).toEqual([]);
    for (const [carers, outcome, status] of [
      [3, 'pass', 'PASSED'],
      [2, 'fail', 'FAILED'],
    ] as const) {
      const second = await open({ round: 2, rectified: ['ratio'] });
      await inspect(second.path, { outcome, sheet: sheet(carers), ...(outcome === 'fail' ? REASON : {}) });
      const again = { outcome: 'rectify', sheet: sheet(2), ...REASON };
      expect(await refused(send(union, `${second.path}/report`, again))).toMatchObject({ pointers: ['/outcome'] });
      await sign(second.path);
      expect(await stateOf(second.path)).toMatchObject({ status, round: 2 });
    }
  });

  it('that both inspectors let fail is the municipal leader’s task, who sends it back or rejects the case', async () => {
    const { path, caseId } = await open();
    const fail = { outcome: 'fail', sheet: sheet(2), ...REASON };
    await inspect(path, fail);
    const signed = await sign(path);
    const [task, ...others] = await tasksOf(muLeader, signed, caseId);
    expect(task).toMatchObject({ action: 'failure', role: 'MU_LEADER' });
    expect(others).toEqual([]);
    const sheetHash = async () => (await stateOf<{ sheetHash: string }>(path)).sheetHash;
    const decide = async (actor: Actor, body: object) =>
      send(actor, `${path}/failure`, { sheetHash: await sheetHash(), ...body });
    expect(await refused(decide(union, { outcome: 'confirm' }))).toMatchObject({ status: 403 });
    expect(await refused(decide(muLeader, { outcome: 'send-back' }))).toMatchObject({
      status: 422,
      rules: ['R-PROC-06', 'R-PROC-06'],
    });
    await done(
      decide(muLeader, { outcome: 'send-back', reasonCode: 'OTHER', reasonText: '现场情况与核查表记录不一致，请复核' }),
    );
    expect(await stateOf(path)).toMatchObject({ status: 'VISITED', sheetHash: null });
    await done(send(union, `${path}/report`, fail));
    await sign(path);
    const confirmed = await done(decide(muLeader, { outcome: 'confirm' }));
    expect(await stateOf(path)).toMatchObject({ status: 'REJECTED' });
    expect(await tasksOf(audit, confirmed, caseId)).toEqual([]);
  });

  it('is put off once, with a reason that is kept, and is due when the worker says', async () => {
    const { path, caseId } = await open();
    const postpone = (actor: Actor, reasonText: string) =>
      send(actor, `${path}/postponement`, { reasonCode: 'OTHER', reasonText });
    expect(await refused(postpone(union, '修路'))).toMatchObject({ rules: ['R-PROC-06'] });
    expect(await refused(postpone(muLeader, '园所所在片区道路施工，无法到场'))).toMatchObject({ status: 403 });
    await done(postpone(union, '园所所在片区道路施工，无法到场'));
    expect(await refused(postpone(health, '园所所在片区道路施工，无法到场'))).toMatchObject({ status: 409 });
    const told = await done(send(worker, `${path}/visit-due`, { visitDue: due('2026-03-17', '2026-03-03', 10) }));
    expect(await tasksOf(audit, told, caseId)).toMatchObject([{ action: 'visit', dueOn: '2026-03-17' }]);
  });
});

describe('a filing', () => {
  it('that did not conform lets the verification be returned, and pass once it is cured', async () => {
    const base = opening();
    const dues = { receiptDue: due('2026-03-09'), nonconformityDue: due('2026-03-23') };
    const filing = await done(send(worker, '/filings', { ...base, facts, ...dues }));
    const nonconformity = { reasonCode: 'NOT_FILED', reasonText: '备案地址与实际经营场所不一致' };
    await done(send(officer, `/filings/${filing.id}/nonconformity`, nonconformity));
    const verify = { caseId: base.caseId, about: filing.position.subject };
    const first = await openReview('health-verification', verify);
    expect(await refused(send(officer, `${first.path}/decision`, { outcome: 'pass' }))).toMatchObject({
      rules: ['R-FILE-03'],
    });
    const defects = [{ item: 'site', reasonCode: 'NOT_FILED', text: '场所未按现址办理备案，请先完成备案' }];
    await done(send(officer, `${first.path}/decision`, { outcome: 'return', defects }));
    const receipt = {
      filingNo: 'B2',
      receiptDate: '2026-03-02',
      filedName: facts.institutionName,
      filedAddress: facts.siteAddress,
      filedPlaces: facts.places,
    };
    await done(send(officer, `/filings/${filing.id}/receipt`, receipt));
    const second = await openReview('health-verification', { ...verify, round: 2 });
    await done(send(officer, `${second.path}/decision`, { outcome: 'pass' }));
    expect(await stateOf(second.path)).toMatchObject({ status: 'PASSED', round: 2 });
  });
});

describe('an objection', () => {
  const open = async () => {
    const base = opening();
    const body = { ...base, facts, period: due('2026-03-09'), unionGrantFen: 1, healthGrantFen: 2 };
    const answer = await done(send(worker, '/notices', body));
    return { caseId: base.caseId, answer, path: `/notices/${answer.id}` };
  };
  const OBJECTION = { name: '王某', contact: '13800000000', facts: '该场所消防通道长期堆放杂物' };
  const finding = (outcome: string, objection = 1) => ({
    objection,
    outcome,
    finding: '经现场复核，异议所述情况已逐项核实',
  });

  it('is examined, stops the clock, and is decided by both leaders', async () => {
    const { path, caseId } = await open();
    const lodged = await done(send(citizen, `${path}/objections`, OBJECTION));
    expect(lines(await tasksOf(audit, lodged, caseId))).toEqual(['objection-examinations MU_REVIEWER 5101']);
    const accept = { objection: 1, outcome: 'accept' };
    for (const nobody of [citizen, chair, muLeader, worker]) {
      expect(await refused(send(nobody, `${path}/objection-examinations`, accept))).toMatchObject({ status: 403 });
    }
    const accepted = await done(send(muReviewer, `${path}/objection-examinations`, accept));
    expect(lines(await tasksOf(audit, accepted, caseId)).toSorted()).toEqual([
      'objection-decisions MH_LEADER 5101',
      'objection-decisions MU_LEADER 5101',
    ]);
    expect(await stateOf(path)).toMatchObject({ stoppedOn: '2026-03-02' });
    // Both at once: one of them completes the finding, whoever comes second.
    await Promise.all(
      [muLeader, mhLeader].map((one) => done(send(one, `${path}/objection-decisions`, finding('dismissed')))),
    );
    expect(await refused(send(worker, `${path}/passing`, {}))).toMatchObject({ rules: ['R-PUB-01'] });
    const period = due('2026-03-09', '2026-03-02', 5);
    const resumed = await done(send(worker, `${path}/resumption`, { period }));
    expect(await tasksOf(audit, resumed, caseId)).toEqual([]);
    expect(await stateOf(path)).toMatchObject({ status: 'OPEN', objections: [{ status: 'DISMISSED' }] });
  });

  it('stays open for both leaders when they disagree', async () => {
    const { path, caseId } = await open();
    await done(send(citizen, `${path}/objections`, OBJECTION));
    await done(send(muReviewer, `${path}/objection-examinations`, { objection: 1, outcome: 'accept' }));
    await done(send(muLeader, `${path}/objection-decisions`, finding('dismissed')));
    const differed = await done(send(mhLeader, `${path}/objection-decisions`, finding('upheld')));
    expect(await tasksOf(audit, differed, caseId)).toHaveLength(2);
    await done(send(muLeader, `${path}/objection-decisions`, finding('upheld')));
    await done(send(mhLeader, `${path}/objection-decisions`, finding('upheld')));
    expect(await stateOf(path)).toMatchObject({ status: 'UPHELD' });
  });

  it('without a name is a lead: set aside with a reason, never accepted (R-PUB-04)', async () => {
    const { path } = await open();
    const lodged = await done(send(citizen, `${path}/objections`, { facts: OBJECTION.facts }));
    expect(lodged.notes).toMatchObject([{ rule: 'R-PUB-04' }]);
    expect(
      await refused(send(muReviewer, `${path}/objection-examinations`, { objection: 1, outcome: 'accept' })),
    ).toMatchObject({ status: 422, rules: ['R-PUB-04'] });
    const aside = { objection: 1, outcome: 'set-aside', reasonCode: 'OTHER', reasonText: '未留姓名，作为线索留存备查' };
    await done(send(muReviewer, `${path}/objection-examinations`, aside));
    expect(await stateOf(path)).toMatchObject({ objections: [{ status: 'SET_ASIDE' }] });
  });

  it('ends with the case when the applicant withdraws', async () => {
    const { path, caseId } = await open();
    await done(send(citizen, `${path}/objections`, OBJECTION));
    await done(send(muReviewer, `${path}/objection-examinations`, { objection: 1, outcome: 'accept' }));
    const closed = await done(send(worker, `${path}/closure`, { why: 'withdrawn' }));
    expect(await tasksOf(audit, closed, caseId)).toEqual([]);
    expect(await refused(send(muLeader, `${path}/objection-decisions`, finding('dismissed')))).toMatchObject({
      status: 409,
      rules: ['G-STATE'],
    });
  });

  it('is in time until 24:00 of the last day', async () => {
    const { path } = await open();
    setClock('2026-03-09T23:59:59+08:00');
    await done(send(citizen, `${path}/objections`, OBJECTION));
    setClock('2026-03-10T00:00:01+08:00');
    expect(await refused(send(citizen, `${path}/objections`, OBJECTION))).toMatchObject({ status: 409 });
    expect(await refused(send(worker, `${path}/passing`, {}))).toMatchObject({ status: 422, rules: ['R-PUB-03'] });
    await done(send(muReviewer, `${path}/objection-examinations`, { objection: 1, outcome: 'accept' }));
  });
});

describe('every turn', () => {
  it('is the fold of its events', async () => {
    const folders: Record<string, { fold: ReturnType<typeof foldOf>['fold'] }> = {
      review: foldOf(reviewDecider),
      filing: foldOf(filingDecider),
      inspection: foldOf(inspectionDecider),
      notice: foldOf(noticeDecider),
    };
    const { items } = (await get(audit, '/aggregates?limit=500')).body as { items: LiveAggregate[] };
    const own = items.filter(({ subject }) => folders[subject.split('/')[0] ?? ''] && !subject.endsWith('/refusals'));
    expect(own.length).toBeGreaterThan(15);
    for (const { subject, version, state } of own) {
      const events = await journalOf(subject, version);
      expect(folders[subject.split('/')[0] ?? '']?.fold(events)).toEqual(state);
    }
  });
});
