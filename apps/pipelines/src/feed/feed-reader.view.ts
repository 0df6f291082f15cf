import { Injectable } from '@nestjs/common';
import { eventId, type Position } from '#libs/contracts';
import { NotYet } from '#libs/aggregate';
import { indexAt } from './feed-position.policy.js';
import { maySeeEntry, type FeedScope } from './feed.policy.js';
import { FeedLog, type FeedEntry } from './feed.storage.js';

/** How many entries one look passes at most: a narrow filter must not make one answer take for ever. */
const LOOKED_AT_MAX = 2_000;
const PAGE = 200;
const ARRIVES_WITHIN_MS = 5_000;

export interface FeedSlice {
  readonly entries: readonly FeedEntry[];
  /** Index after the last entry that was looked at. */
  readonly next: number;
  /** False when the end of the feed was reached. */
  readonly more: boolean;
}

/** Reads the feed for one account: only what its scope lets through, from any index on. */
@Injectable()
export class FeedReader {
  constructor(private readonly feed: FeedLog) {}

  get end(): Promise<number> {
    return this.feed.size();
  }

  /**
   * Index that a position stands for, `start` or `end`.
   * @throws ProblemError G-MALFORMED for a position that this feed never gave
   */
  async indexFrom(text: string, pointer = '/after'): Promise<number> {
    if (text === 'start') return 0;
    if (text === 'end') return this.end;
    // One beyond the end is of another feed, such as a store that was set back: going on would leave a gap unseen.
    const index = indexAt(text, pointer);
    return index > (await this.end) ? indexAt('', pointer) : index;
  }

  /** The entry at an index, whoever may see it. */
  async entry(index: number): Promise<FeedEntry | undefined> {
    const [found] = await this.feed.page(index, 1);
    return found;
  }

  /** At most `limit` entries that the scope may see. Answers at once, with none where there are none. */
  async slice(scope: FeedScope, from: number, limit: number): Promise<FeedSlice> {
    const entries: FeedEntry[] = [];
    let next = from;
    while (next - from < LOOKED_AT_MAX) {
      const page = await this.feed.page(next, PAGE);
      for (const entry of page) {
        next = entry.index + 1;
        if (maySeeEntry(scope, entry)) entries.push(entry);
        if (entries.length === limit) return { entries, next, more: true };
      }
      if (page.length < PAGE) return { entries, next, more: next < (await this.feed.size()) };
    }
    return { entries, next, more: true };
  }

  /** The same, waiting up to `waitMs` for the first entry that the scope may see. */
  async waitForSlice(
    scope: FeedScope,
    from: number,
    { limit, waitMs }: { limit: number; waitMs: number },
  ): Promise<FeedSlice> {
    const until = performance.now() + waitMs;
    let slice = await this.slice(scope, from, limit);
    while (slice.entries.length === 0 && performance.now() < until) {
      if (!slice.more) await this.feed.waitFor(slice.next, until - performance.now());
      slice = await this.slice(scope, slice.next, limit);
    }
    return slice;
  }

  /** Until there is something at this index, or the time is over. */
  waitFor(index: number, ms: number): Promise<void> {
    return this.feed.waitFor(index, ms);
  }

  /**
   * Index behind a fact, so that a reader goes on from its own write.
   * @throws NotYet when it does not arrive within 5 seconds; a fact that the scope may not see never does
   */
  async after(position: Position, scope: FeedScope): Promise<number> {
    const key = eventId(position);
    const until = performance.now() + ARRIVES_WITHIN_MS;
    for (;;) {
      const end = await this.feed.size();
      const index = await this.feed.indexOf(key);
      const [entry] = index === undefined ? [] : await this.feed.page(index, 1);
      if (entry !== undefined && maySeeEntry({ ...scope, filters: [] }, entry)) return entry.index + 1;
      const left = until - performance.now();
      if (left <= 0) throw new NotYet(key);
      await this.feed.waitFor(end, Math.min(left, 1_000));
    }
  }
}
