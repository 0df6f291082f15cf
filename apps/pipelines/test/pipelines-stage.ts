import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeEvent } from '#libs/aggregate';
import type { DomainEvent, ServiceName } from '#libs/contracts';
import { KafkaPublisher, TopicsFile, createTopics } from '#libs/events';
import { startService, type StartedService } from '#libs/service';
import { StructuredLogger } from '#libs/telemetry';
import { startCounterparts, type RunningCounterparts } from '../../../infra/counterparts/src/counterparts.js';
import { PipelinesModule } from '../src/pipelines.module.js';
import type { PipelinesEnvironment } from '../src/pipelines.config.js';

export interface StageEngines {
  readonly kafkaBrokers: string;
  readonly mongoUrls: { readonly pipelines: string };
}

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  return (server.address() as AddressInfo).port;
};

const freePort = async (): Promise<number> => {
  const server = createServer();
  const port = await listening(server);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  return port;
};

/** The service with the development issuer, Kafka, and journals that hold what the test published. */
export class PipelinesStage {
  readonly journal = new Map<string, Buffer[]>();
  private constructor(
    readonly environment: PipelinesEnvironment,
    private readonly parts: {
      readonly counterparts: RunningCounterparts;
      readonly journals: Server;
      readonly publishers: Readonly<Record<'applications' | 'approvals' | 'payments', KafkaPublisher>>;
      readonly dataDir: string;
    },
  ) {}

  service: StartedService | undefined;

  static async open(engines: StageEngines, changes: Partial<PipelinesEnvironment> = {}): Promise<PipelinesStage> {
    const topics = TopicsFile.parse(JSON.parse(await readFile('infra/kafka/topics.json', 'utf8')));
    const brokers = engines.kafkaBrokers.split(',');
    await createTopics(brokers, topics);
    const port = await freePort();
    const dataDir = await mkdtemp(join(tmpdir(), 'pipelines-'));
    const logger = new StructuredLogger({ service: 'counterparts', level: 'silent' });
    const counterparts = await startCounterparts({
      port: 0,
      host: '127.0.0.1',
      dataDir,
      paymentsUrl: 'http://127.0.0.1:1',
      pipelinesUrl: `http://127.0.0.1:${port}`,
      secret: 'development',
      bankDelayMs: 0,
      logger,
    });
    let stage: PipelinesStage | undefined;
    const journals = createServer((request, response) => {
      const { searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const [from, to] = [Number(searchParams.get('from')), Number(searchParams.get('to'))];
      const found = (stage?.journal.get(searchParams.get('subject') ?? '') ?? []).slice(from - 1, to);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ events: found.map((bytes) => bytes.toString('base64')) }));
    });
    const owners = `http://127.0.0.1:${await listening(journals)}`;
    const publisher = (service: ServiceName): KafkaPublisher => new KafkaPublisher({ brokers, service });
    const environment: PipelinesEnvironment = {
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      PORT: port,
      HOST: '127.0.0.1',
      OIDC_ISSUER: counterparts.issuerUrl,
      MONGODB_URL: engines.mongoUrls.pipelines,
      KAFKA_BROKERS: brokers,
      APPLICATIONS_URL: owners,
      APPROVALS_URL: owners,
      PAYMENTS_URL: owners,
      CLIENT_SECRET: 'development',
      ...changes,
    };
    stage = new PipelinesStage(environment, {
      counterparts,
      journals,
      dataDir,
      publishers: {
        applications: publisher('applications'),
        approvals: publisher('approvals'),
        payments: publisher('payments'),
      },
    });
    return stage;
  }

  async start(module = () => PipelinesModule.forRoot(this.environment)): Promise<StartedService> {
    const service = await startService({ title: 'Nuanchao pipelines', module, signals: false });
    this.service = service;
    await service.ready;
    return service;
  }

  async stop(): Promise<void> {
    await this.service?.stop();
    this.service = undefined;
  }

  async close(): Promise<void> {
    await this.stop();
    const { counterparts, journals, publishers, dataDir } = this.parts;
    await Promise.all(Object.values(publishers).map((publisher) => publisher.disconnect()));
    await counterparts.stop();
    journals.closeAllConnections();
    journals.close();
    await rm(dataDir, { recursive: true, force: true });
  }

  get url(): string {
    return `http://127.0.0.1:${this.environment.PORT}`;
  }

  get issuer(): string {
    return this.environment.OIDC_ISSUER;
  }

  /** What the issuer says to a client and its secret. */
  async askToken(clientId: string, secret: string, scope?: string): Promise<{ status: number; token: string }> {
    const response = await fetch(`${this.issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', ...(scope === undefined ? {} : { scope }) }),
    });
    const body = (await response.json()) as { access_token?: string };
    return { status: response.status, token: body.access_token ?? '' };
  }

  async tokenOf(account: string, secret = 'development'): Promise<string> {
    const { status, token } = await this.askToken(account, secret);
    if (status !== 200) throw new Error(`the issuer answered ${status} to ${account}`);
    return token;
  }

  async get(token: string, path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.request(token, path, { headers });
  }

  async post(token: string, path: string, body: unknown, key: string = randomUUID()): Promise<Answer> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    return this.request(token, path, { method: 'POST', body: JSON.stringify(body), headers });
  }

  /** Registers a program and gives it a secret, as the operator does. */
  async register(
    name: string,
    body: Record<string, unknown>,
  ): Promise<{ clientId: string; id: string; secret: string }> {
    const operator = await this.tokenOf('sys-admin-1');
    const registered = await this.post(operator, '/pipelines', { name, ...body });
    if (registered.status !== 201) throw new Error(JSON.stringify(registered.body));
    const issued = await this.post(operator, `/pipelines/pipeline.${name}/credentials`, {});
    return {
      clientId: `pipeline.${name}`,
      id: String(registered.body['id']),
      secret: String(issued.body['clientSecret']),
    };
  }

  /** Puts events into the owner's journal and publishes them, as a relay does. */
  async publish(
    service: 'applications' | 'approvals' | 'payments',
    at: { readonly subject: string; readonly caseId: string; readonly from?: number },
    events: readonly DomainEvent[],
    actor: { readonly id: string; readonly kind: 'human' | 'machine' } = { id: 'p-somebody', kind: 'human' },
  ): Promise<void> {
    const { subject, caseId, from = 1 } = at;
    const officetime = '2026-03-02T09:00:00+08:00';
    const origin = { service, subject, caseId, actor, officetime };
    const made = events.map((event, index) => makeEvent(event, from + index, origin));
    const journal = this.journal.get(subject) ?? [];
    this.journal.set(subject, journal);
    for (const { bytes } of made) journal.push(bytes);
    await this.parts.publishers[service].publish(made.map(({ id, bytes }) => ({ id, caseId, bytes })));
  }

  private async request(token: string, path: string, init: RequestInit): Promise<Answer> {
    const headers = { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) };
    const response = await fetch(`${this.url}${path}`, { ...init, headers });
    return { status: response.status, body: (await response.json()) as Answer['body'], headers: response.headers };
  }
}

/** The first event of a case's application. */
export const created = (unit: string, siteUnit = unit, createdBy = 'p-somebody'): DomainEvent => ({
  type: 'application.created',
  data: {
    employerUscc: `E-${unit}`,
    unionUscc: `U-${unit}`,
    managingUnit: unit,
    siteUnit,
    siteAddress: '示例路1号',
    programmeYear: 2026,
    claim: randomUUID(),
    createdOn: '2026-03-02',
    createdBy,
  },
});
