import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  ApplicationView,
  PlanVersionView,
  TaskList,
  type Actor,
  type AdvancingStep,
  type ServicePlan,
} from '#libs/contracts';
import { addWorkingDays, dueDateOf } from '#libs/calendar';
import { creditCodeCheck } from '#libs/policy';
import { E01, eventually, useEngines } from '#libs/testing';
import {
  ApplicationsStage,
  answered,
  creation,
  ofUnion,
  person,
  positionOf,
  problem,
  type Reply,
} from '../test/applications-stage.js';

const engines = useEngines('kafka', 'store');
let stage: ApplicationsStage;
const handler = person('GU_HANDLER', ofUnion);
const chair = person('GU_CHAIR', ofUnion);
const leader = person('MU_LEADER', { unit: '5101' });
const worker = person('WORKER');
const auditor = person('MU_AUDIT');
const TODAY = '2026-03-02';
const REASON = '经核查，申报材料与现场情况不一致，请予处理。';
const due = (workingDays: number) => dueDateOf(addWorkingDays(TODAY, workingDays));

interface Case {
  readonly id: string;
  readonly siteAddress: string;
  readonly plan: ServicePlan;
  readonly planHash: string;
}

const to = (id: string, action: string): string => `/applications/${id}/${action}`;
const command = (
  actor: Actor,
  id: string,
  action: string,
  body: object,
  { key = randomUUID(), headers = {} }: { readonly key?: string; readonly headers?: Record<string, string> } = {},
) => stage.post(actor, to(id, action), body, { key, headers });
const show = async (id: string): Promise<ApplicationView> =>
  ApplicationView.parse((await stage.call(auditor, 'GET', `/applications/${id}`)).json);
const taskActions = async (actor: Actor, reply: Reply): Promise<string[]> => {
  const answer = answered(reply);
  const { json } = await stage.call(actor, 'GET', `/tasks?caseId=${answer.id}&after=${positionOf(answer)}`);
  return TaskList.parse(json).tasks.map(({ action, role, dueOn }) => `${role} ${action} ${dueOn ?? '-'}`);
};
const sealed = async (id: string, plan: ServicePlan): Promise<string> => {
  const answer = answered(await command(handler, id, 'plan-versions', { plan }));
  const { json } = await stage.call(chair, 'GET', `/applications/${id}/plan?after=${positionOf(answer)}`);
  return PlanVersionView.parse(json).hash;
};
const resolved = (id: string, planHash: string, n: number) =>
  command(worker, id, 'resolution', {
    planHash,
    resolutionHash: String(n).repeat(64),
    resolutionNo: `2026-${n}`,
    decidedOn: TODAY,
    decision: { subject: `meeting/${id}-${n}`, sequence: 9 },
  });
const submitted = async (): Promise<Case> => {
  const body = creation();
  const { id } = answered(await stage.post(handler, '/applications', body));
  const plan = await stage.planFor(handler, body.siteAddress);
  const planHash = await sealed(id, plan);
  answered(await resolved(id, planHash, 1));
  answered(
    await command(chair, id, 'submission', {
      planHash,
      declarations: {
        textVersion: '2026-1',
        truthful: true,
        responsibility: true,
        priceCommitment: true,
        consentToInspectionAndPublicity: true,
        eightProhibitions: ['EB-1', 'EB-2', 'EB-3', 'EB-4', 'EB-5', 'EB-6', 'EB-7', 'EB-8'],
      },
    }),
  );
  return { id, siteAddress: body.siteAddress, plan, planHash };
};
const advance = (id: string, step: AdvancingStep, outcome = 'passed', more: object = {}, key: string = randomUUID()) =>
  command(
    worker,
    id,
    'advance',
    { step, outcome, decision: { subject: `review/${id}-${step}`, sequence: 2 }, decidedOn: TODAY, ...more },
    { key },
  );
/** A case for which these steps have passed. */
const passedTo = async (...steps: AdvancingStep[]): Promise<Case> => {
  const found = await submitted();
  for (const step of steps) answered(await advance(found.id, step));
  return found;
};
const TO_JOINT_REVIEW = [
  'formal-check',
  'district-review',
  'municipal-review',
  'health-verification',
  'inspection',
] as const;
const sendBack = (id: string, items: string[] = ['A05'], round = 1) =>
  command(worker, id, 'return', {
    due: due(10),
    steps: [
      {
        step: 'formal-check',
        decision: { subject: `review/${id}-formal-${round}`, sequence: 2 },
        decidedOn: TODAY,
        defectsHash: 'd'.repeat(64),
        defectItems: items,
      },
    ],
  });
