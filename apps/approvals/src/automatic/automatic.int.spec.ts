import { afterEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  CommandAnswer,
  ProgramCheckList,
  type Actor,
  type AutomatableReview,
  type AutomaticStepView,
  type LiveAggregate,
  type Task,
} from '#libs/contracts';
import { automaticStepDecider, reviewDecider } from '#libs/domain';
import { eventually } from '#libs/testing';
import {
  audit,
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
  publishProgram,
  refused,
  reviewer,
  send,
  setClock,
  tasksOf,
  useApprovals,
  worker,
} from '../../test/approvals-stage.js';

useApprovals();

/** Accounts as the register makes them: the id is the actor's. */
const programOf = (unit: string, ...scopes: string[]): Actor => ({
  id: randomUUID(),
  kind: 'machine',
  roles: [{ role: 'PIPELINE', unit }],
  scopes: ['approvals:read', 'tasks:read', 'documents:read', ...scopes],
});
const operator = human('sys-admin', { role: 'SYS_ADMIN', unit: '5101' });
const mhOfficer = human('mh-officer', { role: 'MH_OFFICER', unit: '5101' });
const by = { by: 'sys-admin', on: '2026-03-02' };
const quotas = { streams: 5, subscriptions: 10, batchRows: 10_000 };
const registered = (program: Actor): Promise<void> =>
  publishProgram(program.id, 1, {
    type: 'pipeline.registered',
    data: {
      clientId: `pipeline.p-${program.id.slice(0, 8)}`,
      actor: program.id,
      ownerUnit: program.roles[0]?.unit ?? '',
      organisation: null,
      scopes: [...(program.scopes ?? [])],
      events: {},
      quotas,
      authentication: 'client-secret',
      ...by,
    },
  });

/** A fact about an account comes over Kafka. */
const ARRIVES = { timeoutMs: 20_000 };
const MINUTE = 60_000;

const REASON = '形式审查的材料清单可以由程序核对';
const CHECKS = [
  { check: 'R-CAP-01', outcome: 'passed', text: '班额符合规定' },
  { check: 'attachments', outcome: 'not-applicable' },
];
const PASS = { outcome: 'pass', reasonText: '材料清单齐全，各项数据与方案一致', checks: CHECKS };
const proposalOf = (program: Actor, change: object = {}) => ({
  pipeline: program.id,
  unit: '5101',
  answerWithinMinutes: 90,
  validFrom: '2026-03-02',
  reasonText: REASON,
  ...change,
});
const viewOf = async (kind: AutomatableReview): Promise<AutomaticStepView['state']> =>
  ((await get(audit, `/automatic-steps/${kind}`)).body as AutomaticStepView).state;
const stateOf = async (path: string) => ((await get(audit, path)).body as { state: Record<string, unknown> }).state;
const lines = (tasks: readonly Task[]): string[] =>
  tasks.map(({ action, role, unit, assignee }) => `${action} ${role} ${unit ?? assignee}`);

/** The kind goes to this program from now on; the facts about it arrive a moment after they were published. */
const give = async (kind: AutomatableReview, program: Actor, change: object = {}): Promise<void> => {
  await registered(program);
  const [proposer, confirmer] = kind === 'formal-check' ? [muReviewer, muLeader] : [mhOfficer, mhLeader];
  const path = `/automatic-steps/${kind}`;
  await eventually(() => done(send(proposer, `${path}/proposal`, proposalOf(program, change))), ARRIVES);
  const { proposals } = await viewOf(kind);
  await done(send(confirmer, `${path}/confirmation`, { proposal: proposals }));
};

// The store is shared with other files, whose reviews are people's.
afterEach(async () => {
  for (const kind of ['formal-check', 'health-verification'] as const) {
    const { status, body } = await get(audit, `/automatic-steps/${kind}`);
    if (status === 404 || (body as AutomaticStepView).state.inForce === null) continue;
    const ender = kind === 'formal-check' ? muReviewer : mhOfficer;
    await done(send(ender, `/automatic-steps/${kind}/end`, { reasonText: '本组测试结束，审查交还人员办理' }));
  }
});

