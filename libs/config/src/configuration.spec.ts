import { describe, expect, it } from '@jest/globals';
import { ConfigurationError, readConfig } from './configuration.js';
import { ServiceEnvironment } from './environment.js';

const good = {
  PORT: '8080',
  MONGODB_URL: 'mongodb://127.0.0.1:27017/applications',
  KAFKA_BROKERS: '127.0.0.1:9092,127.0.0.1:9093',
  OIDC_ISSUER: 'http://127.0.0.1:9000/',
};

const faultsOf = (variables: Record<string, string | undefined>): Record<string, string> => {
  try {
    readConfig(ServiceEnvironment, variables);
    return {};
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return Object.fromEntries(error.faults.map((fault) => [fault.variable, fault.problem]));
  }
};

describe('the configuration', () => {
  it('is read with its defaults', () => {
    expect(readConfig(ServiceEnvironment, { ...good, LOG_LEVEL: '' })).toMatchObject({
      PORT: 8080,
      HOST: '127.0.0.1',
      KAFKA_BROKERS: ['127.0.0.1:9092', '127.0.0.1:9093'],
      OIDC_ISSUER: 'http://127.0.0.1:9000',
      NODE_ENV: 'development',
      LOG_LEVEL: 'info',
    });
  });

  it('names every bad variable at once', () => {
    expect(faultsOf({ PORT: 'http', KAFKA_BROKERS: 'broker', MONGODB_URL: 'mongodb://127.0.0.1:27017' })).toEqual({
      PORT: 'must be a port between 0 and 65535',
      KAFKA_BROKERS: 'must be host:port, several separated by commas',
      MONGODB_URL: 'must be mongodb://host:port/database, with the database name',
      OIDC_ISSUER: 'is missing',
    });
  });

  it('never repeats a value, which may be a secret', () => {
    const read = (): unknown => readConfig(ServiceEnvironment, { ...good, MONGODB_URL: 'postgres://root:hunter2@db' });
    expect(read).toThrow(ConfigurationError);
    expect(read).not.toThrow(/hunter2/);
  });

  it('refuses a settable office clock in production', () => {
    const settable = { ...good, OFFICE_CLOCK_FILE: '/tmp/clock' };
    expect(faultsOf(settable)).toEqual({});
    expect(faultsOf({ ...settable, NODE_ENV: 'production' })).toEqual({
      OFFICE_CLOCK_FILE: 'is refused when NODE_ENV=production; production runs on the wall clock',
    });
  });

  it.each(['65536', '-1', '80a', '1e3'])('refuses the port %s', (port) => {
    expect(faultsOf({ ...good, PORT: port })).toHaveProperty('PORT');
  });

  it('keeps the production rules when a service adds variables', () => {
    const extended = ServiceEnvironment.extend({ EXTRA: ServiceEnvironment.shape.OIDC_ISSUER });
    const production = { ...good, EXTRA: good.OIDC_ISSUER, NODE_ENV: 'production', OFFICE_CLOCK_FILE: '/tmp/clock' };
    expect(() => readConfig(extended, production)).toThrow(/OFFICE_CLOCK_FILE/);
  });
});
