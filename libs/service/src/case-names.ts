import { Inject, Injectable } from '@nestjs/common';
import { NAMELESS, caseNameIn, type CaseName } from './case-name.js';
import { SERVICE_OPTIONS, type ServiceOptions } from './service-options.js';
import { ServiceStore } from './service-store.js';

/** Finds the name of a case among the service's own aggregates; a worker that has none asks somebody else. */
@Injectable()
export class CaseNames {
  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    @Inject(ServiceStore) private readonly store: ServiceStore,
  ) {}

  /** For lists that operators read: a case without a name is no error, and what is away names nothing. */
  async of(caseId: string): Promise<CaseName> {
    const { kinds, nameCase } = this.options;
    if (nameCase !== undefined) return (await nameCase(caseId).catch(() => undefined)) ?? NAMELESS;
    for (const { noun, initial } of kinds) {
      const found = await this.store.aggregates.ofCase({ noun, initial }, caseId);
      const name = caseNameIn(found?.state);
      if (name !== undefined) return name;
    }
    return NAMELESS;
  }
}
