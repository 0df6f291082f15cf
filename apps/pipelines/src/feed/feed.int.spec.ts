import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createParser } from 'eventsource-parser';
import { randomUUID } from 'node:crypto';
import { EventFeedPage, type DomainEvent } from '#libs/contracts';
import { ENGINES_START_MS, eventually, startTestEngines, type TestEngines } from '#libs/testing';
import { PipelinesStage, created } from '../../test/pipelines-stage.js';

let engines: TestEngines;
let stage: PipelinesStage;

beforeAll(async () => {
  engines = await startTestEngines(['kafka', 'store']);
  stage = await PipelinesStage.open(engines.addresses);
  await stage.start();
}, ENGINES_START_MS);

afterAll(async () => {
  await stage.close();
  await engines.stop();
}, 60_000);

const settled = (n: number): DomainEvent => ({
  type: 'application.settled',
  data: { settled: { subject: 'review/x', sequence: n } },
});

/** A case with this many events after its first. */
const publishCase = async (unit: string, events = 0, createdBy?: string): Promise<string> => {
  const caseId = randomUUID();
  const facts = [created(unit, unit, createdBy), ...Array.from({ length: events }, (_, n) => settled(n + 1))];
  const actor = { id: createdBy ?? 'p-somebody', kind: createdBy === undefined ? 'human' : 'machine' } as const;
  await stage.publish('applications', { subject: `application/${caseId}`, caseId }, facts, actor);
  return caseId;
};

const page = async (token: string, query: string): Promise<EventFeedPage> => {
  const answer = await stage.get(token, `/events?${query}`);
  expect(answer.status).toBe(200);
  return EventFeedPage.parse(answer.body);
};

/** Everything behind a position, page by page. */
const all = async (token: string, query = '', from = ''): Promise<EventFeedPage['events']> => {
  const events: EventFeedPage['events'] = [];
  for (let after = from; ;) {
    const next = await page(token, `after=${after}&limit=7${query}`);
    events.push(...next.events);
    if (!next.more) return events;
    after = next.next;
  }
};
/** Leaves out facts about the readers' own accounts, which come when they come. */
const CASES = '&services=applications';
/** The same, with what other services say about cases. */
const ofCases = async (token: string, query = '', from = ''): Promise<EventFeedPage['events']> =>
  (await all(token, query, from)).filter(({ event }) => event.source !== '/pipelines');
const idsOf = (events: EventFeedPage['events']): string[] => events.map(({ event }) => event.id);

const reader = async (name: string, body: Record<string, unknown>) => {
  const { clientId, secret, id } = await stage.register(name, { scopes: ['events:read'], ...body });
  return { id, clientId, token: await stage.tokenOf(clientId, secret) };
};

