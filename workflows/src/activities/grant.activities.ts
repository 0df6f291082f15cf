import { Injectable } from '@nestjs/common';
import { ServicePlan, type GrantFund, type Payee } from '#libs/contracts';
import type { GrantPort, PlannedGrant } from '../definitions/activities.ports.js';
import { countDeadline } from './deadline.policy.js';
import { Services } from './services.gateway.js';

type Input<Name extends keyof GrantPort> = Parameters<GrantPort[Name]>[0];

/** Money: reserved, planned, sent to the bank, booked (P11). */
@Injectable()
export class GrantActivities implements GrantPort {
  constructor(private readonly services: Services) {}

  planGrants({ wishes, ...input }: Input<'planGrants'>): ReturnType<GrantPort['planGrants']> {
    return this.services.answer('planGrants', async () => {
      const planned: PlannedGrant[] = [];
      for (const wish of wishes) {
        const answer = await this.planGrant({ ...input, wish });
        if (answer.kind === 'done') planned.push(answer.planned);
      }
      if (planned.length === wishes.length) await this.services.settle(input.place);
      return { planned };
    });
  }

  /** The funds stand and fall alone, so what both need is settled afterwards. */
  planGrant(input: Input<'planGrant'>): ReturnType<GrantPort['planGrant']> {
    return this.services.answer('planGrant', async () => {
      const plan = await this.services.query('applications', `/documents/${input.dossier.planHash}`, ServicePlan);
      return { planned: await reserveAndPlan(this.services, input, plan) };
    });
  }

  settleGrants({ place }: Input<'settleGrants'>): ReturnType<GrantPort['settleGrants']> {
    return this.services.answer('settleGrants', async () => {
      await this.services.settle(place);
      return {};
    });
  }

  instructPayment({ place, grantId, n }: Input<'instructPayment'>): ReturnType<GrantPort['instructPayment']> {
    return this.services.answer('instructPayment', async () => {
      const slip = {
        service: 'payments',
        path: `/grants/${grantId}/instruction`,
        body: {},
        command: 'instruct',
      } as const;
      await this.services.command(place, { ...slip, n });
      await this.services.settle(place);
      return {};
    });
  }

  settleReservation({
    place,
    budget,
    reservedFor,
    outcome,
  }: Input<'settleReservation'>): ReturnType<GrantPort['settleReservation']> {
    return this.services.answer('settleReservation', async () => {
      await this.services.command(place, {
        service: 'payments',
        path: `/budgets/${budget}/settlements`,
        body: { grant: reservedFor, outcome, decision: place.cause },
        command: 'settle-reservation',
      });
      await this.services.settle(place);
      return {};
    });
  }
}

const reserveAndPlan = async (
  services: Services,
  { place, dossier, site, wish: { fund, amountFen, budget }, evidence, term }: Input<'planGrant'>,
  plan: ServicePlan,
): Promise<PlannedGrant> => {
  const reservedFor = `${place.caseId}-${fund}`;
  const reserved = await services.command(place, {
    service: 'payments',
    path: `/budgets/${budget}/reservations`,
    body: { grant: reservedFor, amountFen },
    command: `reserve-${fund}`,
  });
  const { due, deadline } = countDeadline(term);
  const { work, facts } = await services.open(place, {
    service: 'payments',
    path: '/grants',
    body: {
      caseId: place.caseId,
      site,
      fund,
      amountFen,
      payee: payeeOf(fund, plan),
      evidence: { ...evidence, reservation: reserved.position },
      listing: dossier.listing,
      priorActs: dossier.priorActs,
      due,
    },
    command: `plan-${fund}`,
  });
  const planned = { fund, budget, grantId: work.slice(work.indexOf('/') + 1), reservedFor, deadline };
  return facts === undefined ? planned : { ...planned, facts };
};

/** The union's grant goes to the union's account (R-PAY-01). The health grant has none here: the fiscal system pays it. */
const payeeOf = (fund: GrantFund, { union }: ServicePlan): Payee | null => {
  if (fund === 'FISCAL_HEALTH') return null;
  const { name: legalName, uscc, accountName, bankName, cnaps, accountNo } = union;
  return { legalName, uscc, accountName, bankName, cnaps, accountNo };
};
