import { Controller, Get } from '@nestjs/common';
import { ROLES, UnitList } from '#libs/contracts';
import { Allow } from '#libs/access';
import { Answer } from '#libs/http';
import { UNITS } from '#libs/policy';

/** The directory of the 23 district-level units (domain.md §6.1). */
@Controller('units')
export class UnitController {
  @Allow({ kind: 'any', roles: ROLES, scope: 'approvals:read' })
  @Answer(UnitList)
  @Get()
  list(): UnitList {
    return { units: UNITS };
  }
}
