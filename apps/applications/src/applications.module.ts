import { Module, type DynamicModule } from '@nestjs/common';
import type { ServiceEnvironment } from '#libs/config';
import { applicationDecider, tasksOfApplication } from '#libs/domain';
import { ServiceModule, aggregateKind } from '#libs/service';
import { ApplicationClaimConsumer, holdsApplicationClaim } from './application-claim.consumer.js';
import { ApplicationQueryController } from './application-query.controller.js';
import { ApplicationController } from './application.controller.js';
import { ApplicationRepository, mayReadDocument, mayUploadTo } from './application.repository.js';
import { ApplicationStepController } from './application-step.controller.js';
import { ApplicationTurnController } from './application-turn.controller.js';
import { ApplicationListView } from './application.view.js';
import { CaseOverviewController } from './case-overview.controller.js';
import { CaseAgeView } from './case-age.view.js';
import { DecisionFactsRepository } from './decision-facts.repository.js';
import { EmployerBarView } from './employer-bar.view.js';
import { PlanDraftController } from './plan-draft.controller.js';
import { PlanDrafts } from './plan-draft.storage.js';
import { PlanVersions } from './plan-version.view.js';
import { SettledNotes } from './settled-notes.storage.js';
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
          factHandlers: [ApplicationClaimConsumer, ApplicationListView, EmployerBarView, CaseAgeView, PlanDrafts],
          readModelVersion: 4,
          holdsClaim: holdsApplicationClaim,
          mayReadDocument,
          mayUploadTo,
        }),
      ],
      controllers: [
        ApplicationController,
        ApplicationTurnController,
        ApplicationStepController,
        ApplicationQueryController,
        CaseOverviewController,
        PlanDraftController,
      ],
      providers: [
        ApplicationRepository,
        ApplicationListView,
        ApplicationClaimConsumer,
        CaseAgeView,
        DecisionFactsRepository,
        EmployerBarView,
        EmployerUnionRepository,
        PlanDrafts,
        PlanVersions,
        SettledNotes,
      ],
    };
  }
}
