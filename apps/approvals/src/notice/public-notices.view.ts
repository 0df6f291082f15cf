import { Inject, Injectable } from '@nestjs/common';
import type { Position, PublicNotice } from '#libs/contracts';
import { NotFound, reach, type AggregateDocument } from '#libs/aggregate';
import { noticeDecider, type NoticeState } from '#libs/domain';
import { CommandDesk, ServiceStore } from '#libs/service';

type NoticeDocument = AggregateDocument & { readonly state: NoticeState };

/** Answers go to anybody, so a crowd is told once a second what the store is asked once. */
const TOLD_AGAIN_MS = 1_000;
const LIST_MAX = 500;

/** Public notices as anybody may read them. */
@Injectable()
export class PublicNotices {
  private told: { readonly notices: Promise<readonly PublicNotice[]>; readonly untilMs: number } | undefined;

  constructor(
    @Inject(ServiceStore) private readonly store: ServiceStore,
    @Inject(CommandDesk) private readonly desk: CommandDesk,
  ) {}

  /** Those that are open, the one that ends first before the others. */
  open(): Promise<readonly PublicNotice[]> {
    if (this.told === undefined || this.told.untilMs <= performance.now()) {
      const told = { notices: this.list(), untilMs: performance.now() + TOLD_AGAIN_MS };
      this.told = told;
      told.notices.catch(() => {
        if (this.told === told) this.told = undefined;
      });
    }
    return this.told.notices;
  }

  /** @throws NotFound for one that was closed or upheld: nobody is named for what came to nothing */
  async one(id: string, after: Position | undefined): Promise<PublicNotice> {
    const { subject, state } = await this.desk.read(noticeDecider, id, { after });
    const notice = publicNotice(subject, state);
    if (notice === undefined) throw new NotFound(subject);
    return notice;
  }

  private async list(): Promise<readonly PublicNotice[]> {
    const found = await reach(() =>
      this.store
        .collection<NoticeDocument>(noticeDecider.noun)
        .find({ 'state.status': 'OPEN' }, { projection: { state: 1 } })
        .limit(LIST_MAX)
        .toArray(),
    );
    return found
      .map(({ _id, state }) => publicNotice(_id, state))
      .filter((notice) => notice !== undefined)
      .toSorted((one, other) => one.period.dueOn.localeCompare(other.period.dueOn) || one.id.localeCompare(other.id));
  }
}

const publicNotice = (subject: string, state: NoticeState): PublicNotice | undefined => {
  if (state.status !== 'OPEN' && state.status !== 'PASSED') return undefined;
  const { status, facts, listing, unionGrantFen, healthGrantFen, period, stoppedOn } = state;
  const { employerName, unionName, institutionName, siteAddress, siteUnit, managingUnit, mode, places } = facts;
  return {
    id: subject.slice(subject.indexOf('/') + 1),
    status,
    caseNo: listing.caseNo,
    employerName,
    unionName,
    institutionName,
    siteAddress,
    siteUnit,
    managingUnit,
    mode,
    places,
    unionGrantFen,
    healthGrantFen,
    period,
    ...(stoppedOn === undefined ? {} : { stoppedOn }),
  };
};
