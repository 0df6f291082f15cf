import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import {
  ConsentToWithdrawal,
  ExtendRectification,
  ReconsiderApplication,
  ResumeApplication,
  SubmitRectification,
  TerminateApplication,
  WithdrawApplication,
  type CommandAnswer,
} from '#libs/contracts';
import { Allow } from '#libs/access';
import type { ApplicationCommand } from '#libs/domain';
import { CommandMeta, PathId } from '#libs/http';
import type { Commander } from './application.policy.js';
import { ApplicationRepository } from './application.repository.js';
import { DecisionFactsRepository } from './decision-facts.repository.js';

/** What the applicant and the municipal leader may do beside the main line. Reasons become documents before the event. */
@Allow({ kind: 'human', roles: ['GU_CHAIR'] })
@Controller('applications')
export class ApplicationTurnController {
  constructor(
    private readonly applications: ApplicationRepository,
    private readonly facts: DecisionFactsRepository,
  ) {}

  /** The applicant gives up. */
  @Allow({ kind: 'human', roles: ['GU_CHAIR'] })
  @Post(':id/withdrawal')
  @HttpCode(200)
  withdraw(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: WithdrawApplication }) body: WithdrawApplication,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.withReason(id, 'GU_CHAIR', { body, meta }, (reasonHash) => ({ type: 'withdraw', reasonHash, ...body }));
  }

  /** A rejection is decided anew, by somebody else. */
  @Allow({ kind: 'human', roles: ['GU_CHAIR'] })
  @Post(':id/reconsideration')
  @HttpCode(200)
  reconsider(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: ReconsiderApplication }) body: ReconsiderApplication,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.withReason(id, 'GU_CHAIR', { body, meta }, (reasonHash) => ({
      type: 'reconsider',
      reasonHash,
      ...body,
    }));
  }

  /** What failed on the visit is put right. */
  @Allow({ kind: 'human', roles: ['GU_HANDLER'] })
  @Post(':id/rectification')
  @HttpCode(200)
  rectify(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: SubmitRectification }) body: SubmitRectification,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.applications.run({ id, by: 'GU_HANDLER', command: { type: 'rectification', ...body }, body, meta });
  }

  /** More time for it. */
  @Allow({ kind: 'human', roles: ['MU_LEADER'] })
  @Post(':id/rectification-extension')
  @HttpCode(200)
  extendRectification(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: ExtendRectification }) body: ExtendRectification,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.withReason(id, 'MU_LEADER', { body, meta }, (reasonHash) => ({
      type: 'rectification-extension',
      reasonHash,
      ...body,
    }));
  }

  /** A deferred case is taken up again. */
  @Allow({ kind: 'human', roles: ['MU_LEADER'] })
  @Post(':id/resumption')
  @HttpCode(200)
  resume(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: ResumeApplication }) body: ResumeApplication,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.withReason(id, 'MU_LEADER', { body, meta }, (reasonHash) => ({ type: 'resume', reasonHash, ...body }));
  }

  /** The applicant may withdraw although the notice is open. */
  @Allow({ kind: 'human', roles: ['MU_LEADER'] })
  @Post(':id/withdrawal-consent')
  @HttpCode(200)
  consentToWithdrawal(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: ConsentToWithdrawal }) body: ConsentToWithdrawal,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.withReason(id, 'MU_LEADER', { body, meta }, (reasonHash) => ({
      type: 'withdrawal-consent',
      reasonHash,
      ...body,
    }));
  }

  /** False information was found. */
  @Allow({ kind: 'human', roles: ['MU_LEADER'] })
  @Post(':id/termination')
  @HttpCode(200)
  terminate(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: TerminateApplication }) body: TerminateApplication,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.withReason(id, 'MU_LEADER', { body, meta }, (reasonHash) => ({
      type: 'terminate',
      reasonHash,
      ...body,
    }));
  }

  private async withReason(
    id: string,
    by: Commander,
    { body, meta }: { readonly body: { readonly reasonText?: string | undefined }; readonly meta: CommandMeta },
    commandWith: (reasonHash: string | null) => ApplicationCommand,
  ): Promise<CommandAnswer> {
    await this.applications.assertCommandable(id, by, meta);
    const source = { caller: meta.actor.id, key: meta.key, caseId: id };
    const reasonHash = await this.facts.reason(body.reasonText, source);
    return this.applications.run({ id, by, command: commandWith(reasonHash), body, meta });
  }
}
