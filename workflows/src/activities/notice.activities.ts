import { Injectable } from '@nestjs/common';
import type { NoticePort } from '../definitions/activities.ports.js';
import { countDeadline } from './deadline.policy.js';
import { Services } from './services.gateway.js';

type Input<Name extends keyof NoticePort> = Parameters<NoticePort[Name]>[0];

/** The public notice (P9). */
@Injectable()
export class NoticeActivities implements NoticePort {
  constructor(private readonly services: Services) {}

  openNotice({
    place,
    advance,
    dossier,
    term,
    unionGrantFen,
    healthGrantFen,
  }: Input<'openNotice'>): ReturnType<NoticePort['openNotice']> {
    return this.services.answer('openNotice', async () => {
      await this.services.advance(place, advance);
      const { due, deadline } = countDeadline(term);
      const opened = await this.services.open(place, {
        service: 'approvals',
        path: '/notices',
        body: { caseId: place.caseId, ...dossier, period: due, unionGrantFen, healthGrantFen },
        command: 'open-notice',
      });
      await this.services.settle(place);
      return { ...opened, deadline };
    });
  }

  passNotice({ place, work, n }: Input<'passNotice'>): ReturnType<NoticePort['passNotice']> {
    return this.services.answer('passNotice', async () => {
      const slip = { ...this.services.of(work, 'passing'), body: {}, command: 'pass-notice', n };
      const { position } = await this.services.command(place, slip);
      return { passed: position };
    });
  }
}
