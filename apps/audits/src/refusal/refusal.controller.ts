import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { Allow } from '#libs/access';
import { RefusalPage } from '#libs/contracts';
import { parseFact } from '#libs/events';
import { Answer } from '#libs/http';
import { EntryLog } from '../entry/entry.storage.js';
import { refusalOf, refusalView } from './refusal.view.js';

const RefusalQuery = z.strictObject({
  /** Id of a rule or general error: `R-COM-01`, `G-FORBIDDEN`. */
  rule: z.string().max(40).optional(),
  actor: z.string().max(200).optional(),
  service: z.string().max(40).optional(),
  /** A case, or an id in the path of a call that was turned away. */
  caseId: z.string().max(100).optional(),
  before: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
type RefusalQuery = z.infer<typeof RefusalQuery>;

@Controller('refusals')
export class RefusalController {
  constructor(private readonly log: EntryLog) {}

  /** Who was refused what, where and by which rule: the newest first. */
  @Answer(RefusalPage)
  @Get()
  @Allow({ roles: ['MU_AUDIT'], kind: 'human' })
  async list(@Query({ schema: RefusalQuery }) { limit, ...wish }: RefusalQuery): Promise<RefusalPage> {
    const { size } = this.log.head;
    const indexes = this.log.refusals.find(wish, limit + 1);
    const entries = await this.log.at(indexes.slice(0, limit));
    const refusals = entries.toReversed().flatMap(({ _id, loggedAt, bytes }) => {
      const parsed = parseFact(Buffer.from(bytes.buffer));
      const refused = 'event' in parsed ? refusalOf(parsed.event) : undefined;
      return refused === undefined ? [] : [refusalView({ index: _id, loggedAt }, refused)];
    });
    return { size, next: indexes.length > limit ? (indexes[limit - 1] ?? null) : null, refusals };
  }
}
