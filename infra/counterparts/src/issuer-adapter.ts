import type { ClientMetadata } from 'oidc-provider';
import type { IssuerClient } from '#libs/contracts';
import type { RegisteredClients } from './registered-clients.js';

/**
 * What `oidc-provider` asks its storage. Tokens are signed and carry everything, so nothing is kept but the ids of key
 * assertions that were used, until they expire: each opens the door once (RFC 7523 §3).
 */
export const adapterFor = (registered: RegisteredClients): new (name: string) => object => {
  const used = new Map<string, number>();
  return class Adapter {
    constructor(private readonly name: string) {}

    async find(id: string): Promise<ClientMetadata | { readonly jti: string } | undefined> {
      if (this.name === 'Client') {
        const client = await registered.find(id);
        return client === undefined ? undefined : metadataOf(client);
      }
      return this.name === 'ReplayDetection' && (used.get(id) ?? 0) > Date.now() ? { jti: id } : undefined;
    }

    async upsert(id: string, _payload: unknown, expiresInSeconds: number): Promise<void> {
      if (this.name !== 'ReplayDetection') return;
      for (const [old, until] of used) if (until <= Date.now()) used.delete(old);
      used.set(id, Date.now() + expiresInSeconds * 1_000);
    }

    async findByUid(): Promise<undefined> {}
    async findByUserCode(): Promise<undefined> {}
    async consume(): Promise<void> {}
    async destroy(): Promise<void> {}
    async revokeByGrantId(): Promise<void> {}
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
