import { randomBytes } from 'node:crypto';
import { mongo, type Connection } from 'mongoose';
import { canonicalBytes, sha256Hex } from './canonical-json.js';
import { DocumentForgotten, DocumentTampered, DocumentTooLarge, NotFound } from './failures.js';
import { collectionOf, isDuplicate, reach } from './store-connection.js';

export interface NewDocument {
  readonly caseId: string;
  /** `application/json`, `application/pdf`, … */
  readonly mediaType: string;
  readonly content: Buffer;
  /** 32 bytes. Give the same one again and the same content has the same hash: for activities that may be retried. */
  readonly nonce?: Buffer | undefined;
  /** Actor id of whoever brought it. */
  readonly storedBy?: string | undefined;
}

export interface StoredDocument {
  /** SHA-256 over nonce and content, 64 hexadecimal digits. */
  readonly hash: string;
  readonly caseId: string;
  readonly mediaType: string;
  readonly content: Buffer;
  readonly nonce: Buffer;
  /** Wall time of the first write. */
  readonly storedAt: Date;
  /** Actor id of whoever brought it, where that was told. */
  readonly storedBy?: string | undefined;
}

interface DocumentRecord {
  readonly _id: string;
  readonly caseId: string;
  readonly mediaType: string;
  readonly storedAt: Date;
  readonly content?: mongo.Binary;
  readonly nonce?: mongo.Binary;
  readonly storedBy?: string | undefined;
  readonly forgottenAt?: Date;
}

const NONCE_BYTES = 32;
const LIMIT_BYTES = 8 * 1024 * 1024;

/** The hash under which content is stored with this nonce. */
export const documentHash = (content: Buffer, nonce: Buffer = randomBytes(NONCE_BYTES)): string => {
  if (nonce.length !== NONCE_BYTES) throw new TypeError(`a nonce has ${NONCE_BYTES} bytes, not ${nonce.length}`);
  return sha256Hex(nonce, content);
};

/**
 * Immutable content addressed by hash (design §4). The nonce keeps short content from being guessed from its hash, so a
 * forgotten document is really gone although the log still proves that it existed.
 */
export class DocumentStore {
  /** `limitBytes`: largest content; MongoDB ends at 16 MiB. */
  constructor(
    private readonly connection: Connection,
    private readonly limitBytes = LIMIT_BYTES,
  ) {}

  /** Returns after the content is durable, so that an event may name the hash. Storing the same again changes nothing. */
  async put(document: NewDocument): Promise<{ hash: string }> {
    const { caseId, mediaType, content, nonce = randomBytes(NONCE_BYTES), storedBy } = document;
    if (content.length > this.limitBytes) throw new DocumentTooLarge(this.limitBytes);
    const hash = documentHash(content, nonce);
    const record: DocumentRecord = {
      _id: hash,
      caseId,
      mediaType,
      storedAt: new Date(),
      content: new mongo.Binary(content),
      nonce: new mongo.Binary(nonce),
      ...(storedBy === undefined ? {} : { storedBy }),
    };
    try {
      await reach(() => this.collection.insertOne(record));
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    return { hash };
  }

  /** Stores a JSON value as its canonical bytes. */
  putJson(
    document: Omit<NewDocument, 'content' | 'mediaType'> & { readonly value: unknown },
  ): Promise<{ hash: string }> {
    const { caseId, nonce, value } = document;
    return this.put({ caseId, nonce, mediaType: 'application/json', content: canonicalBytes(value) });
  }

  /** Throws `NotFound`, `DocumentForgotten`, or `DocumentTampered` when the content does not have its hash any more. */
  async get(hash: string): Promise<StoredDocument> {
    const record = await reach(() => this.collection.findOne({ _id: hash }));
    if (record === null) throw new NotFound(hash);
    if (record.content === undefined || record.nonce === undefined) throw new DocumentForgotten(hash);
    const content = Buffer.from(record.content.value());
    const nonce = Buffer.from(record.nonce.value());
    const actual = sha256Hex(nonce, content);
    if (actual !== hash) throw new DocumentTampered(hash, actual);
    const { caseId, mediaType, storedAt, storedBy } = record;
    return { hash, caseId, mediaType, content, nonce, storedAt, storedBy };
  }

  async getJson(hash: string): Promise<unknown> {
    const { content } = await this.get(hash);
    return JSON.parse(content.toString('utf8'));
  }

  async exists(hash: string): Promise<boolean> {
    return (await reach(() => this.collection.findOne({ _id: hash }, { projection: { _id: 1 } }))) !== null;
  }

  /** Removes content and nonce for ever; the hash and what kind of document it was stay. */
  async forget(hash: string): Promise<void> {
    const forgotten = await reach(() =>
      this.collection.updateOne({ _id: hash }, { $set: { forgottenAt: new Date() }, $unset: { content: 1, nonce: 1 } }),
    );
    if (forgotten.matchedCount === 0) throw new NotFound(hash);
  }

  private get collection(): mongo.Collection<DocumentRecord> {
    return collectionOf<DocumentRecord>(this.connection, 'documents');
  }
}
