import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TokenVerifier } from '#libs/access';
import type { Actor } from '#libs/contracts';
import { DoorJournal, bearerOf, routeNamer, serve, setupHttp, type DoorEntry, type RunningService } from '#libs/http';
import { Metrics, StructuredLogger } from '#libs/telemetry';
import { startCounterparts, type RunningCounterparts } from '../../../infra/counterparts/src/counterparts.js';
import { PROXIED } from '../src/gateway.config.js';
import { GatewayModule } from '../src/gateway.module.js';
import type { BrowserOptions } from '../src/session/browser.options.js';
import { Upstreams } from '../src/upstream.gateway.js';

export const SECRET = 'development';

/** What reached the service behind the gateway. */
export interface Reached {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly actor: Actor;
}

const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const freePort = async (): Promise<number> => {
  const server = createServer();
  const { port } = new URL(await listening(server));
  await new Promise((resolve) => server.close(resolve));
  return Number(port);
};

/** The real gateway and the real development issuer, and a service behind that verifies tokens and says who came. */
export class GatewayStage {
  readonly reached: Reached[] = [];
  /** Method and path of everything that reached it, whoever sent it. */
  readonly asked: string[] = [];
  readonly noted: DoorEntry[] = [];
  gateway: RunningService | undefined;

  private constructor(
    readonly url: string,
    readonly folder: string,
    readonly issuer: RunningCounterparts,
    private readonly service: { readonly server: Server; readonly url: string },
  ) {}

  static async start(): Promise<GatewayStage> {
    const folder = await mkdtemp(join(tmpdir(), 'gateway-'));
    const url = `http://127.0.0.1:${await freePort()}`;
    const issuer = await startCounterparts({
      port: 0,
      host: '127.0.0.1',
      dataDir: folder,
      paymentsUrl: 'http://127.0.0.1:1',
      pipelinesUrl: 'http://127.0.0.1:1',
      secret: SECRET,
      consoleUrls: [url],
      bankDelayMs: 0,
      logger: new StructuredLogger({ service: 'counterparts', level: 'silent' }),
    });
    const identify = bearerOf(new TokenVerifier({ issuer: issuer.url }));
    const server = createServer((request, response) => {
      const { method = '', url: path = '', headers } = request;
      request.resume();
      stage.asked.push(`${method} ${path}`);
      void identify(headers.authorization ?? '').then((actor) => {
        if (actor !== undefined) stage.reached.push({ method, url: path, headers, actor });
        response.writeHead(actor === undefined ? 401 : 200, { 'set-cookie': 'stranger=1' });
        return response.end('{}');
      });
    });
    const stage = new GatewayStage(url, folder, issuer, { server, url: await listening(server) });
    return stage;
  }

  /** (Re)starts the gateway at its address. */
  async serve(options: Partial<BrowserOptions> = {}): Promise<void> {
    await this.gateway?.stop();
    const logger = new StructuredLogger({ service: 'gateway', level: 'silent' });
    const metrics = new Metrics('gateway');
    const { url } = this.service;
    const services = { applications: url, approvals: url, payments: url, audits: url, pipelines: url, workflows: url };
    const upstreams = new Upstreams(services);
    const app = await NestFactory.create<NestExpressApplication>(
      GatewayModule.forRoot({ logger, metrics, access: { issuer: this.issuer.url } }, upstreams, {
        issuer: this.issuer.url,
        clientId: 'console',
        clientSecret: SECRET,
        scope: 'openid profile',
        publicUrl: this.url,
        sessionKeys: ['a key for this run of the tests'],
        consoleDir: join(this.folder, 'console'),
        ...options,
      }),
      { bodyParser: false, logger: false },
    );
    const sink = {
      record: async ({ entry }: { entry: DoorEntry }) => void this.noted.push(entry),
      isAway: () => false,
    };
    const routeOf = routeNamer(app, PROXIED);
    const door = new DoorJournal({ sink, logger, metrics, routeOf, identify: bearerOf(app.get(TokenVerifier)) });
    setupHttp(app, { title: 'Gateway', streamBodies: true, door: (refused) => door.note(refused) });
    const stop = [
      { name: 'door', run: () => door.stop() },
      { name: 'upstreams', run: async () => upstreams.close() },
    ];
    this.gateway = await serve(app, { port: Number(new URL(this.url).port), signals: false, stop });
  }

  async stop(): Promise<void> {
    await this.gateway?.stop();
    this.service.server.closeAllConnections();
    this.service.server.close();
    await this.issuer.stop();
    await rm(this.folder, { recursive: true });
  }
}
