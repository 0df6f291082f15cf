import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Allow } from '#libs/access';
import { ApprovePayment, CheckPayment, MakePayment, SendBackPayment, type CommandAnswer } from '#libs/contracts';
import { CommandMeta, PathId } from '#libs/http';
import { GrantCommands } from './grant-commands.repository.js';

/** The payment order: made (制单), checked (复核), approved (审批), or sent back. Three people, which the decider sees to. */
@Controller('grants')
export class OrderController {
  constructor(private readonly grants: GrantCommands) {}

  @Allow({ kind: 'human', roles: ['MU_FIN_MAKER'] })
  @Post(':id/order')
  @HttpCode(200)
  async make(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: MakePayment }) body: MakePayment,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const sent = { name: 'grant.make', body, meta } as const;
    const purposeHash = await this.grants.written(id, { purpose: body.purpose }, 'purpose', sent);
    return this.grants.run(id, { type: 'make', ...body, purposeHash }, sent);
  }

  @Allow({ kind: 'human', roles: ['MU_FIN_CHECKER'] })
  @Post(':id/check')
  @HttpCode(200)
  async check(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: CheckPayment }) body: CheckPayment,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const sent = { name: 'grant.check', body, meta } as const;
    const { overrideCnaps } = body;
    const cnapsOverrideHash =
      overrideCnaps === undefined ? null : await this.grants.written(id, { overrideCnaps }, 'cnaps-override', sent);
    return this.grants.run(id, { type: 'check', ...body, cnapsOverrideHash }, sent);
  }

  @Allow({ kind: 'human', roles: ['MU_FIN_APPROVER'] })
  @Post(':id/approval')
  @HttpCode(200)
  async approve(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: ApprovePayment }) body: ApprovePayment,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.grants.run(id, { type: 'approve', ...body }, { name: 'grant.approve', body, meta });
  }

  @Allow({ kind: 'human', roles: ['MU_FIN_CHECKER', 'MU_FIN_APPROVER'] })
  @Post(':id/return')
  @HttpCode(200)
  async sendBack(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: SendBackPayment }) body: SendBackPayment,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const sent = { name: 'grant.send-back', body, meta } as const;
    const reasonHash = await this.grants.written(id, { reasonText: body.reasonText ?? '' }, 'reason', sent);
    return this.grants.run(id, { type: 'send-back', ...body, reasonHash }, sent);
  }
}
