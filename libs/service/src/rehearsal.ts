import type { mongo } from 'mongoose';
import {
  Claims,
  DocumentStore,
  DocumentTooLarge,
  documentHash,
  type ClaimAnswer,
  type NewDocument,
} from '#libs/aggregate';

/** Claims as a dry run sees them: it learns who has a value, and takes nothing. */
export class RehearsedClaims extends Claims {
  override claim(value: string, owner: string): Promise<ClaimAnswer> {
    return this.look(value, owner);
  }

  override keep(value: string, owner: string): Promise<ClaimAnswer> {
    return this.look(value, owner);
  }

  private async look(value: string, owner: string): Promise<ClaimAnswer> {
    const present = await this.ownerOf(value);
    return present === undefined || present === owner ? { kind: 'ok' } : { kind: 'taken', owner: present };
  }
}

/** Documents as a dry run sees them: a hash is computed as it would be, and nothing is stored. */
export class RehearsedDocuments extends DocumentStore {
  constructor(
    connection: ConstructorParameters<typeof DocumentStore>[0],
    private readonly limit: number,
  ) {
    super(connection, limit);
  }

  override put({ content, nonce }: NewDocument): Promise<{ hash: string }> {
    if (content.length > this.limit) return Promise.reject(new DocumentTooLarge(this.limit));
    return Promise.resolve({ hash: documentHash(content, nonce) });
  }
}

const WRITES = /^(insert|update|replace|delete|findOneAnd|bulkWrite|drop|rename|createIndex)/;

/**
 * A collection that a dry run may read and not write. Whoever writes all the same gets an error instead of an effect: a
 * route that forgets the dry run fails loudly.
 */
export const readOnly = <Document extends mongo.Document>(
  collection: mongo.Collection<Document>,
): mongo.Collection<Document> =>
  new Proxy(collection, {
    get: (target, name) => {
      if (typeof name === 'string' && WRITES.test(name)) {
        return () => Promise.reject(new Error(`a dry run tried ${name} on ${target.collectionName}`));
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
