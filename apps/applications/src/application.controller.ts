import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import {
  AdvanceApplication,
  ArchiveApplication,
  CreateApplication,
  NoteCommitteeDeclined,
  RecordResolution,
  SealPlan,
  SettleApplication,
  SubmitApplication,
  refusal,
  type CommandAnswer,
} from '#libs/contracts';
import { Allow } from '#libs/access';
import { canonicalBytes } from '#libs/aggregate';
import { CommandMeta, PathId, ProblemError } from '#libs/http';
import { Documents } from '#libs/service';
import { PLAN_MEDIA_TYPE, holdsInUnion } from './application.policy.js';
import { ApplicationRepository } from './application.repository.js';

/** Commands of people: the union's handler prepares, its chair submits. */
@Allow({ kind: 'human', roles: ['GU_HANDLER'] })
@Controller('applications')
export class ApplicationController {
  constructor(
    private readonly applications: ApplicationRepository,
    private readonly documents: Documents,
  ) {}

  @Post()
  create(
    @Body({ schema: CreateApplication }) body: CreateApplication,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    if (!holdsInUnion(meta.actor, 'GU_HANDLER', body.unionUscc)) {
      throw new ProblemError([refusal('G-FORBIDDEN', '/unionUscc', { needs: `GU_HANDLER ${body.unionUscc}` })]);
    }
    return this.applications.create(body, meta);
  }

  /** The plan becomes a document first; the event names its hash. */
  @Post(':id/plan-versions')
  @HttpCode(200)
  async sealPlan(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: SealPlan }) body: SealPlan,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    await this.applications.assertCommandable(id, 'GU_HANDLER', meta);
    await this.assertUploaded(body);
    const planHash = await this.documents.store(canonicalBytes(body.plan), {
      caller: meta.actor.id,
      key: meta.key,
      part: 'plan',
      caseId: id,
      mediaType: PLAN_MEDIA_TYPE,
    });
    return this.applications.run({
      id,
      by: 'GU_HANDLER',
      command: { type: 'seal-plan', planHash, ...body },
      body,
      meta,
    });
  }

  @Allow({ kind: 'human', roles: ['GU_CHAIR'] })
  @Post(':id/submission')
  @HttpCode(200)
  async submit(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: SubmitApplication }) body: SubmitApplication,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    await this.applications.assertCommandable(id, 'GU_CHAIR', meta);
    const declarationsHash = await this.documents.storeJson(
      { form: 'F9', application: id, ...body, signedBy: meta.actor.id },
      { caller: meta.actor.id, key: meta.key, part: 'declarations', caseId: id },
    );
    return this.applications.run({
      id,
      by: 'GU_CHAIR',
      command: { type: 'submit', declarationsHash, ...body },
      body,
      meta,
    });
  }

  /** An attachment is uploaded before the plan that names it; a hash alone proves nothing. */
  private async assertUploaded({ plan }: SealPlan): Promise<void> {
    const unknown = await this.applications.unknownDocuments(plan.attachments.map((attachment) => attachment.hash));
    const refusals = plan.attachments.flatMap((attachment, at) =>
      unknown.has(attachment.hash)
        ? [
            refusal('G-MALFORMED', `/plan/attachments/${at}/hash`, {
              problem: `attachment ${attachment.code} was not uploaded`,
              problemZh: `附件${attachment.code}尚未上传`,
            }),
          ]
        : [],
    );
    if (refusals.length > 0) throw new ProblemError(refusals);
  }
}

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
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.applications.run({ id, by: 'WORKER', command: { type: 'settle', ...body }, body, meta });
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
}
