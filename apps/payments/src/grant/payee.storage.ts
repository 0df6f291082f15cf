import { Injectable } from '@nestjs/common';
import { DocumentForgotten, NotFound, canonicalBytes } from '#libs/aggregate';
import { Payee } from '#libs/contracts';
import type { GrantState, LoadedPayee } from '#libs/domain';
import { Documents, type DocumentSource } from '#libs/service';

/** Marks documents that hold bank data, so that reading them can be kept to few. */
export const PAYEE_MEDIA_TYPE = 'application/vnd.nuanchao.payee+json';

/** Bank data lie in documents of their own; states and events hold the hash. */
@Injectable()
export class PayeeStorage {
  constructor(private readonly documents: Documents) {}

  /** Durable when it returns. */
  async store(payee: Payee, source: Omit<DocumentSource, 'mediaType'>): Promise<string> {
    return this.documents.store(canonicalBytes(payee), { ...source, mediaType: PAYEE_MEDIA_TYPE });
  }

  /** The payee of record; null for a health grant, and when its document was forgotten: nobody is paid from here then. */
  async of(state: GrantState | undefined): Promise<LoadedPayee | null> {
    if (state === undefined || state.status === 'NONE' || state.payeeHash === null) return null;
    const hash = state.payeeHash;
    try {
      return { hash, payee: await this.documents.json(hash, Payee) };
    } catch (error) {
      if (error instanceof DocumentForgotten || error instanceof NotFound) return null;
      throw error;
    }
  }
}
