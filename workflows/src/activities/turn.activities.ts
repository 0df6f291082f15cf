import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { endOfOfficeDay } from '#libs/calendar';
import type { TurnPort } from '../definitions/activities.ports.js';
import { countDeadline, deferralFrom } from './deadline.policy.js';
import { Services } from './services.gateway.js';

type Input<Name extends keyof TurnPort> = Parameters<TurnPort[Name]>[0];

const Rejected = z.object({
  rejection: z.object({ reconsiderBy: z.object({ dueOn: z.string() }).nullable() }).nullable(),
});

/** The case waits for its applicant or for a leader, or ends: turns that the application itself goes through. */
@Injectable()
export class TurnActivities implements TurnPort {
  constructor(private readonly services: Services) {}

  returnCase({ place, passed, returned, term }: Input<'returnCase'>): ReturnType<TurnPort['returnCase']> {
    return this.services.answer('returnCase', async () => {
      for (const advance of passed) await this.services.advance(place, advance);
      const { due, deadline } = countDeadline(term);
      await this.services.command(place, {
        ...this.services.of(`application/${place.caseId}`, 'return'),
        body: { steps: returned, due },
        command: 'return',
      });
      for (const { decision } of returned) await this.services.settle({ ...place, cause: decision });
      return { deadline };
    });
  }

  lapseCase({ place, why, works }: Input<'lapseCase'>): ReturnType<TurnPort['lapseCase']> {
    return this.services.answer('lapseCase', async () => {
      await this.services.command(place, {
        ...this.services.of(`application/${place.caseId}`, 'lapse'),
        body: { why },
        command: 'lapse',
      });
      await this.services.close(place, { works, why: 'lapsed' });
      return {};
    });
  }

  /** Until when a reconsideration can be asked for is the application's to say, which tells its applicant the same. */
  rejectCase({ place, advance, works }: Input<'rejectCase'>): ReturnType<TurnPort['rejectCase']> {
    return this.services.answer('rejectCase', async () => {
      await this.services.advance(place, advance);
      await this.services.close(place, { works, why: 'case-ended' });
      await this.services.settle(place);
      const { rejection } = await this.services.query('applications', `/applications/${place.caseId}`, Rejected);
      const dueOn = rejection?.reconsiderBy?.dueOn;
      return { reconsiderUntil: dueOn === undefined ? null : endOfOfficeDay(dueOn) };
    });
  }

  deferCase({ place, advance }: Input<'deferCase'>): ReturnType<TurnPort['deferCase']> {
    return this.services.answer('deferCase', async () => {
      await this.services.advance(place, advance);
      await this.services.settle(place);
      return { deadline: deferralFrom(advance.decidedOn) };
    });
  }

  requireRectification({
    place,
    advance,
    failedItems,
    term,
    extendedTerm,
  }: Input<'requireRectification'>): ReturnType<TurnPort['requireRectification']> {
    return this.services.answer('requireRectification', async () => {
      const { due, deadline } = countDeadline(term);
      await this.services.command(place, {
        ...this.services.of(`application/${place.caseId}`, 'advance'),
        body: { ...advance, due, failedItems },
        command: 'advance-inspection',
      });
      await this.services.settle(place);
      return { deadline, extended: countDeadline(extendedTerm).deadline };
    });
  }
}
