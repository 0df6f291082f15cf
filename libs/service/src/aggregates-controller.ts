import { Controller, Get, Inject, Query } from '@nestjs/common';
import { z } from 'zod';
import { JournalPage, LiveAggregatePage, refusal, type LiveAggregate } from '#libs/contracts';
import { Allow } from '#libs/access';
import { collectionName, reach, type AggregateDocument } from '#libs/aggregate';
import { Answer, ProblemError } from '#libs/http';
import { ServiceStore } from './service-store.js';

const PAGE_MAX = 500;
const AggregatesQuery = z.object({
  cursor: z
    .string()
    .max(200)
    .regex(/^[a-z-]+(\/[A-Za-z0-9._-]+)+$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(100),
});
type AggregatesQuery = z.infer<typeof AggregatesQuery>;

const JournalQuery = z.object({
  subject: z.string().min(3).max(200),
  from: z.coerce.number().int().min(1).default(1),
  to: z.coerce.number().int().min(1),
});
type JournalQuery = z.infer<typeof JournalQuery>;

const UNKNOWN_CURSOR = {
  problem: '/cursor: names no collection of this service; take the cursor from the last page',
  problemZh: '/cursor: 不属于本服务，请使用上一页返回的 cursor',
};

/** Events one request may ask for; the caller pages by sequence. */
const EVENTS_MAX = 1_000;

/** For audits alone: live states to compare with the log, and events to repair gaps with. */
@Controller()
export class AggregatesController {
  constructor(@Inject(ServiceStore) private readonly store: ServiceStore) {}

  /** All aggregates, collection by collection, each in the order of subjects; `next` is the cursor of the next page. */
  @Allow({ kind: 'any', roles: ['WORKER', 'MU_AUDIT'] })
  @Answer(LiveAggregatePage)
  @Get('aggregates')
  async list(@Query({ schema: AggregatesQuery }) { cursor, limit }: AggregatesQuery): Promise<LiveAggregatePage> {
    const names = this.store.aggregates.collections;
    const from = cursor === undefined ? 0 : names.indexOf(collectionName(cursor));
    if (from < 0) throw new ProblemError([refusal('G-MALFORMED', '/cursor', UNKNOWN_CURSOR)]);
    const items: LiveAggregate[] = [];
    for (const [at, name] of names.slice(from).entries()) {
      const after = at === 0 ? (cursor ?? '') : '';
      items.push(...(await this.page(name, after, limit - items.length)));
      if (items.length === limit) break;
    }
    return { items, next: items.length === limit ? (items.at(-1)?.subject ?? null) : null };
  }

  /** Base64 of the events' canonical bytes, in order; ends early at the first one that is not in the journal. */
  @Allow({ kind: 'any', roles: ['WORKER', 'SERVICE', 'MU_AUDIT'] })
  @Answer(JournalPage)
  @Get('journal')
  async journal(@Query({ schema: JournalQuery }) { subject, from, to }: JournalQuery): Promise<JournalPage> {
    const entries = await this.store.journal.read(subject, from, Math.min(to, from + EVENTS_MAX - 1));
    return { events: entries.map(({ bytes }) => bytes.toString('base64')) };
  }

  private async page(name: string, after: string, limit: number): Promise<readonly LiveAggregate[]> {
    const found = await reach(() =>
      this.store
        .collection<AggregateDocument>(name)
        .find({ _id: { $gt: after }, version: { $gt: 0 } }, { projection: { handled: 0 } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    );
    return found.map(({ _id, caseId, version, state, outbox }) => ({
      subject: _id,
      caseId,
      version,
      state,
      outbox: outbox.map((entry) => Buffer.from(entry.value()).toString('base64')),
    }));
  }
}
