import { Injectable } from '@nestjs/common';
import type { CreateApplication } from '#libs/contracts';
import { employerUnionClaim } from '#libs/domain';
import { ServiceStore } from '#libs/service';
import { StructuredLogger } from '#libs/telemetry';

/**
 * Which union an employer belongs to. Until there is a directory, its first application says so, and a claim that is never
 * released keeps it. Whoever comes first is believed, so every binding and every later stranger is logged for a person to look at.
 */
@Injectable()
export class EmployerUnionRepository {
  constructor(
    private readonly store: ServiceStore,
    private readonly logger: StructuredLogger,
  ) {}

  /** Credit code of the union that the draft's employer is bound to; null before its first application. */
  async boundTo(draft: CreateApplication): Promise<string | null> {
    const { value, owner } = employerUnionClaim(draft);
    const bound = await this.store.claims.ownerOf(value);
    if (bound === undefined) return null;
    if (bound !== owner) this.logger.warning('another union applies for an employer', { claim: value, bound, owner });
    return codeOf(bound);
  }

  /** Binds the employer to the draft's union unless another was faster. @returns the union it is bound to now */
  async bind(draft: CreateApplication): Promise<string> {
    const { value, owner } = employerUnionClaim(draft);
    const answer = await this.store.claims.keep(value, owner);
    if (answer.kind === 'taken') return codeOf(answer.owner);
    this.logger.info('an employer is bound to the union of its first application', { claim: value, owner });
    return codeOf(owner);
  }
}

const codeOf = (owner: string): string => owner.slice(owner.indexOf('/') + 1);
