import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  CloseNotice,
  CloseWork,
  ExamineObjection,
  LodgeObjection,
  MACHINE_ROLES,
  NoticeView,
  ObjectionList,
  OpenNotice,
  ROLES,
  ResolveObjection,
  ResumeNotice,
  type Actor,
  type CommandAnswer,
  type Position,
  type Role,
} from '#libs/contracts';
import { Allow, CurrentActor } from '#libs/access';
import { creatingId } from '#libs/aggregate';
import { noticeDecider, type NoticeCommand } from '#libs/domain';
import { After, Answer, CommandMeta } from '#libs/http';
import { CommandDesk } from '#libs/service';
import { CASE_READERS, seesCase } from '../work/case-visibility.policy.js';
import { READS_OBJECTIONS } from '../work/document-reading.policy.js';
import { WorkDocuments } from '../work/work-documents.repository.js';
import { WorkId, workView } from '../work/work.view.js';
import { Objections } from './objections.repository.js';

/** Every person may object, whatever else he is. */
const OBJECTORS: readonly Role[] = ROLES.filter((role) => !(MACHINE_ROLES as readonly Role[]).includes(role));

/** Public notices (公示) and the objections against them. */
@Controller('notices')
export class NoticeController {
  constructor(
    @Inject(CommandDesk) private readonly desk: CommandDesk,
    @Inject(WorkDocuments) private readonly documents: WorkDocuments,
    @Inject(Objections) private readonly objections: Objections,
  ) {}

  @Allow({ kind: 'machine', roles: ['WORKER'] })
  @Post()
  open(@Body({ schema: OpenNotice }) body: OpenNotice, @CommandMeta() meta: CommandMeta): Promise<CommandAnswer> {
    return this.desk.run({
      decider: noticeDecider,
      id: creatingId(meta.actor.id, meta.key),
      creates: { caseId: body.caseId },
      command: { type: 'open', body },
      name: 'notice.open',
      body,
      meta,
    });
  }

  @Allow({ kind: 'human', roles: OBJECTORS })
  @HttpCode(200)
  @Post(':id/objections')
  lodge(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: LodgeObjection }) body: LodgeObjection,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.objections.lodge(id, body, meta);
  }

  /** Who objected and why stands in the documents, which the municipal union alone opens (N10). */
  @Allow({ kind: 'human', roles: READS_OBJECTIONS.filter((role) => role !== 'WORKER') })
  @Answer(ObjectionList)
  @Get(':id/objections')
  async lodged(@Param('id', { schema: WorkId }) id: string): Promise<ObjectionList> {
    const { subject, version } = await this.desk.read(noticeDecider, id);
    return { objections: [...(await this.objections.lodged(subject, version))] };
  }

  @Allow({ kind: 'human', roles: ['MU_REVIEWER'] })
  @HttpCode(200)
  @Post(':id/objection-examinations')
  async examine(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: ExamineObjection }) body: ExamineObjection,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const { caseId } = await this.desk.target(noticeDecider, id);
    const reasonHash = await this.documents.text(body.reasonText, { meta, part: 'reason', caseId });
    return this.run(id, { type: 'examine-objection', body, reasonHash }, meta);
  }

  @Allow({ kind: 'human', roles: ['MU_LEADER', 'MH_LEADER'] })
  @HttpCode(200)
  @Post(':id/objection-decisions')
  async resolve(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: ResolveObjection }) body: ResolveObjection,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const { caseId } = await this.desk.target(noticeDecider, id);
    const findingHash = await this.documents.json({ text: body.finding }, { meta, part: 'finding', caseId });
    return this.run(id, { type: 'resolve-objection', body, findingHash }, meta);
  }

  @Allow({ kind: 'machine', roles: ['WORKER'] })
  @HttpCode(200)
  @Post(':id/resumption')
  resume(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: ResumeNotice }) body: ResumeNotice,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.run(id, { type: 'resume', body }, meta);
  }

  @Allow({ kind: 'machine', roles: ['WORKER'] })
  @HttpCode(200)
  @Post(':id/passing')
  pass(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: CloseNotice }) body: CloseNotice,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.run(id, { type: 'pass', body }, meta);
  }

  @Allow({ kind: 'machine', roles: ['WORKER'] })
  @HttpCode(200)
  @Post(':id/closure')
  close(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: CloseWork }) body: CloseWork,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.run(id, { type: 'close', body }, meta);
  }

  @Allow({ kind: 'any', roles: CASE_READERS, scope: 'approvals:read' })
  @Answer(NoticeView)
  @Get(':id')
  async read(
    @Param('id', { schema: WorkId }) id: string,
    @CurrentActor() actor: Actor,
    @After() after: Position | undefined,
  ): Promise<NoticeView> {
    return workView(await this.desk.read(noticeDecider, id, { after, actor, visible: seesCase }));
  }

  private run(id: string, command: NoticeCommand, meta: CommandMeta): Promise<CommandAnswer> {
    const name = `notice.${command.type}`;
    return this.desk.run({ decider: noticeDecider, id, command, name, body: command.body, meta });
  }
}
