import { describe, expect, it } from '@jest/globals';
import { readConfig } from '#libs/config';
import { GatewayEnvironment, browserOf } from './gateway.config.js';

const service = 'http://127.0.0.1:1';
const GIVEN = {
  PORT: '8080',
  OIDC_ISSUER: service,
  APPLICATIONS_URL: service,
  APPROVALS_URL: service,
  PAYMENTS_URL: service,
  AUDITS_URL: service,
  PIPELINES_URL: service,
  WORKFLOWS_URL: service,
  CLIENT_SECRET: 's',
};
const KEY = 'k'.repeat(32);

describe('the configuration of the gateway', () => {
  it('serves a development machine with nothing more than addresses', () => {
    expect(browserOf(readConfig(GatewayEnvironment, GIVEN))).toMatchObject({
      publicUrl: 'http://127.0.0.1:8080',
      clientId: 'console',
      clientSecret: undefined,
      scope: 'openid profile',
    });
  });

  it('seals with the new key and opens with the one before', () => {
    const given = {
      ...GIVEN,
      SESSION_KEY: KEY,
      SESSION_KEY_PREVIOUS: 'p'.repeat(32),
      PUBLIC_URL: 'https://a.example/',
    };
    expect(browserOf(readConfig(GatewayEnvironment, given))).toMatchObject({
      publicUrl: 'https://a.example',
      sessionKeys: [KEY, 'p'.repeat(32)],
    });
  });

  it.each([
    [{}, /SESSION_KEY: is missing.*PUBLIC_URL: is missing/s],
    [{ PUBLIC_URL: 'https://a.example', SESSION_KEY: 'short' }, /SESSION_KEY: must have at least 32/],
    [{ PUBLIC_URL: 'https://a.example', SESSION_KEY: 'nuanchao-development-session-key' }, /that only you know/],
    [
      { PUBLIC_URL: 'https://a.example', SESSION_KEY: KEY, CONSOLE_SCOPE: 'profile' },
      /CONSOLE_SCOPE: must have openid/,
    ],
  ])('asks production for a key and an address of its own: %p', (given, message) => {
    expect(() => readConfig(GatewayEnvironment, { ...GIVEN, NODE_ENV: 'production', ...given })).toThrow(message);
  });
});
