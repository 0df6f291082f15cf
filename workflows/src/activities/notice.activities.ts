import { Injectable } from '@nestjs/common';
import { ApprovalEvents } from '#libs/contracts';
import type { NoticePort } from '../definitions/activities.ports.js';
import { countDeadline, countRest } from './deadline.policy.js';
import { Services } from './services.gateway.js';

type Input<Name extends keyof NoticePort> = Parameters<NoticePort[Name]>[0];

/** An objection that a reconsideration looks at again, by its document. */
interface CarriedObjection {
  readonly documentHash: string;
  readonly lodgedOn: string;
}

/** The public notice (P9), and its clock. */
@Injectable()
export class NoticeActivities implements NoticePort {
  constructor(private readonly services: Services) {}

  openNotice({
    place,
    advance,
    dossier,
    term,
    round,
    reconsidered,
    ...grants
  }: Input<'openNotice'>): ReturnType<NoticePort['openNotice']> {
    return this.services.answer('openNotice', async () => {
      await this.services.advance(place, advance);
      const { due, deadline } = countDeadline(term);
      const carried = reconsidered === null ? [] : await upheldIn(this.services, reconsidered);
      const opened = await this.services.open(place, {
        service: 'approvals',
        path: '/notices',
        body: {
          caseId: place.caseId,
          ...dossier,
          ...round,
          ...grants,
          period: due,
          ...(carried.length === 0 ? {} : { carried }),
        },
        command: 'open-notice',
      });
      await this.services.settle(place);
      return { ...opened, deadline };
    });
  }

  stopNotice({ place, advance }: Input<'stopNotice'>): ReturnType<NoticePort['stopNotice']> {
    return this.services.answer('stopNotice', async () => {
      await this.services.advance(place, advance);
      await this.services.settle(place);
      return {};
    });
  }

  /** The notice first: it refuses when another objection was accepted at this moment, and the application stays as it is. */
  resumeNotice({ place, work, advance, from }: Input<'resumeNotice'>): ReturnType<NoticePort['resumeNotice']> {
    return this.services.answer('resumeNotice', async () => {
      const { due, deadline } = countRest(from);
      const { position } = await this.services.command(place, {
        ...this.services.of(work, 'resumption'),
        body: { period: due },
        command: 'resume-notice',
      });
      await this.services.advance(place, advance);
      await this.services.settle(place);
      return { deadline, resumedAt: position.sequence };
    });
  }

  passNotice({ place, work }: Input<'passNotice'>): ReturnType<NoticePort['passNotice']> {
    return this.services.answer('passNotice', async () => {
      const slip = { ...this.services.of(work, 'passing'), body: {}, command: 'pass-notice' };
      const { position } = await this.services.command(place, slip);
      return { passed: position };
    });
  }
}

const upheldIn = async (services: Services, notice: string): Promise<readonly CarriedObjection[]> => {
  const events = await services.events(notice);
  const upheld = events.flatMap(({ type, data }) =>
    type === 'notice.upheld' ? ApprovalEvents[type].parse(data).objection : [],
  );
  const opening = events.flatMap(({ type, data }) =>
    type === 'notice.opened' ? (ApprovalEvents[type].parse(data).carried ?? []) : [],
  );
  const lodged = events.flatMap(({ type, data }) =>
    type === 'notice.objection-lodged' ? ApprovalEvents[type].parse(data) : [],
  );
  const all = [
    ...opening.map((one, index) => ({ ...one, objection: index + 1 })),
    ...lodged.map(({ objection, documentHash, lodgedOn }) => ({ objection, documentHash, lodgedOn })),
  ];
  return all
    .filter(({ objection }) => upheld.includes(objection))
    .map(({ documentHash, lodgedOn }) => ({ documentHash, lodgedOn }));
};
