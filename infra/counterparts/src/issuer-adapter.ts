import type { ClientMetadata } from 'oidc-provider';
import type { IssuerClient } from '#libs/contracts';
import type { RegisteredClients } from './registered-clients.js';

interface Kept {
  readonly payload: StoredPayload;
  readonly untilMs: number;
}

interface StoredPayload {
  readonly uid?: string;
  readonly grantId?: string;
  consumed?: number;
}

const SECONDS = 1_000;

/** What `find` returns to the provider: a client, or what it stored itself. */
type Found = ClientMetadata | StoredPayload | undefined;

/**
 * What `oidc-provider` asks its storage. Tokens are signed and carry everything; sessions of people, codes, refresh tokens
 * and the ids of used key assertions (each opens the door once, RFC 7523 §3) live in memory until they expire: after a
 * restart people sign in again.
 */
export const adapterFor = (registered: RegisteredClients): new (name: string) => object => {
  const all = new Map<string, Kept>();
  return class Adapter {
    constructor(private readonly name: string) {}

    async find(id: string): Promise<Found> {
      if (this.name !== 'Client') return this.kept(id);
      const client = await registered.find(id);
      return client === undefined ? undefined : metadataOf(client);
    }

    async upsert(id: string, payload: StoredPayload, expiresInSeconds: number): Promise<void> {
      for (const [old, { untilMs }] of all) if (untilMs <= Date.now()) all.delete(old);
      all.set(this.key(id), { payload, untilMs: Date.now() + expiresInSeconds * SECONDS });
    }

    async findByUid(uid: string): Promise<StoredPayload | undefined> {
      for (const [key, { payload, untilMs }] of all) {
        if (key.startsWith(`${this.name}:`) && payload.uid === uid && untilMs > Date.now()) return payload;
      }
      return undefined;
    }

    async findByUserCode(): Promise<undefined> {}

    async consume(id: string): Promise<void> {
      const payload = this.kept(id);
      if (payload !== undefined) payload.consumed = Math.floor(Date.now() / SECONDS);
    }

    async destroy(id: string): Promise<void> {
      all.delete(this.key(id));
    }

    async revokeByGrantId(grantId: string): Promise<void> {
      for (const [key, { payload }] of all) {
        if (key.startsWith(`${this.name}:`) && payload.grantId === grantId) all.delete(key);
      }
    }

    private key(id: string): string {
      return `${this.name}:${id}`;
    }

    private kept(id: string): StoredPayload | undefined {
      const kept = all.get(this.key(id));
      return kept !== undefined && kept.untilMs > Date.now() ? kept.payload : undefined;
    }
  };
};

const metadataOf = ({ clientId, authentication, keys, scopes }: IssuerClient): ClientMetadata => ({
  client_id: clientId,
  grant_types: ['client_credentials'],
  redirect_uris: [],
  response_types: [],
  ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }),
  ...(authentication === 'private-key-jwt'
    ? {
        token_endpoint_auth_method: 'private_key_jwt',
        jwks: { keys: keys.map((key) => ({ ...key, use: 'sig', alg: key.kty === 'EC' ? 'ES256' : 'EdDSA' })) },
      }
    : // A client of this kind must have a secret to be compared with; the comparison is made by pipelines.
      { token_endpoint_auth_method: 'client_secret_basic', client_secret: 'compared-by-pipelines' }),
});