const withNewFile = async (plan: ServicePlan, code: string): Promise<ServicePlan> => {
  const hash = await stage.uploaded(handler);
  const attachments = plan.attachments.map((file) => (file.code === code ? { ...file, hash } : file));
  return { ...plan, attachments };
};

beforeAll(async () => {
  stage = await ApplicationsStage.start(engines, `${TODAY}T09:00:00+08:00`);
}, 120_000);
afterAll(() => stage.stop());

describe('a return for correction', () => {
  it('goes to the handler, then the chair, and back to the step that returned it', async () => {
    const { id, plan } = await submitted();
    const returned = await sendBack(id);
    const dueOn = '2026-03-16';
    expect(await taskActions(handler, returned)).toEqual([`GU_HANDLER plan-versions ${dueOn}`]);
    expect(await show(id)).toMatchObject({
      status: 'CORRECTION',
      correction: { round: 1, items: ['A05'], due: { dueOn }, changedItems: null, needsResolution: false },
    });
    const version = await command(handler, id, 'plan-versions', { plan: await withNewFile(plan, 'A05') });
    expect(await taskActions(chair, version)).toEqual([`GU_CHAIR resubmission ${dueOn}`]);
    expect((await show(id)).correction).toMatchObject({ changedItems: ['A05'], needsResolution: false });
    const { json } = await stage.call(chair, 'GET', `/applications/${id}/plan`);
    const { hash } = PlanVersionView.parse(json);
    const key = randomUUID();
    const first = await command(chair, id, 'resubmission', { planHash: hash }, { key });
    const again = await command(chair, id, 'resubmission', { planHash: hash }, { key });
    expect(answered(again)).toEqual({ ...answered(first), repeated: true });
    expect(await show(id)).toMatchObject({ status: 'SUBMITTED', correction: null, plan: { hash } });
    expect(await taskActions(chair, first)).toEqual([]);
  });
  it('needs a new resolution for more than what was listed (R-COM-08), and takes it', async () => {
    const { id, plan } = await submitted();
    answered(await sendBack(id));
    const [row] = plan.budget.rows;
    if (row === undefined) throw new Error('the sample plan has a budget row');
    const rows = [{ ...row, quantity: 90, amountFen: 90 * row.unitPriceFen }];
    const planHash = await sealed(id, { ...plan, budget: { ...plan.budget, rows } });
    expect((await show(id)).correction).toMatchObject({ changedItems: ['budget'], needsResolution: true });
    const refused = await command(chair, id, 'resubmission', { planHash });
    expect(problem(refused)).toMatchObject({ status: 422, rule: 'R-COM-08', pointer: '/planHash' });
    expect(await taskActions(chair, await resolved(id, planHash, 2))).toEqual(['GU_CHAIR resubmission 2026-03-16']);
    expect((await command(chair, id, 'resubmission', { planHash })).status).toBe(200);
  });
  it('is refused a third time by the same step (R-PROC-02)', async () => {
    const { id, plan } = await submitted();
    let latest = plan;
    for (const round of [1, 2]) {
      answered(await sendBack(id, ['A05'], round));
      latest = await withNewFile(latest, 'A05');
      answered(await command(chair, id, 'resubmission', { planHash: await sealed(id, latest) }));
    }
    expect(problem(await sendBack(id, ['A05'], 3))).toMatchObject({ status: 422, rule: 'R-PROC-02' });
    // The first return once more, under a key of its own: nothing happens.
    const { version } = await show(id);
    expect(answered(await sendBack(id))).toMatchObject({ version });
  });
  it('waits for the other track of the concurrent review (R-PROC-01)', async () => {
    const { id } = await passedTo('formal-check', 'district-review');
    const refused = await command(worker, id, 'return', {
      due: due(10),
      steps: [
        {
          step: 'municipal-review',
          decision: { subject: `review/${id}-municipal`, sequence: 2 },
          decidedOn: TODAY,
          defectsHash: 'd'.repeat(64),
          defectItems: ['budget'],
        },
      ],
    });
    expect(problem(refused)).toMatchObject({ status: 422, rule: 'R-PROC-01', pointer: '/steps' });
  });
  it('is remembered without making a version stale', async () => {
    const { id, plan } = await submitted();
    const { version } = answered(await sendBack(id));
    answered(await command(worker, id, 'alarm', { kind: 'remind', level: 0, on: TODAY }));
    const { json } = await stage.call(handler, 'GET', `/tasks?caseId=${id}&after=application/${id}@${version + 1}`);
    expect(TaskList.parse(json).tasks).toMatchObject([{ reminded: true, escalation: 0 }]);
    const headers = { 'if-match': `"${version}"` };
    const body = { plan: await withNewFile(plan, 'A05') };
    expect((await command(handler, id, 'plan-versions', body, { headers })).status).toBe(200);
    const stale = await command(handler, id, 'plan-versions', body, { headers });
    expect(problem(stale)).toMatchObject({ status: 412, rule: 'R-PROC-07' });
  });
});

