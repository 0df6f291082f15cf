import { Controller, Get, Header, Injectable, Res } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { Public } from '#libs/access';
import { Liveness, ReadinessView } from '#libs/contracts';
import { Metrics } from '#libs/telemetry';
import { Answer } from './answer.js';
import { Readiness, type ReadinessReport } from './readiness.js';

/** Holds how the API document is made; it is made on first request, when every controller is there. */
@Injectable()
export class OpenApiSource {
  private made: Record<string, unknown> | undefined;
  private make: (() => Record<string, unknown>) | undefined;

  use(make: () => Record<string, unknown>): void {
    this.make = make;
  }

  document(): Record<string, unknown> {
    this.made ??= this.make?.() ?? {};
    return this.made;
  }
}

const OpenApiDocument = z.looseObject({ openapi: z.literal('3.1.0') }).meta({ id: 'OpenApiDocument' });

/** What operators and their programs ask every service for. */
@Controller()
export class SystemRoutes {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
    private readonly openApi: OpenApiSource,
  ) {}

  /** The process runs. Says nothing about engines: restarting us would not bring them back. */
  @Public()
  @Answer(Liveness)
  @Get('health/live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** 200 when all engines answer; otherwise 503 and which one is down and why. */
  @Public()
  @Answer(ReadinessView, { also: { 503: ReadinessView } })
  @Get('health/ready')
  async ready(@Res({ passthrough: true }) response: ServerResponse): Promise<ReadinessReport> {
    const report = await this.readiness.report();
    response.statusCode = report.ready ? 200 : 503;
    response.setHeader('cache-control', 'no-store');
    return report;
  }

  @Public()
  @Answer(undefined, { mediaType: 'text/plain', description: 'Metrics in the Prometheus text format' })
  @Get('metrics')
  async scrape(@Res({ passthrough: true }) response: ServerResponse): Promise<string> {
    response.setHeader('content-type', this.metrics.contentType);
    return this.metrics.text();
  }

  @Public()
  @Answer(OpenApiDocument)
  @Get('openapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  api(): Record<string, unknown> {
    return this.openApi.document();
  }
}
