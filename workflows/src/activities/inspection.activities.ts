import { Injectable } from '@nestjs/common';
import type { PriorAct } from '#libs/contracts';
import { Unavailable } from '#libs/http';
import type { InspectionPort } from '../definitions/activities.ports.js';
import type { FactOf } from '../definitions/case.signals.js';
import { countDeadline } from './deadline.policy.js';
import { Services } from './services.gateway.js';

type Input<Name extends keyof InspectionPort> = Parameters<InspectionPort[Name]>[0];

/** The site inspection (P7): the visit, then the report. */
@Injectable()
export class InspectionActivities implements InspectionPort {
  constructor(private readonly services: Services) {}

  openInspection({
    place,
    advance,
    dossier,
    term,
    round,
    rectified,
    filing,
  }: Input<'openInspection'>): ReturnType<InspectionPort['openInspection']> {
    return this.services.answer('openInspection', async () => {
      await this.services.advance(place, advance);
      const { due, deadline } = countDeadline(term);
      const receipts = await receiptsOf(this.services, filing);
      const opened = await this.services.open(place, {
        service: 'approvals',
        path: '/inspections',
        body: {
          caseId: place.caseId,
          ...dossier,
          priorActs: [...dossier.priorActs, ...receipts.map(actOf)],
          ...round,
          visitDue: due,
          ...(rectified.length === 0 ? {} : { rectified }),
        },
        command: 'open-inspection',
      });
      await this.services.settle(place);
      return { ...opened, deadline, facts: [...(opened.facts ?? []), ...receipts] };
    });
  }

  setVisitDue({ place, work, term }: Input<'setVisitDue'>): ReturnType<InspectionPort['setVisitDue']> {
    return this.services.answer('setVisitDue', async () => {
      const { due, deadline } = countDeadline(term);
      await this.services.command(place, {
        ...this.services.of(work, 'visit-due'),
        body: { visitDue: due },
        command: 'set-visit-due',
      });
      await this.services.settle(place);
      return { deadline };
    });
  }

  setReportDue({ place, work, term }: Input<'setReportDue'>): ReturnType<InspectionPort['setReportDue']> {
    return this.services.answer('setReportDue', async () => {
      const { due, deadline } = countDeadline(term);
      await this.services.command(place, {
        ...this.services.of(work, 'report-due'),
        body: { reportDue: due },
        command: 'set-report-due',
      });
      await this.services.settle(place);
      return { deadline };
    });
  }
}

type Receipt = FactOf<'filing.receipted'>;

/** The verification passed, so there is a receipt; its event is in the journal a moment later than in the filing. */
const receiptsOf = async (services: Services, filing: string): Promise<readonly Receipt[]> => {
  const facts = await services.facts(filing);
  const receipts = facts.filter((fact): fact is Receipt => fact.type === 'filing.receipted');
  if (receipts.length === 0) throw new Unavailable(`the receipt of ${filing}`);
  return receipts;
};

/** Whoever recorded the receipt has judged the case, which nobody told the workflow until now. */
const actOf = ({ data: { recordedBy } }: Receipt): PriorAct => ({
  level: 'county-health',
  duty: 'filing-record',
  actor: recordedBy,
});
