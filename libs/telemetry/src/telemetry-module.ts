import { Module, type DynamicModule } from '@nestjs/common';
import { StructuredLogger } from './logger.js';
import { Metrics } from './metrics.js';

/** Makes logger and metrics injectable. Import it once, in the root module, with the objects that `main.ts` made. */
@Module({})
export class TelemetryModule {
  static forRoot(logger: StructuredLogger, metrics: Metrics): DynamicModule {
    return {
      module: TelemetryModule,
      global: true,
      providers: [
        { provide: StructuredLogger, useValue: logger },
        { provide: Metrics, useValue: metrics },
      ],
      exports: [StructuredLogger, Metrics],
    };
  }
}
