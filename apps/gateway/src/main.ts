import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ServiceTokens, TokenVerifier } from '#libs/access';
import { loadConfig } from '#libs/config';
import { DoorJournal, ServiceClient, bearerOf, routeNamer, serve, setupHttp } from '#libs/http';
import { Metrics, StructuredLogger, startTracing } from '#libs/telemetry';
import { AuditsDoor } from './audits-door.gateway.js';
import { GatewayEnvironment, PROXIED, browserOf, upstreamsOf } from './gateway.config.js';
import { GatewayModule } from './gateway.module.js';
import { Upstreams } from './upstream.gateway.js';

const config = loadConfig(GatewayEnvironment);
const logger = new StructuredLogger({ service: 'gateway', level: config.LOG_LEVEL });
const metrics = new Metrics('gateway');
const tracing = startTracing('gateway', config, logger);
const upstreams = new Upstreams(upstreamsOf(config));
const app = await NestFactory.create<NestExpressApplication>(
  GatewayModule.forRoot({ logger, metrics, access: { issuer: config.OIDC_ISSUER } }, upstreams, browserOf(config)),
  { bodyParser: false, logger },
);
const tokens = new ServiceTokens({
  issuer: config.OIDC_ISSUER,
  clientId: 'gateway',
  clientSecret: config.CLIENT_SECRET,
});
const door = new DoorJournal({
  sink: new AuditsDoor(new ServiceClient(), tokens, config.AUDITS_URL),
  logger,
  metrics,
  routeOf: routeNamer(app, PROXIED),
  identify: bearerOf(app.get(TokenVerifier)),
});
setupHttp(app, { title: 'Nuanchao gateway', streamBodies: true, door: (refused) => door.note(refused) });
await serve(app, {
  port: config.PORT,
  host: config.HOST,
  stop: [
    { name: 'door', run: () => door.stop() },
    { name: 'upstream connections', run: async () => upstreams.close() },
    { name: 'tracing', run: () => tracing.stop() },
  ],
});
