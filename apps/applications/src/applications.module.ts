import { Module, type DynamicModule } from '@nestjs/common';
import type { ServiceEnvironment } from '#libs/config';
import { applicationDecider, tasksOfApplication } from '#libs/domain';
import { ServiceModule, aggregateKind } from '#libs/service';
import { ApplicationClaimConsumer, holdsApplicationClaim } from './application-claim.consumer.js';
import { ApplicationQueryController } from './application-query.controller.js';
import { ApplicationController, ApplicationStepController } from './application.controller.js';
import { ApplicationRepository, mayReadDocument, mayUploadTo } from './application.repository.js';
import { ApplicationListView } from './application.view.js';
import { EmployerUnionRepository } from './employer-union.repository.js';

/** Intake: applications and their plan versions, and the arbiter of each case's state. */
@Module({})
export class ApplicationsModule {
  static forRoot(environment: ServiceEnvironment): DynamicModule {
    return {
      module: ApplicationsModule,
      imports: [
        ServiceModule.forRoot({
          name: 'applications',
          environment,
          kinds: [aggregateKind(applicationDecider, tasksOfApplication)],
          factHandlers: [ApplicationClaimConsumer, ApplicationListView],
          holdsClaim: holdsApplicationClaim,
          mayReadDocument,
          mayUploadTo,
        }),
      ],
      controllers: [ApplicationController, ApplicationStepController, ApplicationQueryController],
      providers: [ApplicationRepository, ApplicationListView, ApplicationClaimConsumer, EmployerUnionRepository],
    };
  }
}
