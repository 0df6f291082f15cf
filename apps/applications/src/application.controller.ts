import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import {
  CreateApplication,
  ResubmitApplication,
  SealPlan,
  SubmitApplication,
  refusal,
  type CommandAnswer,
} from '#libs/contracts';
import { Allow } from '#libs/access';
import { canonicalBytes } from '#libs/aggregate';
import { CommandMeta, PathId, ProblemError } from '#libs/http';
import { Documents } from '#libs/service';
import { PLAN_MEDIA_TYPE, actsForUnion, holdsInUnion } from './application.policy.js';
import { ApplicationRepository } from './application.repository.js';
import { DecisionFactsRepository } from './decision-facts.repository.js';

/** The draft and its corrections: the union's handler prepares, its chair submits; a program of the union where its scopes say so. */
@Allow({ kind: 'human', roles: ['GU_HANDLER'] })
@Controller('applications')
export class ApplicationController {
  constructor(
    private readonly applications: ApplicationRepository,
    private readonly documents: Documents,
    private readonly facts: DecisionFactsRepository,
  ) {}

  @Allow({ kind: 'any', roles: ['GU_HANDLER', 'PIPELINE'], scope: 'applications:create' })
  @Post()
  create(
    @Body({ schema: CreateApplication }) body: CreateApplication,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    if (!holdsInUnion(meta.actor, 'GU_HANDLER', body.unionUscc) && !actsForUnion(meta.actor, body.unionUscc)) {
      throw new ProblemError([refusal('G-FORBIDDEN', '/unionUscc', { needs: `GU_HANDLER ${body.unionUscc}` })]);
    }
    return this.applications.create(body, meta);
  }

  /** The plan becomes a document first; the event names its hash. */
  @Allow({ kind: 'any', roles: ['GU_HANDLER', 'PIPELINE'], scope: 'applications:seal-plan' })
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

  /** A program of the union hands in what the committee has adopted; the resolution binds the plan version, not the program. */
  @Allow({ kind: 'any', roles: ['GU_CHAIR', 'PIPELINE'], scope: 'applications:submit' })
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

  /** The corrected version goes back to the step that returned it. */
  @Allow({ kind: 'human', roles: ['GU_CHAIR'] })
  @Post(':id/resubmission')
  @HttpCode(200)
  resubmit(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: ResubmitApplication }) body: ResubmitApplication,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.applications.run({ id, by: 'GU_CHAIR', command: { type: 'resubmit', ...body }, body, meta });
  }

  /** An attachment is uploaded before the plan that names it; a hash alone proves nothing. */
  private async assertUploaded({ plan }: SealPlan): Promise<void> {
    const absent = await this.facts.absent(plan.attachments.map((attachment) => attachment.hash));
    const refusals = plan.attachments.flatMap((attachment, at) =>
      absent.includes(attachment.hash)
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
