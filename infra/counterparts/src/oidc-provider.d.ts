/** The part of `oidc-provider` 9 that the development issuer uses; the package ships no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface ClientMetadata {
    client_id: string;
    client_secret?: string;
    grant_types: string[];
    redirect_uris: string[];
    response_types: string[];
    token_endpoint_auth_method: string;
    scope?: string;
    jwks?: { keys: object[] };
  }

  export interface Client {
    readonly clientId: string;
    compareClientSecret(secret: string): boolean | Promise<boolean>;
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

  export interface Configuration {
    clients: ClientMetadata[];
    clientDefaults: Record<string, unknown>;
    jwks: { keys: object[] };
    adapter: new (name: string) => object;
    ttl: { ClientCredentials: number };
    cookies: { keys: string[] };
    scopes: string[];
    features: {
      clientCredentials: { enabled: boolean };
      devInteractions: { enabled: boolean };
      resourceIndicators: {
        enabled: boolean;
        defaultResource: () => string;
        getResourceServerInfo: (context: unknown, resource: string, client: Client) => ResourceServer;
      };
    };
    formats: {
      customizers: {
        jwt: (context: unknown, token: { clientId?: string; scope?: string }, made: StructuredToken) => void;
      };
    };
  }

  export class Provider {
    constructor(issuer: string, configuration: Configuration);
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    on(event: 'server_error', listener: (context: unknown, error: Error) => void): this;
    on(
      event: 'grant.success',
      listener: (context: { oidc: { client?: Client; params?: Record<string, unknown> } }) => void,
    ): this;
    readonly Client: { readonly prototype: Client };
  }

  export namespace errors {
    class InvalidTarget extends Error {}
  }
}
