import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, HttpCode, Injectable, Module, Param, Post, type DynamicModule } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { mongo } from 'mongoose';
import { z } from 'zod';
import {
  CommandAnswer,
  Problem,
  TaskList,
  accept,
  refusal,
  refuse,
  type Actor,
  type Decider,
  type EventEnvelope,
  type Position,
} from '#libs/contracts';
import { Allow, CurrentActor } from '#libs/access';
import { creatingId, type AggregateDocument } from '#libs/aggregate';
import { ServiceEnvironment, readConfig } from '#libs/config';
import { TopicsFile, createTopics } from '#libs/events';
import { After, CommandMeta } from '#libs/http';
import {
  CommandDesk,
  FactHandler,
  ServiceModule,
  ServiceStore,
  aggregateKind,
  startService,
  type StartedService,
} from '#libs/service';
import {
  ENGINES_START_MS,
  eventually,
  startLoopbackIssuer,
  startTestEngines,
  type LoopbackIssuer,
  type TestEngines,
} from '#libs/testing';

interface JarState {
  readonly marbles: number;
}
type JarCommand = { readonly type: 'open' } | { readonly type: 'add'; readonly marbles: number };
type JarEvent = { readonly type: 'jar.opened' | 'jar.added'; readonly data: { readonly marbles: number } };

/** The smallest aggregate with a rule: a jar holds ten marbles, and somebody has to fill it. */
const jarDecider: Decider<JarState, JarCommand, JarEvent> = {
  noun: 'jar',
  initial: { marbles: 0 },
  decide: (command, state) => {
    if (command.type === 'open') return accept([{ type: 'jar.opened', data: { marbles: 0 } }]);
    return state.marbles + command.marbles > 10
      ? refuse(refusal('R-FUND-03', '/marbles', { left: '0', amt: '1' }))
      : accept([{ type: 'jar.added', data: { marbles: command.marbles } }]);
  },
  evolve: (state, event) => ({ marbles: state.marbles + event.data.marbles }),
};
const Add = z.strictObject({ marbles: z.int().min(1) });
type Add = z.infer<typeof Add>;

@Allow({ kind: 'human', roles: ['GU_HANDLER'] })
@Controller('jars')
class JarController {
  constructor(private readonly desk: CommandDesk) {}

  @Post()
  open(@CommandMeta() meta: CommandMeta): Promise<CommandAnswer> {
    const id = creatingId(meta.actor.id, meta.key);
    const order = { command: { type: 'open' }, name: 'jar.open', body: {} } as const;
    return this.desk.run({ decider: jarDecider, id, creates: { caseId: id }, meta, ...order });
  }

  @Post(':id/marbles')
  @HttpCode(200)
  add(
    @Param('id') id: string,
    @Body({ schema: Add }) body: Add,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.desk.run({ decider: jarDecider, id, command: { type: 'add', ...body }, name: 'jar.add', body, meta });
  }

  @Get(':id')
  async show(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @After() after: Position | undefined,
  ): Promise<JarState> {
    return (await this.desk.read(jarDecider, id, { actor, after })).state;
  }
}

@Injectable()
class SeenEvents extends FactHandler {
  seen: string[] = [];
  cleared = 0;
  apply(event: EventEnvelope): Promise<void> {
    this.seen.push(event.id);
    return Promise.resolve();
  }
  override clear(): Promise<void> {
    this.cleared += 1;
    this.seen = [];
    return Promise.resolve();
  }
}

const listing = {
  caseNo: '',
  employerName: '',
  employerUscc: '',
  unionUscc: '',
  managingUnit: '',
  siteUnit: '',
  mode: '',
  requestedUnionFen: 0,
};

@Module({})
class JarsModule {
  static forRoot(environment: ServiceEnvironment, readModelVersion: number): DynamicModule {
    const kind = aggregateKind(jarDecider, ({ marbles }, head) =>
      marbles === 10
        ? []
        : [
            {
              ...head,
              kind: 'jar',
              action: 'add',
              role: 'GU_HANDLER',
              unit: null,
              organisation: null,
              assignee: null,
              openedOn: '2026-03-02',
              dueOn: null,
              reminded: false,
              escalation: 0,
              listing,
            },
          ],
    );
    const options = {
      name: 'approvals',
      environment,
      kinds: [kind],
      factHandlers: [SeenEvents],
      readModelVersion,
    } as const;
    return {
      module: JarsModule,
      imports: [ServiceModule.forRoot(options)],
      controllers: [JarController],
      providers: [SeenEvents],
    };
  }
}

