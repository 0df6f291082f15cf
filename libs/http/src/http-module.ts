import { Module, type DynamicModule } from '@nestjs/common';
import { AccessModule, type VerifierOptions } from '#libs/access';
import { TelemetryModule, type Metrics, type StructuredLogger } from '#libs/telemetry';
import { Readiness } from './readiness.js';
import { OpenApiSource, SystemRoutes } from './system-routes.js';

export interface HttpModuleOptions {
  readonly logger: StructuredLogger;
  readonly metrics: Metrics;
  readonly access: VerifierOptions;
}

/** Guard, logger, metrics, health and API document for one service. Import it once, in the root module. */
@Module({})
export class HttpModule {
  static forRoot(options: HttpModuleOptions): DynamicModule {
    return {
      module: HttpModule,
      imports: [TelemetryModule.forRoot(options.logger, options.metrics), AccessModule.forRoot(options.access)],
      controllers: [SystemRoutes],
      providers: [Readiness, OpenApiSource],
      exports: [Readiness, AccessModule],
    };
  }
}
