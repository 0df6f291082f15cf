import { Injectable } from '@nestjs/common';
import { ServicePlan } from '#libs/contracts';
import type { CommitteePort } from '../definitions/activities.ports.js';
import { idleFrom } from './deadline.policy.js';
import { Services } from './services.gateway.js';

type Input<Name extends keyof CommitteePort> = Parameters<CommitteePort[Name]>[0];

/** The collective decision on a plan version (P1), and what it means for the draft. */
@Injectable()
export class CommitteeActivities implements CommitteePort {
  constructor(private readonly services: Services) {}

  openMeeting({
    place,
    dossier,
    planNumber,
    superseded,
  }: Input<'openMeeting'>): ReturnType<CommitteePort['openMeeting']> {
    return this.services.answer('openMeeting', async () => {
      if (superseded !== null) await this.services.close(place, { works: [superseded], why: 'superseded' });
      const { facts, planHash, listing, priorActs } = dossier;
      // The document of exactly this version: by now the application may have a newer one.
      const plan = await this.services.query('applications', `/documents/${planHash}`, ServicePlan);
      const opened = await this.services.open(place, {
        service: 'approvals',
        path: '/meetings',
        body: {
          caseId: place.caseId,
          planHash,
          listing,
          priorActs,
          planNumber,
          committeeSize: plan.union.committeeSize,
          supplierUsccs: facts.supplierUsccs,
        },
        command: 'open-meeting',
      });
      await this.services.settle(place);
      return { ...opened, idle: idleFrom(this.services.clock) };
    });
  }

  recordResolution({ place, resolution }: Input<'recordResolution'>): ReturnType<CommitteePort['recordResolution']> {
    return this.services.answer('recordResolution', async () => {
      await this.services.command(place, {
        service: 'applications',
        path: `/applications/${place.caseId}/resolution`,
        body: { ...resolution, decision: place.cause },
        command: 'record-resolution',
      });
      await this.services.settle(place);
      return { idle: idleFrom(this.services.clock) };
    });
  }

  noteCommitteeDeclined({
    place,
    planHash,
    rule,
  }: Input<'noteCommitteeDeclined'>): ReturnType<CommitteePort['noteCommitteeDeclined']> {
    return this.services.answer('noteCommitteeDeclined', async () => {
      await this.services.command(place, {
        service: 'applications',
        path: `/applications/${place.caseId}/committee-declined`,
        body: { planHash, rule, decision: place.cause },
        command: 'note-committee-declined',
      });
      await this.services.settle(place);
      return { idle: idleFrom(this.services.clock) };
    });
  }
}