describe('a withdrawal', () => {
  it('ends the case, closes the way to the next step and frees employer, site and year', async () => {
    const { id, siteAddress } = await passedTo('formal-check');
    answered(await command(chair, id, 'withdrawal', { reasonText: '单位决定不再申报。' }));
    expect(await show(id)).toMatchObject({ status: 'WITHDRAWN' });
    const late = await advance(id, 'district-review');
    expect(problem(late)).toMatchObject({ status: 409, rule: 'G-STATE' });
    await eventually(async () => {
      expect((await stage.post(handler, '/applications', creation({ siteAddress }))).status).toBe(201);
    });
  });
  it('races the next step: one of both is done, the other refused and recorded', async () => {
    for (let race = 0; race < 5; race += 1) {
      const { id } = await passedTo(...TO_JOINT_REVIEW);
      const [withdrawn, advanced] = await Promise.all([
        command(chair, id, 'withdrawal', {}),
        advance(id, 'joint-review'),
      ]);
      const { status } = await show(id);
      expect(['WITHDRAWN', 'PUBLICITY']).toContain(status);
      const [winner, loser, rule] =
        status === 'WITHDRAWN' ? [withdrawn, advanced, 'G-STATE'] : [advanced, withdrawn, 'R-PROC-08'];
      expect(winner.status).toBe(200);
      expect(problem(loser).rule).toBe(rule);
      const subject = encodeURIComponent(`application/${id}/refusals`);
      await eventually(async () => {
        const { json } = await stage.call(auditor, 'GET', `/journal?subject=${subject}&from=1&to=5`);
        const [event] = (json as { events: string[] }).events;
        expect(JSON.parse(Buffer.from(event ?? '', 'base64').toString())).toMatchObject({
          data: { refusals: [{ rule }] },
        });
      });
    }
  }, 60_000);
  it('needs consent while the notice is open (R-PROC-08)', async () => {
    const { id } = await passedTo(...TO_JOINT_REVIEW, 'joint-review');
    expect(problem(await command(chair, id, 'withdrawal', {}))).toMatchObject({ status: 422, rule: 'R-PROC-08' });
    expect((await command(chair, id, 'withdrawal-consent', {})).status).toBe(403);
    answered(await command(leader, id, 'withdrawal-consent', {}));
    expect(await show(id)).toMatchObject({ withdrawalConsentedOn: TODAY });
    answered(await command(chair, id, 'withdrawal', {}));
    expect(await show(id)).toMatchObject({ status: 'WITHDRAWN' });
  });
});

