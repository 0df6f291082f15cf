import { randomUUID } from 'node:crypto';
import type { Connection, mongo } from 'mongoose';
import { collectionOf, isDuplicate, reach } from './store-connection.js';

export interface ClaimDocument {
  /** The value that must be unique across aggregates, with its kind: `invoice/2026/0001`. */
  readonly _id: string;
  readonly owner: string;
  /** Renewed by every claiming attempt, so that the sweeper never frees what was claimed again meanwhile. */
  readonly stamp: string;
  readonly claimedAt: Date;
  /** The owner's state was seen to hold the value; the sweeper has nothing more to do here. */
  readonly held: boolean;
}

export type ClaimAnswer = { readonly kind: 'ok' } | { readonly kind: 'taken'; readonly owner: string };

/** Uniqueness across aggregates: one document per value, claimed before the owner's write (design §4). */
export class Claims {
  constructor(private readonly connection: Connection) {}

  async init(): Promise<void> {
    await reach(() => this.collection.createIndex({ _id: 1, owner: 1 }, { unique: true, name: 'owner' }));
  }

  /** Claims a value for a subject. Claiming again for the same owner renews the claim. */
  async claim(value: string, owner: string): Promise<ClaimAnswer> {
    for (;;) {
      const stamp = randomUUID();
      const claimedAt = new Date();
      try {
        await reach(() => this.collection.insertOne({ _id: value, owner, stamp, claimedAt, held: false }));
        return { kind: 'ok' };
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
      const renewed = await reach(() =>
        this.collection.updateOne({ _id: value, owner }, { $set: { stamp, claimedAt, held: false } }),
      );
      if (renewed.matchedCount > 0) return { kind: 'ok' };
      const present = await this.find(value);
      // Freed between the two looks: try again.
      if (present !== null && present.owner !== owner) return { kind: 'taken', owner: present.owner };
    }
  }

  /**
   * Claims a value for good: nobody releases it and the sweeper leaves it alone. The owner need not be an aggregate.
   * Keeping it again for the same owner changes nothing.
   */
  async keep(value: string, owner: string): Promise<ClaimAnswer> {
    const claim: ClaimDocument = { _id: value, owner, stamp: randomUUID(), claimedAt: new Date(), held: true };
    try {
      await reach(() => this.collection.insertOne(claim));
      return { kind: 'ok' };
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    const present = await this.ownerOf(value);
    // Freed between the two looks: it was an ordinary claim.
    if (present === undefined) return this.keep(value, owner);
    return present === owner ? { kind: 'ok' } : { kind: 'taken', owner: present };
  }

  async ownerOf(value: string): Promise<string | undefined> {
    return (await this.find(value))?.owner;
  }

  /** Claims whose owner was not yet seen to hold them, older than `before`. */
  async unconfirmed(before: Date, limit: number): Promise<readonly ClaimDocument[]> {
    return reach(() =>
      this.collection
        .find({ held: false, claimedAt: { $lt: before } })
        .limit(limit)
        .toArray(),
    );
  }

  /** Notes that the owner holds the value, unless it was claimed again since. */
  async confirm({ _id, owner, stamp }: ClaimDocument): Promise<void> {
    await reach(() => this.collection.updateOne({ _id, owner, stamp }, { $set: { held: true } }));
  }

  /** Frees a claim unless it was claimed again since. */
  async free({ _id, owner, stamp }: ClaimDocument): Promise<boolean> {
    const freed = await reach(() => this.collection.deleteOne({ _id, owner, stamp }));
    return freed.deletedCount > 0;
  }

  /** The claim as it stands, with its stamp. */
  find(value: string): Promise<ClaimDocument | null> {
    return reach(() => this.collection.findOne({ _id: value }));
  }

  private get collection(): mongo.Collection<ClaimDocument> {
    return collectionOf<ClaimDocument>(this.connection, 'claims');
  }
}
