import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { Allow } from '#libs/access';
import { LogHead, LogPage } from '#libs/contracts';
import { Answer } from '#libs/http';
import { EntryLog } from './entry.storage.js';
import { entryView } from './entry.view.js';

const PageQuery = z.strictObject({
  from: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
});
type PageQuery = z.infer<typeof PageQuery>;

@Controller()
export class EntryController {
  constructor(private readonly log: EntryLog) {}

  /** Entries in log order, with the bytes they were made of. */
  @Answer(LogPage)
  @Get('entries')
  @Allow({ roles: ['MU_AUDIT'], kind: 'human' })
  async entries(@Query({ schema: PageQuery }) { from, limit }: PageQuery): Promise<LogPage> {
    const page = await this.log.page(from, limit);
    return { size: this.log.head.size, entries: page.map(entryView) };
  }

  /** Size and root of the log: whoever keeps one can later prove that nothing before it was changed. */
  @Answer(LogHead)
  @Get('head')
  @Allow({ roles: ['MU_AUDIT', 'SYS_ADMIN'], kind: 'human' })
  head(): LogHead {
    const { size, root } = this.log.head;
    return { size, root: root.toString('hex') };
  }
}
