import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Allow } from '#libs/access';
import { addWorkingDays } from '#libs/calendar';
import { CorrectPayee, type CommandAnswer } from '#libs/contracts';
import { grantDecider, plainGrantContext } from '#libs/domain';
import { CommandMeta, PathId } from '#libs/http';
import { parametersOn } from '#libs/policy';
import { CommandDesk } from '#libs/service';
import { isOfficeOfUnion } from './grant.policy.js';
import { PayeeStorage } from './payee.storage.js';

const isFinanceOfUnion = isOfficeOfUnion('GU_FINANCE');

/** The union corrects its own account. */
@Controller('grants')
export class PayeeController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly payees: PayeeStorage,
  ) {}

  @Allow({ kind: 'human', roles: ['GU_FINANCE'] })
  @Post(':id/payee')
  @HttpCode(200)
  async correct(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: CorrectPayee }) body: CorrectPayee,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const { actor, key } = meta;
    const { caseId } = await this.desk.target(grantDecider, id, { actor, visible: isFinanceOfUnion });
    const payeeHash = await this.payees.store(body.payee, { caller: actor.id, key, part: 'payee', caseId });
    return this.desk.run({
      decider: grantDecider,
      id,
      command: { type: 'correct-payee', ...body, payeeHash },
      name: 'grant.correct-payee',
      body,
      meta,
      visible: isFinanceOfUnion,
      context: async (base, state) => ({
        ...plainGrantContext(base),
        payee: await this.payees.of(state),
        // R-PAY-07: the day of the change itself is not counted.
        coolOffUntil: addWorkingDays(base.today, parametersOn(base.today).deadlines.coolOff).dueOn,
      }),
    });
  }
}
