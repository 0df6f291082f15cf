import { Injectable } from '@nestjs/common';
import type { Position } from '#libs/contracts';
import { grantDecider, type BudgetContext } from '#libs/domain';
import { ServiceStore } from '#libs/service';

/** The claim by which a grant holds a reservation: one reservation carries one grant. */
export const reservationClaim = ({ subject, sequence }: Position): string => `reservation/${subject}/${sequence}`;

/** Tells what became of the grant that rests on a reservation. */
@Injectable()
export class ReservationHolderView {
  constructor(private readonly store: ServiceStore) {}

  async of(reservation: Position): Promise<BudgetContext['holder']> {
    const owner = await this.store.claims.ownerOf(reservationClaim(reservation));
    const grant = owner === undefined ? undefined : await this.store.aggregates.load(grantDecider, owner);
    // A claim whose owner was never born came from a plan that was not saved; a cancelled grant rests on nothing any more.
    if (grant === undefined || grant.state.status === 'NONE' || grant.state.status === 'CANCELLED') return 'none';
    // Whatever becomes of the money after it arrived, it was paid.
    return grant.state.paid === null ? 'unpaid' : 'paid';
  }
}
