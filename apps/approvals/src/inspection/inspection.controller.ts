import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  CloseWork,
  DecideInspectionFailure,
  InspectionView,
  OpenInspection,
  PostponeVisit,
  RaiseAlarm,
  RecordVisit,
  ReportInspection,
  SetReportDue,
  SetVisitDue,
  SignInspection,
  type Actor,
  type CommandAnswer,
  type Position,
} from '#libs/contracts';
import { Allow, CurrentActor } from '#libs/access';
import { creatingId } from '#libs/aggregate';
import { inspectionDecider, type InspectionCommand } from '#libs/domain';
import { After, Answer, CommandMeta } from '#libs/http';
import { CommandDesk } from '#libs/service';
import { CASE_READERS, seesCase } from '../work/case-visibility.policy.js';
import { WorkDocuments } from '../work/work-documents.repository.js';
import { WorkId, workView } from '../work/work.view.js';

/** Site inspections (现场核查) by two inspectors. */
@Controller('inspections')
export class InspectionController {
  constructor(
    @Inject(CommandDesk) private readonly desk: CommandDesk,
    @Inject(WorkDocuments) private readonly documents: WorkDocuments,
  ) {}

  @Allow({ kind: 'machine', roles: ['WORKER'] })
  @Post()
  open(
    @Body({ schema: OpenInspection }) body: OpenInspection,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.desk.run({
      decider: inspectionDecider,
      id: creatingId(meta.actor.id, meta.key),
      creates: { caseId: body.caseId },
      command: { type: 'open', body },
      name: 'inspection.open',
      body,
      meta,
    });
  }

  @Allow({ kind: 'human', roles: ['INSPECTOR'] })
  @HttpCode(200)
  @Post(':id/visit')
  recordVisit(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: RecordVisit }) body: RecordVisit,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.run(id, { type: 'record-visit', body }, meta);
  }

  @Allow({ kind: 'human', roles: ['INSPECTOR'] })
  @HttpCode(200)
  @Post(':id/postponement')
  async postpone(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: PostponeVisit }) body: PostponeVisit,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const { caseId } = await this.desk.target(inspectionDecider, id, { actor: meta.actor, visible: seesCase });
    const reasonHash = await this.documents.json({ text: body.reasonText }, { meta, part: 'reason', caseId });
    return this.run(id, { type: 'postpone-visit', body, reasonHash }, meta);
  }

  @Allow({ kind: 'machine', roles: ['WORKER'] })
  @HttpCode(200)
  @Post(':id/visit-due')
  setVisitDue(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: SetVisitDue }) body: SetVisitDue,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.run(id, { type: 'set-visit-due', body }, meta);
  }

  @Allow({ kind: 'machine', roles: ['WORKER'] })
  @HttpCode(200)
  @Post(':id/report-due')
  setReportDue(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: SetReportDue }) body: SetReportDue,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.run(id, { type: 'set-report-due', body }, meta);
  }

  @Allow({ kind: 'human', roles: ['INSPECTOR'] })
  @HttpCode(200)
  @Post(':id/report')
  async report(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: ReportInspection }) body: ReportInspection,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const { caseId } = await this.desk.target(inspectionDecider, id, { actor: meta.actor, visible: seesCase });
    const sheetHash = await this.documents.json(body.sheet, { meta, part: 'sheet', caseId });
    const reasonHash = await this.documents.text(body.reasonText, { meta, part: 'reason', caseId });
    return this.run(id, { type: 'report', body, sheetHash, reasonHash }, meta);
  }

  @Allow({ kind: 'human', roles: ['INSPECTOR'] })
  @HttpCode(200)
  @Post(':id/signature')
  sign(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: SignInspection }) body: SignInspection,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.run(id, { type: 'sign', body }, meta);
  }

  @Allow({ kind: 'human', roles: ['MU_LEADER'] })
  @HttpCode(200)
  @Post(':id/failure')
  async decideFailure(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: DecideInspectionFailure }) body: DecideInspectionFailure,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const { caseId } = await this.desk.target(inspectionDecider, id, { actor: meta.actor, visible: seesCase });
    const reasonHash = await this.documents.text(body.reasonText, { meta, part: 'reason', caseId });
    return this.run(id, { type: 'decide-failure', body, reasonHash }, meta);
  }

  @Allow({ kind: 'machine', roles: ['WORKER'] })
  @HttpCode(200)
  @Post(':id/alarm')
  alarm(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: RaiseAlarm }) body: RaiseAlarm,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.run(id, { type: 'alarm', body }, meta);
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
  @Answer(InspectionView)
  @Get(':id')
  async read(
    @Param('id', { schema: WorkId }) id: string,
    @CurrentActor() actor: Actor,
    @After() after: Position | undefined,
  ): Promise<InspectionView> {
    return workView(await this.desk.read(inspectionDecider, id, { after, actor, visible: seesCase }));
  }

  private run(id: string, command: InspectionCommand, meta: CommandMeta): Promise<CommandAnswer> {
    const photos = command.type === 'report' ? command.body.sheet.photos.map(({ hash }) => hash) : [];
    return this.desk.run({
      decider: inspectionDecider,
      id,
      command,
      name: `inspection.${command.type}`,
      body: command.body,
      meta,
      visible: seesCase,
      context: async (base) => ({ ...base, absentDocuments: await this.documents.absent(...photos) }),
    });
  }
}
