import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  CloseWork,
  FilingView,
  OpenFiling,
  RaiseAlarm,
  RecordNonconformity,
  RecordReceipt,
  type Actor,
  type CommandAnswer,
  type Position,
} from '#libs/contracts';
import { Allow, CurrentActor } from '#libs/access';
import { creatingId } from '#libs/aggregate';
import { filingDecider, type FilingCommand } from '#libs/domain';
import { After, Answer, CommandMeta } from '#libs/http';
import { CommandDesk } from '#libs/service';
import { CASE_READERS, seesCase } from '../work/case-visibility.policy.js';
import { WorkDocuments } from '../work/work-documents.repository.js';
import { WorkId, workView } from '../work/work.view.js';

/** Health filings (备案) at the authority of the site's unit. */
@Controller('filings')
export class FilingController {
  constructor(
    @Inject(CommandDesk) private readonly desk: CommandDesk,
    @Inject(WorkDocuments) private readonly documents: WorkDocuments,
  ) {}

  @Allow({ kind: 'machine', roles: ['WORKER'] })
  @Post()
  open(@Body({ schema: OpenFiling }) body: OpenFiling, @CommandMeta() meta: CommandMeta): Promise<CommandAnswer> {
    return this.desk.run({
      decider: filingDecider,
      id: creatingId(meta.actor.id, meta.key),
      creates: { caseId: body.caseId },
      command: { type: 'open', body },
      name: 'filing.open',
      body,
      meta,
    });
  }

  @Allow({ kind: 'human', roles: ['CH_OFFICER'] })
  @HttpCode(200)
  @Post(':id/receipt')
  recordReceipt(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: RecordReceipt }) body: RecordReceipt,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.run(id, { type: 'record-receipt', body }, meta);
  }

  @Allow({ kind: 'human', roles: ['CH_OFFICER'] })
  @HttpCode(200)
  @Post(':id/nonconformity')
  async recordNonconformity(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: RecordNonconformity }) body: RecordNonconformity,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const { caseId } = await this.desk.target(filingDecider, id, { actor: meta.actor, visible: seesCase });
    const reasonHash = await this.documents.json({ text: body.reasonText }, { meta, part: 'reason', caseId });
    return this.run(id, { type: 'record-nonconformity', body, reasonHash }, meta);
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
  @Answer(FilingView)
  @Get(':id')
  async read(
    @Param('id', { schema: WorkId }) id: string,
    @CurrentActor() actor: Actor,
    @After() after: Position | undefined,
  ): Promise<FilingView> {
    return workView(await this.desk.read(filingDecider, id, { after, actor, visible: seesCase }));
  }

  private run(id: string, command: FilingCommand, meta: CommandMeta): Promise<CommandAnswer> {
    const receiptHash = command.type === 'record-receipt' ? command.body.receiptHash : undefined;
    return this.desk.run({
      decider: filingDecider,
      id,
      command,
      name: `filing.${command.type}`,
      body: command.body,
      meta,
      visible: seesCase,
      context: async (base) => ({ ...base, absentDocuments: await this.documents.absent(receiptHash) }),
    });
  }
}