describe('a reconsideration', () => {
  const rejectedCase = async (): Promise<Case> => {
    const found = await passedTo(...TO_JOINT_REVIEW);
    answered(await advance(found.id, 'joint-review', 'rejected', { reasonCode: 'QUOTA', decidedBy: ['mu-1', 'mh-1'] }));
    return found;
  };
  it('opens the rejecting step once, with the claim taken again', async () => {
    const { id, siteAddress } = await rejectedCase();
    expect(await show(id)).toMatchObject({
      status: 'REJECTED',
      rejection: { step: 'joint-review', reasonCode: 'QUOTA', reconsiderBy: { dueOn: '2026-03-09', workingDays: 5 } },
    });
    expect(problem(await command(chair, id, 'reconsideration', { reasonText: '太短' }))).toMatchObject({
      rule: 'R-PROC-06',
      pointer: '/reasonText',
    });
    answered(await command(chair, id, 'reconsideration', { reasonText: REASON }));
    expect(await show(id)).toMatchObject({
      status: 'JOINT_REVIEW',
      rejection: null,
      reconsideration: { step: 'joint-review', due: { dueOn: '2026-03-16' } },
    });
    const taken = await stage.post(handler, '/applications', creation({ siteAddress }));
    expect(problem(taken)).toMatchObject({ status: 422, rule: 'R-ID-07' });
    const again = { decision: { subject: `review/${id}-second`, sequence: 2 }, reasonCode: 'QUOTA' };
    answered(await advance(id, 'joint-review', 'rejected', again));
    const second = await command(chair, id, 'reconsideration', { reasonText: REASON });
    expect(problem(second)).toMatchObject({ status: 409, rule: 'G-STATE' });
  });
  it('is refused while another application has employer, site and year (R-ID-07)', async () => {
    const { id, siteAddress } = await rejectedCase();
    const other = await eventually(async () =>
      answered(await stage.post(handler, '/applications', creation({ siteAddress }))),
    );
    const refused = await command(chair, id, 'reconsideration', { reasonText: REASON });
    expect(problem(refused)).toMatchObject({ status: 422, rule: 'R-ID-07' });
    answered(await command(chair, other.id, 'withdrawal', {}));
    await eventually(async () => {
      expect((await command(chair, id, 'reconsideration', { reasonText: REASON })).status).toBe(200);
    });
  });
});

describe('a rectification', () => {
  const rectifying = async (): Promise<Case> => {
    const found = await passedTo(...TO_JOINT_REVIEW.slice(0, 4));
    const failed = { due: due(15), failedItems: ['F10-01', 'F10-02'] };
    answered(await advance(found.id, 'inspection', 'rectification', failed));
    return found;
  };
  it('asks for one uploaded document for each failed item', async () => {
    const { id } = await rectifying();
    const [one, two] = [await stage.uploaded(handler), await stage.uploaded(handler)];
    const first = { item: 'F10-01', hash: one };
    const missing = await command(handler, id, 'rectification', { evidence: [first] });
    expect(problem(missing)).toMatchObject({ status: 400, rule: 'G-MALFORMED', pointer: '/evidence' });
    const nowhere = { evidence: [first, { item: 'F10-02', hash: 'e'.repeat(64) }] };
    expect(problem(await command(handler, id, 'rectification', nowhere))).toMatchObject({
      status: 400,
      pointer: '/evidence/1/hash',
    });
    const evidence = [first, { item: 'F10-02', hash: two }];
    expect((await command(chair, id, 'rectification', { evidence })).status).toBe(403);
    answered(await command(handler, id, 'rectification', { evidence }));
    expect(await show(id)).toMatchObject({ status: 'INSPECTION_PENDING', rectification: null });
  });
  it('is extended once by the municipal leader', async () => {
    const { id } = await rectifying();
    const extended = await command(leader, id, 'rectification-extension', { reasonText: REASON });
    expect(await taskActions(handler, extended)).toEqual([`GU_HANDLER rectification ${due(30).dueOn}`]);
    const twice = await command(leader, id, 'rectification-extension', { reasonText: REASON });
    expect(problem(twice)).toMatchObject({ status: 409, rule: 'G-STATE' });
  });
  it('is not over before its last day', async () => {
    const { id } = await rectifying();
    const early = { decision: { subject: `application/${id}`, sequence: 10 }, reasonCode: 'SAFETY' };
    expect(problem(await advance(id, 'inspection', 'rejected', early))).toMatchObject({ rule: 'G-STATE' });
  });
});

describe('a deferral', () => {
  it('asks the municipal leader to take the case up again', async () => {
    const { id } = await passedTo(...TO_JOINT_REVIEW);
    const deferred = await advance(id, 'joint-review', 'deferred', { reasonCode: 'QUOTA' });
    expect(await taskActions(leader, deferred)).toEqual(['MU_LEADER resumption 2027-03-02']);
    expect(problem(await command(worker, id, 'lapse', { why: 'deferral-over' }))).toMatchObject({ rule: 'G-STATE' });
    answered(await command(leader, id, 'resumption', {}));
    expect(await show(id)).toMatchObject({ status: 'JOINT_REVIEW', deferredUntil: null });
  });
});

