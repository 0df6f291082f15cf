import { Injectable } from '@nestjs/common';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { mongo } from 'mongoose';
import { isDuplicate, reach } from '#libs/aggregate';
import { ServiceStore } from '#libs/service';
import { secretText } from './webhook.policy.js';

interface SecretDocument {
  /** The secret's id, by which events name it. */
  readonly _id: string;
  readonly subscription: string;
  /** As it is: who signs with it has to know it. */
  readonly secret: string;
}

/** What signs webhooks. It stays out of events and logs; the subscription's state says which of them sign now. */
@Injectable()
export class WebhookSecrets {
  constructor(private readonly store: ServiceStore) {}

  /** A secret that nobody has seen; it signs nothing until an event names it. Keeping one under an id again replaces it. */
  async keep(id: string, subscription: string): Promise<string> {
    const secret = secretText(randomBytes(32));
    const replace = (): Promise<unknown> =>
      this.collection.replaceOne({ _id: id }, { subscription, secret }, { upsert: true });
    await reach(replace).catch((error: unknown) => {
      if (isDuplicate(error)) return reach(replace);
      throw error;
    });
    return secret;
  }

  /** Whether this is the secret that stands under the id. */
  async stands(id: string, secret: string): Promise<boolean> {
    const [found] = await this.find([id]);
    if (found === undefined || found.length !== secret.length) return false;
    return timingSafeEqual(Buffer.from(found), Buffer.from(secret));
  }

  /** The secrets under these ids, in their order. */
  async find(ids: readonly string[]): Promise<readonly string[]> {
    const found = await reach(() => this.collection.find({ _id: { $in: [...ids] } }).toArray());
    return ids.flatMap((id) => found.filter(({ _id }) => _id === id).map(({ secret }) => secret));
  }

  /** Forgets secrets that sign no longer. */
  async forget(ids: readonly string[]): Promise<void> {
    for (const _id of ids) await reach(() => this.collection.deleteOne({ _id }));
  }

  private get collection(): mongo.Collection<SecretDocument> {
    return this.store.collection<SecretDocument>('webhook_secrets');
  }
}
