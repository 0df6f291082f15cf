import { Body, Controller, Get, HttpCode, Module, Param, Post, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request as httpRequest } from 'node:http';
import { z } from 'zod';
import { Allow, CurrentActor, Public, listRoutes } from '#libs/access';
import { refusal, type Actor, type Role } from '#libs/contracts';
import { Metrics, StructuredLogger, currentContext } from '#libs/telemetry';
import { eventually, startLoopbackIssuer, type LoopbackIssuer } from '#libs/testing';
import { CommandMeta } from './command-meta.js';
import { serve, type RunningService } from './drain.js';
import { HttpModule } from './http-module.js';
import { PathId } from './path-id.js';
import { ProblemError } from './problem-error.js';
import { Readiness } from './readiness.js';
import { PermanentFault, ServiceClient, Unavailable } from './service-client.js';
import { setupHttp } from './setup.js';

const CastVote = z.strictObject({ choice: z.enum(['YES', 'NO']), weight: z.int().positive() }).meta({ id: 'CastVote' });
type CastVote = z.infer<typeof CastVote>;

let finishSlow: (() => void) | undefined;

@Controller('votes')
class VotesController {
  @Allow({ kind: 'human', roles: ['COMMITTEE_MEMBER'] })
  @Post()
  cast(@Body({ schema: CastVote }) command: CastVote, @CommandMeta() meta: CommandMeta): Record<string, unknown> {
    if (command.choice === 'NO') throw new ProblemError([refusal('R-COM-02', '/choice', { yes: 1, total: 3 })]);
    const position = { subject: 'meeting/1', sequence: 1 };
    return { id: '1', position, version: 4, repeated: meta.key === 'again', notes: [], meta };
  }

  @Allow({ kind: 'machine', roles: ['WORKER'] })
  @Post('close')
  @HttpCode(200)
  close(@CurrentActor() actor: Actor): { by: string; traceId: string | undefined } {
    return { by: actor.id, traceId: currentContext()?.trace.traceId };
  }

  @Get('forgotten')
  forgotten(): string {
    return 'nobody said who may read this';
  }

  @Public()
  @Get('broken/:id')
  broken(@Param('id') id: string): never {
    throw new Error(`secret detail ${id}`);
  }

  @Public()
  @Get('cast/:id')
  show(@Param('id', { schema: PathId }) id: string): { id: string } {
    return { id };
  }

  @Public()
  @Get('slow')
  async slow(): Promise<{ done: boolean }> {
    await new Promise<void>((resolve) => {
      finishSlow = resolve;
    });
    return { done: true };
  }

  @Public()
  @Post('minutes')
  minutes(@Body() body: unknown): { bytes: number } {
    return { bytes: Buffer.isBuffer(body) ? body.length : JSON.stringify(body).length };
  }
}

@Module({})
class VotesModule {
  static forRoot(issuer: string, log: string[]): DynamicModule {
    const logger = new StructuredLogger({ service: 'votes', destination: { write: (line) => void log.push(line) } });
    const http = HttpModule.forRoot({ logger, metrics: new Metrics('votes'), access: { issuer, timeoutMs: 500 } });
    return { module: VotesModule, imports: [http], controllers: [VotesController] };
  }
}

interface Votes {
  readonly app: NestExpressApplication;
  readonly service: RunningService;
  readonly log: string[];
}

const startVotes = async (issuer: string, stopped: string[] = []): Promise<Votes> => {
  const log: string[] = [];
  const app = await NestFactory.create<NestExpressApplication>(VotesModule.forRoot(issuer, log), {
    bodyParser: false,
    logger: false,
  });
  const uploads = [{ method: 'POST', path: /^\/votes\/minutes$/, limitBytes: 1024 * 1024 }] as const;
  setupHttp(app, { title: 'Votes', uploads });
  const stop = ['relay', 'consumers'].map((name) => ({ name, run: async () => stopped.push(name) }));
  return { app, service: await serve(app, { port: 0, signals: false, stop }), log };
};

const actor = (kind: Actor['kind'], role: Role): Actor => ({ id: 'p-000000000001', kind, roles: [{ role }] });
const member = actor('human', 'COMMITTEE_MEMBER');
const worker = actor('machine', 'WORKER');
const good = { choice: 'YES', weight: 1 };

