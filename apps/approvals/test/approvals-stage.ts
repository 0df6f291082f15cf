import { beforeAll, expect } from '@jest/globals';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CommandAnswer,
  EventEnvelope,
  Problem,
  TaskList,
  type Actor,
  type CaseListing,
  type Decider,
  type DomainEvent,
  type DueDate,
  type PipelineEvent,
  type PlanFacts,
  type RoleGrant,
  type Task,
} from '#libs/contracts';
import { ServiceEnvironment, readConfig } from '#libs/config';
import { makeEvent } from '#libs/aggregate';
import { KafkaPublisher, TopicsFile, createTopics } from '#libs/events';
import { startService, type StartedService } from '#libs/service';
import { ENGINES_START_MS, eventually, startLoopbackIssuer, useEngines, type LoopbackIssuer } from '#libs/testing';
import { ApprovalsModule } from '../src/approvals.module.js';

/* What the approvals service is tested on: the service itself on real engines, people of every office, one case. */

/** The service under test; known once `useApprovals` has started it. */
export let service: StartedService;
export let issuer: LoopbackIssuer;
let programs: KafkaPublisher;
let clockFile: string;

/** The office clock moves by hand and never goes back. */
export const setClock = (instant: string): void => {
  writeFileSync(`${clockFile}.next`, instant);
  renameSync(`${clockFile}.next`, clockFile);
};

/** Starts the service on real engines for the file that calls this, on an office clock of 2026-03-02. */
export const useApprovals = (): void => {
  const engines = useEngines('store', 'kafka');
  beforeAll(() => start(engines), ENGINES_START_MS);
};

const start = async (engines: ReturnType<typeof useEngines>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'approvals-'));
  clockFile = join(folder, 'clock');
  setClock('2026-03-02T09:00:00+08:00');
  issuer = await startLoopbackIssuer();
  const { kafkaBrokers, mongoUrls } = engines();
  const topics = TopicsFile.parse(JSON.parse(readFileSync('infra/kafka/topics.json', 'utf8')));
  await createTopics(kafkaBrokers.split(','), topics);
  programs = new KafkaPublisher({ brokers: kafkaBrokers.split(','), service: 'pipelines' });
  const environment = readConfig(ServiceEnvironment, {
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    PORT: '0',
    OIDC_ISSUER: issuer.url,
    MONGODB_URL: mongoUrls.approvals,
    KAFKA_BROKERS: kafkaBrokers,
    OFFICE_CLOCK_FILE: clockFile,
  });
  service = await startService({
    title: 'approvals',
    signals: false,
    module: () => ApprovalsModule.forRoot(environment),
  });
  engines.atEnd(async () => {
    await service.stop();
    await programs.disconnect();
    await issuer.stop();
    rmSync(folder, { recursive: true });
  });
  await service.ready;
};

// People and case ───────────────────────────────────────────────────────────────────────────────────────────────────

export const UNION = '81510104MATX01010G';
export const human = (id: string, ...roles: RoleGrant[]): Actor => ({ id, kind: 'human', roles });
export const worker: Actor = { id: 'worker', kind: 'machine', roles: [{ role: 'WORKER' }] };
export const chair = human('chair', { role: 'GU_CHAIR', organisation: UNION });
export const member = (number: number): Actor =>
  human(`member-${number}`, { role: 'COMMITTEE_MEMBER', organisation: UNION });
export const reviewer = human('du-reviewer', { role: 'DU_REVIEWER', unit: '510104' });
export const leader = human('du-leader', { role: 'DU_LEADER', unit: '510104' });
export const muReviewer = human('mu-reviewer', { role: 'MU_REVIEWER', unit: '5101' });
export const muLeader = human('mu-leader', { role: 'MU_LEADER', unit: '5101' });
export const mhLeader = human('mh-leader', { role: 'MH_LEADER', unit: '5101' });
export const officer = human('ch-officer', { role: 'CH_OFFICER', unit: '510105' });
export const audit = human('mu-audit', { role: 'MU_AUDIT', unit: '5101' });
export const citizen = human('citizen', { role: 'PUBLIC' });

export const listing: CaseListing = {
  caseNo: '2026-510104-0001',
  employerName: '成都示例第一人民医院',
  employerUscc: '12510104MATX000186',
  unionUscc: UNION,
  managingUnit: '510104',
  siteUnit: '510105',
  mode: 'SELF',
  requestedUnionFen: 10_000_000,
};
export const facts: PlanFacts = {
  employerName: '成都示例第一人民医院',
  employerUscc: '12510104MATX000186',
  employerNature: 'PUBLIC_INST',
  unionName: '成都示例第一人民医院工会',
  unionUscc: UNION,
  managingUnit: '510104',
  siteUnit: '510105',
  siteAddress: '成都市青羊区示例路1号',
  institutionName: '成都示例第一人民医院托育园',
  institutionUscc: '12510104MATX000186',
  mode: 'SELF',
  classes: [{ kind: 'SENIOR', children: 20, carers: 3, floor: 1 }],
  places: 20,
  filing: {
    no: '备5101050001',
    receiptDate: '2025-11-03',
    filedName: '成都示例第一人民医院托育园',
    filedAddress: '成都市青羊区示例路1号',
    filedPlaces: 20,
  },
  supplierUsccs: [],
  attachments: [],
  requestedUnionFen: 10_000_000,
  requestedHealthFen: 5_000_000,
};
export const due = (dueOn: string, startedOn = '2026-03-02', workingDays = 5): DueDate => ({
  startedOn,
  workingDays,
  dueOn,
  calendarVersion: 'test',
  provisional: false,
  zh: dueOn,
  en: dueOn,
});
export const opening = () => ({ caseId: randomUUID(), planHash: 'a'.repeat(64), listing, priorActs: [] });

