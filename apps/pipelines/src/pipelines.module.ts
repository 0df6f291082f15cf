import { Module, type DynamicModule } from '@nestjs/common';
import { ServiceTokens } from '#libs/access';
import { pipelineDecider, subscriptionDecider, tasksOfSubscription } from '#libs/domain';
import { ServiceClient } from '#libs/http';
import { OwnerJournals, ServiceModule, aggregateKind } from '#libs/service';
import { AccountController } from './account/account.controller.js';
import { AccountRepository } from './account/account.repository.js';
import { CredentialStorage } from './account/credential.storage.js';
import { IssuerController } from './account/issuer.controller.js';
import { CaseBelongings } from './feed/case-belonging.repository.js';
import { FeedReader } from './feed/feed-reader.view.js';
import { FeedConsumer } from './feed/feed.consumer.js';
import { FeedController } from './feed/feed.controller.js';
import { FeedLog } from './feed/feed.storage.js';
import type { PipelinesEnvironment } from './pipelines.config.js';

/** Programs: their accounts, the feed of what happened, and the addresses that are told of it. */
@Module({})
export class PipelinesModule {
  static forRoot(environment: PipelinesEnvironment): DynamicModule {
    const journals = journalsOf(environment);
    return {
      module: PipelinesModule,
      imports: [
        ServiceModule.forRoot({
          name: 'pipelines',
          environment,
          kinds: [aggregateKind(pipelineDecider), aggregateKind(subscriptionDecider, tasksOfSubscription)],
          follows: ['applications', 'approvals', 'payments'],
          factHandlers: [FeedConsumer],
          fetchForeign: (subject, from, to) => journals.read(subject, from, to),
        }),
      ],
      controllers: [AccountController, IssuerController, FeedController],
      providers: [
        AccountRepository,
        CredentialStorage,
        FeedLog,
        FeedConsumer,
        FeedReader,
        {
          provide: CaseBelongings,
          useValue: new CaseBelongings((subject, from, to) => journals.read(subject, from, to)),
        },
      ],
    };
  }
}

const journalsOf = (environment: PipelinesEnvironment): OwnerJournals => {
  const { OIDC_ISSUER, CLIENT_SECRET, APPLICATIONS_URL, APPROVALS_URL, PAYMENTS_URL } = environment;
  const tokens = new ServiceTokens({ issuer: OIDC_ISSUER, clientId: 'pipelines', clientSecret: CLIENT_SECRET });
  const urls = { applications: APPLICATIONS_URL, approvals: APPROVALS_URL, payments: PAYMENTS_URL };
  return new OwnerJournals(new ServiceClient(), tokens, urls);
};
