import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { NuanchaoClient, credentialTokens, fileKeys, type KeyStore } from '#libs/client';
import { serve, setupHttp, type RunningService } from '#libs/http';
import { startService, type StartedService } from '#libs/service';
import { Metrics, StructuredLogger } from '#libs/telemetry';
import { E01, startTestEngines, type TestEngines } from '#libs/testing';
import { ApplicationsModule } from '../../apps/applications/src/applications.module.js';
import { GatewayModule } from '../../apps/gateway/src/gateway.module.js';
import { Upstreams } from '../../apps/gateway/src/upstream.gateway.js';
import { PipelinesModule } from '../../apps/pipelines/src/pipelines.module.js';
import { PipelinesStage } from '../../apps/pipelines/test/pipelines-stage.js';

const NOWHERE = 'http://127.0.0.1:1';

/** What a program knows of itself after its registration. */
export interface Registered {
  readonly clientId: string;
  readonly id: string;
  readonly secret: string;
}

/**
 * What a program meets: the gateway, the development issuer, the register of programs with its feed, and applications, all
 * real and on real engines. The other services are away.
 */
export class ProgramsStage {
  readonly folder = mkdtempSync(join(tmpdir(), 'nuanchao-programs-'));
  private constructor(
    private readonly engines: TestEngines,
    readonly pipelines: PipelinesStage,
    private readonly parts: {
      readonly upstreams: Upstreams;
      readonly gateway: RunningService;
      readonly applications: StartedService;
    },
  ) {}

  static async open(): Promise<ProgramsStage> {
    const engines = await startTestEngines(['kafka', 'store']);
    const pipelines = await PipelinesStage.open(engines.addresses);
    const environment = {
      PORT: 0,
      HOST: '127.0.0.1',
      NODE_ENV: 'test' as const,
      LOG_LEVEL: 'silent' as const,
      MONGODB_URL: engines.addresses.mongoUrls.applications,
      KAFKA_BROKERS: engines.addresses.kafkaBrokers.split(','),
      OIDC_ISSUER: pipelines.issuer,
    };
    const applications = await startService({
      title: 'applications',
      module: () => ApplicationsModule.forRoot(environment),
      signals: false,
    });
    const owners = { ...pipelines.environment, APPLICATIONS_URL: applications.url };
    await pipelines.start(() => PipelinesModule.forRoot(owners));
    await applications.ready;
    const upstreams = new Upstreams({
      applications: applications.url,
      pipelines: pipelines.url,
      approvals: NOWHERE,
      payments: NOWHERE,
      audits: NOWHERE,
      workflows: NOWHERE,
    });
    const gateway = await startGateway(upstreams, pipelines.issuer);
    return new ProgramsStage(engines, pipelines, { upstreams, gateway, applications });
  }

  get gateway(): string {
    return this.parts.gateway.url;
  }

  get issuer(): string {
    return this.pipelines.issuer;
  }

  /** A program of the union of E01, as the operator registers it. */
  register(name: string, scopes: readonly string[]): Promise<Registered> {
    return this.pipelines.register(name, { ownerUnit: E01.unit, organisation: E01.unionUscc, scopes });
  }

  /** A client of a program, with its keys in a file of the stage. */
  client(program: Pick<Registered, 'clientId' | 'secret'>, keys: string = randomUUID()): NuanchaoClient {
    const { clientId, secret: clientSecret } = program;
    return new NuanchaoClient({
      gateway: this.gateway,
      tokens: credentialTokens({ issuer: this.issuer, clientId, clientSecret }),
      keys: this.keys(keys),
      patienceMs: 30_000,
    });
  }

  /** Keys that live in a file of the stage, as those of a program that is started again. */
  keys(name: string): KeyStore {
    return fileKeys(join(this.folder, name));
  }

  async close(): Promise<void> {
    const { gateway, upstreams, applications } = this.parts;
    await gateway.stop();
    upstreams.close();
    await applications.stop();
    await this.pipelines.close();
    await this.engines.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The real gateway in this process, before services wherever they are. */
export const startGateway = async (upstreams: Upstreams, issuer: string): Promise<RunningService> => {
  const logger = new StructuredLogger({ service: 'gateway', level: 'silent' });
  const app = await NestFactory.create<NestExpressApplication>(
    GatewayModule.forRoot({ logger, metrics: new Metrics('gateway'), access: { issuer } }, upstreams, {
      issuer,
      clientId: 'console',
      scope: 'openid',
      publicUrl: 'http://127.0.0.1',
      sessionKeys: ['no person signs in while programs are tried'],
      consoleDir: 'none',
    }),
    { bodyParser: false, logger },
  );
  setupHttp(app, { title: 'gateway', streamBodies: true });
  return serve(app, { port: 0, host: '127.0.0.1', signals: false, stop: [] });
};

/** The draft of a case of E01 at a site of its own. */
export const draftAt = (site: string, changes: Readonly<Record<string, unknown>> = {}) => ({
  employerUscc: E01.employerUscc,
  unionUscc: E01.unionUscc,
  managingUnit: E01.unit,
  siteUnit: E01.unit,
  siteAddress: `${E01.siteAddress}${site}`,
  programmeYear: 2026,
  ...changes,
});