/** The bar outlives this file in a shared database, so it falls on an employer of its own. */
const someEmployer = (): string => {
  const body = `91510116MA${String(Math.floor(Math.random() * 10_000_000)).padStart(7, '0')}`;
  return body + creditCodeCheck(body);
};

describe('a termination', () => {
  it('bars the employer at once (R-LIFE-06)', async () => {
    const employer = { employerUscc: someEmployer(), unionUscc: '81510116MATX010615', managingUnit: '510116' };
    const office = { organisation: employer.unionUscc, unit: '510116' };
    const other = person('GU_HANDLER', office);
    const { id } = answered(await stage.post(other, '/applications', creation(employer)));
    const evidenceHash = await stage.uploaded(leader);
    const body = { evidenceHash, reasonText: REASON };
    expect(problem(await command(leader, id, 'termination', { ...body, reasonText: '假' })).rule).toBe('R-PROC-06');
    expect(problem(await command(leader, id, 'termination', { ...body, evidenceHash: 'e'.repeat(64) }))).toMatchObject({
      pointer: '/evidenceHash',
    });
    expect((await command(person('GU_CHAIR', office), id, 'termination', body)).status).toBe(403);
    const key = randomUUID();
    answered(await command(leader, id, 'termination', body, { key }));
    const barred = await stage.post(other, '/applications', creation(employer));
    expect(problem(barred)).toMatchObject({
      status: 422,
      rule: 'R-LIFE-06',
      pointer: '/employerUscc',
      detail: expect.stringContaining('2028-03-02'),
    });
    expect(answered(await command(leader, id, 'termination', body, { key }))).toMatchObject({ repeated: true });
    expect(await show(id)).toMatchObject({ status: 'TERMINATED', barredUntil: '2028-03-02', reasonCode: 'FALSE_INFO' });
  });
});

describe('who finds a case to act on', () => {
  it('is its own union and the municipal leader, nobody else', async () => {
    const { id } = await passedTo(...TO_JOINT_REVIEW, 'joint-review');
    const stranger = person('GU_CHAIR', { organisation: '81510112MATX010290', unit: '510112' });
    const elsewhere = person('MU_LEADER', { unit: E01.unit });
    for (const reply of [
      await command(stranger, id, 'withdrawal', {}),
      await command(stranger, id, 'reconsideration', { reasonText: REASON }),
      await command(stranger, id, 'resubmission', { planHash: 'a'.repeat(64) }),
      await command(elsewhere, id, 'withdrawal-consent', {}),
    ]) {
      expect(problem(reply)).toMatchObject({ status: 404, rule: 'G-NOT-FOUND' });
    }
  });
});

describe('time', () => {
  // Last in this file: the office clock never goes back.
  it('lapses a correction, closes the window of a reconsideration and ends a bar', async () => {
    const correcting = await submitted();
    answered(await sendBack(correcting.id));
    const rejected = await submitted();
    answered(await advance(rejected.id, 'formal-check', 'rejected', { reasonCode: 'OUT_OF_SCOPE' }));
    const early = await command(worker, correcting.id, 'lapse', { why: 'correction-overdue' });
    expect(problem(early)).toMatchObject({ status: 409, rule: 'G-STATE' });
    stage.advanceTo('2026-03-17T00:00:00+08:00');
    const planHash = await sealed(correcting.id, await withNewFile(correcting.plan, 'A05'));
    expect(problem(await command(chair, correcting.id, 'resubmission', { planHash }))).toMatchObject({
      status: 422,
      rule: 'R-PROC-03',
    });
    const lapsed = await command(worker, correcting.id, 'lapse', { why: 'correction-overdue' });
    expect(await taskActions(handler, lapsed)).toEqual([]);
    expect(await show(correcting.id)).toMatchObject({ status: 'LAPSED' });
    const late = await command(chair, rejected.id, 'reconsideration', { reasonText: REASON });
    expect(problem(late)).toMatchObject({
      status: 409,
      rule: 'G-TOO-LATE',
      detailEn: expect.stringContaining('2026-03-09'),
    });
  });
});
