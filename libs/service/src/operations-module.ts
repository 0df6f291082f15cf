import { Module, type DynamicModule } from '@nestjs/common';
import type { StructuredLogger } from '#libs/telemetry';
import { AggregatesController } from './aggregates-controller.js';
import { CaseNames } from './case-names.js';
import { CommandDesk } from './command-desk.js';
import { DeadLetterDesk } from './dead-letter-desk.js';
import { DeadLetterTools } from './dead-letter-tools.js';
import { DeadLetters } from './dead-letters.js';
import { DeadLettersController } from './dead-letters-controller.js';
import { Documents } from './documents.js';
import { OfficeTime } from './office-time.js';
import { OpenTasks } from './open-tasks.js';
import { Positions } from './positions.js';
import { SERVICE_OPTIONS, type ServiceOptions } from './service-options.js';
import { ServiceStore } from './service-store.js';

/**
 * What every owner of facts has, also one that owns none of the procedure (audits, the worker): store and relay, what its
 * door turned away, its dead letters, and the routes by which audits reads its documents and journal. A consumer with dead
 * letters provides a `FactJudge` beside it. Its providers are global.
 */
@Module({})
export class OperationsModule {
  static forRoot(options: ServiceOptions, logger: StructuredLogger): DynamicModule {
    const values = [
      { provide: SERVICE_OPTIONS, useValue: options },
      { provide: ServiceStore, useValue: new ServiceStore(options, logger) },
      { provide: OfficeTime, useValue: new OfficeTime(options.environment) },
    ];
    const letters = options.consumes === false ? [] : [CaseNames, DeadLetters, DeadLetterTools, DeadLetterDesk];
    return {
      module: OperationsModule,
      global: true,
      controllers: [AggregatesController, ...(options.consumes === false ? [] : [DeadLettersController])],
      providers: [...values, Positions, OpenTasks, CommandDesk, Documents, ...letters],
      exports: [SERVICE_OPTIONS, ServiceStore, OfficeTime, Positions, OpenTasks, CommandDesk, Documents, ...letters],
    };
  }
}
