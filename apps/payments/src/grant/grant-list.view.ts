import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { EventEnvelope, GrantFund, GrantList, GrantRow, GrantSum, MoneyOverview } from '#libs/contracts';
import { isDuplicate, reach } from '#libs/aggregate';
import { grantDecider, type PlannedGrant } from '#libs/domain';
import { FactHandler, ServiceStore } from '#libs/service';

interface ListedGrant extends GrantRow {
  readonly _id: string;
}

export interface GrantsWish {
  readonly year?: number | undefined;
  readonly fund?: GrantFund | undefined;
  readonly managingUnit?: string | undefined;
  readonly sum: GrantSum;
  readonly cursor?: string | undefined;
}

const PAGE = 50;
const SUBJECT = /^grant\/[^/]+$/;

/** The list of grants, made from payments' own facts and made anew from its journal when its form changes. */
@Injectable()
export class GrantListView extends FactHandler {
  constructor(private readonly store: ServiceStore) {
    super();
  }

  /** Reads the grant as it stands, so that a fact that comes twice or late does no harm. */
  async apply({ subject }: Pick<EventEnvelope, 'subject'>, sequence: number): Promise<void> {
    if (!SUBJECT.test(subject)) return;
    const live = await this.store.aggregates.load(grantDecider, subject, sequence);
    if (live === undefined || live.state.status === 'NONE') return;
    const row = rowOf(subject.slice('grant/'.length), live.state);
    const replace = (): Promise<unknown> => this.collection.replaceOne({ _id: subject }, row, { upsert: true });
    await reach(replace).catch((error: unknown) => {
      if (isDuplicate(error)) return reach(replace);
      throw error;
    });
  }

  override async clear(): Promise<void> {
    await reach(() => this.collection.deleteMany({}));
  }

  /** A page in the order of ids. */
  async page({ year, fund, managingUnit, sum, cursor = '' }: GrantsWish): Promise<GrantList> {
    const filter = {
      ...(year === undefined ? {} : { year }),
      ...(fund === undefined ? {} : { fund }),
      ...(managingUnit === undefined ? {} : { managingUnit }),
    };
    const items: GrantRow[] = [];
    for (let last = cursor; ;) {
      const found = await reach(() =>
        this.collection
          .find({ _id: { $gt: last }, ...filter })
          .sort({ _id: 1 })
          .limit(4 * PAGE)
          .toArray(),
      );
      for (const { _id, ...row } of found) {
        last = _id;
        if (counts(row, sum)) items.push(row);
        if (items.length === PAGE) return { items, next: _id };
      }
      if (found.length < 4 * PAGE) return { items, next: null };
    }
  }

  /** The year's grants by fund and unit. */
  async sums(year: number): Promise<MoneyOverview['grants']> {
    const sums = new Map<string, MoneyOverview['grants'][number]>();
    for (const row of await reach(() => this.collection.find({ year }).toArray())) {
      if (!counts(row, 'granted')) continue;
      const { fund, managingUnit, amountFen, paidFen } = row;
      const name = `${fund} ${managingUnit}`;
      const before = sums.get(name) ?? { fund, managingUnit, grantedCount: 0, grantedFen: 0, paidCount: 0, paidFen: 0 };
      sums.set(name, {
        ...before,
        grantedCount: before.grantedCount + 1,
        grantedFen: before.grantedFen + amountFen,
        paidCount: before.paidCount + (paidFen === null ? 0 : 1),
        paidFen: before.paidFen + (paidFen ?? 0),
      });
    }
    return [...sums.values()];
  }

  private get collection(): mongo.Collection<ListedGrant> {
    return this.store.collection<ListedGrant>('grant_list');
  }
}

const counts = ({ status, paidFen }: GrantRow, sum: GrantSum): boolean =>
  sum === 'paid' ? paidFen !== null : status !== 'CANCELLED';

const rowOf = (id: string, { caseId, fund, status, amountFen, paid, listing, evidence }: PlannedGrant): GrantRow => ({
  id,
  caseId,
  caseNo: listing.caseNo,
  employerName: listing.employerName,
  managingUnit: listing.managingUnit,
  year: yearOf(evidence.reservation.subject),
  fund,
  status,
  amountFen,
  paidFen: paid?.amountFen ?? null,
});

/** The year of the budget that a grant rests on: `budget/2026-UNION_MUNI`. */
const yearOf = (budget: string): number => Number(/^budget\/(\d{4})-/.exec(budget)?.[1] ?? 0);
