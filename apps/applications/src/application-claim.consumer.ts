import { Injectable } from '@nestjs/common';
import { FINAL_STATUSES, type EventEnvelope } from '#libs/contracts';
import { CLAIM_RELEASING, applicationDecider, type ApplicationState } from '#libs/domain';
import { FactHandler, ServiceStore } from '#libs/service';

/**
 * Gives the claim on employer, site and year back when an application has ended without a site. Driven by the published
 * fact, so a crash after the decision cannot lose it; a case that is reconsidered by then keeps it.
 */
@Injectable()
export class ApplicationClaimConsumer extends FactHandler {
  override readonly types = CLAIM_RELEASING;

  constructor(private readonly store: ServiceStore) {
    super();
  }

  async apply({ subject }: Pick<EventEnvelope, 'subject'>): Promise<void> {
    const live = await this.store.aggregates.load(applicationDecider, subject);
    if (live !== undefined) await this.store.releaseClaim(live.state.claim, subject);
  }
}

/** For the claim sweeper: an application holds its claim until it ends without a site. */
export const holdsApplicationClaim = (_owner: string, state: unknown, value: string): boolean => {
  if (state === undefined) return false;
  const { claim, status } = state as ApplicationState;
  return claim === value && (status === 'DESIGNATED' || !FINAL_STATUSES.some((final) => final === status));
};