describe('the event feed', () => {
  it('shows every fact once and each subject in its order, from any position, also after a restart', async () => {
    const { token } = await reader('catch-up', { ownerUnit: '5101' });
    const before = (await page(token, 'after=end')).next;
    const cases = await Promise.all(Array.from({ length: 12 }, () => publishCase('510104', 24)));
    const events = await eventually(async () => {
      const found = await all(token, '&services=applications', before);
      expect(found).toHaveLength(12 * 25);
      return found;
    });
    expect(new Set(idsOf(events)).size).toBe(12 * 25);
    for (const caseId of cases) {
      const own = events.filter(({ event }) => event.caseid === caseId);
      expect(own.map(({ event }) => Number(event.sequence))).toEqual(Array.from({ length: 25 }, (_, n) => n + 1));
    }
    // From a position in the middle on, exactly the rest; and nothing is different for a process that was started anew.
    const middle = events[137];
    const rest = idsOf(events.slice(138));
    expect(idsOf(await all(token, '&services=applications', middle?.position))).toEqual(rest);
    await stage.stop();
    await stage.start();
    expect(idsOf(await all(token, '&services=applications', middle?.position))).toEqual(rest);
  }, 60_000);

  it('shows a unit its own cases, an organisation its own, and the city all', async () => {
    const city = await reader('city', { ownerUnit: '5101' });
    const district = await reader('district', { ownerUnit: '510105' });
    const employer = await reader('employer', { ownerUnit: '510106', organisation: 'e-510106' });
    const stranger = await reader('stranger', { ownerUnit: '510181' });
    const start = (await page(city.token, 'after=end')).next;
    const [one, other] = [await publishCase('510105'), await publishCase('510106')];
    // A fact of another service about the case, which arrives on another topic.
    await stage.publish('approvals', { subject: `notice/${one}`, caseId: one }, [
      { type: 'notice.closed', data: { why: 'case-ended' } },
    ]);
    await eventually(async () => expect(await ofCases(city.token, '', start)).toHaveLength(3));
    const casesOf = async (token: string) => [
      ...new Set((await ofCases(token, '', start)).map(({ event }) => event.caseid)),
    ];
    expect(await casesOf(district.token)).toEqual([one]);
    expect(await ofCases(district.token, '', start)).toHaveLength(2);
    expect(await casesOf(employer.token)).toEqual([other]);
    expect(await casesOf(stranger.token)).toEqual([]);
  });

  it('narrows by service, type, unit and own case, by the account and by the request', async () => {
    const { token, id } = await reader('narrow', { ownerUnit: '5101', events: { types: ['application.*'] } });
    const start = (await page(token, 'after=end')).next;
    const own = await publishCase('510112', 1, id);
    const foreign = await publishCase('510113', 1);
    await stage.publish('approvals', { subject: `notice/${own}`, caseId: own }, [
      { type: 'notice.closed', data: { why: 'case-ended' } },
    ]);
    await eventually(async () => expect(await all(token, '', start)).toHaveLength(4));
    const seen = async (query: string) => (await all(token, query, start)).map(({ event }) => event.caseid);
    expect(await seen('&types=application.created')).toEqual(expect.arrayContaining([own, foreign]));
    expect(await seen('&ownCases=true')).toEqual([own, own]);
    expect(await seen('&units=510113')).toEqual([foreign, foreign]);
    expect(await seen('&services=approvals')).toEqual([]);
  });

  it('tells a program of the refusals and the account events that are its own, and nobody else', async () => {
    const mine = await reader('mine', { ownerUnit: '5101' });
    const theirs = await reader('theirs', { ownerUnit: '5101' });
    const caseId = await publishCase('510104');
    const refused = [{ type: 'refusal.recorded', data: { command: 'x', refusals: [] } }];
    const at = { subject: `application/${caseId}/refusals`, caseId };
    await stage.publish('applications', at, refused, { id: mine.id, kind: 'machine' });
    const typesOf = async (token: string) => (await all(token)).map(({ event }) => event.type);
    await eventually(async () => expect(await typesOf(mine.token)).toContain('refusal.recorded'));
    expect(await typesOf(theirs.token)).not.toContain('refusal.recorded');
    const accountsIn = async (token: string) =>
      (await all(token, '&services=pipelines')).map(({ event }) => event.subject);
    expect(new Set(await accountsIn(mine.token))).toEqual(new Set([`pipeline/${mine.id}`]));
  });

  it('waits for what comes, goes on behind an own write, and says when it does not arrive', async () => {
    const { token } = await reader('waiting', { ownerUnit: '510114' });
    const end = (await page(token, 'after=end')).next;
    const poll = page(token, `after=${end}&wait=20${CASES}`);
    const caseId = await publishCase('510114', 1);
    const { events } = await poll;
    expect(events[0]?.event.caseid).toBe(caseId);
    await eventually(async () => expect(await all(token, CASES, end)).toHaveLength(2));
    const behind = await page(token, `after=application/${caseId}@1${CASES}`);
    expect(idsOf(behind.events)).toEqual([`application/${caseId}/0000000002`]);
    const never = await stage.get(token, `/events?after=application/${caseId}@9`);
    expect([never.status, never.body['rule']]).toEqual([503, 'G-NOT-YET']);
    const foreign = await publishCase('510115');
    const hidden = await stage.get(token, `/events?after=application/${foreign}@1`);
    expect([hidden.status, hidden.body['rule']]).toEqual([503, 'G-NOT-YET']);
  }, 30_000);

  it('streams as server-sent events and goes on after Last-Event-ID without a gap or a double', async () => {
    const { token } = await reader('streaming', { ownerUnit: '510116' });
    const end = (await page(token, 'after=end')).next;
    const follow = async (headers: Record<string, string>, count: number) => {
      const seen: { id: string | undefined; event: string | undefined; data: string }[] = [];
      const abort = new AbortController();
      const response = await fetch(`${stage.url}/events?after=${end}${CASES}`, {
        headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream', ...headers },
        signal: abort.signal,
      });
      expect(response.headers.get('content-type')).toContain('text/event-stream');
      const parser = createParser({ onEvent: ({ id, event, data }) => seen.push({ id, event, data }) });
      const text = new TextDecoder();
      for await (const piece of response.body ?? []) {
        parser.feed(text.decode(piece as Uint8Array, { stream: true }));
        if (seen.length >= count) break;
      }
      abort.abort();
      return seen;
    };
    const caseId = await publishCase('510116', 5);
    const first = await follow({}, 3);
    const rest = await follow({ 'last-event-id': first[2]?.id ?? '' }, 3);
    const sequences = [...first.slice(0, 3), ...rest].map(({ data }) =>
      Number((JSON.parse(data) as { sequence: string }).sequence),
    );
    expect(sequences).toEqual([1, 2, 3, 4, 5, 6]);
    expect(first[0]).toMatchObject({ event: 'application.created', data: expect.stringContaining(caseId) });
  });

  it.each([
    'after=x',
    'after=ZjEuOTk5OTk5OTk5',
    'after=Zj',
    'wait=60',
    'limit=0',
    'types=%2F',
    'units=999',
    'services=none',
  ])('refuses %s', async (query) => {
    const { token } = await reader(`bad-${randomUUID().slice(0, 8).replace(/^\d/, 'a')}`, { ownerUnit: '5101' });
    const answer = await stage.get(token, `/events?${query}`);
    expect([answer.status, answer.body['rule']]).toEqual([400, 'G-MALFORMED']);
  });

  it('limits the streams of one account and ends them when it is suspended', async () => {
    const { token, clientId } = await reader('limited', {
      ownerUnit: '5101',
      quotas: { streams: 1, subscriptions: 0, batchRows: 1 },
    });
    const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' };
    const abort = new AbortController();
    const first = await fetch(`${stage.url}/events?after=end`, { headers, signal: abort.signal });
    expect(first.status).toBe(200);
    const second = await stage.get(token, '/events', headers);
    expect([second.status, second.body['rule']]).toEqual([422, 'R-PIPE-04']);
    abort.abort();
    const operator = await stage.tokenOf('sys-admin-1');
    await stage.post(operator, `/pipelines/${clientId}/suspension`, { reasonText: '账号被滥用，先停用再核实情况' });
    const suspended = await stage.get(token, '/events');
    expect([suspended.status, suspended.body['rule']]).toEqual([403, 'G-FORBIDDEN']);
  });
});
