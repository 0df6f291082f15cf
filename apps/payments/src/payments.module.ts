import { Module, type DynamicModule } from '@nestjs/common';
import { ServiceTokens } from '#libs/access';
import { budgetDecider, grantDecider, tasksOfGrant } from '#libs/domain';
import { ServiceClient } from '#libs/http';
import { OwnerJournals, ServiceModule, aggregateKind } from '#libs/service';
import { BankController } from './bank/bank.controller.js';
import { BankGateway } from './bank/bank.gateway.js';
import { HttpBankGateway } from './bank/http-bank.gateway.js';
import { BudgetController } from './budget/budget.controller.js';
import { ReservationHolderView } from './budget/reservation-holder.view.js';
import { EvidenceFacts } from './evidence/evidence.view.js';
import { SeenEvidenceView } from './evidence/seen-evidence.view.js';
import { GrantClaimConsumer } from './grant/grant-claim.consumer.js';
import { holdsGrantClaim } from './grant/grant-claim.policy.js';
import { GrantCommands } from './grant/grant-commands.repository.js';
import { GrantController } from './grant/grant.controller.js';
import { GrantListView } from './grant/grant-list.view.js';
import { MoneyOverviewController } from './grant/money-overview.controller.js';
import { OrderController } from './grant/order.controller.js';
import { PayeeController } from './grant/payee.controller.js';
import { PayeeStorage } from './grant/payee.storage.js';
import { mayReadDocument } from './grant/grant.policy.js';
import { SupervisionController } from './grant/supervision.controller.js';
import { UseController } from './grant/use.controller.js';
import type { PaymentsEnvironment } from './payments.config.js';

/** Programme budgets, grants and their payment. */
@Module({})
export class PaymentsModule {
  static forRoot(environment: PaymentsEnvironment): DynamicModule {
    const journals = journalsOf(environment);
    return {
      module: PaymentsModule,
      imports: [
        ServiceModule.forRoot({
          name: 'payments',
          environment,
          kinds: [aggregateKind(budgetDecider), aggregateKind(grantDecider, tasksOfGrant)],
          follows: ['applications', 'approvals'],
          factHandlers: [EvidenceFacts, GrantClaimConsumer, GrantListView],
          readModelVersion: 2,
          fetchForeign: (subject, from, to) => journals.read(subject, from, to),
          mayReadDocument,
          holdsClaim: holdsGrantClaim,
        }),
      ],
      controllers: [
        BudgetController,
        GrantController,
        MoneyOverviewController,
        OrderController,
        PayeeController,
        UseController,
        SupervisionController,
        BankController,
      ],
      providers: [
        GrantCommands,
        EvidenceFacts,
        GrantClaimConsumer,
        GrantListView,
        SeenEvidenceView,
        PayeeStorage,
        ReservationHolderView,
        { provide: BankGateway, useValue: new HttpBankGateway(environment.BANK_URL) },
      ],
    };
  }
}

const journalsOf = (environment: PaymentsEnvironment): OwnerJournals => {
  const { OIDC_ISSUER, CLIENT_SECRET, APPLICATIONS_URL, APPROVALS_URL } = environment;
  const tokens = new ServiceTokens({ issuer: OIDC_ISSUER, clientId: 'payments', clientSecret: CLIENT_SECRET });
  return new OwnerJournals(new ServiceClient(), tokens, { applications: APPLICATIONS_URL, approvals: APPROVALS_URL });
};
