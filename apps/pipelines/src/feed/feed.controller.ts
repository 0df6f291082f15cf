import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { EventFeedPage, EventFilter, FEED_SERVICES, type Actor } from '#libs/contracts';
import { Allow, CurrentActor } from '#libs/access';
import { Answer, ProblemError, Readiness, parsePosition } from '#libs/http';
import { checkQuota } from '#libs/policy';
import { AccountRepository } from '../account/account.repository.js';
import { streamEvents } from './event-stream.view.js';
import { positionAt } from './feed-position.policy.js';
import { FeedReader, type FeedSlice } from './feed-reader.view.js';
import { scopeOf, type FeedScope } from './feed.policy.js';

const WAIT_SECONDS_MAX = 25;
const HEARTBEAT_MS = 15_000;
const STALLED_MS = 60_000;
const STREAMS_DEFAULT = 5;

const list = (text: string): string[] => text.split(',').filter(Boolean);

const FeedQuery = z.object({
  /** A position, `<subject>@<sequence>` of an own command's answer, or `end` for what comes from now on; from the `start` without. */
  after: z.string().max(200).optional(),
  /** Seconds to wait for the first event. */
  wait: z.coerce.number().min(0).max(WAIT_SECONDS_MAX).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  services: z
    .string()
    .max(100)
    .transform(list)
    .pipe(z.array(z.enum(FEED_SERVICES)).min(1))
    .optional(),
  types: z.string().max(2_000).transform(list).pipe(EventFilter.shape.types.unwrap()).optional(),
  units: z.string().max(300).transform(list).pipe(EventFilter.shape.units.unwrap()).optional(),
  ownCases: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
});
type FeedQuery = z.infer<typeof FeedQuery>;

/** What happened, for programs: by long poll, or as server-sent events for whoever accepts them. */
@Controller('events')
export class FeedController {
  /** Open streams of each account in this process. */
  private readonly open = new Map<string, number>();

  constructor(
    private readonly reader: FeedReader,
    private readonly accounts: AccountRepository,
    private readonly readiness: Readiness,
  ) {}

  @Allow({ kind: 'machine', roles: ['PIPELINE'], scope: 'events:read' })
  @ApiProduces('application/json', 'text/event-stream')
  @Answer(EventFeedPage)
  @Get()
  async follow(
    @Query({ schema: FeedQuery }) query: FeedQuery,
    @CurrentActor() actor: Actor,
    @Headers() headers: Readonly<Record<string, string | undefined>>,
    @Res() response: ServerResponse,
  ): Promise<void> {
    const account = await this.accounts.assertActive(actor, 'events:read');
    const { services, types, units, ownCases } = query;
    const scope = scopeOf(actor, [account?.events ?? {}, { services, types, units, ownCases }]);
    const from = await this.beginning(headers['last-event-id'] ?? query.after, scope);
    if (/\btext\/event-stream\b/.test(headers['accept'] ?? '')) {
      return this.stream(response, { scope, from }, account?.quotas.streams ?? STREAMS_DEFAULT, actor);
    }
    const slice = await this.reader.waitForSlice(scope, from, { limit: query.limit, waitMs: query.wait * 1_000 });
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.setHeader('cache-control', 'no-store');
    response.end(pageOf(slice));
  }

  private async beginning(after: string | undefined, scope: FeedScope): Promise<number> {
    if (after === undefined || after === '') return 0;
    if (after.includes('@')) return this.reader.after(parsePosition(after), scope);
    return this.reader.indexFrom(after);
  }

  private async stream(
    response: ServerResponse,
    wish: { readonly scope: FeedScope; readonly from: number },
    max: number,
    actor: Actor,
  ): Promise<void> {
    const used = (this.open.get(actor.id) ?? 0) + 1;
    const tooMany = checkQuota({ used, max, what: 'streams' });
    if (tooMany.length > 0) throw new ProblemError(tooMany);
    this.open.set(actor.id, used);
    let checkedAt = performance.now();
    try {
      await streamEvents(response, this.reader, wish, {
        heartbeatMs: HEARTBEAT_MS,
        stalledMs: STALLED_MS,
        mayGoOn: async () => {
          if (this.readiness.draining) return false;
          if (performance.now() - checkedAt < HEARTBEAT_MS) return true;
          checkedAt = performance.now();
          // A scope taken away, or a suspension, ends an open stream as well.
          await this.accounts.assertActive(actor, 'events:read');
          return true;
        },
      });
    } finally {
      const left = (this.open.get(actor.id) ?? 1) - 1;
      if (left > 0) this.open.set(actor.id, left);
      else this.open.delete(actor.id);
    }
  }
}

/** An `EventFeedPage`. Events are put in as they are stored: they are canonical JSON already. */
const pageOf = ({ entries, next, more }: FeedSlice): string => {
  const events = entries.map(({ index, json }) => `{"position":"${positionAt(index + 1)}","event":${json}}`);
  return `{"events":[${events.join(',')}],"next":"${positionAt(next)}","more":${String(more)}}`;
};
