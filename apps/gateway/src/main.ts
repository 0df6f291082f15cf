import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { loadConfig } from '#libs/config';
import { serve, setupHttp } from '#libs/http';
import { Metrics, StructuredLogger } from '#libs/telemetry';
import { GatewayEnvironment, upstreamsOf } from './gateway.config.js';
import { GatewayModule } from './gateway.module.js';
import { Upstreams } from './upstream.gateway.js';

const config = loadConfig(GatewayEnvironment);
const logger = new StructuredLogger({ service: 'gateway', level: config.LOG_LEVEL });
const upstreams = new Upstreams(upstreamsOf(config));
const app = await NestFactory.create<NestExpressApplication>(
  GatewayModule.forRoot({ logger, metrics: new Metrics('gateway'), access: { issuer: config.OIDC_ISSUER } }, upstreams),
  { bodyParser: false, logger },
);
setupHttp(app, { title: 'Nuanchao gateway', streamBodies: true });
await serve(app, {
  port: config.PORT,
  host: config.HOST,
  stop: [{ name: 'upstream connections', run: async () => upstreams.close() }],
});
