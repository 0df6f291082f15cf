import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { listRoutes } from '#libs/access';
import { CommandAnswer, OfficeCalendarView, type Actor, type EventEnvelope, type LiveAggregate } from '#libs/contracts';
import {
  filingDecider,
  inspectionDecider,
  meetingDecider,
  noticeDecider,
  reviewDecider,
  siteDecider,
} from '#libs/domain';
import { VETO_ITEMS } from '#libs/policy';
import {
  UNION,
  audit,
  chair,
  citizen,
  done,
  due,
  facts,
  foldOf,
  get,
  human,
  issuer,
  journalOf,
  leader,
  member,
  mhLeader,
  muLeader,
  muReviewer,
  officer,
  openMeeting,
  openReview,
  opening,
  reason,
  refused,
  reviewer,
  send,
  service,
  setClock,
  tasksOf,
  upload,
  useApprovals,
  worker,
} from '../test/approvals-stage.js';

useApprovals();

describe('a committee meeting of nine', () => {
  it('is convened, voted on one by one and adopted with a numbered resolution', async () => {
    const { path, caseId, answer } = await openMeeting(9);
    const members = Array.from({ length: 9 }, (_, index) => ({ member: `member-${index + 1}`, interests: [] }));
    expect((await tasksOf(chair, answer, caseId)).map(({ action }) => action)).toEqual(['convening']);
    await done(send(chair, `${path}/convening`, { meetingDate: '2026-03-02', form: 'ONSITE', members }));
    const ids = members.map((one) => one.member);
    expect(await refused(send(chair, `${path}/vote-opening`, { present: ids.slice(0, 5), recused: [] }))).toEqual({
      status: 422,
      rules: ['R-COM-01'],
      pointers: ['/present'],
    });
    await done(send(chair, `${path}/vote-opening`, { present: ids.slice(0, 8), recused: ['member-9'] }));
    const first = await done(send(member(1), `${path}/votes`, { choice: 'yes' }));
    expect((await tasksOf(member(1), first, caseId)).length).toBe(0);
    expect((await tasksOf(member(2), first, caseId)).map(({ action, assignee }) => [action, assignee])).toEqual([
      ['votes', 'member-2'],
    ]);
    expect(await refused(send(member(1), `${path}/votes`, { choice: 'no' }))).toMatchObject({
      status: 409,
      rules: ['G-STATE'],
    });
    expect(await refused(send(member(9), `${path}/votes`, { choice: 'yes' }))).toMatchObject({ rules: ['R-COM-06'] });
    // Seven vote at the same moment: one aggregate, no vote lost.
    const votes = [2, 3, 4, 5, 6, 7, 8].map((number) =>
      done(send(member(number), `${path}/votes`, { choice: number < 7 ? 'yes' : 'abstain' })),
    );
    await Promise.all(votes);
    const papers = {
      minutesHash: await upload(chair, 'minutes'),
      signInHash: await upload(chair, 'sign-in'),
      resolutionText: '同意开办职工托育服务',
    };
    expect(await refused(send(chair, `${path}/closing`, { ...papers, minutesHash: 'f'.repeat(64) }))).toMatchObject({
      rules: ['R-COM-04'],
      pointers: ['/minutesHash'],
    });
    const key = randomUUID();
    const closed = await done(send(chair, `${path}/closing`, papers, { key }));
    const again = await send(chair, `${path}/closing`, papers, { key });
    expect(again.headers.get('idempotency-repeat')).toBe('true');
    expect(again.body).toEqual({ ...closed, repeated: true });
    const { body } = await get(chair, path);
    expect(body).toMatchObject({
      id: answer.id,
      version: closed.version,
      position: closed.position,
      state: {
        status: 'ADOPTED',
        resolutionNo: `工会决〔2026〕${answer.id.slice(0, 8).toUpperCase()}`,
        count: { total: 9, present: 8, recused: 1, yes: 6, no: 0, abstain: 2 },
      },
    });
    const { resolutionHash } = (body as { state: { resolutionHash: string } }).state;
    const resolution = await get(audit, `/documents/${resolutionHash}`);
    expect(resolution.body).toMatchObject({
      count: { yes: 6 },
      minutesHash: papers.minutesHash,
      resolutionText: papers.resolutionText,
    });
    expect(await tasksOf(chair, closed, caseId)).toEqual([]);
    // Nobody has anything to do there now; who sees the case finds the meeting by it, and others find none.
    expect((await get(member(3), `/meetings?caseId=${caseId}`)).body).toEqual({ meetings: [body] });
    expect((await get(officer, `/meetings?caseId=${randomUUID()}`)).body).toEqual({ meetings: [] });
    const stranger = human('stranger', { role: 'GU_CHAIR', organisation: '81510104MATX99999X' });
    expect((await get(stranger, `/meetings?caseId=${caseId}`)).body).toEqual({ meetings: [] });
  });

  it('is recorded from paper when its counts carry a decision', async () => {
    const { path } = await openMeeting(6);
    const papers = {
      minutesHash: await upload(chair, 'm'),
      signInHash: await upload(chair, 's'),
      resolutionText: '同意',
    };
    const paper = { meetingDate: '2026-03-02', form: 'ONSITE', total: 6, recused: 0, abstain: 0, ...papers };
    const of = (present: number, yes: number, no: number) => ({ ...paper, present, yes, no });
    expect(await refused(send(chair, `${path}/record`, of(3, 3, 0)))).toMatchObject({
      rules: ['R-COM-01', 'R-COM-02'],
    });
    expect(await refused(send(chair, `${path}/record`, of(4, 3, 1)))).toMatchObject({
      status: 422,
      rules: ['R-COM-02'],
    });
    const faulty = { ...of(4, 4, 0), meetingDate: '2026-03-01', signInHash: papers.minutesHash, recused: 1 };
    expect(await refused(send(chair, `${path}/record`, faulty))).toEqual({
      status: 400,
      rules: ['G-MALFORMED', 'G-MALFORMED', 'R-COM-04'],
      pointers: ['/recusedMembers', '/meetingDate', '/signInHash'],
    });
    await done(send(chair, `${path}/record`, of(4, 4, 0)));
    expect((await get(chair, path)).body).toMatchObject({ state: { status: 'ADOPTED' } });
  });

  it('is not recorded past its membership: whoever has an interest in a supplier is recused (R-COM-06)', async () => {
    const supplierUsccs = ['91510112MATX02021D'];
    const { id } = await done(
      send(worker, '/meetings', { ...opening(), planNumber: 1, committeeSize: 3, supplierUsccs }),
    );
    const members = ['a', 'b', 'c'].map((one) => ({ member: one, interests: one === 'c' ? supplierUsccs : [] }));
    await done(send(chair, `/meetings/${id}/convening`, { meetingDate: '2026-03-02', form: 'ONSITE', members }));
    const paper = {
      meetingDate: '2026-03-02',
      form: 'ONSITE',
      total: 3,
      present: 2,
      recused: 0,
      yes: 2,
      no: 0,
      abstain: 0,
      minutesHash: await upload(chair, 'minutes'),
      signInHash: await upload(chair, 'sign-in'),
      resolutionText: '同意',
    };
    expect(await refused(send(chair, `/meetings/${id}/record`, paper))).toEqual({
      status: 422,
      rules: ['R-COM-06'],
      pointers: ['/recusedMembers'],
    });
    await done(send(chair, `/meetings/${id}/record`, { ...paper, recused: 1, recusedMembers: ['c'] }));
    const { resolutionHash } = ((await get(chair, `/meetings/${id}`)).body as { state: { resolutionHash: string } })
      .state;
    expect((await get(audit, `/documents/${resolutionHash}`)).body).toMatchObject({ recused: ['c'] });
  });

  it('takes ids and credit codes of members, never words about them', async () => {
    const { path } = await openMeeting(1);
    const convene = (one: object) =>
      refused(send(chair, `${path}/convening`, { meetingDate: '2026-03-02', form: 'ONSITE', members: [one] }));
    expect(await convene({ member: '王五 13800000000', interests: [] })).toEqual({
      status: 400,
      rules: ['G-MALFORMED'],
      pointers: ['/members/0/member'],
    });
    expect(await convene({ member: 'a', interests: ['妻子的公司'] })).toEqual({
      status: 422,
      rules: ['R-ID-01'],
      pointers: ['/members/0/interests/0'],
    });
  });

  it('is closed without the vote of a member who stays silent', async () => {
    const { path, caseId, answer } = await openMeeting(3);
    const members = [1, 2, 3].map((number) => ({ member: `member-${number}`, interests: [] }));
    await done(send(chair, `${path}/convening`, { meetingDate: '2026-03-02', form: 'VIDEO', members }));
    await done(send(chair, `${path}/vote-opening`, { present: members.map((one) => one.member), recused: [] }));
    for (const number of [1, 2]) await done(send(member(number), `${path}/votes`, { choice: 'yes' }));
    // The vote is open and the chair has no task; the papers of the meeting are the chair's to bring all the same.
    const papers = {
      minutesHash: await upload(chair, 'minutes', caseId),
      signInHash: await upload(chair, 'sign-in', caseId),
      resolutionText: '同意',
    };
    await expect(upload(member(1), 'minutes', caseId)).rejects.toThrow();
    expect(await refused(send(chair, `${path}/closing`, papers))).toMatchObject({ rules: ['R-COM-05'] });
    expect(await refused(send(chair, `${path}/closing`, { ...papers, notVoting: ['member-2'] }))).toMatchObject({
      rules: ['G-MALFORMED'],
      pointers: ['/notVoting/0'],
    });
    const closed = await done(send(chair, `${path}/closing`, { ...papers, notVoting: ['member-3'] }));
    const log = await journalOf(`meeting/${answer.id}`, closed.version);
    expect(log.slice(-2)).toMatchObject([
      { type: 'meeting.votes-missed', data: { members: ['member-3'], recordedBy: 'chair' } },
      { type: 'meeting.adopted', data: { count: { yes: 2, no: 0, abstain: 1 } } },
    ]);
  });

  it('belongs to its union: the chair of another one does not find it', async () => {
    const { path } = await openMeeting(3);
    const stranger = human('stranger', { role: 'GU_CHAIR', organisation: '81510106MATX010450' });
    expect(
      await refused(
        send(stranger, `${path}/convening`, {
          meetingDate: '2026-03-02',
          form: 'VIDEO',
          members: [{ member: 'a', interests: [] }],
        }),
      ),
    ).toMatchObject({ status: 404, rules: ['G-NOT-FOUND'] });
    expect((await get(stranger, path)).status).toBe(404);
    expect((await get(reviewer, path)).status).toBe(200);
  });

  it('is closed by the worker when a newer plan supersedes it', async () => {
    const { path } = await openMeeting(3);
    await done(send(worker, `${path}/closure`, { why: 'superseded' }));
    expect(await refused(send(worker, `${path}/closure`, { why: 'superseded' }))).toMatchObject({ status: 409 });
  });
});

