import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationList, CaseOverview, EventEnvelope, type Actor, type CommandAnswer } from '#libs/contracts';
import { E01, useOwnEngines } from '#libs/testing';
import { ApplicationsStage, answered, creation, ofUnion, person, positionOf } from '../test/applications-stage.js';
import { CaseAgeView } from './case-age.view.js';

const engines = useOwnEngines('kafka', 'store');
let stage: ApplicationsStage;
const handler = person('GU_HANDLER', ofUnion);
const worker = person('WORKER');
const auditor = person('MU_AUDIT');
const cityLeader = person('MU_LEADER', { unit: '5101' });
const leaderOf = (unit: string): Actor => person('DU_LEADER', { unit });

beforeAll(async () => {
  stage = await ApplicationsStage.start(engines, '2026-02-02T09:00:00+08:00');
}, 120_000);
afterAll(() => stage.stop());

const created = async (): Promise<CommandAnswer> =>
  answered(await stage.post(handler, '/applications', creation({ employerUscc: E01.employerUscc })));

const overviewFor = async (actor: Actor, after?: CommandAnswer): Promise<CaseOverview> => {
  const query = after === undefined ? '' : `?after=${positionOf(after)}`;
  return CaseOverview.parse((await stage.call(actor, 'GET', `/overview${query}`)).json);
};
const countOf = ({ counts }: CaseOverview, status: string): number =>
  counts.filter((one) => one.status === status).reduce((sum, { count }) => sum + count, 0);

const listed = async (actor: Actor, query: string): Promise<readonly string[]> =>
  ApplicationList.parse((await stage.call(actor, 'GET', `/applications?${query}`)).json).items.map(({ id }) => id);

describe('the overview of the cases', () => {
  it('counts what the caller may see by unit and state, and how long it has been there', async () => {
    const draft = await created();
    const city = await overviewFor(cityLeader, draft);
    expect(city.counts).toEqual([{ managingUnit: E01.unit, status: 'DRAFT', count: 1 }]);
    expect(city.ages).toEqual([
      { status: 'DRAFT', fromDays: 0, toDays: 7, sinceFrom: '2026-01-26', sinceTo: '2026-02-02', count: 1 },
    ]);
    expect(countOf(await overviewFor(leaderOf(E01.unit)), 'DRAFT')).toBe(1);
    expect((await overviewFor(leaderOf('510112'))).counts).toEqual([]);
  });

  it('gives with each age the days by which the list of cases has the same ones', async () => {
    const old = await created();
    stage.advanceTo('2026-08-20T09:00:00+08:00');
    const young = await created();
    const { ages } = await overviewFor(cityLeader, young);
    const aged = (days: number) => ages.find(({ fromDays, status }) => status === 'DRAFT' && fromDays === days);
    const [now, long] = [aged(0), aged(91)];
    expect([now?.count, long?.count, long?.sinceFrom]).toEqual([1, 2, null]);
    const recent = await listed(auditor, `status=DRAFT&sinceFrom=${now?.sinceFrom}&sinceTo=${now?.sinceTo}`);
    expect(recent).toEqual([young.id]);
    expect(await listed(auditor, `status=DRAFT&sinceTo=${long?.sinceTo}`)).toContain(old.id);
    expect(await listed(auditor, 'sinceFrom=2026-08-21')).toEqual([]);
    const malformed = await stage.call(auditor, 'GET', '/applications?sinceFrom=yesterday');
    expect(malformed).toMatchObject({ status: 400, json: { rule: 'G-MALFORMED' } });

    await stage.post(worker, `/applications/${old.id}/archive`, { idleSince: '2026-02-02' }).then(answered);
    const after = await overviewFor(cityLeader, { ...old, position: { ...old.position, sequence: 2 } });
    expect([countOf(after, 'ARCHIVED'), countOf(after, 'DRAFT')]).toEqual([1, 2]);
    expect(after.ages.map(({ status }) => status)).not.toContain('ARCHIVED');
    expect(await listed(auditor, 'underWay=true')).not.toContain(old.id);
    expect(await listed(auditor, 'underWay=true&sinceFrom=2026-08-20')).toEqual([young.id]);
    expect(await listed(auditor, 'status=ARCHIVED&sinceFrom=2026-08-20')).toEqual([old.id]);
  });

  it('is the same when it is made anew from the facts, and when a fact comes twice', async () => {
    const before = await overviewFor(cityLeader);
    const view = stage.service.app.get(CaseAgeView, { strict: false });
    const subjects = (await listed(auditor, '')).map((id) => `application/${id}`);
    expect(subjects.length).toBeGreaterThan(2);
    await view.clear();
    expect((await overviewFor(cityLeader)).counts).toEqual([]);
    for (const subject of subjects) {
      const path = `/journal?subject=${encodeURIComponent(subject)}&from=1&to=20`;
      const { events } = (await stage.call(auditor, 'GET', path)).json as { events: string[] };
      const facts = events.map((event) => EventEnvelope.parse(JSON.parse(Buffer.from(event, 'base64').toString())));
      for (const fact of [...facts, ...facts]) {
        if (view.types.includes(fact.type)) await view.apply(fact, Number(fact.sequence));
      }
    }
    const sorted = ({ counts }: CaseOverview) => counts.map((one) => JSON.stringify(one)).toSorted();
    const again = await overviewFor(cityLeader);
    expect(sorted(again)).toEqual(sorted(before));
    expect(again.ages).toEqual(before.ages);
  });

  it('is for leaders and auditors only', async () => {
    for (const stranger of [handler, worker, person('SYS_ADMIN'), person('DU_REVIEWER', { unit: E01.unit })]) {
      expect((await stage.call(stranger, 'GET', '/overview')).status).toBe(403);
    }
  });
});
