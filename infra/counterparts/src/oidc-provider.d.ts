/** The part of `oidc-provider` 9 that the development issuer uses; the package ships no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface ClientMetadata {
    client_id: string;
    client_secret?: string;
    grant_types: string[];
    redirect_uris: string[];
    post_logout_redirect_uris?: string[];
    response_types: string[];
    token_endpoint_auth_method: string;
    scope?: string;
    jwks?: { keys: object[] };
  }

  export interface Client {
    readonly clientId: string;
    compareClientSecret(secret: string): boolean | Promise<boolean>;
  }

  export interface Account {
    accountId: string;
    claims: () => Record<string, unknown>;
  }

  export interface Grant {
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
  }

  export interface ResourceServer {
    audience: string;
    scope: string;
    accessTokenTTL: number;
    accessTokenFormat: 'jwt' | 'opaque';
    jwt: { sign: { alg: string } };
  }

  export interface StructuredToken {
    payload: Record<string, unknown>;
  }

  /** The Koa context of one request to the provider. */
  export interface ProviderContext {
    body: unknown;
    set(headers: Readonly<Record<string, string>>): void;
    readonly oidc: {
      readonly client?: Client;
      readonly params?: Record<string, unknown>;
      readonly session?: { readonly accountId?: string };
      readonly provider: {
        readonly Grant: new (of: { clientId: string | undefined; accountId: string | undefined }) => Grant;
      };
    };
  }

  export interface Configuration {
    clients: ClientMetadata[];
    clientDefaults: Record<string, unknown>;
    jwks: { keys: object[] };
    adapter: new (name: string) => object;
    ttl: Readonly<Record<string, number>>;
    cookies: { keys: string[] };
    scopes: string[];
    claims: Record<string, string[]>;
    conformIdTokenClaims: boolean;
    findAccount: (context: ProviderContext, id: string) => Account | undefined;
    interactions: { url: (context: ProviderContext, interaction: { uid: string }) => string };
    issueRefreshToken: (context: ProviderContext, client: Client) => boolean;
    loadExistingGrant: (context: ProviderContext) => Promise<Grant>;
    pkce: { required: () => boolean };
    renderError: (context: ProviderContext, out: { error: string; error_description?: string }) => void;
    features: {
      clientCredentials: { enabled: boolean };
      devInteractions: { enabled: boolean };
      rpInitiatedLogout: {
        enabled: boolean;
        logoutSource: (context: ProviderContext, form: string) => void;
        postLogoutSuccessSource: (context: ProviderContext) => void;
      };
      resourceIndicators: {
        enabled: boolean;
        defaultResource: () => string;
        getResourceServerInfo: (context: unknown, resource: string, client: Client) => ResourceServer;
      };
    };
    formats: {
      customizers: {
        jwt: (
          context: unknown,
          token: { clientId?: string; accountId?: string; scope?: string },
          made: StructuredToken,
        ) => void;
      };
    };
  }

  export class Provider {
    constructor(issuer: string, configuration: Configuration);
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    /** @throws when the request has no open interaction */
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<object>;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: { login: { accountId: string } },
      options: { mergeWithLastSubmission: boolean },
    ): Promise<void>;
    on(event: 'server_error', listener: (context: unknown, error: Error) => void): this;
    on(event: 'grant.success', listener: (context: ProviderContext) => void): this;
    readonly Client: { readonly prototype: Client };
  }

  export namespace errors {
    class InvalidTarget extends Error {}
  }
}
