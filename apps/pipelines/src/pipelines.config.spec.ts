import { describe, expect, it } from '@jest/globals';
import { readConfig } from '#libs/config';
import { PipelinesEnvironment } from './pipelines.config.js';

const URL = 'http://127.0.0.1:1';
const needed = {
  PORT: '0',
  OIDC_ISSUER: URL,
  MONGODB_URL: 'mongodb://127.0.0.1:1/pipelines',
  KAFKA_BROKERS: '127.0.0.1:1',
  APPLICATIONS_URL: URL,
  APPROVALS_URL: URL,
  PAYMENTS_URL: URL,
  CLIENT_SECRET: 'secret',
};
const read = (variables: Record<string, string>) => readConfig(PipelinesEnvironment, { ...needed, ...variables });

describe('the environment of pipelines', () => {
  it('lists addresses, a time and pauses for webhooks, and needs none of them', () => {
    expect(
      read({
        WEBHOOK_ALLOWED_ADDRESSES: '10.1.0.0/16, ::1',
        WEBHOOK_TIMEOUT_MS: '5000',
        WEBHOOK_RETRY_SECONDS: '5,0.5',
      }),
    ).toMatchObject({
      WEBHOOK_ALLOWED_ADDRESSES: ['10.1.0.0/16', '::1'],
      WEBHOOK_TIMEOUT_MS: 5_000,
      WEBHOOK_RETRY_SECONDS: [5, 0.5],
    });
    expect(read({ WEBHOOK_ALLOWED_ADDRESSES: '' }).WEBHOOK_ALLOWED_ADDRESSES).toBeUndefined();
  });

  it.each([
    ['WEBHOOK_ALLOWED_ADDRESSES', 'localhost'],
    ['WEBHOOK_ALLOWED_ADDRESSES', '10.0.0.0/40'],
    ['WEBHOOK_TIMEOUT_MS', '0'],
    ['WEBHOOK_RETRY_SECONDS', '5,,30'],
    ['WEBHOOK_RETRY_SECONDS', 'soon'],
  ])('refuses %s=%s by name', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(name);
  });
});
