import type { Connection, mongo } from 'mongoose';
import { collectionName, type AggregateDocument } from './aggregate-document.js';
import type { ClaimDocument, Claims } from './claims.js';
import { collectionOf, isDuplicate, reach } from './store-connection.js';

export interface ClaimSweeperOptions {
  readonly connection: Connection;
  readonly claims: Claims;
  /** Whether the owner's state holds the value now. The state is that of the owner's noun, undefined before its birth. */
  readonly holds: (owner: string, state: unknown, value: string) => boolean;
  /** Claims younger than this are left alone; their command is probably still under way (60,000). */
  readonly graceMs?: number | undefined;
  /** Named crash points for tests. */
  readonly probe?: ((point: 'judged' | 'fenced') => void | Promise<void>) | undefined;
}

/**
 * Frees claims whose command never came to its write: a crash between the two, or a refusal after a lost race.
 *
 * A command that was only slow must not lose its claim behind its back. So the sweeper first makes every write fail that
 * could still rest on the claim: a tombstone where the owner would be born, or a raised fence on an owner that lives. A
 * command that meets either starts again and claims again, which changes the stamp, and a claim with a new stamp is not freed.
 */
export class ClaimSweeper {
  constructor(private readonly options: ClaimSweeperOptions) {}

  /** Looks at every unconfirmed claim once and returns the values it freed. */
  async sweep(limit = 1_000): Promise<readonly string[]> {
    const { claims, graceMs = 60_000 } = this.options;
    const freed: string[] = [];
    for (const claim of await claims.unconfirmed(new Date(Date.now() - graceMs), limit)) {
      if ((await this.judge(claim)) === 'freed') freed.push(claim._id);
    }
    return freed;
  }

  /**
   * Frees a value when its owner does not hold it any more; called by the consumer of the event that ended it. An owner that
   * claims it anew at this very moment keeps it.
   */
  async release(value: string, owner: string): Promise<void> {
    for (;;) {
      const claim = await this.options.claims.find(value);
      if (claim?.owner !== owner || (await this.judge(claim)) !== 'changed') return;
    }
  }

  private async judge(claim: ClaimDocument): Promise<'held' | 'freed' | 'changed'> {
    const { claims, holds, probe } = this.options;
    const owner = await reach(() => this.collection(claim).findOne({ _id: claim.owner }));
    if (owner?.tombstone !== true && holds(claim.owner, owner?.state, claim._id)) {
      await claims.confirm(claim);
      return 'held';
    }
    await probe?.('judged');
    if (!(await this.fence(claim, owner))) return 'changed';
    await probe?.('fenced');
    return (await claims.free(claim)) ? 'freed' : 'changed';
  }

  /** False when the owner changed since it was read; then it is judged anew. */
  private async fence(claim: ClaimDocument, owner: AggregateDocument | null): Promise<boolean> {
    if (owner?.tombstone === true) return true;
    if (owner === null) return this.entomb(claim.owner);
    const { _id, version, fence } = owner;
    const fenced = await reach(() => this.collection(claim).updateOne({ _id, version, fence }, { $inc: { fence: 1 } }));
    return fenced.matchedCount > 0;
  }

  private async entomb(subject: string): Promise<boolean> {
    const tombstone: AggregateDocument = {
      _id: subject,
      caseId: '',
      version: 0,
      fence: 0,
      state: null,
      outbox: [],
      handled: [],
      archived: 0,
      tombstone: true,
    };
    try {
      await reach(() =>
        collectionOf<AggregateDocument>(this.options.connection, collectionName(subject)).insertOne(tombstone),
      );
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  private collection(claim: ClaimDocument): mongo.Collection<AggregateDocument> {
    return collectionOf<AggregateDocument>(this.options.connection, collectionName(claim.owner));
  }
}
