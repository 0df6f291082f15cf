import { Injectable } from '@nestjs/common';
import type { DesignationPort } from '../definitions/activities.ports.js';
import { Services } from './services.gateway.js';

type Input<Name extends keyof DesignationPort> = Parameters<DesignationPort[Name]>[0];

/** The designated site (P10). */
@Injectable()
export class DesignationActivities implements DesignationPort {
  constructor(private readonly services: Services) {}

  /** The designation settles when its grants are planned, so nothing is noted as settled here. */
  designateSite({
    place,
    advance,
    dossier,
    site,
  }: Input<'designateSite'>): ReturnType<DesignationPort['designateSite']> {
    return this.services.answer('designateSite', async () => {
      await this.services.advance(place, advance);
      const { position } = await this.services.command(place, {
        service: 'approvals',
        path: '/sites',
        body: { caseId: place.caseId, ...dossier, ...site, decision: advance.decision },
        command: 'designate-site',
      });
      return { site: position.subject, designated: position };
    });
  }
}
