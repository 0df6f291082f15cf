import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { GRANT_FUNDS, GRANT_SUMS, GrantList, MoneyOverview, type Position, type Role } from '#libs/contracts';
import { Allow } from '#libs/access';
import { budgetDecider, budgetId } from '#libs/domain';
import { After, Answer } from '#libs/http';
import { OfficeTime, Positions, ServiceStore } from '#libs/service';
import { GrantListView } from './grant-list.view.js';

const Year = z.coerce.number().int().min(2000).max(2100);
const OverviewQuery = z.object({ year: Year.optional(), after: z.string().max(200).optional() });
type OverviewQuery = z.infer<typeof OverviewQuery>;

const GrantsQuery = z.object({
  year: Year.optional(),
  fund: z.enum(GRANT_FUNDS).optional(),
  managingUnit: z.string().max(10).optional(),
  sum: z.enum(GRANT_SUMS).default('granted'),
  cursor: z.string().max(80).optional(),
  after: z.string().max(200).optional(),
});
type GrantsQuery = z.infer<typeof GrantsQuery>;

/** Who asks what became of the programme's money as a whole: the city's leaders, its finance, and those who audit it. */
const OVERVIEW_READERS: readonly Role[] = [
  'MU_LEADER',
  'MH_LEADER',
  'MU_FIN_MAKER',
  'MU_FIN_CHECKER',
  'MU_FIN_APPROVER',
  'MU_AUDIT',
];

/** The programme's money in numbers, and the grants behind each number. */
@Allow({ kind: 'human', roles: OVERVIEW_READERS })
@Controller()
export class MoneyOverviewController {
  constructor(
    private readonly grants: GrantListView,
    private readonly store: ServiceStore,
    private readonly positions: Positions,
    private readonly time: OfficeTime,
  ) {}

  /** The present year's without `year`. */
  @Answer(MoneyOverview)
  @Get('overview')
  async overview(
    @Query({ schema: OverviewQuery }) { year = Number(this.time.today().slice(0, 4)) }: OverviewQuery,
    @After() after: Position | undefined,
  ): Promise<MoneyOverview> {
    await this.positions.waitFor(after);
    const budgets = await Promise.all(GRANT_FUNDS.map((fund) => this.budget(year, fund)));
    return { year, budgets: budgets.flat(), grants: await this.grants.sums(year) };
  }

  @Answer(GrantList)
  @Get('grants')
  async list(
    @Query({ schema: GrantsQuery }) query: GrantsQuery,
    @After() after: Position | undefined,
  ): Promise<GrantList> {
    await this.positions.waitFor(after);
    return this.grants.page(query);
  }

  private async budget(year: number, fund: (typeof GRANT_FUNDS)[number]): Promise<MoneyOverview['budgets']> {
    const subject = `${budgetDecider.noun}/${budgetId(year, fund)}`;
    const live = await this.store.aggregates.load(budgetDecider, subject);
    if (live === undefined) return [];
    const { amountFen, leftFen, reservedFen, paidFen } = live.state;
    return [{ fund, amountFen, leftFen, reservedFen, paidFen }];
  }
}
