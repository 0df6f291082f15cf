import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  CommandAnswer,
  DeadLetterDetail,
  DeadLetterList,
  DeadLetterPreview,
  DeadLetterRedone,
  DropDeadLetter,
} from '#libs/contracts';
import { Allow } from '#libs/access';
import { Answer, CommandMeta } from '#libs/http';
import { DeadLetterDesk } from './dead-letter-desk.js';

const LettersQuery = z.object({ status: z.enum(['open', 'closed', 'all']).default('open') });
type LettersQuery = z.infer<typeof LettersQuery>;
const LetterId = z.string().regex(/^[a-z]+-[0-9a-f]{32}$/);

/** Messages that this service's consumer can never handle, for the people who run the system. */
@Controller('dead-letters')
export class DeadLettersController {
  constructor(@Inject(DeadLetterDesk) private readonly desk: DeadLetterDesk) {}

  @Allow({ kind: 'human', roles: ['SYS_ADMIN', 'MU_AUDIT'] })
  @Answer(DeadLetterList)
  @Get()
  async list(@Query({ schema: LettersQuery }) { status }: LettersQuery): Promise<DeadLetterList> {
    return { letters: [...(await this.desk.list(status === 'all' ? undefined : status === 'open'))] };
  }

  @Allow({ kind: 'human', roles: ['SYS_ADMIN', 'MU_AUDIT'] })
  @Answer(DeadLetterDetail)
  @Get(':id')
  show(@Param('id', { schema: LetterId }) id: string): Promise<DeadLetterDetail> {
    return this.desk.show(id);
  }

  /** What a redo would do now. */
  @Allow({ kind: 'human', roles: ['SYS_ADMIN', 'MU_AUDIT'] })
  @Answer(DeadLetterPreview)
  @Get(':id/preview')
  preview(@Param('id', { schema: LetterId }) id: string): Promise<DeadLetterPreview> {
    return this.desk.preview(id);
  }

  /** The cause is cured: the message is handled, then the ones that wait behind it. */
  @Allow({ kind: 'human', roles: ['SYS_ADMIN'] })
  @Answer(DeadLetterRedone)
  @Post(':id/redo')
  @HttpCode(200)
  redo(@Param('id', { schema: LetterId }) id: string, @CommandMeta() meta: CommandMeta): Promise<DeadLetterRedone> {
    return this.desk.redo(id, meta);
  }

  /** The first of two people who give a message up. Nothing happens to it yet. */
  @Allow({ kind: 'human', roles: ['SYS_ADMIN'] })
  @Answer(CommandAnswer)
  @Post(':id/propose-drop')
  @HttpCode(200)
  propose(
    @Param('id', { schema: LetterId }) id: string,
    @Body({ schema: DropDeadLetter }) body: DropDeadLetter,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.desk.proposeDrop(id, body, meta);
  }

  /** The second: from now on the message counts as passed, and what waited behind it goes on. */
  @Allow({ kind: 'human', roles: ['SYS_ADMIN'] })
  @Answer(CommandAnswer)
  @Post(':id/confirm-drop')
  @HttpCode(200)
  confirm(
    @Param('id', { schema: LetterId }) id: string,
    @Body({ schema: DropDeadLetter }) body: DropDeadLetter,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.desk.confirmDrop(id, body, meta);
  }
}
