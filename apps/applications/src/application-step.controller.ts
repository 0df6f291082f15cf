import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  AdvanceApplication,
  ArchiveApplication,
  LapseApplication,
  NoteCommitteeDeclined,
  RaiseAlarm,
  RecordResolution,
  ReturnApplication,
  SettleApplication,
  Settlements,
  type CommandAnswer,
} from '#libs/contracts';
import { Allow } from '#libs/access';
import { Answer, CommandMeta, PathId } from '#libs/http';
import { ApplicationRepository } from './application.repository.js';

/** Commands of the worker, which carries work from one service to the next and decides nothing. */
@Allow({ kind: 'machine', roles: ['WORKER'] })
@Controller('applications')
export class ApplicationStepController {
  constructor(private readonly applications: ApplicationRepository) {}

  @Post(':id/resolution')
  @HttpCode(200)
  recordResolution(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: RecordResolution }) body: RecordResolution,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.applications.run({ id, by: 'WORKER', command: { type: 'record-resolution', ...body }, body, meta });
  }

  @Post(':id/committee-declined')
  @HttpCode(200)
  noteCommitteeDeclined(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: NoteCommitteeDeclined }) body: NoteCommitteeDeclined,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.applications.run({
      id,
      by: 'WORKER',
      command: { type: 'note-committee-declined', ...body },
      body,
      meta,
    });
  }

  @Post(':id/advance')
  @HttpCode(200)
  advance(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: AdvanceApplication }) body: AdvanceApplication,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.applications.run({ id, by: 'WORKER', command: { type: 'advance', ...body }, body, meta });
  }

  @Post(':id/settled')
  @HttpCode(200)
  settle(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: SettleApplication }) body: SettleApplication,
    @CommandMeta() _meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.applications.settle(id, body.settled);
  }

  /** What the worker has noted so, for one that begins anew and must know what is left to do. */
  @Answer(Settlements)
  @Get(':id/settlements')
  settlements(@Param('id', { schema: PathId }) id: string): Promise<Settlements> {
    return this.applications.settlements(id);
  }

  @Post(':id/archive')
  @HttpCode(200)
  archive(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: ArchiveApplication }) body: ArchiveApplication,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.applications.run({ id, by: 'WORKER', command: { type: 'archive', ...body }, body, meta });
  }
  @Post(':id/return')
  @HttpCode(200)
  sendBack(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: ReturnApplication }) body: ReturnApplication,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.applications.run({ id, by: 'WORKER', command: { type: 'return', ...body }, body, meta });
  }

  @Post(':id/lapse')
  @HttpCode(200)
  lapse(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: LapseApplication }) body: LapseApplication,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.applications.run({ id, by: 'WORKER', command: { type: 'lapse', ...body }, body, meta });
  }

  @Post(':id/alarm')
  @HttpCode(200)
  alarm(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: RaiseAlarm }) body: RaiseAlarm,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.applications.run({ id, by: 'WORKER', command: { type: 'alarm', ...body }, body, meta });
  }
}
