import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import {
  APPLICATION_STATUSES,
  FINAL_STATUSES,
  type Actor,
  type ApplicationList,
  type ApplicationStatus,
  type ApplicationView,
  type EventEnvelope,
} from '#libs/contracts';
import { RecentMap, isDuplicate, reach } from '#libs/aggregate';
import { applicationDecider, viewOfApplication } from '#libs/domain';
import { FactHandler, ServiceStore } from '#libs/service';
import { maySee } from './application.policy.js';
import { CaseAgeView } from './case-age.view.js';

interface ListedApplication {
  readonly _id: string;
  readonly status: ApplicationStatus;
  readonly managingUnit: string;
  readonly view: ApplicationView;
}

export interface ListWish {
  readonly status?: ApplicationStatus | undefined;
  readonly managingUnit?: string | undefined;
  /** Only cases that have not ended. */
  readonly underWay?: 'true' | undefined;
  /** In the present state since a day from here on … */
  readonly sinceFrom?: string | undefined;
  /** … up to and including here. */
  readonly sinceTo?: string | undefined;
  readonly cursor?: string | undefined;
}

const PAGE = 50;
const LISTED_MAX = 20_000;
const SUBJECT = /^application\/[^/]+$/;

/** The list of applications, made from the service's own facts and made anew from its journal when its form changes. */
@Injectable()
export class ApplicationListView extends FactHandler {
  /** Version of each application that this process listed last: one look shows several facts. */
  private readonly listed = new RecentMap<string, number>(LISTED_MAX);

  constructor(
    private readonly store: ServiceStore,
    private readonly ages: CaseAgeView,
  ) {
    super();
  }

  /** Reads the aggregate as it stands, so that a fact that comes twice or late does no harm. */
  async apply({ subject }: Pick<EventEnvelope, 'subject'>, sequence: number): Promise<void> {
    if (!SUBJECT.test(subject) || (this.listed.get(subject) ?? 0) >= sequence) return;
    const live = await this.store.aggregates.load(applicationDecider, subject, sequence);
    if (live === undefined) return;
    const view = viewOfApplication(live.state, live);
    const replace = (): Promise<unknown> =>
      this.collection.replaceOne(
        { _id: subject },
        { status: view.status, managingUnit: view.managingUnit, view },
        { upsert: true },
      );
    await reach(replace).catch((error: unknown) => {
      if (isDuplicate(error)) return reach(replace);
      throw error;
    });
    this.listed.set(subject, live.version);
  }

  override async clear(): Promise<void> {
    this.listed.clear();
    await reach(() => this.collection.deleteMany({}));
  }

  /** A page of what this caller may see, in the order of ids. */
  async page(actor: Actor, wish: ListWish): Promise<ApplicationList> {
    const { managingUnit, cursor = '' } = wish;
    const items: ApplicationView[] = [];
    for (let last = cursor; ;) {
      const found = await reach(() =>
        this.collection
          .find({
            _id: { $gt: last },
            ...statusIn(wish),
            ...(managingUnit === undefined ? {} : { managingUnit }),
          })
          .sort({ _id: 1 })
          .limit(4 * PAGE)
          .toArray(),
      );
      const fitting = await this.fitting(found, wish);
      for (const { _id, view } of found) {
        last = _id;
        if (fitting.has(_id) && maySee(view, actor)) items.push(view);
        if (items.length === PAGE) return { items, next: _id };
      }
      if (found.length < 4 * PAGE) return { items, next: null };
    }
  }

  /** Those that have been in their state for as long as was asked for. */
  private async fitting(
    found: readonly ListedApplication[],
    { sinceFrom: from, sinceTo: to }: ListWish,
  ): Promise<ReadonlySet<string>> {
    const subjects = found.map(({ _id }) => _id);
    return from === undefined && to === undefined ? new Set(subjects) : this.ages.among(subjects, { from, to });
  }

  private get collection(): mongo.Collection<ListedApplication> {
    return this.store.collection<ListedApplication>('application_list');
  }
}

const UNDER_WAY = APPLICATION_STATUSES.filter((status) => !FINAL_STATUSES.some((final) => final === status));

const statusIn = ({ status, underWay }: ListWish): { readonly status?: mongo.Condition<ApplicationStatus> } => {
  if (status !== undefined) return { status };
  return underWay === undefined ? {} : { status: { $in: UNDER_WAY } };
};
