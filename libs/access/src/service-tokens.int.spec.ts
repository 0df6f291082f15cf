import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IssuerUnavailable } from './access-refused.js';
import { ServiceTokens } from './service-tokens.js';

describe('the tokens of a machine', () => {
  let server: Server;
  let issuer: string;
  let asked: string[];
  let status: number;
  let nowMs: number;
  let tokens: ServiceTokens;

  beforeEach(async () => {
    asked = [];
    status = 200;
    nowMs = 0;
    server = createServer((request, response) => {
      response.statusCode = status;
      if (request.url !== '/token') {
        response.end(JSON.stringify({ token_endpoint: `${issuer}/token` }));
        return;
      }
      asked.push(Buffer.from(request.headers.authorization?.slice('Basic '.length) ?? '', 'base64').toString());
      response.end(JSON.stringify({ access_token: `token-${asked.length}`, expires_in: 3600, token_type: 'Bearer' }));
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve());
    });
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    tokens = new ServiceTokens({ issuer, clientId: 'worker', clientSecret: 'a:b c', nowMs: () => nowMs });
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('are asked for once by callers at the same time, with encoded credentials', async () => {
    expect(await Promise.all([tokens.token(), tokens.token(), tokens.token()])).toEqual([
      'token-1',
      'token-1',
      'token-1',
    ]);
    expect(asked).toEqual(['worker:a%3Ab%20c']);
  });

  it('are kept until a minute before they expire', async () => {
    expect(await tokens.token()).toBe('token-1');
    nowMs = 3539_000;
    expect(await tokens.token()).toBe('token-1');
    nowMs = 3540_000;
    expect(await tokens.token()).toBe('token-2');
  });

  it('are asked for again when forgotten', async () => {
    await tokens.token();
    tokens.forget();
    expect(await tokens.token()).toBe('token-2');
  });

  it('say that the issuer is not available, and work once it is', async () => {
    status = 500;
    await expect(tokens.token()).rejects.toBeInstanceOf(IssuerUnavailable);
    status = 200;
    expect(await tokens.token()).toBe('token-1');
  });
});
