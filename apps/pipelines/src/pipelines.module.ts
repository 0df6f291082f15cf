import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { ServiceTokens } from '#libs/access';
import { pipelineDecider, subscriptionDecider, tasksOfSubscription } from '#libs/domain';
import { crashProbe } from '#libs/config';
import { ServiceClient } from '#libs/http';
import { CommandDesk, OwnerJournals, ServiceModule, aggregateKind } from '#libs/service';
import { Metrics, StructuredLogger } from '#libs/telemetry';
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
import { listedAddresses } from './subscription/endpoint.policy.js';
import { Endpoints } from './subscription/endpoint.storage.js';
import { SubscriptionController } from './subscription/subscription.controller.js';
import { SubscriptionRepository } from './subscription/subscription.repository.js';
import { WebhookSender } from './subscription/webhook.consumer.js';
import { WebhookGateway } from './subscription/webhook.gateway.js';
import { WebhookLetters } from './subscription/webhook-letter.storage.js';
import { RETRY_SECONDS } from './subscription/webhook.policy.js';
import { WebhookPorts } from './subscription/webhook.ports.js';
import { WebhookProgressStore } from './subscription/webhook-progress.storage.js';
import { WebhookSecrets } from './subscription/webhook-secret.storage.js';
import { WebhookStorage } from './subscription/webhook.storage.js';

const TIMEOUT_MS = 10_000;

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
          gathersFacts: true,
          environment,
          kinds: [aggregateKind(pipelineDecider), aggregateKind(subscriptionDecider, tasksOfSubscription)],
          follows: ['applications', 'approvals', 'payments'],
          factHandlers: [FeedConsumer],
          works: [WebhookSender],
          fetchForeign: (subject, from, to) => journals.read(subject, from, to),
        }),
      ],
      controllers: [AccountController, IssuerController, FeedController, SubscriptionController],
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
        ...webhooksOf(environment),
      ],
    };
  }
}

const webhooksOf = (environment: PipelinesEnvironment): Provider[] => {
  const { WEBHOOK_ALLOWED_ADDRESSES = [], WEBHOOK_TIMEOUT_MS = TIMEOUT_MS } = environment;
  const { WEBHOOK_RETRY_SECONDS: schedule = RETRY_SECONDS, CRASH_AT } = environment;
  const listed = listedAddresses(WEBHOOK_ALLOWED_ADDRESSES);
  return [
    WebhookSecrets,
    WebhookProgressStore,
    WebhookLetters,
    WebhookStorage,
    Endpoints,
    SubscriptionRepository,
    WebhookPorts,
    { provide: WebhookGateway, useValue: new WebhookGateway({ listed, timeoutMs: WEBHOOK_TIMEOUT_MS }) },
    {
      provide: WebhookSender,
      inject: [WebhookPorts, CommandDesk, Metrics, StructuredLogger],
      useFactory: (ports: WebhookPorts, desk: CommandDesk, metrics: Metrics, logger: StructuredLogger) =>
        new WebhookSender({ ports, desk, metrics, logger, schedule, probe: crashProbe(CRASH_AT, 'webhook') }),
    },
  ];
};

const journalsOf = (environment: PipelinesEnvironment): OwnerJournals => {
  const { OIDC_ISSUER, CLIENT_SECRET, APPLICATIONS_URL, APPROVALS_URL, PAYMENTS_URL } = environment;
  const tokens = new ServiceTokens({ issuer: OIDC_ISSUER, clientId: 'pipelines', clientSecret: CLIENT_SECRET });
  const urls = { applications: APPLICATIONS_URL, approvals: APPROVALS_URL, payments: PAYMENTS_URL };
  return new OwnerJournals(new ServiceClient(), tokens, urls);
};
