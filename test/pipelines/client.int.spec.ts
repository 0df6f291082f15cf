import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { NuanchaoClient, NuanchaoProblem, after, credentialTokens, type BatchRowOutcome } from '#libs/client';
import { ENGINES_START_MS } from '#libs/testing';
import { ProgramsStage, draftAt, type Registered } from './programs-stage.js';

let stage: ProgramsStage;
let program: Registered;

beforeAll(async () => {
  stage = await ProgramsStage.open();
  program = await stage.register('union-one', [
    'applications:create',
    'applications:read',
    'tasks:read',
    'events:read',
    'batch:submit',
  ]);
}, ENGINES_START_MS);

afterAll(() => stage.close(), 60_000);

const create = (client: NuanchaoClient, site: string, how: { readonly intent?: string } = {}) =>
  client.call('applications', 'POST /applications', { body: draftAt(site), ...how });

describe('a program that waits for its own write', () => {
  it('finds it in the feed and in the queries of the service, and goes on behind it', async () => {
    const client = stage.client(program);
    const { id, position } = await create(client, randomUUID());
    await client.waitFor(position);
    await client.waitFor(position, 'applications');
    const ended = AbortSignal.timeout(30_000);
    const second = create(client, randomUUID());
    for await (const { event } of client.follow({ after: after(position), signal: ended, types: ['application.*'] })) {
      expect(event.caseid).not.toBe(id);
      expect(event.caseid).toBe((await second).id);
      break;
    }
    expect(ended.aborted).toBe(false);
  }, 60_000);

  it('is told when its patience ends and the fact has not come', async () => {
    const { clientId, secret: clientSecret } = program;
    const tokens = credentialTokens({ issuer: stage.issuer, clientId, clientSecret });
    const client = new NuanchaoClient({ gateway: stage.gateway, tokens, patienceMs: 1 });
    const never = client.waitFor({ subject: `application/${randomUUID()}`, sequence: 1 }, 'applications');
    const problem = await never.catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(NuanchaoProblem);
    expect((problem as NuanchaoProblem).rule).toBe('G-NOT-YET');
  }, 60_000);
});

describe('a command without an intent', () => {
  it('is a repeat for a program that keeps keys by content, also after it was started again, and is new for others', async () => {
    const site = randomUUID();
    const { clientId, secret: clientSecret } = program;
    const tokens = credentialTokens({ issuer: stage.issuer, clientId, clientSecret });
    const started = () =>
      new NuanchaoClient({ gateway: stage.gateway, tokens, keys: stage.keys('by-content'), unnamed: 'content' });
    const first = await create(started(), site);
    const again = await create(started(), site);
    expect(again).toMatchObject({ id: first.id, repeated: true });
    expect(await create(started(), randomUUID())).toMatchObject({ repeated: false });
    const other = await create(stage.client(program), site).catch((error: unknown) => error);
    expect(other).toMatchObject({ rule: 'R-ID-07' });
  }, 60_000);
});

describe('a batch', () => {
  const collect = async (client: NuanchaoClient, intent: string, sites: readonly string[], stopAfter = Infinity) => {
    const outcomes: BatchRowOutcome[] = [];
    const rows = sites.map((site) => ({ path: '/applications', body: draftAt(site) }));
    for await (const outcome of client.batch({ service: 'applications', intent, rows, rowsAtOnce: 7 })) {
      outcomes.push(outcome);
      if (outcomes.length >= stopAfter) break;
    }
    return outcomes;
  };

  it('gives each row its outcome in its place, over several requests and behind a bad row', async () => {
    const sites = Array.from({ length: 16 }, () => randomUUID());
    const client = stage.client(program);
    const seen: number[] = [];
    const rows = sites.map((site, at) => ({
      path: '/applications',
      body: at === 9 ? { nonsense: true } : draftAt(site),
    }));
    const outcomes: BatchRowOutcome[] = [];
    const progress = ({ accepted, refused }: { accepted: number; refused: number }) => seen.push(accepted + refused);
    for await (const each of client.batch({ service: 'applications', intent: 'b', rows, rowsAtOnce: 7, progress })) {
      outcomes.push(each);
    }
    expect(outcomes.map(({ row }) => row)).toEqual(sites.map((_site, at) => at));
    expect(outcomes.filter(({ outcome }) => outcome === 'refused').map(({ row, status }) => [row, status])).toEqual([
      [9, 400],
    ]);
    expect(outcomes[9]?.errors?.[0]?.rule).toBe('G-MALFORMED');
    expect(seen.at(-1)).toBe(16);
  }, 120_000);

  it('goes on under its intent in another process and does no row twice', async () => {
    const sites = Array.from({ length: 20 }, () => randomUUID());
    const first = await collect(stage.client(program, 'resumed'), 'year', sites, 3);
    const all = await collect(stage.client(program, 'resumed'), 'year', sites);
    expect(all).toHaveLength(20);
    expect(all.slice(0, 3)).toEqual(first);
    expect(new Set(all.map(({ answer }) => answer?.id)).size).toBe(20);
    expect(all.every(({ answer }) => answer?.version === 1 && !answer.repeated)).toBe(true);
  }, 120_000);

  it('tries every row without writing when it is asked to', async () => {
    const site = randomUUID();
    const client = stage.client(program);
    const rows = [{ path: '/applications', body: draftAt(site) }];
    const wish = { service: 'applications', intent: 'dry', rows } as const;
    for await (const { outcome, answer } of client.batch({ ...wish, dryRun: true })) {
      expect([outcome, answer?.dryRun]).toEqual(['accepted', true]);
    }
    for await (const { answer } of client.batch(wish)) expect(answer?.repeated).toBe(false);
  }, 60_000);
});