const handler: Actor = { id: 'handler', kind: 'human', roles: [{ role: 'GU_HANDLER' }] };
const auditor: Actor = { id: 'auditor', kind: 'human', roles: [{ role: 'MU_AUDIT' }] };
let engines: TestEngines;
let issuer: LoopbackIssuer;
let service: StartedService;

const start = async (readModelVersion = 1): Promise<StartedService> => {
  const environment = readConfig(ServiceEnvironment, {
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    PORT: '0',
    OIDC_ISSUER: issuer.url,
    MONGODB_URL: engines.addresses.mongoUrls.approvals,
    KAFKA_BROKERS: engines.addresses.kafkaBrokers,
  });
  return startService({
    title: 'jars',
    module: () => JarsModule.forRoot(environment, readModelVersion),
    signals: false,
  });
};
const send = async (
  method: string,
  path: string,
  body?: unknown,
  key: string = randomUUID(),
  headers: Record<string, string> = {},
) => {
  const response = await fetch(`${service.url}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': key,
      authorization: `Bearer ${await issuer.tokenFor(handler)}`,
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, json: await response.json() };
};
const open = async (): Promise<CommandAnswer> => CommandAnswer.parse((await send('POST', '/jars', {})).json);
const tasksOf = async (id: string, after: Position): Promise<number> => {
  const { json } = await send('GET', `/tasks?caseId=${id}&after=${after.subject}@${after.sequence}`);
  return TaskList.parse(json).tasks.length;
};

beforeAll(async () => {
  engines = await startTestEngines(['kafka', 'store']);
  const topics = TopicsFile.parse(JSON.parse(await readFile('infra/kafka/topics.json', 'utf8')));
  await createTopics(engines.addresses.kafkaBrokers.split(','), topics);
  issuer = await startLoopbackIssuer();
}, ENGINES_START_MS);
afterAll(async () => {
  await issuer.stop();
  await engines.stop();
}, 60_000);

const uploadTo = async (caseId: string | undefined): Promise<number> => {
  const response = await fetch(`${service.url}/documents`, {
    method: 'POST',
    headers: {
      'content-type': 'application/pdf',
      'idempotency-key': randomUUID(),
      authorization: `Bearer ${await issuer.tokenFor(handler)}`,
      ...(caseId === undefined ? {} : { 'nuanchao-case': caseId }),
    },
    body: 'minutes',
  });
  return response.status;
};

describe('a service whose engines come and go', () => {
  it('starts while its store is down, says so, answers 503, and works when the store is there', async () => {
    await engines.kill('store');
    service = await start();
    const ready = await send('GET', '/health/ready');
    expect(ready.status).toBe(503);
    expect(ready.json).toMatchObject({ ready: false, checks: { store: { up: false }, issuer: { up: true } } });
    const refused = await send('POST', '/jars', {});
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).not.toBeNull();
    expect(Problem.parse(refused.json)).toMatchObject({ rule: 'G-UNAVAILABLE' });
    const impatient = await start();
    await impatient.stop();
    await engines.restart('store');
    await service.ready;
    expect((await send('GET', '/health/ready')).status).toBe(200);
    const jar = await open();
    expect(await tasksOf(jar.id, jar.position)).toBe(1);
  }, 90_000);

  it('loses nothing when the store goes in the middle: the same key finds what was done', async () => {
    const jar = await open();
    const key = randomUUID();
    expect((await send('POST', `/jars/${jar.id}/marbles`, { marbles: 4 }, key)).status).toBe(200);
    await engines.kill('store');
    expect((await send('POST', `/jars/${jar.id}/marbles`, { marbles: 4 }, key)).status).toBe(503);
    await engines.restart('store');
    const again = await eventually(
      async () => {
        const result = await send('POST', `/jars/${jar.id}/marbles`, { marbles: 4 }, key);
        expect(result.status).toBe(200);
        return CommandAnswer.parse(result.json);
      },
      { timeoutMs: 30_000, intervalMs: 200 },
    );
    expect(again).toMatchObject({ repeated: true, version: 2 });
    expect((await send('GET', `/jars/${jar.id}`)).json).toEqual({ marbles: 4 });
  }, 90_000);

  it('answers commands while Kafka is down and publishes when it is back', async () => {
    await engines.kill('kafka');
    const jar = await open();
    expect(jar.version).toBe(1);
    await eventually(async () =>
      expect((await send('GET', '/health/ready')).json).toMatchObject({ checks: { kafka: { up: false } } }),
    );
    await engines.restart('kafka');
    await eventually(async () => expect(await tasksOf(jar.id, jar.position)).toBe(1), {
      timeoutMs: 60_000,
      intervalMs: 500,
    });
  }, 120_000);

  it('files a document under a case only for whoever has something to do in it', async () => {
    const jar = await open();
    expect(await tasksOf(jar.id, jar.position)).toBe(1);
    expect(await uploadTo(jar.id)).toBe(201);
    expect(await uploadTo(undefined)).toBe(201);
    expect(await uploadTo(randomUUID())).toBe(404);
    expect(await uploadTo('not a case')).toBe(400);
    const full = CommandAnswer.parse((await send('POST', `/jars/${jar.id}/marbles`, { marbles: 10 })).json);
    expect(await tasksOf(jar.id, full.position)).toBe(0);
    expect(await uploadTo(jar.id)).toBe(404);
  }, 30_000);

  it('tells the present version to who has seen an older one', async () => {
    const jar = await open();
    const stale = await send('POST', `/jars/${jar.id}/marbles`, { marbles: 1 }, randomUUID(), { 'if-match': '"7"' });
    expect(stale.status).toBe(412);
    expect(Problem.parse(stale.json)).toMatchObject({ rule: 'R-PROC-07', currentVersion: 1 });
  });

  it.each(['foo', '', 'jar/', 'bottle/1', '%00', 'jar//x'])('refuses the cursor %p of no page', async (cursor) => {
    const response = await fetch(`${service.url}/aggregates?cursor=${cursor}`, {
      headers: { authorization: `Bearer ${await issuer.tokenFor(auditor)}` },
    });
    expect(response.status).toBe(400);
    expect(Problem.parse(await response.json())).toMatchObject({ rule: 'G-MALFORMED', pointer: '/cursor' });
  });

  it('names the subject whose outbox was tampered with, stays ready, and goes on with all others', async () => {
    const jar = await open();
    const store = service.app.get(ServiceStore);
    const outbox = [new mongo.Binary(Buffer.from('{"forged":true}'))];
    await store.collection<AggregateDocument>('jar').updateOne({ _id: `jar/${jar.id}` }, { $set: { outbox } });
    store.relay.markDirty(`jar/${jar.id}`);
    await eventually(async () => {
      const ready = await send('GET', '/health/ready');
      expect(ready.json).toMatchObject({
        ready: true,
        checks: {
          kafka: { up: true },
          outbox: { up: false, advisory: true, reason: expect.stringContaining(`jar/${jar.id}`) },
        },
      });
    });
    const other = await open();
    expect(await tasksOf(other.id, other.position)).toBe(1);
    const metrics = await fetch(`${service.url}/metrics`);
    expect(await metrics.text()).toMatch(/outbox_forked_subjects(\{[^}]*\})? 1\n/);
    await store.collection<AggregateDocument>('jar').updateOne({ _id: `jar/${jar.id}` }, { $set: { outbox: [] } });
  }, 30_000);

  it('makes its read models anew from the first fact on when their version is raised', async () => {
    const jar = await open();
    const full = CommandAnswer.parse((await send('POST', `/jars/${jar.id}/marbles`, { marbles: 10 })).json);
    expect(await tasksOf(jar.id, full.position)).toBe(0);
    const before = service.app.get(SeenEvents).seen;
    await service.stop();
    service = await start(2);
    await service.ready;
    const handlerOfFacts = service.app.get(SeenEvents);
    expect(handlerOfFacts.cleared).toBe(1);
    await eventually(() => expect(handlerOfFacts.seen).toEqual(expect.arrayContaining([...new Set(before)])));
    expect(await tasksOf(jar.id, full.position)).toBe(0);
    await service.stop();
    service = await start(2);
    await service.ready;
    expect(service.app.get(SeenEvents).cleared).toBe(0);
  }, 90_000);

  it('stops in order and leaves nothing unpublished', async () => {
    const jar = await open();
    const refused = await send('POST', `/jars/${jar.id}/marbles`, { marbles: 11 });
    expect(Problem.parse(refused.json)).toMatchObject({ status: 422, rule: 'R-FUND-03' });
    await service.stop();
    service = await start(2);
    await service.ready;
    const response = await fetch(`${service.url}/aggregates?limit=500`, {
      headers: { authorization: `Bearer ${await issuer.tokenFor(auditor)}` },
    });
    const { items } = (await response.json()) as { items: { subject: string; outbox: string[] }[] };
    expect(items.map((item) => item.subject)).toEqual(
      expect.arrayContaining([`jar/${jar.id}`, `jar/${jar.id}/refusals`]),
    );
    expect(items.filter((item) => item.outbox.length > 0)).toEqual([]);
    await service.stop();
  }, 60_000);
});