describe('a review', () => {
  it('is signed by the reviewer and then by the leader', async () => {
    const { path, caseId, answer } = await openReview('district-review');
    expect((await tasksOf(leader, answer, caseId)).length).toBe(0);
    const first = await done(send(reviewer, `${path}/decision`, { outcome: 'pass', reasonText: '材料齐全' }));
    expect((await tasksOf(leader, first, caseId)).map(({ kind, action }) => [kind, action])).toEqual([
      ['district-review', 'decision'],
    ]);
    await done(send(leader, `${path}/decision`, { outcome: 'pass' }));
    const { body } = await get(reviewer, path);
    expect(body).toMatchObject({
      state: {
        status: 'PASSED',
        signatures: [{ actor: 'du-reviewer', reasonHash: expect.any(String) }, { actor: 'du-leader' }],
      },
    });
    expect(JSON.stringify(body)).not.toContain('材料齐全');
    const { reasonHash } = (body as { state: { signatures: { reasonHash: string }[] } }).state.signatures[0] ?? {
      reasonHash: '',
    };
    expect((await get(audit, `/documents/${reasonHash}`)).body).toEqual({ text: '材料齐全' });
  });

  it('is not found by officers of another unit, and not decided by the wrong role', async () => {
    const { path } = await openReview('formal-check');
    const elsewhere = human('x', { role: 'DU_REVIEWER', unit: '510106' });
    expect(await refused(send(elsewhere, `${path}/decision`, { outcome: 'pass' }))).toMatchObject({ status: 404 });
    expect(await refused(send(officer, `${path}/decision`, { outcome: 'pass' }))).toMatchObject({
      status: 403,
      rules: ['G-FORBIDDEN'],
    });
    expect(await refused(send(leader, `${path}/decision`, { outcome: 'pass' }))).toMatchObject({
      status: 409,
      rules: ['G-STATE'],
    });
    expect(await refused(send(chair, `${path}/decision`, { outcome: 'pass' }))).toMatchObject({ status: 403 });
  });

  it('refuses a machine’s token on a human’s decision, and a human’s on the worker’s', async () => {
    const { path } = await openReview('formal-check');
    const robot: Actor = { id: 'robot', kind: 'machine', roles: [{ role: 'DU_REVIEWER', unit: '510104' }] };
    expect(await refused(send(robot, `${path}/decision`, { outcome: 'pass' }))).toMatchObject({ status: 403 });
    expect(await refused(send(worker, `${path}/decision`, { outcome: 'pass' }))).toMatchObject({ status: 403 });
    expect(await refused(send(reviewer, `${path}/closure`, { why: 'case-ended' }))).toMatchObject({ status: 403 });
  });

  it('is not rejected without a reason (R-PROC-06), and the refusal is recorded', async () => {
    const { path, answer } = await openReview('formal-check');
    expect(await refused(send(reviewer, `${path}/decision`, { outcome: 'reject', reasonText: '不行' }))).toEqual({
      status: 422,
      rules: ['R-PROC-06', 'R-PROC-06'],
      pointers: ['/reasonCode', '/reasonText'],
    });
    expect(await journalOf(`review/${answer.id}/refusals`, 1)).toMatchObject([
      { type: 'refusal.recorded', actor: 'du-reviewer', data: { command: 'review.decide' } },
    ]);
    // The stranger's error has not made the colleague's version stale.
    await done(send(reviewer, `${path}/decision`, { outcome: 'reject', ...reason }, { version: answer.version }));
  });

  it('refuses a stale version (R-PROC-07), an unknown field, an unknown id and a reused key', async () => {
    const { path, answer } = await openReview('district-review');
    await done(send(reviewer, `${path}/decision`, { outcome: 'pass' }));
    expect(
      await refused(send(leader, `${path}/decision`, { outcome: 'pass' }, { version: answer.version })),
    ).toMatchObject({
      status: 412,
      rules: ['R-PROC-07'],
    });
    expect(await refused(send(leader, `${path}/decision`, { outcome: 'pass', mood: 'good' }))).toEqual({
      status: 400,
      rules: ['G-MALFORMED'],
      pointers: ['/mood'],
    });
    expect(await refused(send(leader, `/reviews/${randomUUID()}/decision`, { outcome: 'pass' }))).toMatchObject({
      status: 404,
    });
    expect(await refused(get(leader, '/reviews/1%2Frefusals'))).toMatchObject({ status: 400 });
    const key = randomUUID();
    await done(send(leader, `${path}/decision`, { outcome: 'pass' }, { key }));
    expect(await refused(send(leader, `${path}/decision`, { outcome: 'reject', ...reason }, { key }))).toMatchObject({
      status: 409,
      rules: ['G-KEY-REUSED'],
    });
  });

  it('is opened once however often the worker sends its command', async () => {
    const body = { ...opening(), kind: 'formal-check', round: 1, due: due('2026-03-05'), facts };
    const key = `application/${body.caseId}/formal-check/1/open/1`;
    const sent = await Promise.all([1, 2, 3].map(() => send(worker, '/reviews', body, { key })));
    expect(new Set(sent.map((one) => CommandAnswer.parse(one.body).id)).size).toBe(1);
    expect(sent.map((one) => CommandAnswer.parse(one.body).repeated).filter((repeated) => !repeated)).toHaveLength(1);
  });

  it('lets two leaders of one body race and takes one signature', async () => {
    const { path } = await openReview('joint-review');
    const amounts = { outcome: 'pass', unionGrantFen: 10_000_000, healthGrantFen: 5_000_000 };
    const other = human('mu-leader-2', { role: 'MU_LEADER', unit: '5101' });
    const race = await Promise.all([muLeader, other].map((one) => send(one, `${path}/decision`, amounts)));
    expect(new Set(race.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect(await refused(send(mhLeader, `${path}/decision`, { ...amounts, unionGrantFen: 1 }))).toMatchObject({
      rules: ['R-PAY-09'],
    });
    await done(send(mhLeader, `${path}/decision`, amounts));
    expect((await get(audit, path)).body).toMatchObject({ version: 4, state: { status: 'PASSED' } });
  });

  it('lets both leaders sign at the same moment', async () => {
    const { path } = await openReview('joint-review');
    const amounts = { outcome: 'pass', unionGrantFen: 1, healthGrantFen: 2 };
    await Promise.all([muLeader, mhLeader].map((one) => done(send(one, `${path}/decision`, amounts))));
    expect((await get(audit, path)).body).toMatchObject({ version: 4, state: { status: 'PASSED' } });
  });

  it('is shown to the leader once it is escalated', async () => {
    const { path, caseId } = await openReview('formal-check');
    const alarm = await done(send(worker, `${path}/alarm`, { kind: 'escalate', level: 1, on: '2026-03-02' }));
    expect((await tasksOf(leader, alarm, caseId)).map(({ action, escalation }) => [action, escalation])).toEqual([
      ['attention', 1],
    ]);
  });
});

describe('filing, inspection, notice and site', () => {
  it('verifies health over a receipt of this service’s own register', async () => {
    const base = opening();
    const filing = await done(
      send(worker, '/filings', { ...base, facts, receiptDue: due('2026-03-09'), nonconformityDue: due('2026-03-23') }),
    );
    expect(filing.notes).toMatchObject([{ rule: 'R-ORG-03', zh: expect.stringContaining('青羊') }]);
    const review = await openReview('health-verification', { caseId: base.caseId, about: `filing/${filing.id}` });
    const pass = { outcome: 'pass' };
    expect(await refused(send(officer, `${review.path}/decision`, pass))).toMatchObject({ rules: ['R-FILE-03'] });
    const receipt = {
      filingNo: '备5101050001',
      receiptDate: '2026-03-02',
      filedName: facts.institutionName,
      filedAddress: facts.siteAddress,
      filedPlaces: 20,
    };
    const elsewhere = human('y', { role: 'CH_OFFICER', unit: '510104' });
    expect(await refused(send(elsewhere, `/filings/${filing.id}/receipt`, receipt))).toMatchObject({ status: 404 });
    const inspecting = human('z', { role: 'CH_OFFICER', unit: '510104' }, { role: 'INSPECTOR', body: 'health' });
    expect(await refused(send(inspecting, `/filings/${filing.id}/receipt`, receipt))).toMatchObject({
      status: 422,
      rules: ['R-ORG-03'],
    });
    expect(
      await refused(send(officer, `/filings/${filing.id}/receipt`, { ...receipt, receiptHash: 'c'.repeat(64) })),
    ).toMatchObject({ pointers: ['/receiptHash'] });
    await done(send(officer, `/filings/${filing.id}/receipt`, receipt));
    await done(send(officer, `${review.path}/decision`, pass));
    expect((await get(officer, `/filings/${filing.id}`)).body).toMatchObject({ state: { status: 'RECEIPTED' } });
    expect((await get(elsewhere, `/filings/${filing.id}`)).status).toBe(404);
  });

  it('records non-conformity with reasons', async () => {
    const filing = await done(
      send(worker, '/filings', {
        ...opening(),
        facts,
        receiptDue: due('2026-03-09'),
        nonconformityDue: due('2026-03-23'),
      }),
    );
    expect(
      await refused(
        send(officer, `/filings/${filing.id}/nonconformity`, { reasonCode: 'NOT_FILED', reasonText: '短' }),
      ),
    ).toMatchObject({ rules: ['R-PROC-06'] });
    await done(
      send(officer, `/filings/${filing.id}/nonconformity`, { reasonCode: 'NOT_FILED', reasonText: reason.reasonText }),
    );
    await refused(send(worker, `/filings/${filing.id}/closure`, { why: 'case-ended' }));
  });

  it('is inspected by two people of different bodies who sign one sheet', async () => {
    const union = human('i-union', { role: 'INSPECTOR', body: 'union' });
    const health = human('i-health', { role: 'INSPECTOR', body: 'health' });
    const { id } = await done(
      send(worker, '/inspections', { ...opening(), facts, visitDue: due('2026-03-16', '2026-03-02', 10) }),
    );
    const path = `/inspections/${id}`;
    await done(send(union, `${path}/visit`, { visitedOn: '2026-03-02', companion: 'i-health' }));
    await done(send(worker, `${path}/report-due`, { reportDue: due('2026-03-05', '2026-03-02', 3) }));
    const sheet = (carers: number) => ({
      classes: [{ kind: 'SENIOR', children: 20, carers }],
      items: VETO_ITEMS.map((code) => ({ code, finding: 'conforms' })),
      photos: [],
    });
    const [first, ...others] = sheet(3).items;
    const failing = { ...sheet(3), items: [{ ...first, finding: 'fails' }, ...others] };
    expect(await refused(send(union, `${path}/report`, { sheet: failing, outcome: 'pass' }))).toMatchObject({
      status: 400,
      pointers: ['/sheet/items/0/finding'],
    });
    const harmless = { ...failing, items: [{ ...first, finding: 'fails', veto: false }, ...others] };
    expect(await refused(send(union, `${path}/report`, { sheet: harmless, outcome: 'pass' }))).toMatchObject({
      status: 400,
      pointers: ['/sheet/items/0/veto'],
    });
    const silent = { ...sheet(3), items: others, classes: [{ kind: 'INFANT', children: 1, carers: 1 }] };
    expect(await refused(send(union, `${path}/report`, { sheet: silent, outcome: 'pass' }))).toMatchObject({
      pointers: ['/sheet/items', '/sheet/classes', '/sheet/classes'],
    });
    expect(await refused(send(union, `${path}/report`, { sheet: sheet(2), outcome: 'pass' }))).toMatchObject({
      rules: ['R-CAP-02'],
      pointers: ['/sheet/classes/0/carers'],
    });
    await done(send(union, `${path}/report`, { sheet: sheet(3), outcome: 'pass' }));
    const { body } = await get(health, path);
    const { sheetHash } = (body as { state: { sheetHash: string } }).state;
    expect((await get(health, `/documents/${sheetHash}`)).body).toEqual(sheet(3));
    expect(await refused(send(union, `${path}/signature`, { sheetHash }))).toMatchObject({ status: 403 });
    await done(send(health, `${path}/signature`, { sheetHash }));
    expect((await get(audit, path)).body).toMatchObject({
      state: { status: 'PASSED', reportDue: { dueOn: '2026-03-05' } },
    });
  });

  it('passes a notice after its last day and its objections, and then designates the site', async () => {
    const base = opening();
    const period = due('2026-03-09');
    const notice = await done(
      send(worker, '/notices', { ...base, facts, period, unionGrantFen: 1, healthGrantFen: 2 }),
    );
    const path = `/notices/${notice.id}`;
    const objection = { name: '王某', contact: '13800000000', facts: '该场所消防通道长期堆放杂物' };
    await done(send(citizen, `${path}/objections`, objection));
    expect(await refused(send(worker, `${path}/passing`, {}))).toMatchObject({
      status: 422,
      rules: ['R-PUB-03', 'R-PUB-01'],
    });
    const finding = '经现场复核，通道已清空，异议不成立';
    await done(send(muReviewer, `${path}/objection-examinations`, { objection: 1, outcome: 'accept' }));
    for (const one of [muLeader, mhLeader]) {
      await done(send(one, `${path}/objection-decisions`, { objection: 1, outcome: 'dismissed', finding }));
    }
    const rest = due('2026-03-09', '2026-03-02', 5);
    await done(send(worker, `${path}/resumption`, { period: rest }));

    const filing = await done(
      send(worker, '/filings', { ...base, facts, receiptDue: due('2026-03-09'), nonconformityDue: due('2026-03-23') }),
    );
    const receipt = {
      filingNo: 'B1',
      receiptDate: '2026-03-02',
      filedName: facts.institutionName,
      filedAddress: facts.siteAddress,
      filedPlaces: 20,
    };
    await done(send(officer, `/filings/${filing.id}/receipt`, receipt));
    const designation = await openReview('designation', { caseId: base.caseId });
    const documentNo = '成工发〔2026〕12号';
    await done(send(muLeader, `${designation.path}/decision`, { outcome: 'pass', documentNo }));
    const signed = await done(send(mhLeader, `${designation.path}/decision`, { outcome: 'pass', documentNo }));
    const site = {
      ...base,
      facts,
      documentNo,
      designatedOn: '2026-03-02',
      resolutionHash: 'b'.repeat(64),
      filingSubject: filing.position.subject,
      noticeSubject: notice.position.subject,
      decision: signed.position,
    };
    expect(await refused(send(worker, '/sites', site))).toMatchObject({ rules: ['R-PUB-01'] });
    setClock('2026-03-10T00:00:01+08:00');
    await done(send(worker, `${path}/passing`, {}));
    const designated = await done(send(worker, '/sites', site));
    expect(designated.notes).toMatchObject([{ rule: 'R-LIFE-01' }]);
    expect((await get(chair, `/sites/${designated.id}`)).body).toMatchObject({
      state: { status: 'ACTIVE', validTo: '2029-03-01' },
    });
    // The objector stays unknown to the applicant, and the log holds nothing of him.
    const log = JSON.stringify(await journalOf(notice.position.subject, 8));
    expect(log).not.toMatch(/王某|13800000000/);
    const documentHash = /"documentHash":"([0-9a-f]{64})"/.exec(log)?.[1] ?? '';
    expect((await get(muLeader, `/documents/${documentHash}`)).body).toEqual(objection);
    expect((await get(chair, `/documents/${documentHash}`)).status).toBe(404);
  });
});

describe('a document', () => {
  it('is for who sees its case, whoever knows its hash, and for whoever brought it', async () => {
    const { path } = await openReview('district-review');
    await done(send(reviewer, `${path}/decision`, { outcome: 'pass', reasonText: '材料齐全' }));
    const { body } = await get(leader, path);
    const hash = /"reasonHash":"([0-9a-f]{64})"/.exec(JSON.stringify(body))?.[1] ?? '';
    for (const reader of [reviewer, leader, officer, chair, audit, worker]) {
      expect((await get(reader, `/documents/${hash}`)).status).toBe(200);
    }
    const strangers = [
      human('r', { role: 'DU_REVIEWER', unit: '510106' }),
      human('o', { role: 'CH_OFFICER', unit: '510104' }),
      human('c', { role: 'GU_CHAIR', organisation: '81510106MATX010450' }),
    ];
    for (const stranger of strangers) {
      expect(await refused(get(stranger, `/documents/${hash}`))).toMatchObject({ status: 404, rules: ['G-NOT-FOUND'] });
    }
    const [stranger = chair] = strangers;
    const own = await upload(stranger, '"a draft"');
    expect((await get(stranger, `/documents/${own}`)).status).toBe(200);
    expect((await get(chair, `/documents/${own}`)).status).toBe(404);
  });
});

describe('the service', () => {
  it('holds states that are the folds of their events', async () => {
    const folders: Record<string, { fold: (events: readonly EventEnvelope[]) => unknown }> = {
      meeting: foldOf(meetingDecider),
      review: foldOf(reviewDecider),
      filing: foldOf(filingDecider),
      inspection: foldOf(inspectionDecider),
      notice: foldOf(noticeDecider),
      site: foldOf(siteDecider),
    };
    const { items } = (await get(audit, '/aggregates?limit=500')).body as { items: LiveAggregate[] };
    const own = items.filter(
      ({ subject }) => !subject.endsWith('/refusals') && folders[subject.split('/')[0] ?? ''] !== undefined,
    );
    expect(own.length).toBeGreaterThan(15);
    for (const { subject, version, state } of own) {
      const events = await journalOf(subject, version);
      expect(folders[subject.split('/')[0] ?? '']?.fold(events)).toEqual(state);
    }
  });

  it('is ready, and its API document names every route', async () => {
    const ready = await get(citizen, '/health/ready');
    expect(ready.status).toBe(200);
    const { body } = await get(citizen, '/openapi.json');
    const { paths } = body as { paths: Record<string, unknown> };
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/meetings/{id}/votes', '/reviews/{id}/decision', '/sites']),
    );
  });

  it("tells anybody the office's day, and that a Saturday may be a working day and a Friday none", async () => {
    setClock('2026-05-06T09:00:00+08:00');
    const { body } = await get(citizen, '/calendar');
    const { today, from, to, daysOff } = OfficeCalendarView.parse(body);
    expect({ today, from, to }).toEqual({ today: '2026-05-06', from: '2025-04-01', to: '2027-06-10' });
    expect(daysOff).toEqual(expect.arrayContaining(['2026-05-01', '2026-05-10', '2026-05-16']));
    expect(daysOff).not.toContain('2026-05-09');
  });

  it('lists the 23 units', async () => {
    const { body } = await get(citizen, '/units');
    expect((body as { units: unknown[] }).units).toHaveLength(23);
  });

  it('names a policy for every route, and machines open and close while humans decide', () => {
    const routes = listRoutes(service.app);
    expect(routes.filter(({ policy }) => policy === undefined)).toEqual([]);
    const kinds = new Map(
      routes.map(({ method, path, policy }) => [
        `${method} ${path}`,
        policy?.access === 'allow' ? policy.kind : 'public',
      ]),
    );
    const machines = [
      'POST /meetings',
      'POST /reviews',
      'POST /filings',
      'POST /inspections',
      'POST /notices',
      'POST /sites',
      'POST /reviews/:id/alarm',
      'POST /notices/:id/passing',
      'POST /inspections/:id/report-due',
      'POST /inspections/:id/visit-due',
      'POST /notices/:id/resumption',
    ];
    expect(machines.map((route) => kinds.get(route))).toEqual(machines.map(() => 'machine'));
    const humans = ['convening', 'vote-opening', 'votes', 'closing', 'record'].map(
      (action) => `POST /meetings/:id/${action}`,
    );
    humans.push(
      'POST /automatic-steps/:kind/proposal',
      'POST /automatic-steps/:kind/confirmation',
      'POST /automatic-steps/:kind/end',
      'POST /filings/:id/receipt',
      'POST /filings/:id/nonconformity',
      'POST /inspections/:id/visit',
      'POST /inspections/:id/report',
      'POST /inspections/:id/signature',
      'POST /inspections/:id/failure',
      'POST /notices/:id/objections',
      'POST /notices/:id/objection-examinations',
      'POST /notices/:id/objection-decisions',
      'POST /inspections/:id/postponement',
    );
    expect(humans.map((route) => kinds.get(route))).toEqual(humans.map(() => 'human'));
    // Programs may be given these; the decider knows which program, and which review.
    const either = ['POST /reviews/:id/decision', 'POST /reviews/:id/handover'];
    expect(either.map((route) => kinds.get(route))).toEqual(either.map(() => 'any'));
  });

  it('refuses a machine on every human route and a human on every machine route, whatever roles the token names', async () => {
    const guarded = listRoutes(service.app).flatMap(({ method, path, policy }) =>
      policy?.access === 'allow' && policy.kind !== 'any' ? [{ method, path, ...policy }] : [],
    );
    const answers = await Promise.all(
      guarded.map(async ({ method, path, kind, roles }) => {
        const intruder: Actor = {
          id: 'intruder',
          kind: kind === 'human' ? 'machine' : 'human',
          roles: roles.map((role) => ({ role, unit: '510104', organisation: UNION })),
        };
        const response = await fetch(`${service.url}${path.replaceAll(/:\w+/g, randomUUID())}`, {
          method,
          headers: {
            'content-type': 'application/json',
            'idempotency-key': randomUUID(),
            authorization: `Bearer ${await issuer.tokenFor(intruder)}`,
          },
          ...(method === 'GET' ? {} : { body: '{}' }),
        });
        return { route: `${method} ${path}`, status: response.status };
      }),
    );
    expect(answers).toEqual(guarded.map(({ method, path }) => ({ route: `${method} ${path}`, status: 403 })));
    const count = (kind: string): number => guarded.filter((route) => route.kind === kind).length;
    expect(count('human')).toBeGreaterThanOrEqual(13);
    expect(count('machine')).toBeGreaterThanOrEqual(13);
  });
});