describe('the policy that gives a kind of review to a program', () => {
  it(
    'takes two persons and a program that is registered, and is ended by one',
    async () => {
      const program = programOf('5101', 'decide:formal-check');
      const path = '/automatic-steps/formal-check';
      expect(await refused(send(muReviewer, `${path}/proposal`, proposalOf(program)))).toEqual({
        status: 422,
        rules: ['R-AUTO-01'],
        pointers: ['/pipeline'],
      });
      expect(await refused(send(muLeader, `${path}/confirmation`, { proposal: 1 }))).toMatchObject({ status: 404 });
      await registered(program);
      await eventually(() => done(send(muLeader, `${path}/proposal`, proposalOf(program))), ARRIVES);
      expect(await refused(send(muLeader, `${path}/confirmation`, { proposal: 1 }))).toMatchObject({
        status: 403,
        rules: ['R-AUTO-02'],
      });
      expect(await refused(send(mhLeader, `${path}/confirmation`, { proposal: 1 }))).toMatchObject({ status: 403 });
      expect(await refused(send(reviewer, `${path}/proposal`, proposalOf(program)))).toMatchObject({ status: 403 });
      await done(send(operator, `${path}/proposal`, proposalOf(program)));
      expect(await refused(send(muLeader, `${path}/confirmation`, { proposal: 1 }))).toMatchObject({ status: 409 });
      await done(send(muLeader, `${path}/confirmation`, { proposal: 2 }));
      expect(await viewOf('formal-check')).toMatchObject({ status: 'IN_FORCE', inForce: { pipeline: program.id } });
      await done(send(muReviewer, `${path}/end`, { reasonText: '程序的判断与人员复核不一致，暂停使用' }));
      const review = await openReview('formal-check');
      expect(review.answer.notes).toEqual([]);
      expect(lines(await tasksOf(audit, review.answer, review.caseId))).toEqual(['decision DU_REVIEWER 510104']);
    },
    MINUTE,
  );

  it(
    'is there for two kinds and no other',
    async () => {
      for (const kind of ['district-review', 'joint-review', 'designation', 'operator']) {
        expect((await send(muReviewer, `/automatic-steps/${kind}/proposal`, {})).status).toBe(400);
      }
    },
    MINUTE,
  );
});

