import { Injectable } from '@nestjs/common';
import { officeDate } from '#libs/calendar';
import { ApplicationView } from '#libs/contracts';
import type { CasePort } from '../definitions/activities.ports.js';
import { countWorkingDays, idleFrom } from './deadline.policy.js';
import { Services } from './services.gateway.js';

type Input<Name extends keyof CasePort> = Parameters<CasePort[Name]>[0];

/** An operator has two working days for a fault before he is reminded of it. */
const OPERATOR_WORKING_DAYS = 2;

/** What concerns the case as a whole: its beginning, its end, alarms, and faults. */
@Injectable()
export class CaseActivities implements CasePort {
  constructor(private readonly services: Services) {}

  beginCase({ place }: Input<'beginCase'>): ReturnType<CasePort['beginCase']> {
    return this.services.answer('beginCase', async () => {
      const { subject, sequence } = place.cause;
      const after = encodeURIComponent(`${subject}@${sequence}`);
      const path = `/applications/${place.caseId}?after=${after}`;
      const { status } = await this.services.query('applications', path, ApplicationView);
      await this.services.settle(place);
      return { status, idle: idleFrom(this.services.clock) };
    });
  }

  archiveDraft({ place, idleSince, works }: Input<'archiveDraft'>): ReturnType<CasePort['archiveDraft']> {
    return this.services.answer('archiveDraft', async () => {
      await this.services.command(place, {
        service: 'applications',
        path: `/applications/${place.caseId}/archive`,
        body: { idleSince },
        command: 'archive',
      });
      for (const work of works) await this.services.close(place, work, 'case-ended');
      return {};
    });
  }

  advanceCase({ place, advance }: Input<'advanceCase'>): ReturnType<CasePort['advanceCase']> {
    return this.services.answer('advanceCase', async () => {
      await this.services.advance(place, advance);
      await this.services.settle(place);
      return {};
    });
  }

  endCase({ place, rejection, works }: Input<'endCase'>): ReturnType<CasePort['endCase']> {
    return this.services.answer('endCase', async () => {
      await this.services.advance(place, rejection);
      for (const work of works) await this.services.close(place, work, 'case-ended');
      await this.services.settle(place);
      return {};
    });
  }

  raiseAlarms({ place, work, first, alarms }: Input<'raiseAlarms'>): ReturnType<CasePort['raiseAlarms']> {
    return this.services.answer('raiseAlarms', async () => {
      for (const [index, { kind, level, on }] of alarms.entries()) {
        await this.services.courtesy(place, {
          ...this.services.of(work, 'alarm'),
          body: { kind, level, on },
          command: `alarm-${work}`,
          n: first + index,
        });
      }
      return {};
    });
  }

  openOperatorTask({
    place,
    dossier,
    about,
    since,
  }: Input<'openOperatorTask'>): ReturnType<CasePort['openOperatorTask']> {
    return this.services.answer('openOperatorTask', async () => {
      const { due } = countWorkingDays(officeDate(since), OPERATOR_WORKING_DAYS);
      return this.services.open(place, {
        service: 'approvals',
        path: '/reviews',
        body: {
          caseId: place.caseId,
          ...dossier,
          kind: 'operator',
          round: place.round,
          due,
          facts: null,
          about: `${place.step} ${about.command} ${about.code}`.slice(0, 200),
        },
        command: `open-operator-${about.command}-${about.code}`,
      });
    });
  }

  closeOperatorTask({ place, work }: Input<'closeOperatorTask'>): ReturnType<CasePort['closeOperatorTask']> {
    return this.services.answer('closeOperatorTask', async () => {
      await this.services.close(place, work, 'superseded');
      return {};
    });
  }
}
