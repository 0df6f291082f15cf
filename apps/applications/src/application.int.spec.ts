import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  ApplicationList,
  ApplicationView,
  LiveAggregate,
  PlanVersionView,
  TaskList,
  type Actor,
  type CommandAnswer,
} from '#libs/contracts';
import { listRoutes } from '#libs/access';
import { creatingId } from '#libs/aggregate';
import { caseNumber } from '#libs/domain';
import { E01, eventually, samplePlan, useEngines } from '#libs/testing';
import {
  ApplicationsStage,
  answered,
  creation,
  ofUnion,
  person,
  positionOf,
  problem,
} from '../test/applications-stage.js';

const engines = useEngines('kafka', 'store');
let stage: ApplicationsStage;
const call: ApplicationsStage['call'] = (...sent) => stage.call(...sent);
const post: ApplicationsStage['post'] = (...sent) => stage.post(...sent);
/** The union of E02, another employer in another district. */
const E02 = { unionUscc: '81510112MATX010290', unit: '510112' };
const handler = person('GU_HANDLER', ofUnion);
const chair = person('GU_CHAIR', ofUnion);
const worker = person('WORKER');
const auditor = person('MU_AUDIT');
const created = async (changes: object = {}): Promise<CommandAnswer> =>
  answered(await post(handler, '/applications', creation(changes)));
const planFor = (siteAddress: string) => stage.planFor(handler, siteAddress);

/** What the journal says of commands that this caller's creation with this key was refused for. */
const refusalsOf = (caller: Actor, key: string): Promise<unknown[]> => {
  const subject = `application/${creatingId(caller.id, key)}/refusals`;
  return eventually(async () => {
    const { json } = await call(auditor, 'GET', `/journal?subject=${encodeURIComponent(subject)}&from=1&to=5`);
    const found = (json as { events: string[] }).events;
    expect(found).toHaveLength(1);
    return found.map((event): unknown => JSON.parse(Buffer.from(event, 'base64').toString()));
  });
};

beforeAll(async () => {
  stage = await ApplicationsStage.start(engines, '2026-02-02T09:00:00+08:00');
}, 120_000);
afterAll(() => stage.stop());