describe('a formal check that a program has', () => {
  const program = programOf('510104', 'decide:formal-check');
  const given = async () => {
    await give('formal-check', program, { unit: '510104' });
    return openReview('formal-check');
  };

  it(
    'is decided by it, with its reasons',
    async () => {
      const { path, caseId, answer } = await given();
      expect(answer.notes).toMatchObject([{ rule: 'R-AUTO-08', zh: expect.stringContaining(program.id) }]);
      expect(await stateOf(path)).toMatchObject({
        automatic: { pipeline: program.id, answerBy: '2026-03-02T10:30:00.000+08:00', handedOver: null },
      });
      expect(lines(await tasksOf(program, answer, caseId))).toEqual([`decision PIPELINE ${program.id}`]);
      expect(lines(await tasksOf(reviewer, answer, caseId))).toEqual(['handover DU_REVIEWER 510104']);
      expect(await refused(send(program, `${path}/decision`, { outcome: 'pass' }))).toEqual({
        status: 422,
        rules: ['R-AUTO-05', 'R-AUTO-05'],
        pointers: ['/checks', '/reasonText'],
      });
      const key = randomUUID();
      const decided = await done(send(program, `${path}/decision`, PASS, { key }));
      const again = CommandAnswer.parse((await send(program, `${path}/decision`, PASS, { key })).body);
      expect(again).toEqual({ ...decided, repeated: true });
      const state = await stateOf(path);
      expect(state).toMatchObject({ status: 'PASSED', signatures: [{ actor: program.id, role: 'DU_REVIEWER' }] });
      const [signature] = state['signatures'] as { checksHash: string; reasonHash: string }[];
      const checks = await get(reviewer, `/documents/${signature?.checksHash}`);
      expect(ProgramCheckList.parse(checks.body)).toEqual({ checks: CHECKS });
      expect((await get(reviewer, `/documents/${signature?.reasonHash}`)).body).toEqual({ text: PASS.reasonText });
      const log = await journalOf(`review/${answer.id}`, 3);
      expect(log.map(({ type, actorkind }) => [type, actorkind])).toEqual([
        ['review.opened', 'machine'],
        ['review.signed', 'machine'],
        ['review.decided', 'machine'],
      ]);
      expect(JSON.stringify(log)).not.toContain('班额');
      expect(await tasksOf(audit, decided, caseId)).toEqual([]);
    },
    MINUTE,
  );

  it(
    'is decided by no other program, and by it only with the scope, in its unit, on time',
    async () => {
      const { path } = await given();
      const decide = (actor: Actor, body: object = PASS) => refused(send(actor, `${path}/decision`, body));
      const other = programOf('510104', 'decide:formal-check');
      expect(await decide(other)).toMatchObject({ status: 403, rules: ['R-AUTO-03'] });
      expect(await decide(programOf('510112', 'decide:formal-check'))).toMatchObject({ status: 404 });
      const unscoped = { ...program, scopes: ['approvals:read'] };
      expect(await decide(unscoped)).toMatchObject({ status: 403, rules: ['G-FORBIDDEN'] });
      const otherwise = { ...program, scopes: ['decide:health-verification'] };
      expect(await decide(otherwise)).toMatchObject({ status: 403, rules: ['G-FORBIDDEN'] });
      const rejection = { ...PASS, outcome: 'reject', reasonCode: 'OUT_OF_SCOPE' };
      expect(await decide(program, rejection)).toMatchObject({ status: 422, rules: ['R-AUTO-04'] });
      expect(await decide(reviewer, { outcome: 'pass' })).toMatchObject({ status: 409, rules: ['R-AUTO-07'] });
      expect(await decide(worker)).toMatchObject({ status: 403 });
      await done(send(program, `${path}/decision`, PASS));
    },
    MINUTE,
  );

  it(
    'goes to a person when the worker says that the time is over: once, and the program is too late',
    async () => {
      const { path, caseId, answer } = await given();
      const key = randomUUID();
      const handed = await done(send(worker, `${path}/handover`, {}, { key }));
      const again = CommandAnswer.parse((await send(worker, `${path}/handover`, {}, { key })).body);
      expect(again).toEqual({ ...handed, repeated: true });
      expect(await refused(send(worker, `${path}/handover`, {}))).toMatchObject({ status: 409, rules: ['G-STATE'] });
      expect(await refused(send(program, `${path}/decision`, PASS))).toMatchObject({
        status: 409,
        rules: ['R-AUTO-06'],
      });
      expect(await tasksOf(program, handed, caseId)).toEqual([]);
      expect(await tasksOf(reviewer, handed, caseId)).toMatchObject([
        { action: 'decision', role: 'DU_REVIEWER', dueOn: '2026-03-16' },
      ]);
      await done(send(reviewer, `${path}/decision`, { outcome: 'pass' }));
      expect(await journalOf(`review/${answer.id}`, 4)).toMatchObject([
        { type: 'review.opened' },
        { type: 'review.handed-to-person', data: { why: 'not-answered', pipeline: program.id, reasonHash: null } },
        { type: 'review.signed', actor: 'du-reviewer' },
        { type: 'review.decided' },
      ]);
    },
    MINUTE,
  );

  it(
    'goes to a person when the program cannot decide, or a person takes it over, with a reason',
    async () => {
      const reasonText = '附件为手写扫描件，程序无法识别';
      for (const [actor, why] of [
        [program, 'undecidable'],
        [reviewer, 'taken-over'],
      ] as const) {
        const { path } = await given();
        expect(await refused(send(actor, `${path}/handover`, { reasonText: '不行' }))).toMatchObject({
          status: 422,
          rules: ['R-PROC-06'],
        });
        expect(await refused(send(leader, `${path}/handover`, { reasonText }))).toMatchObject({ status: 403 });
        await done(send(actor, `${path}/handover`, { reasonText }));
        const { automatic } = (await stateOf(path)) as { automatic: { handedOver: { reasonHash: string } } };
        expect(automatic.handedOver).toMatchObject({ why, handedBy: actor.id });
        expect((await get(reviewer, `/documents/${automatic.handedOver.reasonHash}`)).body).toEqual({
          text: reasonText,
        });
        await done(send(reviewer, `${path}/decision`, { outcome: 'pass' }));
      }
    },
    MINUTE,
  );

  it(
    'takes the decision or the handover of two that come at once',
    async () => {
      const { path } = await given();
      const race = await Promise.all([send(program, `${path}/decision`, PASS), send(worker, `${path}/handover`, {})]);
      expect(new Set(race.map(({ status }) => status))).toEqual(new Set([200, 409]));
      const { status } = await stateOf(path);
      expect(status).toBe(race[0]?.status === 200 ? 'PASSED' : 'OPEN');
    },
    MINUTE,
  );
});

