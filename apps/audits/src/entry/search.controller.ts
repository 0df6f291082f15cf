import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { Allow } from '#libs/access';
import { LogSearchPage, OfficeDate } from '#libs/contracts';
import { Answer } from '#libs/http';
import { EntryLog, type EntryDocument } from './entry.storage.js';
import { entryView } from './entry.view.js';
import { fitsSearch, type SearchWish } from './entry-search.view.js';

const SearchQuery = z.strictObject({
  caseId: z.string().max(200).optional(),
  /** Of an event, `review.decided`, or only its noun, `review`. */
  type: z.string().max(100).optional(),
  actor: z.string().max(200).optional(),
  /** First and last office date. */
  since: OfficeDate.optional(),
  until: OfficeDate.optional(),
  before: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
type SearchQuery = z.infer<typeof SearchQuery>;

/** Entries that one answer looks through at most, so that no question holds the service up. */
const LOOKED_THROUGH = 5_000;
const PAGE = 1_000;

/** What was found, and up to where the log was looked through. */
interface Found {
  readonly entries: readonly EntryDocument[];
  readonly lookedFrom: number;
}

@Controller('search')
export class SearchController {
  constructor(private readonly log: EntryLog) {}

  /** Entries of a case, of a type, of an actor, of a time: the newest first. */
  @Answer(LogSearchPage)
  @Get()
  @Allow({ roles: ['MU_AUDIT'], kind: 'human' })
  async search(@Query({ schema: SearchQuery }) { before, limit, ...wish }: SearchQuery): Promise<LogSearchPage> {
    const { size } = this.log.head;
    const end = Math.min(before ?? size, size);
    const { entries, lookedFrom } =
      wish.caseId === undefined ? await this.inLog(wish, end, limit) : await this.inCase(wish.caseId, wish, end);
    const shown = entries.slice(0, limit);
    const last = shown.at(-1)?._id ?? 0;
    const next = entries.length > limit ? last : lookedFrom;
    return { size, next: next === 0 ? null : next, entries: shown.map(entryView) };
  }

  private async inCase(caseId: string, wish: SearchWish, end: number): Promise<Found> {
    const entries = await this.log.ofCase(caseId);
    const fitting = entries.filter((entry) => entry._id < end && fitsSearch(entry, wish));
    return { entries: fitting.toReversed(), lookedFrom: 0 };
  }

  private async inLog(wish: SearchWish, end: number, limit: number): Promise<Found> {
    const found: EntryDocument[] = [];
    let first = end;
    while (first > 0 && found.length <= limit && end - first < LOOKED_THROUGH) {
      const from = Math.max(0, first - PAGE);
      const page = await this.log.page(from, first - from);
      found.push(...page.filter((entry) => fitsSearch(entry, wish)).toReversed());
      first = from;
    }
    return { entries: found, lookedFrom: first };
  }
}
