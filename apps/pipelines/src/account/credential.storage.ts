import { Injectable } from '@nestjs/common';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { mongo } from 'mongoose';
import type { PublicKey } from '#libs/contracts';
import { isDuplicate, reach } from '#libs/aggregate';
import { ServiceStore } from '#libs/service';

interface CredentialDocument {
  /** The credential's id. */
  readonly _id: string;
  readonly account: string;
  /** SHA-256 of the secret, which has 256 bits of its own and so needs no salt; null for a key. */
  readonly secretHash: string | null;
  readonly publicKey: PublicKey | null;
  readonly lastUsedAt: Date | null;
}

/** Uses are noted to the minute: a write for every token would say no more. */
const USE_NOTED_MS = 60_000;

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/**
 * What proves that an account is who it says. It stays out of events and logs: those name a credential by its id alone, and
 * the account's state says whether it is valid.
 */
@Injectable()
export class CredentialStorage {
  constructor(private readonly store: ServiceStore) {}

  /** A secret that nobody has seen; kept as its hash. Whoever keeps one under an id again replaces it. */
  async keepSecret(id: string, account: string): Promise<string> {
    const secret = `nps_${randomBytes(32).toString('base64url')}`;
    await this.keep({ _id: id, account, secretHash: hashOf(secret), publicKey: null, lastUsedAt: null });
    return secret;
  }

  async keepKey(id: string, account: string, publicKey: PublicKey): Promise<void> {
    await this.keep({ _id: id, account, secretHash: null, publicKey, lastUsedAt: null });
  }

  /** Whether this is the secret that stands under the id. */
  async isSecret(id: string, secret: string): Promise<boolean> {
    const found = await reach(() => this.collection.findOne({ _id: id }));
    if (found === null || found.secretHash === null) return false;
    return timingSafeEqual(Buffer.from(found.secretHash, 'hex'), Buffer.from(hashOf(secret), 'hex'));
  }

  /** The public keys under these ids. */
  async keysOf(ids: readonly string[]): Promise<readonly (PublicKey & { readonly kid: string })[]> {
    const found = await this.findAll(ids);
    return found.flatMap(({ _id, publicKey }) => (publicKey === null ? [] : [{ ...publicKey, kid: _id }]));
  }

  /** Notes that the credential opened the account just now. */
  async noteUse(id: string): Promise<void> {
    const now = new Date();
    const found = await reach(() => this.collection.findOne({ _id: id }));
    if (found === null || now.getTime() - (found.lastUsedAt?.getTime() ?? 0) < USE_NOTED_MS) return;
    await reach(() => this.collection.updateOne({ _id: id }, { $set: { lastUsedAt: now } }));
  }

  async lastUses(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = await this.findAll(ids);
    return new Map(
      found.flatMap(({ _id, lastUsedAt }) => (lastUsedAt === null ? [] : [[_id, lastUsedAt.toISOString()] as const])),
    );
  }

  private async keep(credential: CredentialDocument): Promise<void> {
    const { _id, ...rest } = credential;
    const replace = (): Promise<unknown> => this.collection.replaceOne({ _id }, rest, { upsert: true });
    await reach(replace).catch((error: unknown) => {
      if (isDuplicate(error)) return reach(replace);
      throw error;
    });
  }

  private async findAll(ids: readonly string[]): Promise<readonly CredentialDocument[]> {
    if (ids.length === 0) return [];
    return reach(() => this.collection.find({ _id: { $in: [...ids] } }).toArray());
  }

  private get collection(): mongo.Collection<CredentialDocument> {
    return this.store.collection<CredentialDocument>('credentials');
  }
}
