import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Allow } from '#libs/access';
import {
  ApprovePayment,
  CheckPayment,
  MakePayment,
  SendBackPayment,
  type CommandAnswer,
  type DecisionContext,
} from '#libs/contracts';
import { grantDecider, plainGrantContext, type GrantCommand, type GrantContext, type GrantState } from '#libs/domain';
import { CommandMeta, PathId } from '#libs/http';
import { CommandDesk, Documents } from '#libs/service';
import { SeenEvidenceView } from '../evidence/seen-evidence.view.js';
import { PayeeStorage } from './payee.storage.js';

/** The payment order: made (制单), checked (复核), approved (审批), or sent back. Three people, which the decider sees to. */
@Controller('grants')
export class OrderController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly documents: Documents,
    private readonly payees: PayeeStorage,
    private readonly seen: SeenEvidenceView,
  ) {}

  @Allow({ kind: 'human', roles: ['MU_FIN_MAKER'] })
  @Post(':id/order')
  @HttpCode(200)
  async make(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: MakePayment }) body: MakePayment,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const purposeHash = await this.written(id, { purpose: body.purpose }, 'purpose', meta);
    return this.run(id, { type: 'make', ...body, purposeHash }, { name: 'grant.make', body, meta });
  }

  @Allow({ kind: 'human', roles: ['MU_FIN_CHECKER'] })
  @Post(':id/check')
  @HttpCode(200)
  async check(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: CheckPayment }) body: CheckPayment,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const { overrideCnaps } = body;
    const cnapsOverrideHash =
      overrideCnaps === undefined ? null : await this.written(id, { overrideCnaps }, 'cnaps-override', meta);
    return this.run(id, { type: 'check', ...body, cnapsOverrideHash }, { name: 'grant.check', body, meta });
  }

  @Allow({ kind: 'human', roles: ['MU_FIN_APPROVER'] })
  @Post(':id/approval')
  @HttpCode(200)
  async approve(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: ApprovePayment }) body: ApprovePayment,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.run(id, { type: 'approve', ...body }, { name: 'grant.approve', body, meta });
  }

  @Allow({ kind: 'human', roles: ['MU_FIN_CHECKER', 'MU_FIN_APPROVER'] })
  @Post(':id/return')
  @HttpCode(200)
  async sendBack(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: SendBackPayment }) body: SendBackPayment,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const reasonHash = await this.written(id, { reasonText: body.reasonText ?? '' }, 'reason', meta);
    return this.run(id, { type: 'send-back', ...body, reasonHash }, { name: 'grant.send-back', body, meta });
  }

  private run(
    id: string,
    command: GrantCommand,
    sent: { readonly name: string; readonly body: unknown; readonly meta: CommandMeta },
  ): Promise<CommandAnswer> {
    const context = (base: DecisionContext & { readonly subject: string }, state: GrantState | undefined) =>
      this.contextFor(base, state);
    return this.desk.run({ decider: grantDecider, id, command, ...sent, context });
  }

  private async contextFor(
    base: DecisionContext & { readonly subject: string },
    state: GrantState | undefined,
  ): Promise<GrantContext> {
    const evidence = state === undefined || state.status === 'NONE' ? undefined : state.evidence;
    const [payee, seen] = await Promise.all([this.payees.of(state), this.seen.of(evidence)]);
    return { ...plainGrantContext(base), payee, seen };
  }

  /** What a person wrote, as a document that the event names. For a grant that is there: else nothing is stored. */
  private async written(id: string, content: unknown, part: string, meta: CommandMeta): Promise<string> {
    const { caseId } = await this.desk.load(grantDecider, id);
    return this.documents.storeJson(content, { caller: meta.actor.id, key: meta.key, part, caseId });
  }
}
