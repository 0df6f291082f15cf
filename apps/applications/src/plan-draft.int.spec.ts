import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PlanDraftView, PlanVersionList, type CommandAnswer, type PlanDraftChange } from '#libs/contracts';
import { eventually, useEngines } from '#libs/testing';
import { ApplicationsStage, answered, creation, ofUnion, person, problem } from '../test/applications-stage.js';

const engines = useEngines('kafka', 'store');
let stage: ApplicationsStage;
const handler = person('GU_HANDLER', ofUnion);
const colleague = person('GU_HANDLER', ofUnion);
const chair = person('GU_CHAIR', ofUnion);
const stranger = person('GU_HANDLER', { organisation: '81510112MATX010290', unit: '510112' });

beforeAll(async () => {
  stage = await ApplicationsStage.start(engines, '2026-02-02T09:00:00+08:00');
}, 120_000);
afterAll(() => stage.stop());

const created = async (siteAddress = creation().siteAddress): Promise<CommandAnswer> =>
  answered(await stage.post(handler, '/applications', creation({ siteAddress })));
const draftOf = async (id: string, actor = handler): Promise<Readonly<Record<string, string>>> =>
  PlanDraftView.parse((await stage.call(actor, 'GET', `/applications/${id}/plan-draft`)).json).entries;
const save = (id: string, changes: readonly PlanDraftChange[], actor = handler) =>
  stage.call(actor, 'POST', `/applications/${id}/plan-draft`, { body: { changes } });
const change = (pointer: string, to: string, from = ''): PlanDraftChange => ({ pointer, from, to });

describe('a plan that is being written', () => {
  it('is kept field by field, and merges what two people typed', async () => {
    const { id } = await created();
    expect(await draftOf(id)).toEqual({});
    await save(id, [change('/employer/name', '成都示例医院'), change('/union/name', '甲')]);
    await save(id, [change('/employer/contactDept', '工会')], colleague);
    expect(await draftOf(id, colleague)).toEqual({
      '/employer/name': '成都示例医院',
      '/employer/contactDept': '工会',
      '/union/name': '甲',
    });
  });

  it('leaves a field alone that somebody else has changed meanwhile, and says what stands there', async () => {
    const { id } = await created();
    await save(id, [change('/employer/name', '甲')]);
    const late = await save(id, [change('/employer/name', '乙'), change('/union/name', '丙')], colleague);
    expect(late).toMatchObject({ status: 200, json: { entries: { '/employer/name': '甲', '/union/name': '丙' } } });
    await save(id, [change('/employer/name', '乙', '甲')], colleague);
    expect(await draftOf(id)).toMatchObject({ '/employer/name': '乙' });
  });

  it('does no harm when it is saved twice, and loses nothing when ten windows save at once', async () => {
    const { id } = await created();
    const names = Array.from({ length: 10 }, (_, at) => `/employer/field${String.fromCharCode(97 + at)}`);
    const replies = await Promise.all(
      [...names, ...names].map((pointer) => save(id, [change(pointer, pointer.slice(-1))])),
    );
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
    expect(await draftOf(id)).toEqual(Object.fromEntries(names.map((pointer) => [pointer, pointer.slice(-1)])));
  });

  it('is for the handlers of its union alone, and takes nothing that is no place in a plan', async () => {
    const { id } = await created();
    expect((await stage.call(stranger, 'GET', `/applications/${id}/plan-draft`)).status).toBe(404);
    expect((await save(id, [change('/employer/name', '甲')], stranger)).status).toBe(404);
    expect((await save(id, [change('/employer/name', '甲')], chair)).status).toBe(403);
    const bad = await save(id, [change('$where', '甲'), change('/employer/../name', '甲')]);
    expect(bad.status).toBe(400);
    expect(problem(bad).errors.map(({ pointer }) => pointer)).toEqual(['/changes/0/pointer', '/changes/1/pointer']);
  });

  it('is forgotten when the case leaves the applicant’s hands, and not written any more', async () => {
    const { id } = await created();
    await save(id, [change('/employer/contactName', '示例联系人')]);
    answered(await stage.post(chair, `/applications/${id}/withdrawal`, {}));
    const late = await save(id, [change('/employer/contactName', '他人', '示例联系人')]);
    expect(problem(late).errors).toEqual([expect.objectContaining({ rule: 'G-STATE' })]);
    await eventually(async () => expect(await draftOf(id)).toEqual({}));
  });
});

describe('the versions of a plan', () => {
  it('are listed as they were sealed, each with the document of its hash', async () => {
    const { siteAddress } = creation();
    const { id } = await created(siteAddress);
    const plan = await stage.planFor(handler, siteAddress);
    const second = { ...plan, employer: { ...plan.employer, staffTotal: plan.employer.staffTotal + 1 } };
    for (const sealed of [plan, second]) {
      answered(await stage.post(handler, `/applications/${id}/plan-versions`, { plan: sealed }));
    }
    const { json } = await stage.call(chair, 'GET', `/applications/${id}/plan-versions`);
    const { items } = PlanVersionList.parse(json);
    expect(items).toMatchObject([
      { number: 1, sealedOn: '2026-02-02' },
      { number: 2, sealedOn: '2026-02-02' },
    ]);
    const contents = await Promise.all(
      items.map(async ({ hash }) => (await stage.call(handler, 'GET', `/documents/${hash}`)).json),
    );
    expect(contents).toEqual([plan, second]);
    expect((await stage.call(stranger, 'GET', `/applications/${id}/plan-versions`)).status).toBe(404);
  });
});