describe('a health verification that a program has', () => {
  it(
    'is compared with the filing like any other, and may be returned',
    async () => {
      const program = programOf('510105', 'decide:health-verification');
      await give('health-verification', program, { unit: '510105' });
      const base = opening();
      const dues = { receiptDue: due('2026-03-09'), nonconformityDue: due('2026-03-23') };
      const filing = await done(send(worker, '/filings', { ...base, facts, ...dues }));
      const about = { caseId: base.caseId, about: filing.position.subject };
      const { path } = await openReview('health-verification', about);
      expect(await refused(send(program, `${path}/decision`, PASS))).toMatchObject({ rules: ['R-FILE-03'] });
      const defects = [{ item: 'site', reasonCode: 'NOT_FILED', text: '场所未按现址办理备案，请先完成备案' }];
      const checks = [{ check: 'R-FILE-03', outcome: 'failed' }];
      await done(send(program, `${path}/decision`, { outcome: 'return', defects, checks }));
      expect(await stateOf(path)).toMatchObject({ status: 'RETURNED', signatures: [{ actor: program.id }] });
    },
    MINUTE,
  );

  it(
    'is a person’s from the beginning in another unit, in a reconsideration, and while the program is suspended',
    async () => {
      const program = programOf('5101', 'decide:health-verification');
      await give('health-verification', program, { unit: '510112' });
      expect((await openReview('health-verification')).answer.notes).toEqual([]);
      await give('health-verification', program);
      const open = await openReview('health-verification');
      expect(open.answer.notes).toHaveLength(1);
      const again = await openReview('health-verification', { round: 2, excluded: ['ch-officer-2'] });
      expect(again.answer.notes).toEqual([]);
      await publishProgram(program.id, 2, { type: 'pipeline.suspended', data: { reasonHash: 'a'.repeat(64), ...by } });
      await eventually(async () => expect((await openReview('health-verification')).answer.notes).toEqual([]), ARRIVES);
      const defects = [{ item: 'site', reasonCode: 'NOT_FILED', text: '场所未按现址办理备案，请先完成备案' }];
      const body = { outcome: 'return', defects, checks: CHECKS };
      expect(await refused(send(program, `${open.path}/decision`, body))).toMatchObject({ rules: ['R-AUTO-01'] });
      await done(send(officer, `${open.path}/handover`, { reasonText: '该程序已停用，由核验人员办理' }));
      const told = { outcome: 'return', defects };
      await done(send(officer, `${open.path}/decision`, told));
    },
    MINUTE,
  );
});

describe('the office clock', () => {
  it(
    'ends the program’s time, whoever says so',
    async () => {
      const program = programOf('5101', 'decide:formal-check');
      await give('formal-check', program, { answerWithinMinutes: 30 });
      const { path } = await openReview('formal-check');
      setClock('2026-03-02T09:30:00.001+08:00');
      expect(await refused(send(program, `${path}/decision`, PASS))).toMatchObject({
        status: 409,
        rules: ['R-AUTO-06'],
      });
      await done(send(reviewer, `${path}/handover`, { reasonText: '程序未按时答复，由审查人员办理' }));
      await done(send(reviewer, `${path}/decision`, { outcome: 'pass' }));
    },
    MINUTE,
  );
});

describe('policies and reviews', () => {
  it(
    'are the folds of their events',
    async () => {
      const folders: Record<string, { fold: ReturnType<typeof foldOf>['fold'] }> = {
        review: foldOf(reviewDecider),
        'automatic-step': foldOf(automaticStepDecider),
      };
      const { items } = (await get(audit, '/aggregates?limit=500')).body as { items: LiveAggregate[] };
      const own = items.filter(({ subject }) => folders[subject.split('/')[0] ?? ''] && !subject.endsWith('/refusals'));
      expect(own.length).toBeGreaterThan(10);
      for (const { subject, version, state } of own) {
        const events = await journalOf(subject, version);
        expect(folders[subject.split('/')[0] ?? '']?.fold(events)).toEqual(state);
      }
    },
    MINUTE,
  );
});
