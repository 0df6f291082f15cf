import { Controller, Get } from '@nestjs/common';
import { ROLES } from '#libs/contracts';
import { Allow } from '#libs/access';
import { UNITS, type Unit } from '#libs/policy';

/** The directory of the 23 district-level units (domain.md §6.1). */
@Controller('units')
export class UnitController {
  @Allow({ kind: 'any', roles: ROLES })
  @Get()
  list(): { units: readonly Unit[] } {
    return { units: UNITS };
  }
}
