import { Injectable } from '@nestjs/common';
import { GrantUseEvents, type EventEnvelope } from '#libs/contracts';
import { FactHandler, ServiceStore } from '#libs/service';
import { invoiceClaim } from './grant-claim.policy.js';

/**
 * Gives an invoice back when its expense was dropped, so that another grant may pay it. Driven by the published fact, so a
 * crash after the decision cannot lose it; a grant that has registered the invoice anew by then keeps it.
 */
@Injectable()
export class GrantClaimConsumer extends FactHandler {
  override readonly types = ['grant.expense-settled'];

  constructor(private readonly store: ServiceStore) {
    super();
  }

  async apply({ subject, data }: Pick<EventEnvelope, 'subject' | 'data'>): Promise<void> {
    const { outcome, invoiceNo } = GrantUseEvents['grant.expense-settled'].parse(data);
    if (outcome === 'dropped') await this.store.releaseClaim(invoiceClaim(invoiceNo), subject);
  }
}
