import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Allow } from '#libs/access';
import {
  BudgetView,
  GRANT_FUNDS,
  OpenBudget,
  Position,
  ReserveBudget,
  SettleReservation,
  type CommandAnswer,
} from '#libs/contracts';
import { budgetDecider, budgetId, reservationOf } from '#libs/domain';
import { After, Answer, CommandMeta, PathId } from '#libs/http';
import { NotFound } from '#libs/aggregate';
import { CommandDesk } from '#libs/service';
import { ReservationHolderView } from './reservation-holder.view.js';

const BUDGET_ID = new RegExp(`^\\d{4}-(${GRANT_FUNDS.join('|')})$`);

/** The year's programme money of each fund. */
@Controller('budgets')
export class BudgetController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly holders: ReservationHolderView,
  ) {}

  @Allow({ kind: 'human', roles: ['MU_FIN_APPROVER'] })
  @Post()
  async open(@Body({ schema: OpenBudget }) body: OpenBudget, @CommandMeta() meta: CommandMeta): Promise<CommandAnswer> {
    const id = budgetId(body.year, body.fund);
    return this.desk.run({
      decider: budgetDecider,
      id,
      creates: { caseId: id },
      command: { type: 'open', ...body },
      name: 'budget.open',
      body,
      meta,
      context: (base) => ({ ...base, holder: 'none' }),
    });
  }

  /** A budget that was never opened refuses by its rule (R-FUND-02), which is an answer a procedure can follow. */
  @Allow({ kind: 'machine', roles: ['WORKER'] })
  @Post(':id/reservations')
  @HttpCode(200)
  async reserve(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: ReserveBudget }) body: ReserveBudget,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    if (!BUDGET_ID.test(id)) throw new NotFound(`budget/${id}`);
    return this.desk.run({
      decider: budgetDecider,
      id,
      creates: { caseId: id },
      command: { type: 'reserve', ...body },
      name: 'budget.reserve',
      body,
      meta,
      context: (base) => ({ ...base, holder: 'none' }),
    });
  }

  @Allow({ kind: 'machine', roles: ['WORKER'] })
  @Post(':id/settlements')
  @HttpCode(200)
  async settle(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: SettleReservation }) body: SettleReservation,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.desk.run({
      decider: budgetDecider,
      id,
      command: { type: 'settle', ...body },
      name: 'budget.settle',
      body,
      meta,
      context: async (base, state) => {
        const reservation = state === undefined ? undefined : reservationOf(state, body.grant);
        const at = reservation === undefined ? undefined : { subject: base.subject, sequence: reservation.at };
        return { ...base, holder: at === undefined ? 'none' : await this.holders.of(at) };
      },
    });
  }

  @Allow({
    kind: 'any',
    roles: ['MU_FIN_MAKER', 'MU_FIN_CHECKER', 'MU_FIN_APPROVER', 'MU_LEADER', 'MU_AUDIT', 'SYS_ADMIN', 'WORKER'],
  })
  @Answer(BudgetView)
  @Get(':id')
  async show(@Param('id', { schema: PathId }) id: string, @After() after: Position | undefined): Promise<BudgetView> {
    const { subject, version, state } = await this.desk.read(budgetDecider, id, { after });
    return { id, version, position: { subject, sequence: version }, state: { ...state } };
  }
}
