import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { randomUUID } from 'node:crypto';
import { listRoutes } from '#libs/access';
import { PipelineView } from '#libs/contracts';
import { ENGINES_START_MS, eventually, startTestEngines, type TestEngines } from '#libs/testing';
import { PipelinesStage } from '../../test/pipelines-stage.js';

let engines: TestEngines;
let stage: PipelinesStage;
let operator: string;

beforeAll(async () => {
  engines = await startTestEngines(['kafka', 'store']);
  stage = await PipelinesStage.open(engines.addresses);
  await stage.start();
  operator = await stage.tokenOf('sys-admin-1');
}, ENGINES_START_MS);

afterAll(async () => {
  await stage.close();
  await engines.stop();
}, 60_000);

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

const viewOf = async (clientId: string): Promise<PipelineView> =>
  PipelineView.parse((await stage.get(operator, `/pipelines/${clientId}`)).body);

describe('accounts of programs', () => {
  it('get a token at the issuer, with their scopes, unit and quota in it', async () => {
    const { clientId, id, secret } = await stage.register('erp', {
      ownerUnit: '510104',
      organisation: '81510104MATX01010G',
      scopes: ['events:read', 'applications:create'],
    });
    expect(claimsOf(await stage.tokenOf(clientId, secret))).toMatchObject({
      sub: id,
      kind: 'machine',
      roles: [{ role: 'PIPELINE', unit: '510104', organisation: '81510104MATX01010G' }],
      scope: 'applications:create events:read',
      batch_rows: 10_000,
    });
    const { token } = await stage.askToken(clientId, secret, 'events:read');
    expect(claimsOf(token)['scope']).toBe('events:read');
    expect((await stage.askToken(clientId, 'nps_wrong')).status).toBe(401);
    expect((await stage.askToken('pipeline.unknown', secret)).status).toBe(401);
    const { credentials } = await viewOf(clientId);
    expect(credentials[0]).toMatchObject({ status: 'valid', lastUsedAt: expect.any(String) });
  });

  it('show a secret once, keep its hash only, and never name it in an event', async () => {
    const { clientId, secret } = await stage.register('once', { ownerUnit: '5101', scopes: [] });
    const key = randomUUID();
    const first = await stage.post(operator, `/pipelines/${clientId}/credentials`, {}, key);
    const again = await stage.post(operator, `/pipelines/${clientId}/credentials`, {}, key);
    expect(first.body['clientSecret']).toMatch(/^nps_[\w-]{43}$/);
    expect(again.body).toMatchObject({ repeated: true, credential: first.body['credential'] });
    expect(again.body).not.toHaveProperty('clientSecret');
    expect((await stage.askToken(clientId, String(first.body['clientSecret']))).status).toBe(200);
    const auditor = await stage.tokenOf('mu-audit-1');
    const aggregates = JSON.stringify((await stage.get(auditor, '/aggregates?limit=500')).body);
    for (const shown of [secret, String(first.body['clientSecret'])]) expect(aggregates).not.toContain(shown);
  });

  it('rotate with an overlap: two valid at once, never three, until one is revoked or its time is over', async () => {
    const { clientId, secret: old } = await stage.register('rotating', { ownerUnit: '5101', scopes: ['events:read'] });
    const path = `/pipelines/${clientId}/credentials`;
    const next = await stage.post(operator, path, { endOthersAfterHours: 24 });
    const fresh = String(next.body['clientSecret']);
    for (const secret of [old, fresh]) expect((await stage.askToken(clientId, secret)).status).toBe(200);
    const third = await stage.post(operator, path, {});
    expect([third.status, third.body['rule']]).toEqual([422, 'R-PIPE-01']);
    const [first] = (await viewOf(clientId)).credentials;
    expect(Date.parse(first?.expiresAt ?? '')).toBeLessThan(Date.now() + 25 * 3_600_000);
    await stage.post(operator, `${path}/${first?.credential}/revocation`, { why: 'rotated' });
    expect((await stage.askToken(clientId, old)).status).toBe(401);
    expect((await stage.askToken(clientId, fresh)).status).toBe(200);
    const replaced = await stage.post(operator, path, { endOthersAfterHours: 0 });
    expect((await stage.askToken(clientId, fresh)).status).toBe(401);
    expect((await stage.askToken(clientId, String(replaced.body['clientSecret']))).status).toBe(200);
  });

  it('prove themselves by a key as well; an assertion opens once', async () => {
    await stage.post(operator, '/pipelines', {
      name: 'keyed',
      ownerUnit: '5101',
      scopes: ['events:read'],
      authentication: 'private-key-jwt',
    });
    const path = '/pipelines/pipeline.keyed/credentials';
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const { kty, crv, x, y } = await exportJWK(publicKey);
    const without = await stage.post(operator, path, {});
    expect([without.status, without.body['rule']]).toEqual([422, 'R-PIPE-05']);
    const withPrivate = await stage.post(operator, path, { publicKey: await exportJWK(privateKey) });
    expect([withPrivate.status, withPrivate.body['rule']]).toEqual([400, 'G-MALFORMED']);
    const issued = await stage.post(operator, path, { publicKey: { kty, crv, x, y } });
    expect(issued.status).toBe(200);
    const kid = String(issued.body['credential']);
    const assertion = await new SignJWT()
      .setProtectedHeader({ alg: 'ES256', kid })
      .setIssuer('pipeline.keyed')
      .setSubject('pipeline.keyed')
      .setAudience(stage.issuer)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(privateKey);
    const ask = () =>
      fetch(`${stage.issuer}/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: assertion,
        }),
      });
    expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(401);
    await eventually(async () =>
      expect((await viewOf('pipeline.keyed')).credentials[0]?.lastUsedAt).toEqual(expect.any(String)),
    );
  });

  it('stop at once when suspended, and come back when reinstated', async () => {
    const { clientId, secret } = await stage.register('stopped', { ownerUnit: '5101', scopes: ['events:read'] });
    const token = await stage.tokenOf(clientId, secret);
    const reasonText = '怀疑凭据泄露，核实后恢复使用';
    expect((await stage.post(operator, `/pipelines/${clientId}/suspension`, { reasonText })).status).toBe(200);
    expect((await stage.askToken(clientId, secret)).status).toBe(401);
    expect((await stage.get(token, '/events')).status).toBe(403);
    await stage.post(operator, `/pipelines/${clientId}/reinstatement`, { reasonText });
    expect((await stage.get(token, '/events')).status).toBe(200);
    await stage.post(operator, `/pipelines/${clientId}/scopes`, { scopes: [] });
    expect((await stage.get(token, '/events')).status).toBe(403);
  });

  it.each<[string, Record<string, unknown>, number, string]>([
    ['an unknown unit', { ownerUnit: '519999', scopes: [] }, 422, 'R-PIPE-02'],
    ['a filter beyond its unit', { ownerUnit: '510104', scopes: [], events: { units: ['510105'] } }, 422, 'R-PIPE-02'],
    ['an unknown scope', { ownerUnit: '5101', scopes: ['everything'] }, 400, 'G-MALFORMED'],
    ['a name that is none', { ownerUnit: '5101', scopes: [], name: 'A B' }, 400, 'G-MALFORMED'],
    ['an unknown field', { ownerUnit: '5101', scopes: [], admin: true }, 400, 'G-MALFORMED'],
  ])('are not registered with %s', async (_what, body, status, rule) => {
    const answer = await stage.post(operator, '/pipelines', { name: 'bad', ...body });
    expect([answer.status, answer.body['rule']]).toEqual([status, rule]);
  });

  it('are registered by the operator alone, once, and see themselves alone', async () => {
    const body = { ownerUnit: '5101', scopes: ['events:read'] };
    const { clientId, secret } = await stage.register('single', body);
    const twice = await stage.post(operator, '/pipelines', { name: 'single', ...body });
    expect([twice.status, twice.body['rule']]).toEqual([409, 'G-STATE']);
    const token = await stage.tokenOf(clientId, secret);
    for (const caller of [token, await stage.tokenOf('mu-leader-1')]) {
      expect((await stage.post(caller, '/pipelines', { name: 'more', ...body })).status).toBe(403);
    }
    expect((await stage.get(token, `/pipelines/${clientId}`)).status).toBe(200);
    expect((await stage.get(token, '/pipelines/pipeline.erp')).status).toBe(404);
    expect((await stage.get(token, '/pipelines')).status).toBe(403);
  });

  it('has a policy on every route', () => {
    expect(stage.service === undefined ? [] : listRoutes(stage.service.app).filter(({ policy }) => !policy)).toEqual(
      [],
    );
  });
});
