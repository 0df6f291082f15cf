import { Module, type DynamicModule } from '@nestjs/common';
import { HttpModule, type HttpModuleOptions } from '#libs/http';
import { FactJudge, OperationsModule, type ServiceOptions } from '#libs/service';
import { ACTIVITY_PROVIDERS } from './activities/activities.binding.js';
import { Services } from './activities/services.gateway.js';
import { CaseWorkflowsController } from './cases/case-workflows.controller.js';
import { CaseRebuild } from './cases/case-rebuild.gateway.js';
import { CaseWorkflows } from './cases/case-workflows.gateway.js';
import { ClockController } from './clock/clock.controller.js';
import { ClockWatch } from './clock/clock-watch.gateway.js';
import { OfficeClockFile } from './clock/office-clock-file.storage.js';
import { ApplicationsConsumer } from './signallers/applications.consumer.js';
import { ApprovalsConsumer } from './signallers/approvals.consumer.js';
import { PaymentsConsumer } from './signallers/payments.consumer.js';
import { Signaller } from './signallers/signaller.gateway.js';

/** What `workflows.binding.ts` makes from the environment. */
export interface WorkflowsParts {
  readonly http: HttpModuleOptions;
  readonly own: ServiceOptions;
  readonly services: Services;
  readonly office: OfficeClockFile;
  readonly workflows: CaseWorkflows;
  readonly rebuild: CaseRebuild;
  readonly watch: ClockWatch;
}

/** The worker as a Nest application: activities, signallers, and a small HTTP side for operators. */
@Module({})
export class WorkflowsModule {
  static forRoot({ http, own, services, office, workflows, rebuild, watch }: WorkflowsParts): DynamicModule {
    return {
      module: WorkflowsModule,
      global: true,
      imports: [HttpModule.forRoot(http), OperationsModule.forRoot(own, http.logger)],
      controllers: [
        ClockController,
        CaseWorkflowsController,
        ApplicationsConsumer,
        ApprovalsConsumer,
        PaymentsConsumer,
      ],
      providers: [
        { provide: Services, useValue: services },
        { provide: OfficeClockFile, useValue: office },
        { provide: CaseWorkflows, useValue: workflows },
        { provide: CaseRebuild, useValue: rebuild },
        { provide: ClockWatch, useValue: watch },
        Signaller,
        { provide: FactJudge, useExisting: Signaller },
        ...ACTIVITY_PROVIDERS,
      ],
      exports: [FactJudge],
    };
  }
}
