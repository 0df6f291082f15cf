import { Controller, Get } from '@nestjs/common';
import { CaseOverview, type Actor, type Position, type Role } from '#libs/contracts';
import { Allow, CurrentActor } from '#libs/access';
import { After, Answer } from '#libs/http';
import { Positions } from '#libs/service';
import { CaseAgeView } from './case-age.view.js';

/** Who asks how the programme stands: leaders, and those who audit it. */
const OVERVIEW_READERS: readonly Role[] = ['DU_LEADER', 'MU_LEADER', 'MH_LEADER', 'MU_AUDIT'];

/** How the programme stands, in numbers. */
@Controller('overview')
export class CaseOverviewController {
  constructor(
    private readonly ages: CaseAgeView,
    private readonly positions: Positions,
  ) {}

  @Allow({ kind: 'human', roles: OVERVIEW_READERS })
  @Answer(CaseOverview)
  @Get()
  async read(@CurrentActor() actor: Actor, @After() after: Position | undefined): Promise<CaseOverview> {
    await this.positions.waitFor(after);
    return this.ages.overview(actor);
  }
}
