import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Allow } from '#libs/access';
import {
  AuditGrant,
  CloseFinding,
  CloseGrant,
  OpenFinding,
  OrderRecovery,
  RecordGrantReceipt,
  refusal,
  type CommandAnswer,
} from '#libs/contracts';
import { CommandMeta, PathId } from '#libs/http';
import { receiptClaim } from './grant-claim.policy.js';
import { GrantCommands } from './grant-commands.repository.js';

/** How the city watches over a paid grant: findings (审计发现), audit, closing, recovery (追回), and money that comes back. */
@Controller('grants')
export class SupervisionController {
  constructor(private readonly grants: GrantCommands) {}

  @Allow({ kind: 'human', roles: ['MU_AUDIT'] })
  @Post(':id/findings')
  @HttpCode(200)
  async openFinding(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: OpenFinding }) body: OpenFinding,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const sent = { name: 'grant.finding', body, meta } as const;
    const textHash = await this.grants.written(id, { text: body.text }, 'finding', sent);
    return this.grants.run(id, { type: 'finding', ...body, textHash }, sent);
  }

  @Allow({ kind: 'human', roles: ['MU_AUDIT'] })
  @Post(':id/finding-resolutions')
  @HttpCode(200)
  async closeFinding(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: CloseFinding }) body: CloseFinding,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const sent = { name: 'grant.close-finding', body, meta } as const;
    const textHash = await this.grants.written(id, { text: body.text }, 'finding', sent);
    return this.grants.run(id, { type: 'close-finding', ...body, textHash }, sent);
  }

  @Allow({ kind: 'human', roles: ['MU_AUDIT'] })
  @Post(':id/audit')
  @HttpCode(200)
  async audit(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: AuditGrant }) body: AuditGrant,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const sent = { name: 'grant.audit', body, meta } as const;
    const opinionHash = await this.grants.written(id, { opinion: body.opinion }, 'opinion', sent);
    return this.grants.run(id, { type: 'audit', ...body, opinionHash }, sent);
  }

  @Allow({ kind: 'human', roles: ['MU_LEADER'] })
  @Post(':id/closing')
  @HttpCode(200)
  async close(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: CloseGrant }) body: CloseGrant,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.grants.run(id, { type: 'close' }, { name: 'grant.close', body, meta });
  }

  @Allow({ kind: 'human', roles: ['MU_LEADER'] })
  @Post(':id/recovery')
  @HttpCode(200)
  async orderRecovery(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: OrderRecovery }) body: OrderRecovery,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const sent = { name: 'grant.order-recovery', body, meta } as const;
    const reasonHash = await this.grants.written(id, { reasonText: body.reasonText }, 'reason', sent);
    return this.grants.run(id, { type: 'order-recovery', ...body, reasonHash }, sent);
  }

  /** One reference of the bank is one receipt, in the whole city (R-PAY-08). */
  @Allow({ kind: 'human', roles: ['MU_FIN_MAKER', 'MU_FIN_CHECKER', 'MU_FIN_APPROVER'] })
  @Post(':id/receipts')
  @HttpCode(200)
  async recordReceipt(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: RecordGrantReceipt }) body: RecordGrantReceipt,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const claims = [{ value: receiptClaim(body.reference), taken: refusal('R-PAY-08', '/reference') }];
    return this.grants.run(id, { type: 'receipt', ...body }, { name: 'grant.receipt', body, meta, claims });
  }
}
