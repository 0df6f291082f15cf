import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Allow } from '#libs/access';
import { InstructPayment, Payee, RecordBankResult, refusal, type CommandAnswer } from '#libs/contracts';
import { currentAttempt, grantDecider, grantIdIn, plainGrantContext, type PlannedGrant } from '#libs/domain';
import { CommandMeta, PathId, ProblemError } from '#libs/http';
import { normaliseAccount } from '#libs/policy';
import { CommandDesk, Documents } from '#libs/service';
import { SeenEvidenceView } from '../evidence/seen-evidence.view.js';
import { BankGateway } from './bank.gateway.js';

/** The last part of a payment: the order goes to the bank, the bank's report comes back. */
@Controller('grants')
export class BankController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly documents: Documents,
    private readonly seen: SeenEvidenceView,
    private readonly bank: BankGateway,
  ) {}

  /**
   * Saves `grant.instructed`, then sends the order. Sending follows on a repeat as well, so that an order whose sending a
   * crash or an absent bank prevented goes out with the next try; the bank knows it by its key.
   */
  @Allow({ kind: 'machine', roles: ['WORKER'] })
  @Post(':id/instruction')
  @HttpCode(200)
  async instruct(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: InstructPayment }) body: InstructPayment,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const answer = await this.desk.run({
      decider: grantDecider,
      id,
      command: { type: 'instruct' },
      name: 'grant.instruct',
      body,
      meta,
      context: async (base, state) => ({
        ...plainGrantContext(base),
        seen: await this.seen.of(state === undefined || state.status === 'NONE' ? undefined : state.evidence),
      }),
    });
    if (meta.dryRun) return answer;
    const { state } = await this.desk.load(grantDecider, id);
    if (state.status === 'INSTRUCTED') await this.send(state);
    return answer;
  }

  /** The bank finds the grant by the key of its order. A report that comes again is accepted and changes nothing. */
  @Allow({ kind: 'machine', roles: ['BANK'] })
  @Post('by-key/:paymentKey/bank-result')
  @HttpCode(200)
  async bankResult(
    @Param('paymentKey', { schema: PathId }) paymentKey: string,
    @Body({ schema: RecordBankResult }) body: RecordBankResult,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const id = grantIdIn(paymentKey);
    if (id === undefined) throw new ProblemError([refusal('G-NOT-FOUND', '', { what: paymentKey })]);
    const { caseId } = await this.desk.target(grantDecider, id);
    const reasonHash = await this.documents.storeJson(
      { reason: body.reason ?? '' },
      { caller: meta.actor.id, key: meta.key, part: 'reason', caseId },
    );
    return this.desk.run({
      decider: grantDecider,
      id,
      command: { type: 'bank-result', ...body, paymentKey, reasonHash },
      name: 'grant.bank-result',
      body: { ...body, paymentKey },
      meta,
      context: plainGrantContext,
      // One reference is one movement of money, and so belongs to one grant (domain.md §8.3).
      claims: [{ value: `bank-reference/${body.reference}`, taken: refusal('R-PAY-08', '/reference') }],
    });
  }

  private async send(state: PlannedGrant): Promise<void> {
    const [payee, purpose] = await Promise.all([
      this.documents.json(state.payeeHash ?? '', Payee),
      this.documents.json(state.purposeHash ?? '', Purpose),
    ]);
    await this.bank.send({
      key: currentAttempt(state).paymentKey,
      amountFen: state.amountFen,
      payee: {
        accountName: payee.accountName,
        cnaps: normaliseAccount(payee.cnaps),
        accountNo: normaliseAccount(payee.accountNo),
      },
      purpose: purpose.purpose,
    });
  }
}

const Purpose = z.object({ purpose: z.string() });
