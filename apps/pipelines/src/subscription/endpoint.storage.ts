import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Documents, type DocumentSource } from '#libs/service';
import type { EndpointFault } from './endpoint.policy.js';
import { WebhookGateway } from './webhook.gateway.js';

/** The document that an event names by `endpointHash`. */
const EndpointDocument = z.object({ url: z.string() });
const KNOWN_MAX = 1_000;

/** Addresses of receivers: events name them by hash, because a path may hold a secret. */
@Injectable()
export class Endpoints {
  /** By hash; what stands under one never changes. */
  private readonly known = new Map<string, string>();

  constructor(
    private readonly documents: Documents,
    private readonly gateway: WebhookGateway,
  ) {}

  /** Why nothing may be sent there; null when it may, as things are now. */
  fault(url: string): Promise<EndpointFault | null> {
    return this.gateway.fault(url);
  }

  keep(url: string, source: DocumentSource): Promise<string> {
    return this.documents.storeJson({ url }, { ...source, part: 'endpoint' });
  }

  async find(hash: string): Promise<string> {
    const known = this.known.get(hash);
    if (known !== undefined) return known;
    const { url } = await this.documents.json(hash, EndpointDocument);
    if (this.known.size >= KNOWN_MAX) this.known.clear();
    this.known.set(hash, url);
    return url;
  }
}
