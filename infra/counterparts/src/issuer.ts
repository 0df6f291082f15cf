import type { JWK } from 'jose';
import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { Provider, errors } from 'oidc-provider';
import { AUDIENCE } from '#libs/access';
import type { StructuredLogger } from '#libs/telemetry';
import { actorIdOf, type DemonstrationAccount } from './accounts.js';
import { SIGNING_ALGORITHM } from './signing-key.js';

/** Resource indicator (RFC 8707) of our services; their tokens' audience is its last part. */
const RESOURCE = `urn:${AUDIENCE}`;
const TOKEN_SECONDS = 3600;

export interface IssuerOptions {
  readonly url: string;
  readonly key: JWK;
  readonly secret: string;
  readonly accounts: readonly DemonstrationAccount[];
  readonly logger: StructuredLogger;
}

/**
 * An OpenID Connect issuer for development and tests: every demonstration account is a client that gets a token by
 * client credentials. Tokens are RFC 9068 access tokens with `kind` and `roles`; `sub` is the opaque actor id.
 */
export const developmentIssuer = (options: IssuerOptions): RequestListener => {
  const byName = new Map(options.accounts.map((account) => [account.account, account]));
  const scopes = [...new Set(options.accounts.flatMap((account) => account.scopes ?? []))];
  const provider = new Provider(options.url, {
    clients: options.accounts.map(({ account, scopes: own }) => ({
      client_id: account,
      client_secret: options.secret,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      token_endpoint_auth_method: 'client_secret_basic',
      ...(own === undefined ? {} : { scope: own.join(' ') }),
    })),
    clientDefaults: { id_token_signed_response_alg: SIGNING_ALGORITHM },
    jwks: { keys: [options.key] },
    // Tokens are signed and carry everything, so there is nothing to keep and nothing that a restart could lose.
    adapter: NothingKept,
    ttl: { ClientCredentials: TOKEN_SECONDS },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    scopes,
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        getResourceServerInfo: (_context, resource) => {
          if (resource !== RESOURCE) throw new errors.InvalidTarget('unknown resource');
          return {
            audience: AUDIENCE,
            scope: scopes.join(' '),
            accessTokenTTL: TOKEN_SECONDS,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: SIGNING_ALGORITHM } },
          };
        },
      },
    },
    formats: {
      customizers: {
        jwt: (_context, token, made) => {
          const account = byName.get(token.clientId ?? '');
          if (account) Object.assign(made.payload, claimsOf(account));
        },
      },
    },
  });
  provider.on('server_error', (_context, error) => options.logger.failure('issuer', error));
  const handle = provider.callback();
  return (request, response) => void handle(request, response);
};

class NothingKept {
  async upsert(): Promise<void> {}
  async find(): Promise<undefined> {}
  async findByUid(): Promise<undefined> {}
  async findByUserCode(): Promise<undefined> {}
  async consume(): Promise<void> {}
  async destroy(): Promise<void> {}
  async revokeByGrantId(): Promise<void> {}
}

const claimsOf = (account: DemonstrationAccount): Record<string, unknown> => ({
  sub: actorIdOf(account.account),
  kind: account.kind,
  roles: account.roles,
  ...(account.scopes === undefined ? {} : { scope: account.scopes.join(' ') }),
});
