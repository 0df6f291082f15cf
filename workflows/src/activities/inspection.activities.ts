import { Injectable } from '@nestjs/common';
import type { InspectionPort } from '../definitions/activities.ports.js';
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
  }: Input<'openInspection'>): ReturnType<InspectionPort['openInspection']> {
    return this.services.answer('openInspection', async () => {
      await this.services.advance(place, advance);
      const { due, deadline } = countDeadline(term);
      const opened = await this.services.open(place, {
        service: 'approvals',
        path: '/inspections',
        body: { caseId: place.caseId, ...dossier, visitDue: due },
        command: 'open-inspection',
      });
      await this.services.settle(place);
      return { ...opened, deadline };
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
