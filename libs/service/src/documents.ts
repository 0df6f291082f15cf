import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { canonicalBytes, sha256Hex, type StoredDocument } from '#libs/aggregate';
import { ServiceStore } from './service-store.js';

/** Where a document comes from: the same caller, key, part and content have the same hash again. */
export interface DocumentSource {
  /** Actor id. */
  readonly caller: string;
  /** Idempotency-Key of the command that stores it. */
  readonly key: string;
  /** Tells several documents of one command apart. */
  readonly part?: string | undefined;
  readonly caseId?: string | undefined;
  readonly mediaType?: string | undefined;
}

/** Documents by hash, stored before the event that names them (design §4). */
@Injectable()
export class Documents {
  constructor(@Inject(ServiceStore) private readonly own: ServiceStore) {}

  /** Durable when it returns. @returns the hash. @throws DocumentTooLarge */
  async store(content: Buffer, source: DocumentSource): Promise<string> {
    const { hash } = await this.own.documents.put({
      content,
      caseId: source.caseId ?? '',
      mediaType: source.mediaType ?? 'application/octet-stream',
      nonce: nonceOf(source),
      storedBy: source.caller,
    });
    return hash;
  }

  /** The canonical bytes of a JSON value. */
  storeJson(value: unknown, source: DocumentSource): Promise<string> {
    return this.store(canonicalBytes(value), { ...source, mediaType: 'application/json' });
  }

  /** @throws NotFound, DocumentForgotten, DocumentTampered */
  find(hash: string): Promise<StoredDocument> {
    return this.own.documents.get(hash);
  }

  /** A JSON document in its schema. */
  async json<Schema extends z.ZodType>(hash: string, schema: Schema): Promise<z.infer<Schema>> {
    return schema.parse(await this.own.documents.getJson(hash));
  }
}

const nonceOf = ({ caller, key, part = '' }: DocumentSource): Buffer =>
  Buffer.from(sha256Hex(canonicalBytes(['nonce', caller, key, part])), 'hex');