describe('a service', () => {
  let issuer: LoopbackIssuer;
  let votes: Votes;

  beforeAll(async () => {
    issuer = await startLoopbackIssuer();
    votes = await startVotes(issuer.url);
  });
  afterAll(async () => {
    await votes.service.stop();
    await issuer.stop();
  });

  const post = async (
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }> => {
    const response = await fetch(`${votes.service.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return {
      status: response.status,
      body: (await response.json()) as Record<string, unknown>,
      headers: response.headers,
    };
  };
  const as = async (who: Actor, changes = {}): Promise<Record<string, string>> => ({
    authorization: `Bearer ${await issuer.tokenFor(who, changes)}`,
  });
  const castAs = async (who: Actor, body: unknown, headers: Record<string, string> = {}, changes = {}) =>
    post('/votes', body, { 'idempotency-key': 'k-1', ...(await as(who, changes)), ...headers });

  it('takes a command with what travels beside it', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const { status, body, headers } = await castAs(member, good, { traceparent, 'if-match': '"3"' });
    expect(status).toBe(201);
    expect(body['meta']).toMatchObject({ key: 'k-1', expectedVersion: 3, actor: member, dryRun: false });
    expect(body['meta']).toHaveProperty('traceparent', expect.stringContaining('4bf92f3577b34da6a3ce929d0e0e4736'));
    expect(headers.get('etag')).toBe('"4"');
    expect(headers.get('idempotency-repeat')).toBeNull();
    expect((await castAs(member, good, { 'idempotency-key': 'again' })).headers.get('idempotency-repeat')).toBe('true');
  });

  it.each([
    ['an unknown field', { ...good, extra: 1 }, '/extra'],
    ['a wrong type', { ...good, weight: '1' }, '/weight'],
    ['a missing field', { choice: 'YES' }, '/weight'],
    ['no object', [], ''],
    ['broken JSON', '{"choice":', ''],
    ['half a surrogate pair', '{"choice":"\\ud800","weight":1}', '/choice'],
    ['a number without end', '{"choice":"YES","weight":1e999}', '/weight'],
    ['an empty body', '', '/choice'],
  ])('refuses %s, pointing at it in both languages', async (_what, body, pointer) => {
    const answer = await castAs(member, body);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer).toMatchObject({ status: 400, body: { rule: 'G-MALFORMED', pointer, instance: '/votes' } });
    expect(answer.body['detail']).toMatch(/[\u4e00-\u9fff]/);
    expect(answer.body['detailEn']).toMatch(/^The request/);
  });

  it.each(['%2F', '%2F.1', 'a%2Frefusals', '..%2Fx', '%E5%BC%A0', 'x'.repeat(101)])(
    'refuses %s as an id in a path and names the parameter',
    async (id) => {
      const response = await fetch(`${votes.service.url}/votes/cast/${id}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        rule: 'G-MALFORMED',
        pointer: '/id',
        detailEn: expect.stringContaining('/id: '),
      });
    },
  );

  it('takes an id in a path', async () => {
    const response = await fetch(`${votes.service.url}/votes/cast/0193.GRANT_1-2`);
    expect(await response.json()).toEqual({ id: '0193.GRANT_1-2' });
  });

  it('refuses a body over its limit, and takes a larger one on an upload route only', async () => {
    const large = 'x'.repeat(300 * 1024);
    expect(await castAs(member, { ...good, extra: large })).toMatchObject({
      status: 413,
      body: { rule: 'G-TOO-LARGE', detailEn: expect.stringContaining('262144') },
    });
    expect(await post('/votes/minutes', { large })).toMatchObject({ status: 201 });
    const binary = await post('/votes/minutes', large, { 'content-type': 'application/pdf' });
    expect(binary.body).toEqual({ bytes: large.length });
    expect(
      await post('/votes/minutes', 'x'.repeat(1024 * 1024 + 1), { 'content-type': 'application/pdf' }),
    ).toMatchObject({
      status: 413,
      body: { rule: 'G-TOO-LARGE' },
    });
  });

  it('refuses a command without a key', async () => {
    const answer = await post('/votes', good, await as(member));
    expect(answer).toMatchObject({ status: 400, body: { rule: 'G-KEY-MISSING' } });
  });

  it('answers a broken rule with 422, its texts and its pointer', async () => {
    expect(await castAs(member, { ...good, choice: 'NO' })).toMatchObject({
      status: 422,
      body: { rule: 'R-COM-02', pointer: '/choice', errors: [{ rule: 'R-COM-02', pointer: '/choice' }] },
    });
  });

  it.each([
    ['an expired token', { expiresInSeconds: -60 }],
    ['a token for another audience', { audience: 'elsewhere' }],
    ['a token of another issuer', { issuer: 'http://127.0.0.1:1' }],
    ['an identity token', { typ: 'JWT' }],
    ['a token with roles that nobody knows', { claims: { roles: [{ role: 'KING' }] } }],
    ['a token without a kind', { claims: { kind: undefined } }],
  ])('refuses %s', async (_what, changes) => {
    const answer = await castAs(member, good, {}, changes);
    expect(answer).toMatchObject({ status: 401, body: { rule: 'G-UNAUTHENTICATED' } });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it.each([
    [undefined, 'no header'],
    ['Basic eDp5', 'another scheme'],
    ['Bearer nonsense', 'no token at all'],
    [`Bearer ${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.e30.`, 'an unsigned token'],
  ])('refuses the authorization %p: %s', async (authorization, _what) => {
    const headers = authorization === undefined ? {} : { authorization };
    expect(await post('/votes', good, { 'idempotency-key': 'k', ...headers })).toMatchObject({ status: 401 });
  });

  it('refuses a token that another key signed', async () => {
    const stranger = await startLoopbackIssuer();
    const authorization = `Bearer ${await stranger.tokenFor(member, { issuer: issuer.url })}`;
    await stranger.stop();
    expect(await post('/votes', good, { 'idempotency-key': 'k', authorization })).toMatchObject({ status: 401 });
  });

  it('refuses a machine on a human route and a human on a machine route', async () => {
    expect(await castAs(worker, good)).toMatchObject({ status: 403, body: { rule: 'G-FORBIDDEN' } });
    expect(await post('/votes/close', {}, await as(member))).toMatchObject({ status: 403 });
    expect(await post('/votes/close', {}, await as(worker))).toMatchObject({
      status: 200,
      body: { by: worker.id, traceId: expect.stringMatching(/^[0-9a-f]{32}$/) },
    });
  });

  it('denies a route that names no policy, and the route list shows it', async () => {
    const response = await fetch(`${votes.service.url}/votes/forgotten`, { headers: await as(member) });
    expect(response.status).toBe(403);
    const routes = listRoutes(votes.app);
    expect(routes.filter((route) => route.policy === undefined)).toEqual([
      expect.objectContaining({ method: 'GET', path: '/votes/forgotten', handler: 'VotesController.forgotten' }),
    ]);
    expect(routes.map((route) => `${route.method} ${route.path}`)).toEqual(
      expect.arrayContaining(['POST /votes', 'GET /votes/broken/:id', 'GET /health/ready', 'GET /metrics']),
    );
  });

  it('answers an unexpected error with a number and no internals, and logs it under that number', async () => {
    const response = await fetch(`${votes.service.url}/votes/broken/7`);
    const text = await response.text();
    const problem = JSON.parse(text) as { errorId: string };
    expect(response.status).toBe(500);
    expect(text).not.toContain('secret detail');
    expect(votes.log.join('')).toMatch(
      new RegExp(`secret detail 7.*${problem.errorId}|${problem.errorId}.*secret detail 7`),
    );
  });

  it('answers an unknown path with a problem', async () => {
    const response = await fetch(`${votes.service.url}/nowhere?x=1`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ rule: 'G-NOT-FOUND', instance: '/nowhere' });
  });

  it('says which engine is down and why', async () => {
    const ready = async (): Promise<unknown> => (await fetch(`${votes.service.url}/health/ready`)).json();
    expect(await ready()).toMatchObject({ ready: true, checks: { issuer: { up: true } } });
    const readiness = votes.app.get(Readiness);
    readiness.add('store', () => Promise.reject(new Error('connect ECONNREFUSED')));
    const response = await fetch(`${votes.service.url}/health/ready`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      ready: false,
      checks: { issuer: { up: true }, store: { up: false, reason: 'connect ECONNREFUSED' } },
    });
    readiness.add('store', () => Promise.resolve());
    expect(await ready()).toMatchObject({ ready: true });
    expect((await fetch(`${votes.service.url}/health/live`)).status).toBe(200);
  });

  it('shows its metrics by route pattern', async () => {
    const text = await (await fetch(`${votes.service.url}/metrics`)).text();
    expect(text).toContain('process_cpu_user_seconds_total');
    expect(text).toContain('route="/votes/broken/:id"');
  });

  it('describes itself in OpenAPI 3.1 with the schemas that check the requests', async () => {
    const document = (await (await fetch(`${votes.service.url}/openapi.json`)).json()) as Record<string, unknown>;
    expect(document).toMatchObject({
      openapi: '3.1.0',
      paths: {
        '/votes': {
          post: { parameters: expect.arrayContaining([expect.objectContaining({ name: 'Idempotency-Key' })]) },
        },
      },
      components: { schemas: { CastVote: { additionalProperties: false }, Problem: { type: 'object' } } },
    });
    expect(JSON.stringify(document)).not.toMatch(/"exclusiveMinimum":(true|false)/);
  });

  it('is understood by the client of the worker', async () => {
    const client = new ServiceClient({ timeoutMs: 2000 });
    const headers = { key: 'k-2', token: await issuer.tokenFor(member) };
    const send = (body: unknown, changed = {}) =>
      client.command(votes.service.url, '/votes', body, { ...headers, ...changed });
    expect(await send(good)).toMatchObject({ status: 'accepted', repeated: false, answer: { version: 4 } });
    expect(await send(good, { key: 'again' })).toMatchObject({ status: 'accepted', repeated: true });
    expect(await send({ ...good, choice: 'NO' })).toMatchObject({ status: 'refused', problem: { rule: 'R-COM-02' } });
    await expect(send({})).rejects.toMatchObject({
      name: 'PermanentFault',
      status: 400,
      problem: { rule: 'G-MALFORMED' },
    });
    await expect(send(good, { token: 'x' })).rejects.toBeInstanceOf(PermanentFault);
    await expect(client.command('http://127.0.0.1:1', '/votes', good, headers)).rejects.toBeInstanceOf(Unavailable);
  });
});

