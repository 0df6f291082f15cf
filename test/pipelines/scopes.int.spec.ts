import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listRoutes, type ListedRoute } from '#libs/access';
import { PIPELINE_SCOPES, type Actor } from '#libs/contracts';
import { startService, type StartedService } from '#libs/service';
import { startLoopbackIssuer, type LoopbackIssuer } from '#libs/testing';
import { ApplicationsModule } from '../../apps/applications/src/applications.module.js';
import { ApprovalsModule } from '../../apps/approvals/src/approvals.module.js';
import { PaymentsModule } from '../../apps/payments/src/payments.module.js';
import { PipelinesModule } from '../../apps/pipelines/src/pipelines.module.js';

/** A service answers without its engines, and whoever may not come in is told so before any of them is asked. */
const NOWHERE = 'http://127.0.0.1:1';
const program: Actor = {
  id: 'p-program',
  kind: 'machine',
  roles: [{ role: 'PIPELINE', unit: '5101', organisation: '81510104MATX01010G' }],
};

const NAMES = ['applications', 'approvals', 'payments', 'pipelines'] as const;
let issuer: LoopbackIssuer;
const services = new Map<string, StartedService>();

beforeAll(async () => {
  issuer = await startLoopbackIssuer();
  for (const name of NAMES) {
    const environment = {
      PORT: 0,
      HOST: '127.0.0.1',
      NODE_ENV: 'test' as const,
      LOG_LEVEL: 'silent' as const,
      MONGODB_URL: `mongodb://127.0.0.1:1/${name}`,
      KAFKA_BROKERS: ['127.0.0.1:1'],
      OIDC_ISSUER: issuer.url,
      APPLICATIONS_URL: NOWHERE,
      APPROVALS_URL: NOWHERE,
      PAYMENTS_URL: NOWHERE,
      BANK_URL: NOWHERE,
      CLIENT_SECRET: 'none',
    };
    const modules = {
      applications: () => ApplicationsModule.forRoot(environment),
      approvals: () => ApprovalsModule.forRoot(environment),
      payments: () => PaymentsModule.forRoot(environment),
      pipelines: () => PipelinesModule.forRoot(environment),
    };
    const service = await startService({ title: name, module: modules[name], signals: false });
    service.ready.catch(() => undefined);
    services.set(name, service);
  }
}, 60_000);

afterAll(async () => {
  await Promise.all([...services.values()].map((service) => service.stop()));
  await issuer.stop();
}, 60_000);

const routesOf = (name: string): readonly ListedRoute[] => {
  const service = services.get(name);
  return service === undefined ? [] : listRoutes(service.app).filter(({ policy }) => policy?.access !== 'public');
};
const scopeOf = ({ policy }: ListedRoute): string | undefined =>
  policy?.access === 'allow' && policy.roles.includes('PIPELINE') ? policy.scope : undefined;

const statusWith = async (name: string, { method, path }: ListedRoute, scopes: readonly string[]): Promise<number> => {
  const token = await issuer.tokenFor(program, { scope: scopes.join(' ') });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': 'k' };
  const response = await fetch(`${services.get(name)?.url}${path.replaceAll(/:\w+/g, 'x')}?dryRun=true`, {
    method,
    headers,
    ...(method === 'GET' ? {} : { body: '{}' }),
  });
  await response.arrayBuffer();
  return response.status;
};

describe('a pipeline', () => {
  it.each(NAMES)(
    'is refused on every route of %s without its scope, whatever other scopes it has',
    async (name) => {
      const routes = routesOf(name);
      expect(routes.length).toBeGreaterThan(5);
      for (const route of routes) {
        const needed = scopeOf(route);
        const others = PIPELINE_SCOPES.filter((scope) => needed === undefined || !scope.startsWith(needed));
        expect([route.method, route.path, await statusWith(name, route, [])]).toEqual([route.method, route.path, 403]);
        expect([route.method, route.path, await statusWith(name, route, others)]).toEqual([
          route.method,
          route.path,
          403,
        ]);
      }
    },
    60_000,
  );

  it.each(NAMES)(
    'is let in on the routes of %s that ask for a scope it has',
    async (name) => {
      const open = routesOf(name).filter((route) => scopeOf(route) !== undefined);
      for (const route of open) {
        const scope = scopeOf(route) ?? '';
        const scopes = PIPELINE_SCOPES.filter((each) => each.startsWith(scope));
        expect(scopes.length).toBeGreaterThan(0);
        // What comes of it is the service's affair: here the body is none, or the store is away.
        expect([route.path, await statusWith(name, route, scopes)]).not.toEqual([route.path, 403]);
      }
    },
    120_000,
  );

  it('has no route that is open to it without a scope', () => {
    const open = NAMES.flatMap((name) => routesOf(name)).filter(
      ({ policy }) => policy?.access === 'allow' && policy.roles.includes('PIPELINE') && policy.scope === undefined,
    );
    expect(open.map(({ handler }) => handler)).toEqual([]);
  });
});
