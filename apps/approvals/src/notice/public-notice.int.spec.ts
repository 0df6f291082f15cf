import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { CommandAnswer, PublicNotice, PublicNoticeList } from '#libs/contracts';
import { eventually } from '#libs/testing';
import {
  citizen,
  done,
  due,
  facts,
  get,
  journalOf,
  muReviewer,
  opening,
  send,
  service,
  tasksOf,
  useApprovals,
  worker,
} from '../../test/approvals-stage.js';

useApprovals();

const anyone = async (path: string, body?: unknown, key: string = randomUUID()): Promise<Response> =>
  fetch(`${service.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const listed = async (): Promise<readonly PublicNotice[]> =>
  PublicNoticeList.parse(await (await anyone('/public-notices')).json()).notices;

describe('a public notice', () => {
  const open = async (): Promise<{ id: string; caseId: string; answer: CommandAnswer }> => {
    const base = opening();
    const body = { ...base, facts, period: due('2026-03-09'), unionGrantFen: 1, healthGrantFen: 2 };
    const answer = await done(send(worker, '/notices', body));
    return { id: answer.id, caseId: base.caseId, answer };
  };

  it('is read by anybody, and shows what the rule asks for and nobody’s name', async () => {
    const { id } = await open();
    const notice = await eventually(async () => {
      const found = (await listed()).find((each) => each.id === id);
      expect(found).toBeDefined();
      return found;
    });
    expect(notice).toMatchObject({
      status: 'OPEN',
      employerName: facts.employerName,
      siteAddress: facts.siteAddress,
      siteUnit: facts.siteUnit,
      mode: facts.mode,
      unionGrantFen: 1,
      healthGrantFen: 2,
      period: { dueOn: '2026-03-09' },
    });
    const one = await anyone(`/public-notices/${id}`);
    expect(one.status).toBe(200);
    const text = await one.text();
    expect(PublicNotice.parse(JSON.parse(text))).toEqual(notice);
    expect(text).not.toMatch(/objections|priorActs|planHash|Uscc/);
  });

  it('takes an objection of anybody once, which staff examine as any other', async () => {
    const { id, caseId } = await open();
    const objection = { name: '王某', contact: '13800000000', facts: '该场所消防通道长期堆放杂物' };
    const key = randomUUID();
    const first = await anyone(`/public-notices/${id}/objections`, objection, key);
    expect(first.status).toBe(200);
    const answer = CommandAnswer.parse(await first.json());
    const again = await anyone(`/public-notices/${id}/objections`, objection, key);
    expect(again.headers.get('idempotency-repeat')).toBe('true');
    expect((await tasksOf(muReviewer, answer, caseId)).map(({ action }) => action)).toEqual(['objection-examinations']);
    const log = JSON.stringify(await journalOf(answer.position.subject, 2));
    expect(log).toContain('"actor":"anonymous"');
    expect(log).not.toMatch(/王某|13800000000/);
    const documentHash = /"documentHash":"([0-9a-f]{64})"/.exec(log)?.[1] ?? '';
    expect((await get(muReviewer, `/documents/${documentHash}`)).body).toEqual(objection);
    const lodged = await get(muReviewer, `/notices/${id}/objections`);
    expect(lodged.body).toEqual({ objections: [{ objection: 1, documentHash, lodgedOn: expect.any(String) }] });
    expect((await get(citizen, `/notices/${id}/objections`)).status).toBe(403);
    expect((await get(citizen, `/documents/${documentHash}`)).status).toBe(403);
    expect((await anyone(`/documents/${documentHash}`)).status).toBe(401);
  });

  it.each([
    [{ facts: '太短' }, 400, '/facts'],
    [{ facts: '该场所消防通道长期堆放杂物', name: '' }, 400, '/name'],
    [{}, 400, '/facts'],
  ])('says what an objection lacks: %p', async (body, status, pointer) => {
    const { id } = await open();
    const response = await anyone(`/public-notices/${id}/objections`, body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ pointer });
  });

  it('is not there when it was closed, or never was', async () => {
    const { id } = await open();
    await done(send(worker, `/notices/${id}/closure`, { why: 'withdrawn' }));
    expect((await anyone(`/public-notices/${id}`)).status).toBe(404);
    expect((await anyone(`/public-notices/${randomUUID()}`)).status).toBe(404);
    expect((await anyone('/public-notices/x')).status).toBe(400);
    await eventually(async () => expect((await listed()).some((each) => each.id === id)).toBe(false));
  });
});