describe('a draft over HTTP', () => {
  it('goes from creation to the chair’s inbox and on to submission', async () => {
    const body = creation();
    const draft = answered(await post(handler, '/applications', body));
    const tasks = await call(handler, 'GET', `/tasks?after=${positionOf(draft)}`);
    expect(TaskList.parse(tasks.json).tasks.filter((task) => task.caseId === draft.id)).toMatchObject([
      { action: 'plan-versions', role: 'GU_HANDLER', organisation: E01.unionUscc, listing: { caseNo: '' } },
    ]);
    const plan = await planFor(body.siteAddress);
    const seal = answered(await post(handler, `/applications/${draft.id}/plan-versions`, { plan }));
    const stored = await call(chair, 'GET', `/applications/${draft.id}/plan`);
    const { hash } = PlanVersionView.parse(stored.json);
    expect(stored.json).toMatchObject({ number: 1, plan });
    answered(
      await post(worker, `/applications/${draft.id}/resolution`, {
        planHash: hash,
        resolutionHash: 'b'.repeat(64),
        resolutionNo: '2026-1',
        decidedOn: '2026-02-02',
        decision: { subject: 'meeting/1', sequence: 9 },
      }),
    );
    const submission = answered(
      await post(chair, `/applications/${draft.id}/submission`, {
        planHash: hash,
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
    expect(submission.version).toBe(seal.version + 2);
    const shown = await call(auditor, 'GET', `/applications/${draft.id}?after=${positionOf(submission)}`);
    expect(ApplicationView.parse(shown.json)).toMatchObject({
      status: 'SUBMITTED',
      caseNo: caseNumber(body.programmeYear, draft.id),
      submittedOn: '2026-02-02',
    });
    const list = await call(auditor, 'GET', `/applications?status=SUBMITTED&after=${positionOf(submission)}`);
    expect(ApplicationList.parse(list.json).items.map((item) => item.id)).toContain(draft.id);
    const inbox = await call(chair, 'GET', `/tasks?caseId=${draft.id}&after=${positionOf(submission)}`);
    expect(TaskList.parse(inbox.json).tasks).toEqual([]);
  });

  it('answers a repeated key with the first answer and says so', async () => {
    const [body, key] = [creation(), randomUUID()];
    const first = await post(handler, '/applications', body, { key });
    const again = await post(handler, '/applications', body, { key });
    expect(first.headers.get('idempotency-repeat')).toBeNull();
    expect(again.headers.get('idempotency-repeat')).toBe('true');
    expect(answered(again)).toEqual({ ...answered(first), repeated: true });
  });

  it('refuses a key that comes with another body', async () => {
    const key = randomUUID();
    await post(handler, '/applications', creation(), { key });
    const other = await post(handler, '/applications', creation(), { key });
    expect(other.status).toBe(409);
    expect(problem(other).rule).toBe('G-KEY-REUSED');
  });

  it('gives the same plan hash to a repeated sealing', async () => {
    const body = creation();
    const draft = answered(await post(handler, '/applications', body));
    const [plan, key] = [await planFor(body.siteAddress), randomUUID()];
    await post(handler, `/applications/${draft.id}/plan-versions`, { plan }, { key });
    const again = await post(handler, `/applications/${draft.id}/plan-versions`, { plan }, { key });
    expect(answered(again)).toMatchObject({ repeated: true, version: 2 });
  });
});

describe('waiting for consequences', () => {
  it('answers a query as soon as the workflow has noted how far the case is settled', async () => {
    const draft = await created();
    const settled = { subject: 'review/2', sequence: 4 };
    const waiting = call(handler, 'GET', `/applications/${draft.id}?settled=review/2@4`);
    const note = answered(await post(worker, `/applications/${draft.id}/settled`, { settled }));
    const shown = ApplicationView.parse((await waiting).json);
    expect(shown.version).toBe(note.version);
    const noted = await call(worker, 'GET', `/applications/${draft.id}/settlements`);
    expect(noted.json).toEqual({ settled: [settled] });
    const again = await post(worker, `/applications/${draft.id}/settled`, { settled });
    expect(answered(again)).toMatchObject({ version: note.version });
  });
});

describe('a version that somebody saw', () => {
  it('stays good while the worker only notes how far the case is settled, and is stale after a fact', async () => {
    const body = creation();
    const draft = answered(await post(handler, '/applications', body));
    const seal = async (seen: number) =>
      post(
        handler,
        `/applications/${draft.id}/plan-versions`,
        { plan: await planFor(body.siteAddress) },
        { headers: { 'if-match': `"${seen}"` } },
      );
    const settled = { subject: 'review/3', sequence: 1 };
    expect(answered(await post(worker, `/applications/${draft.id}/settled`, { settled }))).toMatchObject({
      version: 1,
    });
    expect(await seal(4)).toMatchObject({ status: 412 });
    expect(answered(await seal(1))).toMatchObject({ version: 2 });
    const stale = await seal(1);
    expect(stale.status).toBe(412);
    expect(problem(stale).rule).toBe('R-PROC-07');
  });
});

describe('bad input', () => {
  it.each([
    ['an unknown field', { surprise: 1 }, '/surprise'],
    ['a wrong type', { programmeYear: 'next' }, '/programmeYear'],
    ['a missing field', { siteUnit: undefined }, '/siteUnit'],
  ])('names %s with its pointer', async (_what, changes, pointer) => {
    const result = await post(handler, '/applications', creation(changes));
    expect(result.status).toBe(400);
    expect(result.headers.get('content-type')).toContain('application/problem+json');
    expect(problem(result)).toMatchObject({ rule: 'G-MALFORMED', pointer });
  });
  it('refuses an unknown unit by its rule, and records the refusal', async () => {
    const key = randomUUID();
    const result = await post(handler, '/applications', creation({ siteUnit: '510199' }), { key });
    expect(result.status).toBe(422);
    expect(problem(result)).toMatchObject({ rule: 'R-ORG-01', pointer: '/siteUnit' });
    const events = await refusalsOf(handler, key);
    expect(events).toMatchObject([
      { type: 'refusal.recorded', data: { command: 'application.create', refusals: [{ rule: 'R-ORG-01' }] } },
    ]);
  });
  it.each([2025, 2028])('refuses the programme year %s and tells which are open', async (programmeYear) => {
    const result = await post(handler, '/applications', creation({ programmeYear }));
    expect(result.status).toBe(400);
    expect(problem(result)).toMatchObject({
      rule: 'G-MALFORMED',
      pointer: '/programmeYear',
      detail: expect.stringContaining('2026年或2027年'),
    });
  });
  it('refuses a plan with a class that serves nobody', async () => {
    const body = creation();
    const draft = answered(await post(handler, '/applications', body));
    const plan = await planFor(body.siteAddress);
    const classes = plan.service.classes.map((row, at) => (at === 0 ? { ...row, children: 0 } : row));
    const result = await post(handler, `/applications/${draft.id}/plan-versions`, {
      plan: { ...plan, service: { ...plan.service, classes } },
    });
    expect(result.status).toBe(400);
    expect(problem(result)).toMatchObject({ rule: 'G-MALFORMED', pointer: '/plan/service/classes/0/children' });
  });
  it('refuses a command without a key', async () => {
    const result = await call(handler, 'POST', '/applications', { body: creation() });
    expect(problem(result)).toMatchObject({ status: 400, rule: 'G-KEY-MISSING' });
  });
  it('refuses a body over the limit', async () => {
    const result = await post(handler, '/applications', creation({ siteAddress: 'x'.repeat(300 * 1024) }));
    expect(problem(result)).toMatchObject({ status: 413, rule: 'G-TOO-LARGE' });
  });
  it('refuses a step that the state does not allow', async () => {
    const draft = await created();
    const result = await post(worker, `/applications/${draft.id}/advance`, {
      step: 'formal-check',
      outcome: 'passed',
      decision: { subject: 'review/1', sequence: 2 },
      decidedOn: '2026-02-02',
    });
    expect(problem(result)).toMatchObject({ status: 409, rule: 'G-STATE' });
  });
  it('refuses a stale version with 412', async () => {
    const body = creation();
    const draft = answered(await post(handler, '/applications', body));
    const plan = await planFor(body.siteAddress);
    const stale = await post(
      handler,
      `/applications/${draft.id}/plan-versions`,
      { plan },
      { headers: { 'if-match': '"7"' } },
    );
    expect(problem(stale)).toMatchObject({ status: 412, rule: 'R-PROC-07' });
    const fresh = await post(
      handler,
      `/applications/${draft.id}/plan-versions`,
      { plan },
      { headers: { 'if-match': '"1"' } },
    );
    expect(fresh.status).toBe(200);
    expect(fresh.headers.get('etag')).toBe('"2"');
  });
  it('refuses a plan that names a file nobody uploaded', async () => {
    const body = creation();
    const draft = answered(await post(handler, '/applications', body));
    const plan = samplePlan();
    const result = await post(handler, `/applications/${draft.id}/plan-versions`, { plan });
    expect(problem(result)).toMatchObject({ status: 400, pointer: '/plan/attachments/0/hash' });
  });
  it('refuses an upload over the limit', async () => {
    const result = await call(handler, 'POST', '/documents', {
      body: Buffer.alloc(21_000_000),
      headers: { 'content-type': 'application/pdf', 'idempotency-key': randomUUID() },
    });
    expect(problem(result)).toMatchObject({ status: 413, rule: 'G-TOO-LARGE' });
  });
  it('gives up waiting for a fact that does not come', async () => {
    const draft = await created();
    const result = await call(handler, 'GET', `/applications/${draft.id}?settled=review/none@3`);
    expect(problem(result)).toMatchObject({ status: 503, rule: 'G-NOT-YET' });
  }, 15_000);
});

describe('who may do what', () => {
  it('does not find the case of another union, nor tell that it exists', async () => {
    const draft = await created();
    const stranger = person('GU_HANDLER', { organisation: E02.unionUscc });
    const body = { plan: samplePlan() };
    for (const result of [
      await call(stranger, 'GET', `/applications/${draft.id}`),
      await call(stranger, 'GET', `/applications/${draft.id}/plan`),
      await post(stranger, `/applications/${draft.id}/plan-versions`, body),
      await call(person('DU_REVIEWER', { unit: '510105' }), 'GET', `/applications/${draft.id}`),
      await call(handler, 'GET', `/applications/${randomUUID()}`),
    ]) {
      expect(problem(result)).toMatchObject({ status: 404, rule: 'G-NOT-FOUND' });
    }
    const { json } = await call(stranger, 'GET', `/tasks?after=${positionOf(draft)}`);
    expect(TaskList.parse(json).tasks).toEqual([]);
  });
  it('does not let a handler open a draft for another union', async () => {
    const result = await post(handler, '/applications', creation({ unionUscc: E02.unionUscc }));
    expect(problem(result)).toMatchObject({ status: 403, rule: 'G-FORBIDDEN' });
  });
  it('refuses a managing unit other than the one of the handler’s own office (R-ORG-02)', async () => {
    const result = await post(handler, '/applications', creation({ managingUnit: '510106' }));
    expect(result.status).toBe(422);
    expect(problem(result)).toMatchObject({ rule: 'R-ORG-02', pointer: '/managingUnit' });
    const homeless = person('GU_HANDLER', { organisation: E01.unionUscc });
    const refused = await post(homeless, '/applications', creation());
    expect(problem(refused)).toMatchObject({ rule: 'R-ORG-02', pointer: '/managingUnit' });
  });
  it('shows the plan under its hash to the readers of plans alone, other documents to whoever sees the case', async () => {
    const body = creation();
    const draft = answered(await post(handler, '/applications', body));
    const plan = await planFor(body.siteAddress);
    await post(handler, `/applications/${draft.id}/plan-versions`, { plan });
    const { json } = await call(chair, 'GET', `/applications/${draft.id}/plan`);
    const path = `/documents/${PlanVersionView.parse(json).hash}`;
    const note = await call(handler, 'POST', '/documents', {
      body: { note: randomUUID() },
      headers: { 'idempotency-key': randomUUID(), 'nuanchao-case': draft.id },
    });
    const notePath = `/documents/${(note.json as { hash: string }).hash}`;
    const reviewer = person('DU_REVIEWER', { unit: E01.unit });
    for (const reader of [handler, chair, reviewer, person('CH_OFFICER', { unit: E01.unit }), auditor, worker]) {
      const read = await call(reader, 'GET', path);
      expect(read).toMatchObject({ status: 200, json: plan });
      expect(read.headers.get('content-type')).toBe('application/vnd.nuanchao.plan+json');
    }
    const operator = person('SYS_ADMIN');
    const inspecting = person('INSPECTOR', { unit: '5101', body: 'union' });
    const manager = person('HEALTH_MANAGER', { unit: E01.unit });
    // Two offices do not add up: one reads plans of another union, the other sees this case.
    const both = {
      ...operator,
      roles: [...operator.roles, { role: 'GU_HANDLER' as const, organisation: E02.unionUscc }],
    };
    for (const outsider of [operator, inspecting, manager, both, person('DU_REVIEWER', { unit: '510106' })]) {
      expect((await call(outsider, 'GET', path)).status).toBe(404);
      expect([403, 404]).toContain((await call(outsider, 'GET', `/applications/${draft.id}/plan`)).status);
    }
    for (const reader of [handler, operator, manager, both])
      expect((await call(reader, 'GET', notePath)).status).toBe(200);
    expect((await call(inspecting, 'GET', notePath)).status).toBe(404);
  });
  it('refuses a machine a human’s decision and a human the worker’s step', async () => {
    const draft = await created();
    const settled = { settled: { subject: 'review/1', sequence: 1 } };
    expect((await post(handler, `/applications/${draft.id}/settled`, settled)).status).toBe(403);
    expect((await post(worker, '/applications', creation())).status).toBe(403);
    expect((await call(undefined, 'GET', `/applications/${draft.id}`)).status).toBe(401);
  });
  it('closes every route of people to machines and every route of machines to people', async () => {
    const routes = listRoutes(stage.service.app).flatMap(({ method, path, policy }) =>
      policy?.access === 'allow' && policy.kind !== 'any' ? [{ method, path, policy }] : [],
    );
    expect(routes.map(({ method, path, policy }) => `${policy.kind}: ${method} ${path}`)).toEqual(
      expect.arrayContaining([
        'human: POST /applications/:id/withdrawal',
        'machine: POST /applications/:id/advance',
        'machine: POST /applications/:id/archive',
        'machine: POST /applications/:id/committee-declined',
        'machine: POST /applications/:id/resolution',
        'machine: POST /applications/:id/settled',
        'machine: GET /applications/:id/settlements',
        'machine: POST /applications/:id/return',
        'machine: POST /applications/:id/lapse',
        'machine: POST /applications/:id/alarm',
        'human: POST /applications/:id/resubmission',
        'human: POST /applications/:id/withdrawal',
        'human: POST /applications/:id/withdrawal-consent',
        'human: POST /applications/:id/reconsideration',
        'human: POST /applications/:id/rectification',
        'human: POST /applications/:id/rectification-extension',
        'human: POST /applications/:id/resumption',
        'human: POST /applications/:id/termination',
      ]),
    );
    const draft = await created();
    for (const { method, path, policy } of routes) {
      const [other, ordinary] =
        policy.kind === 'human' ? (['machine', worker] as const) : (['human', handler] as const);
      // One of the other kind whose claims name the route's own roles gains nothing by it.
      const disguised: Actor = {
        id: 'disguised',
        kind: other,
        roles: policy.roles.map((role) => ({ role, ...ofUnion })),
      };
      for (const intruder of [ordinary, disguised]) {
        const result = await call(intruder, method, path.replace(':id', draft.id), {
          ...(method === 'GET' ? {} : { body: {} }),
          headers: { 'idempotency-key': randomUUID() },
        });
        expect({ method, path, status: result.status, rule: problem(result).rule }).toEqual({
          method,
          path,
          status: 403,
          rule: 'G-FORBIDDEN',
        });
      }
    }
  });
  it('has a policy on every route', () => {
    const routes = listRoutes(stage.service.app);
    expect(routes.filter((route) => route.policy === undefined)).toEqual([]);
    expect(routes.map((route) => `${route.method} ${route.path}`)).toEqual(
      expect.arrayContaining([
        'POST /applications',
        'POST /applications/:id/plan-versions',
        'POST /applications/:id/submission',
        'POST /applications/:id/advance',
        'GET /tasks',
        'GET /aggregates',
        'GET /journal',
        'POST /documents',
      ]),
    );
  });
});

describe('one open application per employer, site and year (R-ID-07)', () => {
  it('lets exactly one of two racers win, and tells the other the winner’s case number', async () => {
    const body = creation();
    const racers = [handler, person('GU_HANDLER', ofUnion)];
    const keys = racers.map(() => randomUUID());
    const results = await Promise.all(
      racers.map((racer, at) => post(racer, '/applications', body, { key: keys[at] ?? '' })),
    );
    expect(results.map((result) => result.status).toSorted((a, b) => a - b)).toEqual([201, 422]);
    const winner = results.find((result) => result.status === 201);
    const loser = results.find((result) => result.status === 422);
    if (winner === undefined || loser === undefined) throw new Error('both or neither won');
    const caseNo = caseNumber(body.programmeYear, answered(winner).id);
    expect(problem(loser)).toMatchObject({ rule: 'R-ID-07', detail: expect.stringContaining(caseNo) });
    const lost = results.indexOf(loser);
    const [refusal] = await refusalsOf(racers[lost] ?? handler, keys[lost] ?? '');
    expect(refusal).toMatchObject({ data: { refusals: [{ rule: 'R-ID-07', params: { caseNo } }] } });
  });
  it('frees the claim when the application is archived', async () => {
    const body = creation();
    const draft = answered(await post(handler, '/applications', body));
    expect((await post(handler, '/applications', body)).status).toBe(422);
    stage.advanceTo('2026-09-01T09:00:00+08:00');
    const archived = await post(worker, `/applications/${draft.id}/archive`, { idleSince: '2026-02-02' });
    expect(archived.status).toBe(200);
    await eventually(async () => {
      expect((await post(handler, '/applications', body)).status).toBe(201);
    });
  });
});

describe('one union per employer (R-ORG-05)', () => {
  const otherHandler = person('GU_HANDLER', { organisation: E02.unionUscc, unit: E02.unit });
  const byOther = { unionUscc: E02.unionUscc, managingUnit: E02.unit };

  it('does not let another union open a draft for an employer, nor learn of its open case', async () => {
    const body = creation();
    answered(await post(handler, '/applications', body));
    const key = randomUUID();
    const result = await post(otherHandler, '/applications', { ...body, ...byOther }, { key });
    expect(result.status).toBe(422);
    expect(problem(result)).toMatchObject({ rule: 'R-ORG-05', pointer: '/unionUscc' });
    expect(JSON.stringify(result.json)).not.toContain('R-ID-07');
    expect(await refusalsOf(otherHandler, key)).toMatchObject([{ data: { refusals: [{ rule: 'R-ORG-05' }] } }]);
    expect((await post(handler, '/applications', creation())).status).toBe(201);
  });
  it('binds the employer to one of two unions that apply at the same moment', async () => {
    const employer = { employerUscc: '91510100MATX00034W' };
    const bids = [
      [handler, creation(employer)],
      [otherHandler, creation({ ...employer, ...byOther })],
    ] as const;
    const results = await Promise.all(bids.map(([bidder, body]) => post(bidder, '/applications', body)));
    expect(results.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422]);
    const again = await Promise.all(
      bids.map(([bidder, body]) => post(bidder, '/applications', { ...body, siteAddress: randomUUID() })),
    );
    expect(again.map(({ status }) => status)).toEqual(results.map(({ status }) => status));
  });
  it('does not bind an employer by a draft that is refused', async () => {
    const employer = { employerUscc: '91510106MATX00042E' };
    const refused = await post(
      otherHandler,
      '/applications',
      creation({ ...employer, ...byOther, siteUnit: '510199' }),
    );
    expect(refused.status).toBe(422);
    expect((await post(handler, '/applications', creation(employer))).status).toBe(201);
  });
});

describe('documents and what audits reads', () => {
  it('keeps a file under its hash, the same for the same caller and key', async () => {
    const key = randomUUID();
    const body = Buffer.from('%PDF-1.7 示例');
    const send = () =>
      call(handler, 'POST', '/documents', {
        body,
        headers: { 'content-type': 'application/pdf', 'idempotency-key': key },
      });
    const [one, two] = [await send(), await send()];
    expect(one.status).toBe(201);
    expect(two.json).toEqual(one.json);
    const { hash } = one.json as { hash: string };
    const response = await fetch(`${stage.service.url}/documents/${hash}`, {
      headers: { authorization: `Bearer ${await stage.issuer.tokenFor(chair)}` },
    });
    expect(response.headers.get('content-type')).toContain('application/pdf');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(body);
  });
  it('files a document under a case only for who sees it', async () => {
    const draft = await created();
    const filedBy = async (actor: Actor, caseId: string): Promise<number> => {
      const headers = { 'content-type': 'application/pdf', 'idempotency-key': randomUUID(), 'nuanchao-case': caseId };
      return (await call(actor, 'POST', '/documents', { body: Buffer.from('file'), headers })).status;
    };
    expect(await filedBy(handler, draft.id)).toBe(201);
    expect(await filedBy(person('GU_HANDLER', { organisation: E02.unionUscc }), draft.id)).toBe(404);
    expect(await filedBy(handler, randomUUID())).toBe(404);
  });
  it.each(['%2F', '%2Frefusals', '%E5%BC%A0'])('refuses /applications/%s, which can be no id', async (id) => {
    expect(problem(await call(handler, 'GET', `/applications/${id}`))).toMatchObject({ status: 400, pointer: '/id' });
  });
  it('pages over all live aggregates in a stable order, refusals included', async () => {
    await created();
    await post(handler, '/applications', creation({ siteUnit: '510199' }));
    const subjects: string[] = [];
    let cursor = '';
    do {
      const { json } = await call(worker, 'GET', `/aggregates?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      const page = json as { items: unknown[]; next: string | null };
      subjects.push(...page.items.map((item) => LiveAggregate.parse(item).subject));
      cursor = page.next ?? '';
    } while (cursor !== '');
    expect(new Set(subjects).size).toBe(subjects.length);
    expect(subjects.some((subject) => subject.endsWith('/refusals'))).toBe(true);
    expect(subjects.some((subject) => /^application\/[^/]+$/.test(subject))).toBe(true);
    expect((await call(handler, 'GET', '/aggregates')).status).toBe(403);
  });
  it('is ready and shows its API', async () => {
    expect((await call(undefined, 'GET', '/health/ready')).json).toMatchObject({ ready: true });
    expect((await call(undefined, 'GET', '/openapi.json')).json).toMatchObject({ paths: { '/applications': {} } });
  });
});
