import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Allow } from '#libs/access';
import {
  CountersignReport,
  RegisterExpense,
  ReportPerformance,
  SettleExpense,
  refusal,
  type CommandAnswer,
} from '#libs/contracts';
import { CommandMeta, PathId } from '#libs/http';
import { invoiceClaim } from './grant-claim.policy.js';
import { GrantCommands } from './grant-commands.repository.js';
import { isOfficeOfUnion } from './grant.policy.js';

/** How the union uses its grant (专款使用): expenses are registered and settled by two people, the report is signed by two. */
@Controller('grants')
export class UseController {
  constructor(private readonly grants: GrantCommands) {}

  /** An invoice is claimed once in the whole city (R-EXP-02). */
  @Allow({ kind: 'human', roles: ['GU_HANDLER'] })
  @Post(':id/expenses')
  @HttpCode(200)
  async registerExpense(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: RegisterExpense }) body: RegisterExpense,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const { invoiceNo, payee, purpose, method } = body;
    const taken = refusal('R-EXP-02', '/invoiceNo', { no: invoiceNo });
    const sent = {
      name: 'grant.expense',
      body,
      meta,
      visible: isOfficeOfUnion('GU_HANDLER'),
      claims: [{ value: invoiceClaim(invoiceNo), taken }],
    } as const;
    const claimHash = await this.grants.written(id, { payee, purpose, method }, 'claim', sent);
    return this.grants.run(id, { type: 'expense', ...body, claimHash }, sent);
  }

  @Allow({ kind: 'human', roles: ['GU_FINANCE'] })
  @Post(':id/expense-settlements')
  @HttpCode(200)
  async settleExpense(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: SettleExpense }) body: SettleExpense,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const sent = { name: 'grant.settle-expense', body, meta, visible: isOfficeOfUnion('GU_FINANCE') } as const;
    const reasonHash =
      body.outcome === 'dropped'
        ? await this.grants.written(id, { reasonText: body.reasonText ?? '' }, 'reason', sent)
        : null;
    return this.grants.run(id, { type: 'settle-expense', ...body, reasonHash }, sent);
  }

  @Allow({ kind: 'human', roles: ['GU_CHAIR'] })
  @Post(':id/report')
  @HttpCode(200)
  async report(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: ReportPerformance }) body: ReportPerformance,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const sent = { name: 'grant.report', body, meta, visible: isOfficeOfUnion('GU_CHAIR') } as const;
    const reportHash = await this.grants.written(id, body, 'report', sent);
    return this.grants.run(id, { type: 'report', ...body, reportHash }, sent);
  }

  @Allow({ kind: 'human', roles: ['GU_AUDIT'] })
  @Post(':id/report-signature')
  @HttpCode(200)
  async countersign(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: CountersignReport }) body: CountersignReport,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const sent = { name: 'grant.countersign-report', body, meta, visible: isOfficeOfUnion('GU_AUDIT') } as const;
    return this.grants.run(id, { type: 'countersign-report', ...body }, sent);
  }
}
