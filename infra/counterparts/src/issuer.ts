import { decodeProtectedHeader, type JWK } from 'jose';
import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { Provider, errors, type Client, type ClientMetadata, type ResourceServer } from 'oidc-provider';
import { AUDIENCE } from '#libs/access';
import { PIPELINE_SCOPES, type IssuerClient } from '#libs/contracts';
import type { StructuredLogger } from '#libs/telemetry';
import { actorIdOf, type DemonstrationAccount } from './accounts.js';
import { adapterFor } from './issuer-adapter.js';
import { PERSON_LIFETIMES, SIGN_OUT, consoleClient, peopleById, peopleConfiguration } from './issuer-people.js';
import { isRegistered, type RegisteredClients } from './registered-clients.js';
import { INTERACTION, SignInRoute } from './sign-in-route.js';
import { SIGNING_ALGORITHM } from './signing-key.js';

/** Resource indicator (RFC 8707) of our services; their tokens' audience is its last part. */
const RESOURCE = `urn:${AUDIENCE}`;
const TOKEN_SECONDS = 3600;
/** A program's scopes and its suspension reach other services with its next token, so its tokens are short. */
const PIPELINE_TOKEN_SECONDS = 600;

export interface IssuerOptions {
  readonly url: string;
  readonly key: JWK;
  readonly secret: string;
  readonly accounts: readonly DemonstrationAccount[];
  /** Programs that pipelines registered, clients beside the demonstration accounts. */
  readonly registered: RegisteredClients;
  /** Web origins of the consoles that people may be sent back to. */
  readonly consoleUrls: readonly string[];
  readonly logger: StructuredLogger;
}

/**
 * An OpenID Connect issuer for development and tests: every demonstration account, and every program that pipelines
 * registered, is a client that gets a token by client credentials, by its secret or by `private_key_jwt`. People also sign
 * in on a page, for the console (code flow with PKCE). Tokens are RFC 9068 access tokens with `kind` and `roles`, the same
 * by either way; `sub` is the opaque actor id.
 */
export const developmentIssuer = (options: IssuerOptions): RequestListener => {
  const byName = new Map(options.accounts.map((account) => [account.account, account]));
  const people = peopleById(options.accounts);
  const { registered } = options;
  const [home] = options.consoleUrls;
  const provider = new Provider(options.url, {
    ...peopleConfiguration(people, { resource: RESOURCE, home }),
    clients: clientsOf(options),
    clientDefaults: { id_token_signed_response_alg: SIGNING_ALGORITHM },
    jwks: { keys: [options.key] },
    adapter: adapterFor(registered),
    ttl: { ...PERSON_LIFETIMES, AccessToken: TOKEN_SECONDS, ClientCredentials: TOKEN_SECONDS },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    scopes: ['openid', ...PIPELINE_SCOPES],
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      rpInitiatedLogout: SIGN_OUT,
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        getResourceServerInfo: (_context, resource, client) => serverOf(resource, client),
      },
    },
    formats: {
      customizers: {
        jwt: (_context, token, made) => {
          const clientId = token.clientId ?? '';
          const account = token.accountId === undefined ? byName.get(clientId) : people.get(token.accountId);
          const program = registered.claimsOf(clientId);
          if (account) Object.assign(made.payload, claimsOf(account));
          else if (program) Object.assign(made.payload, programClaims(program, token.scope));
        },
      },
    },
  });
  verifySecretsElsewhere(provider, registered);
  noteEvents(provider, options);
  const signIn = new SignInRoute(provider, options.accounts, options.secret, home);
  const handle = provider.callback();
  return (request, response) => {
    const handled = request.url?.startsWith(INTERACTION) ? signIn.handle(request, response) : handle(request, response);
    handled.catch((error: unknown) => {
      options.logger.failure('issuer', error);
      response.destroy();
    });
  };
};

const clientsOf = ({ accounts, secret, consoleUrls }: IssuerOptions): ClientMetadata[] => [
  ...accounts.map(({ account, scopes: own }) => ({
    client_id: account,
    client_secret: secret,
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
    token_endpoint_auth_method: 'client_secret_basic',
    ...(own === undefined ? {} : { scope: own.join(' ') }),
  })),
  ...(consoleUrls.length === 0 ? [] : [consoleClient(secret, consoleUrls)]),
];

const serverOf = (resource: string, client: Client): ResourceServer => {
  if (resource !== RESOURCE) throw new errors.InvalidTarget('unknown resource');
  return {
    audience: AUDIENCE,
    scope: PIPELINE_SCOPES.join(' '),
    accessTokenTTL: isRegistered(client.clientId) ? PIPELINE_TOKEN_SECONDS : TOKEN_SECONDS,
    accessTokenFormat: 'jwt',
    jwt: { sign: { alg: SIGNING_ALGORITHM } },
  };
};

const noteEvents = (provider: Provider, { registered, logger }: IssuerOptions): void => {
  provider.on('server_error', (_context, error) => logger.failure('issuer', error));
  provider.on('grant.success', ({ oidc }) => {
    const { client, params } = oidc;
    const kid = keyIdOf(params?.['client_assertion']);
    if (kid === undefined || !isRegistered(client?.clientId ?? '')) return;
    registered
      .noteKeyUse(client?.clientId ?? '', kid)
      .catch((error: unknown) => logger.failure('the use of a key could not be noted', error));
  });
};

/** Secrets of registered programs are known to pipelines alone, which is asked; those of accounts are compared here. */
const verifySecretsElsewhere = (provider: Provider, registered: RegisteredClients): void => {
  const { prototype } = provider.Client;
  const compareHere = Reflect.get(prototype, 'compareClientSecret');
  prototype.compareClientSecret = function compare(secret) {
    if (isRegistered(this.clientId)) return registered.isSecret(this.clientId, secret);
    return compareHere.call(this, secret);
  };
};

const keyIdOf = (assertion: unknown): string | undefined => {
  if (typeof assertion !== 'string') return undefined;
  try {
    return decodeProtectedHeader(assertion).kid;
  } catch {
    return undefined;
  }
};

/** A program gets the scopes it asks for, or all it has; never others. */
const programClaims = ({ claims, scopes }: IssuerClient, asked: string | undefined): Record<string, unknown> => {
  const wanted = asked?.split(' ').filter(Boolean) ?? [];
  const given = wanted.length === 0 ? scopes : scopes.filter((scope) => wanted.includes(scope));
  return { ...claims, scope: given.join(' ') };
};

const claimsOf = (account: DemonstrationAccount): Record<string, unknown> => ({
  sub: actorIdOf(account.account),
  kind: account.kind,
  roles: account.roles,
  ...(account.scopes === undefined ? {} : { scope: account.scopes.join(' ') }),
});