describe('a service whose issuer is down at start', () => {
  it('starts, answers 503 and not 401, and works as soon as the issuer is there', async () => {
    const first = await startLoopbackIssuer();
    await first.stop();
    const votes = await startVotes(first.url);
    const cast = (token: string): Promise<Response> =>
      fetch(`${votes.service.url}/votes`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': 'k' },
        body: JSON.stringify(good),
      });
    const refused = await cast(await first.tokenFor(member));
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('2');
    expect(await refused.json()).toMatchObject({ rule: 'G-UNAVAILABLE' });
    expect((await fetch(`${votes.service.url}/health/ready`)).status).toBe(503);
    const second = await startLoopbackIssuer(first.port);
    expect((await cast(await second.tokenFor(member))).status).toBe(201);
    expect((await fetch(`${votes.service.url}/health/ready`)).status).toBe(200);
    await votes.service.stop();
    await second.stop();
  });
});

describe('a service that is told to stop', () => {
  it('finishes what it has begun, takes nothing new, and runs its hooks in order', async () => {
    const stopped: string[] = [];
    const votes = await startVotes('http://127.0.0.1:1', stopped);
    const answer = new Promise<string>((resolve, reject) => {
      httpRequest(`${votes.service.url}/votes/slow`, (response) => {
        let text = '';
        response.on('data', (piece) => (text += String(piece)));
        response.on('end', () => resolve(text));
      })
        .on('error', reject)
        .end();
    });
    const finish = await eventually(() => {
      if (finishSlow === undefined) throw new Error('the request has not arrived');
      return finishSlow;
    });
    const stopping = votes.service.stop();
    await expect(fetch(`${votes.service.url}/health/live`)).rejects.toThrow();
    expect(votes.app.get(Readiness).draining).toBe(true);
    expect(stopped).toEqual([]);
    finish();
    expect(await answer).toBe('{"done":true}');
    await stopping;
    expect(stopped).toEqual(['relay', 'consumers']);
  });
});