// HTTP ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Sent {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}
/** A program's token names its scopes. */
const bearer = async (actor: Actor): Promise<string> => {
  const changes = actor.scopes === undefined ? {} : { scope: actor.scopes.join(' ') };
  return `Bearer ${await issuer.tokenFor(actor, changes)}`;
};
export const send = async (
  actor: Actor,
  path: string,
  body: unknown,
  { key = randomUUID(), version }: { key?: string; version?: number } = {},
): Promise<Sent> => {
  const response = await fetch(`${service.url}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      'content-type': 'application/json',
      'idempotency-key': key,
      authorization: await bearer(actor),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
};
export const get = async (actor: Actor, path: string): Promise<Sent> => {
  const response = await fetch(`${service.url}${path}`, {
    headers: { authorization: await bearer(actor) },
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
};
/** The answer of a command that must have been accepted. */
export const done = async (sent: Promise<Sent>): Promise<CommandAnswer> => {
  const { status, body } = await sent;
  expect({ status, body }).toMatchObject({ status: expect.any(Number), body: { id: expect.any(String) } });
  return CommandAnswer.parse(body);
};
/** Status and rules of a command that must have been refused. */
export const refused = async (
  sent: Promise<Sent>,
): Promise<{ status: number; rules: string[]; pointers: string[] }> => {
  const { status, body, headers } = await sent;
  expect(headers.get('content-type')).toContain('application/problem+json');
  const { errors } = Problem.parse(body);
  expect(errors.every(({ zh, en }) => zh.length > 0 && en.length > 0)).toBe(true);
  return { status, rules: errors.map(({ rule }) => rule), pointers: errors.map(({ pointer }) => pointer) };
};
export const upload = async (actor: Actor, content: string, caseId?: string): Promise<string> => {
  const response = await fetch(`${service.url}/documents`, {
    method: 'POST',
    body: content,
    headers: {
      'content-type': 'application/pdf',
      'idempotency-key': randomUUID(),
      authorization: `Bearer ${await issuer.tokenFor(actor)}`,
      ...(caseId === undefined ? {} : { 'nuanchao-case': caseId }),
    },
  });
  expect(response.status).toBe(201);
  return ((await response.json()) as { hash: string }).hash;
};
export const tasksOf = async (actor: Actor, after: CommandAnswer, caseId: string): Promise<Task[]> => {
  const { subject, sequence } = after.position;
  const { status, body } = await get(actor, `/tasks?caseId=${caseId}&after=${subject}@${sequence}`);
  expect(status).toBe(200);
  return TaskList.parse(body).tasks;
};
/** Events of a subject as the journal has them; the relay may be a moment behind the answer. */
export const journalOf = (subject: string, count: number): Promise<EventEnvelope[]> =>
  eventually(async () => {
    const { body } = await get(audit, `/journal?subject=${subject}&to=1000`);
    const { events } = body as { events: string[] };
    expect(events).toHaveLength(count);
    return events.map((bytes) => EventEnvelope.parse(JSON.parse(Buffer.from(bytes, 'base64').toString())));
  });
/** Publishes the n-th fact about an account, as the register of programs does. */
export const publishProgram = async (account: string, sequence: number, event: PipelineEvent): Promise<void> => {
  const origin = {
    service: 'pipelines',
    subject: `pipeline/${account}`,
    caseId: account,
    actor: { id: 'sys-admin', kind: 'human' },
    officetime: '2026-03-02T09:00:00+08:00',
  } as const;
  const { bytes } = makeEvent(event, sequence, origin);
  await programs.publish([{ caseId: account, bytes }]);
};
export const openReview = async (kind: string, change: object = {}) => {
  const base = opening();
  const body = { ...base, kind, round: 1, due: due('2026-03-16', '2026-03-02', 10), facts, ...change };
  const answer = await done(send(worker, '/reviews', body));
  return { ...base, answer, path: `/reviews/${answer.id}` };
};
export const openMeeting = async (committeeSize: number) => {
  const base = opening();
  const answer = await done(send(worker, '/meetings', { ...base, planNumber: 1, committeeSize, supplierUsccs: [] }));
  return { ...base, answer, path: `/meetings/${answer.id}` };
};
export const reason = { reasonCode: 'MISSING_DOC', reasonText: '缺少消防安全检查合格证明，请核对后再报' };

/** A fold over envelopes, as audits makes it. */
export const foldOf = <State, Event extends DomainEvent>(decider: Decider<State, never, Event, never>) => ({
  fold: (events: readonly EventEnvelope[]) =>
    events.reduce<State>(
      (state, { type, data }) => decider.evolve(state, { type, data } as unknown as Event),
      decider.initial,
    ),
});
