import { Body, Controller, Get, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { LodgeObjection, PublicNotice, PublicNoticeList, type CommandAnswer, type Position } from '#libs/contracts';
import { Public } from '#libs/access';
import { After, Answer, CommandMeta } from '#libs/http';
import { WorkId } from '../work/work.view.js';
import { Objections } from './objections.repository.js';
import { PublicNotices } from './public-notices.view.js';
import { AsVisitor } from './visitor.binding.js';

/** What a public notice (公示) is for: anybody reads it and may object, without an account. */
@Controller('public-notices')
export class PublicNoticeController {
  constructor(
    @Inject(PublicNotices) private readonly notices: PublicNotices,
    @Inject(Objections) private readonly objections: Objections,
  ) {}

  @Public()
  @Answer(PublicNoticeList)
  @Get()
  async list(): Promise<PublicNoticeList> {
    return { notices: [...(await this.notices.open())] };
  }

  @Public()
  @Answer(PublicNotice)
  @Get(':id')
  read(@Param('id', { schema: WorkId }) id: string, @After() after: Position | undefined): Promise<PublicNotice> {
    return this.notices.one(id, after);
  }

  /** The same objection as an account's, from somebody whom only its text names. */
  @Public()
  @UseGuards(AsVisitor)
  @HttpCode(200)
  @Post(':id/objections')
  lodge(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: LodgeObjection }) body: LodgeObjection,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.objections.lodge(id, body, meta);
  }
}
