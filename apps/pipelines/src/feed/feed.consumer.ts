import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '#libs/contracts';
import { canonicalBytes } from '#libs/aggregate';
import { FactHandler } from '#libs/service';
import { CaseBelongings } from './case-belonging.repository.js';
import { FeedLog } from './feed.storage.js';

/** Every fact of every service becomes an entry of the feed, with whose it is. */
@Injectable()
export class FeedConsumer extends FactHandler {
  constructor(
    private readonly feed: FeedLog,
    private readonly belongings: CaseBelongings,
  ) {
    super();
  }

  override prepare(): Promise<void> {
    return this.feed.open();
  }

  async apply(event: EventEnvelope): Promise<void> {
    const { units, organisations, owner } = await this.belongings.of(event);
    await this.feed.append({
      key: event.id,
      service: event.source.slice(1),
      type: event.type,
      actor: event.actor,
      units,
      organisations,
      owner,
      json: canonicalBytes(event).toString('utf8'),
    });
  }
}
