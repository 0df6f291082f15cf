import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import {
  AGE_BANDS,
  APPLICATION_STATUSES,
  ApplicationEvents,
  FINAL_STATUSES,
  type Actor,
  type ApplicationStatus,
  type CaseOverview,
  type EventEnvelope,
} from '#libs/contracts';
import { isDuplicate, reach } from '#libs/aggregate';
import { addCalendarDays } from '#libs/calendar';
import { STATUS_AFTER } from '#libs/domain';
import { FactHandler, OfficeTime, ServiceStore } from '#libs/service';
import { maySee, type CaseBelonging } from './application.policy.js';

/** In which state a case is, and since when. */
interface CaseAge extends CaseBelonging {
  readonly _id: string;
  /** Of the last event taken, so that the same one again changes nothing. */
  readonly sequence: number;
  readonly status: ApplicationStatus;
  /** Office date on which the present state began. */
  readonly since: string;
}

/** Days from here on (undefined: ever) up to and including there (undefined: today). */
export interface SinceRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Events that name the state to which they lead. */
const NAMING = {
  'application.resubmitted': ApplicationEvents['application.resubmitted'],
  'application.reconsideration-opened': ApplicationEvents['application.reconsideration-opened'],
} as const;

const statusAfter = ({ type, data }: Pick<EventEnvelope, 'type' | 'data'>): ApplicationStatus | undefined =>
  type in NAMING
    ? NAMING[type as keyof typeof NAMING].parse(data).returnsTo
    : STATUS_AFTER[type as keyof typeof STATUS_AFTER];

/** How long cases have been where they are: folded from the facts alone, so that it is the same whenever it is made anew. */
@Injectable()
export class CaseAgeView extends FactHandler {
  override readonly types = [...Object.keys(STATUS_AFTER), ...Object.keys(NAMING)];

  constructor(
    private readonly store: ServiceStore,
    private readonly time: OfficeTime,
  ) {
    super();
  }

  override async apply(event: EventEnvelope, sequence: number): Promise<void> {
    const before = await reach(() => this.collection.findOne({ _id: event.subject }));
    if (before !== null && before.sequence >= sequence) return;
    const after = ageAfter(before, event, sequence);
    if (after === undefined) return;
    const { _id, ...document } = after;
    const write = (): Promise<unknown> => this.collection.replaceOne({ _id }, document, { upsert: true });
    await reach(write).catch((error: unknown) => {
      if (isDuplicate(error)) return reach(write);
      throw error;
    });
  }

  override async clear(): Promise<void> {
    await reach(() => this.collection.deleteMany({}));
  }

  /** What this caller may see, counted. */
  async overview(actor: Actor): Promise<CaseOverview> {
    const today = this.time.today();
    const all = await reach(() => this.collection.find({}).toArray());
    const seen = all.filter((standing) => maySee(standing, actor));
    return { today, counts: countsOf(seen), ages: agesOf(seen, today) };
  }

  /** Those of these cases that have been in their state since a day of the range. */
  async among(subjects: readonly string[], { from = '', to = '9999' }: SinceRange): Promise<ReadonlySet<string>> {
    const found = await reach(() => this.collection.find({ _id: { $in: [...subjects] } }).toArray());
    return new Set(found.filter(({ since }) => from <= since && since <= to).map(({ _id }) => _id));
  }

  private get collection(): mongo.Collection<CaseAge> {
    return this.store.collection<CaseAge>('case_ages');
  }
}

/** Undefined when the case's birth was never seen, which no fact of ours can bring about. */
const ageAfter = (before: CaseAge | null, event: EventEnvelope, sequence: number): CaseAge | undefined => {
  const status = statusAfter(event);
  if (status === undefined) return undefined;
  const on = event.officetime.slice(0, 10);
  if (event.type === 'application.created') {
    const { employerUscc, unionUscc, managingUnit, siteUnit } = ApplicationEvents[event.type].parse(event.data);
    const belonging = { employerUscc, unionUscc, managingUnit, siteUnit, submittedOn: null };
    return { _id: event.subject, sequence, ...belonging, status, since: on };
  }
  if (before === null) return undefined;
  const submittedOn = event.type === 'application.submitted' ? on : before.submittedOn;
  return { ...before, sequence, submittedOn, status, since: status === before.status ? before.since : on };
};

const countsOf = (standings: readonly CaseAge[]): CaseOverview['counts'] => {
  const counts = new Map<string, CaseOverview['counts'][number]>();
  for (const { managingUnit, status } of standings) {
    const name = `${managingUnit} ${status}`;
    counts.set(name, { managingUnit, status, count: (counts.get(name)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
};

const UNDER_WAY = APPLICATION_STATUSES.filter((status) => !FINAL_STATUSES.some((final) => final === status));

const agesOf = (standings: readonly CaseAge[], today: string): CaseOverview['ages'] =>
  UNDER_WAY.flatMap((status) =>
    AGE_BANDS.map(({ fromDays, toDays }) => {
      const sinceFrom = toDays === null ? null : addCalendarDays(today, -toDays);
      const sinceTo = addCalendarDays(today, -fromDays);
      const isIn = ({ since }: CaseAge): boolean => (sinceFrom ?? '') <= since && since <= sinceTo;
      const count = standings.filter((standing) => standing.status === status && isIn(standing)).length;
      return { status, fromDays, toDays, sinceFrom, sinceTo, count };
    }),
  ).filter(({ count }) => count > 0);
