import { SignJWT, exportJWK, generateKeyPair, type JWTHeaderParameters } from 'jose';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Actor } from '#libs/contracts';

/** What a test changes about a token to see it refused. */
export interface TokenChanges {
  readonly audience?: string | undefined;
  readonly issuer?: string | undefined;
  /** In seconds from now; negative has expired. */
  readonly expiresInSeconds?: number | undefined;
  readonly typ?: string | undefined;
  readonly scope?: string | undefined;
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
}

export interface LoopbackIssuer {
  readonly url: string;
  readonly port: number;
  /** A signed access token of this actor, valid unless changed. */
  readonly tokenFor: (actor: Actor, changes?: TokenChanges) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/**
 * The smallest issuer that services accept: discovery, one key, and tokens for any actor. It listens on loopback; with
 * `port` it takes that port, so that a test can bring an issuer up after the service.
 */
export const startLoopbackIssuer = async (port = 0): Promise<LoopbackIssuer> => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const kid = randomUUID();
  const key = { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' };
  let url = '';
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    const path = request.url ?? '';
    if (path.startsWith('/.well-known/')) {
      response.end(JSON.stringify({ issuer: url, jwks_uri: `${url}/jwks`, token_endpoint: `${url}/token` }));
    } else if (path === '/token') {
      // For a service that asks for its own machine token; whoever checks such tokens in a test makes them by `tokenFor`.
      response.end(JSON.stringify({ access_token: 'machine', expires_in: 300 }));
    } else {
      response.end(JSON.stringify({ keys: [key] }));
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve());
  });
  const { port: chosen } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${chosen}`;
  return {
    url,
    port: chosen,
    tokenFor: (actor, changes = {}) => {
      const header: JWTHeaderParameters = { alg: 'ES256', kid, typ: changes.typ ?? 'at+jwt' };
      const now = Math.floor(Date.now() / 1000);
      const scope = changes.scope === undefined ? {} : { scope: changes.scope };
      return new SignJWT({ kind: actor.kind, roles: actor.roles, client_id: actor.id, ...scope, ...changes.claims })
        .setProtectedHeader(header)
        .setSubject(actor.id)
        .setIssuer(changes.issuer ?? url)
        .setAudience(changes.audience ?? 'nuanchao')
        .setIssuedAt(now)
        .setExpirationTime(now + (changes.expiresInSeconds ?? 300))
        .setJti(randomUUID())
        .sign(privateKey);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
