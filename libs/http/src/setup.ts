import type { NestExpressApplication } from '@nestjs/platform-express';
import type { IncomingMessage } from 'node:http';
import { TokenVerifier } from '#libs/access';
import { Metrics, StructuredLogger } from '#libs/telemetry';
import { AnswerHeaders } from './answer-headers.js';
import { bodyValues } from './body-values.js';
import type { Door } from './door.js';
import { dryRunRequest } from './dry-run.js';
import { openApiOf } from './open-api.js';
import { ProblemFilter } from './problem-filter.js';
import { requestLog } from './request-log.js';
import { SchemaPipe } from './schema-pipe.js';
import { Readiness } from './readiness.js';
import { OpenApiSource } from './system-routes.js';

/** A route that takes more than the usual body: JSON up to its limit, any other content type as a Buffer. */
export interface UploadRoute {
  readonly method: 'POST' | 'PUT';
  readonly path: RegExp;
  readonly limitBytes: number;
}

export interface HttpOptions {
  /** Title of the API document. */
  readonly title: string;
  readonly version?: string | undefined;
  /** Largest JSON body in bytes; 256 KiB unless told otherwise. */
  readonly bodyLimitBytes?: number | undefined;
  readonly uploads?: readonly UploadRoute[] | undefined;
  /** Leaves bodies unread, for a proxy that streams them on. */
  readonly streamBodies?: boolean | undefined;
  /** Told of every refused request that is no fact yet. */
  readonly door?: Door | undefined;
}

const BODY_LIMIT_BYTES = 256 * 1024;

/**
 * Gives an app what every service of ours has: context and log per request, body limits, schema checks, problem details,
 * answer headers and the API document. Call it between `NestFactory.create(Module, { bodyParser: false })` and `serve`;
 * the root module imports `HttpModule.forRoot(…)`.
 */
export const setupHttp = (app: NestExpressApplication, options: HttpOptions): void => {
  const logger = app.get(StructuredLogger);
  app.disable('x-powered-by');
  // Versions are our entity tags; Express would add weak ones of its own, which no If-Match could name.
  app.disable('etag');
  app.use(requestLog(logger, app.get(Metrics)));
  app.use(dryRunRequest);
  if (!options.streamBodies) readBodies(app, options);
  app.useGlobalPipes(new SchemaPipe());
  app.useGlobalFilters(new ProblemFilter(logger, options.door));
  app.useGlobalInterceptors(new AnswerHeaders());
  app.get(Readiness).add('issuer', () => app.get(TokenVerifier, { strict: false }).ready());
  app.get(OpenApiSource).use(() => openApiOf(app, options.title, options.version ?? '0.1.0'));
};

const readBodies = (app: NestExpressApplication, options: HttpOptions): void => {
  for (const upload of options.uploads ?? []) {
    const isHere = (request: IncomingMessage & { originalUrl?: string }): boolean =>
      request.method === upload.method && upload.path.test((request.originalUrl ?? '').split('?', 1)[0] ?? '');
    app.useBodyParser('json', {
      limit: upload.limitBytes,
      type: (request: IncomingMessage) => isHere(request) && isJson(request),
    });
    app.useBodyParser('raw', {
      limit: upload.limitBytes,
      type: (request: IncomingMessage) => isHere(request) && !isJson(request),
    });
  }
  app.useBodyParser('json', { limit: options.bodyLimitBytes ?? BODY_LIMIT_BYTES, type: isJson });
  app.use(bodyValues);
};

const isJson = (request: IncomingMessage): boolean =>
  /^application\/([\w.-]+\+)?json\s*(;|$)/i.test(request.headers['content-type'] ?? '');
