import { expect } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandAnswer, Problem, type Actor, type Role, type RoleGrant, type ServicePlan } from '#libs/contracts';
import { advanceOfficeClock } from '#libs/calendar';
import { ServiceEnvironment, readConfig } from '#libs/config';
import { TopicsFile, createTopics } from '#libs/events';
import { startService, type StartedService } from '#libs/service';
import {
  E01,
  E01_ATTACHMENTS,
  attachmentRow,
  samplePlan,
  startLoopbackIssuer,
  type LoopbackIssuer,
  type UsedEngines,
} from '#libs/testing';
import { ApplicationsModule } from '../src/applications.module.js';

/** What came back over HTTP. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}

interface Sent {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Somebody with one office; machines are known by their role. */
export const person = (role: Role, grant: Partial<RoleGrant> = {}): Actor => ({
  id: `${role.toLowerCase()}-${randomUUID().slice(0, 8)}`,
  kind: ['WORKER', 'BANK', 'PIPELINE'].includes(role) ? 'machine' : 'human',
  roles: [{ role, ...grant }],
});
export const ofUnion = { organisation: E01.unionUscc, unit: E01.unit };

export const answered = (reply: Pick<Reply, 'json'>): CommandAnswer => {
  expect(reply).toMatchObject({ json: { position: {} } });
  return CommandAnswer.parse(reply.json);
};
export const problem = (reply: Pick<Reply, 'json'>): Problem => Problem.parse(reply.json);
export const positionOf = ({ position }: CommandAnswer): string => `${position.subject}@${position.sequence}`;

/** Each draft has a site of its own, so that claims never meet by accident. */
export const creation = (changes: object = {}) => ({
  employerUscc: E01.employerUscc,
  unionUscc: E01.unionUscc,
  managingUnit: E01.unit,
  siteUnit: E01.unit,
  siteAddress: `${E01.siteAddress}${randomUUID()}`,
  programmeYear: 2026,
  ...changes,
});

/** The applications service over HTTP on loopback, with tokens of an issuer and an office clock of its own. */
export class ApplicationsStage {
  private constructor(
    readonly service: StartedService,
    readonly issuer: LoopbackIssuer,
    private readonly folder: string,
  ) {}

  static async start(engines: UsedEngines, beginning: string): Promise<ApplicationsStage> {
    const folder = await mkdtemp(join(tmpdir(), 'nuanchao-applications-'));
    const clock = join(folder, 'clock');
    advanceOfficeClock(clock, beginning);
    const issuer = await startLoopbackIssuer();
    const { kafkaBrokers, mongoUrls } = engines();
    const topics = TopicsFile.parse(JSON.parse(await readFile('infra/kafka/topics.json', 'utf8')));
    await createTopics(kafkaBrokers.split(','), topics);
    const environment = readConfig(ServiceEnvironment, {
      NODE_ENV: 'test',
      LOG_LEVEL: 'warn',
      PORT: '0',
      OFFICE_CLOCK_FILE: clock,
      OIDC_ISSUER: issuer.url,
      MONGODB_URL: mongoUrls.applications,
      KAFKA_BROKERS: kafkaBrokers,
    });
    const service = await startService({
      title: 'applications',
      module: () => ApplicationsModule.forRoot(environment),
      signals: false,
    });
    engines.atEnd(() => service.stop());
    await service.ready;
    return new ApplicationsStage(service, issuer, folder);
  }

  async stop(): Promise<void> {
    await this.issuer.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Moves the office clock; it never goes back. */
  advanceTo(instant: string): void {
    advanceOfficeClock(join(this.folder, 'clock'), instant);
  }

  async call(
    actor: Actor | undefined,
    method: string,
    path: string,
    { body, headers = {} }: Sent = {},
  ): Promise<Reply> {
    const token = actor === undefined ? {} : { authorization: `Bearer ${await this.issuer.tokenFor(actor)}` };
    const raw = Buffer.isBuffer(body) || typeof body === 'string';
    const response = await fetch(`${this.service.url}${path}`, {
      method,
      headers: { ...(raw ? {} : { 'content-type': 'application/json' }), ...token, ...headers },
      ...(body === undefined ? {} : { body: raw ? new Uint8Array(Buffer.from(body)) : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, json: text === '' ? undefined : JSON.parse(text) };
  }

  post(
    actor: Actor,
    path: string,
    body: unknown,
    { key = randomUUID(), headers = {} }: { key?: string; headers?: Record<string, string> } = {},
  ): Promise<Reply> {
    return this.call(actor, 'POST', path, { body, headers: { 'idempotency-key': key, ...headers } });
  }

  /** Hash of a file that this person uploads. */
  async uploaded(actor: Actor): Promise<string> {
    const { json } = await this.call(actor, 'POST', '/documents', {
      body: Buffer.from(`file ${randomUUID()}`),
      headers: { 'content-type': 'application/pdf', 'idempotency-key': randomUUID() },
    });
    return (json as { hash: string }).hash;
  }

  /** A plan for this site, with every attachment uploaded. */
  async planFor(actor: Actor, siteAddress: string): Promise<ServicePlan> {
    const hash = await this.uploaded(actor);
    const plan = samplePlan({ attachments: E01_ATTACHMENTS.map((code) => attachmentRow(code, hash)) });
    return { ...plan, site: { ...plan.site, siteAddress } };
  }
}
