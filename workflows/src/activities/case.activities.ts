import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { officeDate } from '#libs/calendar';
import { ApplicationView } from '#libs/contracts';
import type { CasePort } from '../definitions/activities.ports.js';
import { CaseEnding } from './case-ending.gateway.js';
import { countWorkingDays, idleFrom } from './deadline.policy.js';
import { Services } from './services.gateway.js';

type Input<Name extends keyof CasePort> = Parameters<CasePort[Name]>[0];

/** An operator has two working days for a fault before he is reminded of it. */
const OPERATOR_WORKING_DAYS = 2;

const Filed = z.object({ state: z.object({ status: z.string() }) });

/** What concerns the case as a whole: its beginning, its end, alarms, and faults. */
@Injectable()
export class CaseActivities implements CasePort {
  constructor(private readonly services: Services) {}

  /** More than the creation has happened when a workflow is told anew: then the facts come along with the answer. */
  beginCase({ place }: Input<'beginCase'>): ReturnType<CasePort['beginCase']> {
    return this.services.answer('beginCase', async () => {
      const { subject, sequence } = place.cause;
      const after = encodeURIComponent(`${subject}@${sequence}`);
      const path = `/applications/${place.caseId}?after=${after}`;
      const view = await this.services.query('applications', path, ApplicationView);
      const idle = idleFrom(this.services.clock);
      if (await new CaseEnding(this.services).hasEnded(view)) return { hasEnded: true, idle };
      await this.services.settle(place);
      if (view.version === sequence) return { hasEnded: false, idle };
      return { hasEnded: false, idle, facts: await this.services.factsOfCase(place.caseId) };
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
      await this.services.close(place, { works, why: 'case-ended' });
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

  closeWorks({ place, works, why }: Input<'closeWorks'>): ReturnType<CasePort['closeWorks']> {
    return this.services.answer('closeWorks', async () => {
      await this.services.close(place, { works, why });
      await this.services.settle(place);
      return {};
    });
  }

  raiseAlarms({ place, work, first, alarms }: Input<'raiseAlarms'>): ReturnType<CasePort['raiseAlarms']> {
    return this.services.answer('raiseAlarms', async () => {
      if (!(await this.takesAlarms(work))) return {};
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
      await this.services.close(place, { works: [work], why: 'superseded' });
      return {};
    });
  }

  /** No workflow hears that a filing got its receipt, so it is asked before it is reminded of. */
  private async takesAlarms(work: string): Promise<boolean> {
    if (!work.startsWith('filing/')) return true;
    const { state } = await this.services.query('approvals', `/filings/${work.slice('filing/'.length)}`, Filed);
    return state.status === 'OPEN';
  }
}
