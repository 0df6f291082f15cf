import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { ServiceTokens } from '#libs/access';
import { Session, type Problem } from '#libs/contracts';
import { actorIdOf } from '../../../../infra/counterparts/src/accounts.js';
import { BrowserJar, type PageRequest } from '../../test/browser-jar.js';
import { GatewayStage, SECRET } from '../../test/gateway-stage.js';
import type { KeptSession } from './browser-sessions.storage.js';
import { SessionSeal } from './session-seal.policy.js';

const KEY = 'the key that seals sessions in this test';
const ACCOUNT = 'gu-chair.e01';
const GREETED = { id: actorIdOf(ACCOUNT), kind: 'human' };

describe('signing in to the console', () => {
  let stage: GatewayStage;
  beforeAll(async () => {
    stage = await GatewayStage.start();
    await stage.serve({ sessionKeys: [KEY] });
  });
  afterAll(() => stage.stop());

  const form = (account: string, password: string): PageRequest => ({
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ account, password }).toString(),
  });
  /** Goes through the whole sign-in; the address of the callback, which a person could go back to. */
  const signIn = async (
    jar: BrowserJar,
    to = '/',
    account = ACCOUNT,
  ): Promise<{ callback: string; landed: string }> => {
    let at = `${stage.url}/sign-in?to=${encodeURIComponent(to)}`;
    let callback = '';
    let response = await jar.ask(at);
    for (;;) {
      // Whoever is signed in at the issuer sees no form.
      if (response.status === 200) response = await jar.ask(at, form(account, SECRET));
      expect([302, 303]).toContain(response.status);
      at = new URL(response.headers.get('location') ?? '', at).href;
      if (at.includes('/sign-in/callback?')) callback = at;
      else if (at.startsWith(stage.url)) return { callback, landed: at.slice(stage.url.length) };
      response = await jar.ask(at);
    }
  };
  const signedIn = async (): Promise<{ jar: BrowserJar; session: Session }> => {
    const jar = new BrowserJar(stage.url);
    await signIn(jar);
    const response = await jar.ask('/session');
    expect(response.status).toBe(200);
    return { jar, session: Session.parse(await response.json()) };
  };
  const problem = async (response: Response): Promise<Problem> => (await response.json()) as Problem;
  const kept = async (jar: BrowserJar): Promise<KeptSession> =>
    (await new SessionSeal([KEY]).open('session', jar.get('nuanchao.0') ?? '')) as KeptSession;
  const replace = async (jar: BrowserJar, changes: Partial<KeptSession>): Promise<void> =>
    jar.set('nuanchao.0', await new SessionSeal([KEY]).seal('session', { ...(await kept(jar)), ...changes }));

  it('brings a person to the page they wanted, and greets them', async () => {
    const jar = new BrowserJar(stage.url);
    expect((await signIn(jar, '/tasks?mine=1#next')).landed).toBe('/tasks?mine=1#next');
    const response = await jar.ask('/session');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const text = await response.text();
    expect(Session.parse(JSON.parse(text))).toMatchObject({
      account: { ...GREETED, name: expect.stringMatching(/^\p{Script=Han}{3}$/u) },
    });
    expect(text).not.toContain('eyJ');
  });

  it('keeps the session where no script reads it and no other site sends it', async () => {
    const jar = new BrowserJar(stage.url);
    const { callback } = await signIn(jar);
    expect(callback).toContain('iss=');
    const again = await new BrowserJar(stage.url).ask('/sign-in?to=/');
    for (const line of again.headers.getSetCookie()) expect(line).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(jar.get('nuanchao-sign-in')).toBeUndefined();
  });

  it('gives the same claims as the client credentials of the account', async () => {
    const { jar } = await signedIn();
    const { accessToken } = await kept(jar);
    const tokens = new ServiceTokens({ issuer: stage.issuer.url, clientId: ACCOUNT, clientSecret: SECRET });
    const own = decodeJwt(await tokens.token());
    const { sub, kind, roles, aud, iss, scope } = decodeJwt(accessToken);
    expect({ sub, kind, roles, aud, iss, scope }).toEqual({
      sub: own.sub,
      kind: own['kind'],
      roles: own['roles'],
      aud: own.aud,
      iss: own.iss,
      scope: own['scope'],
    });
  });

  it.each([
    ['a wrong password', ACCOUNT, 'guess'],
    ['an account that is none', 'nobody', SECRET],
    ['a machine', 'worker', SECRET],
    ['a script in the account', '"><script>alert(1)</script>', SECRET],
  ])('refuses %s and keeps what was typed', async (_what, account, password) => {
    const jar = new BrowserJar(stage.url);
    const page = await jar.visit('/sign-in');
    const refused = await jar.ask(page.url, form(account, password));
    expect(refused.status).toBe(401);
    const html = await refused.text();
    expect(html).toContain('账号或密码不正确');
    expect(html).not.toContain('<script>');
    expect(html).not.toContain(`value="${password}"`);
  });

  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    '\\\\evil.example',
    '/%0d%0aSet-Cookie:x=1/../..//evil.example',
    'javascript:alert(1)',
    '/sign-in?to=/',
    '/api/audits/log',
    '/.//evil.example',
  ])('never leads to %s', async (to) => {
    const { landed } = await signIn(new BrowserJar(stage.url), to);
    expect(landed.startsWith('/')).toBe(true);
    expect(new URL(landed, stage.url).origin).toBe(new URL(stage.url).origin);
    expect(landed).not.toMatch(/^\/(sign-in|api)/);
  });

  it('says 401 to whoever is not signed in, and notes it nowhere', async () => {
    const before = stage.noted.length;
    const response = await new BrowserJar(stage.url).ask('/session');
    expect(response.status).toBe(401);
    expect(await problem(response)).toMatchObject({ rule: 'G-UNAUTHENTICATED' });
    expect(stage.noted).toHaveLength(before);
  });

  it('hands reads and commands on with the token of the person, without cookie and CSRF token', async () => {
    const { jar, session } = await signedIn();
    stage.reached.length = 0;
    expect((await jar.ask('/api/approvals/tasks')).status).toBe(200);
    const answer = await jar.send('/api/approvals/reviews/1/decision', 'POST', session.csrf);
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'none'");
    expect(stage.reached.map(({ method, url, actor }) => [method, url, actor.id])).toEqual([
      ['GET', '/tasks', GREETED.id],
      ['POST', '/reviews/1/decision', GREETED.id],
    ]);
    for (const { headers } of stage.reached) {
      expect(headers['cookie']).toBeUndefined();
      expect(headers['x-csrf-token']).toBeUndefined();
    }
  });

  it.each([
    ['no CSRF token', { 'x-csrf-token': '' }],
    ['another CSRF token', { 'x-csrf-token': 'A'.repeat(43) }],
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['the origin of a sandbox', { origin: 'null' }],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page of a neighbour', { 'sec-fetch-site': 'same-site' }],
  ])('refuses a command with %s, and the door journal knows the person', async (_what, headers) => {
    const { jar, session } = await signedIn();
    stage.reached.length = 0;
    stage.noted.length = 0;
    const response = await jar.send('/api/approvals/reviews/1/decision', 'POST', session.csrf, headers);
    expect(response.status).toBe(403);
    expect(await problem(response)).toMatchObject({
      rule: 'G-CROSS-SITE',
      detail: expect.stringContaining('刷新页面'),
    });
    expect(stage.reached).toEqual([]);
    expect(stage.noted).toMatchObject([{ actor: GREETED, status: 403, refusals: [{ rule: 'G-CROSS-SITE' }] }]);
  });

  it('refuses a command that says nothing of where it comes from', async () => {
    const { jar, session } = await signedIn();
    const headers = { 'x-csrf-token': session.csrf };
    expect((await jar.ask('/api/approvals/x', { method: 'DELETE', headers })).status).toBe(403);
  });

  it("asks a program's bearer token for no CSRF token, also beside a cookie", async () => {
    const { jar } = await signedIn();
    const tokens = new ServiceTokens({ issuer: stage.issuer.url, clientId: 'pipeline-1', clientSecret: SECRET });
    const authorization = `Bearer ${await tokens.token()}`;
    stage.reached.length = 0;
    const response = await jar.ask('/api/approvals/x', { method: 'POST', headers: { authorization } });
    expect(response.status).toBe(200);
    expect(stage.reached[0]?.actor).toMatchObject({ id: actorIdOf('pipeline-1') });
    expect((await jar.ask('/session', { headers: { authorization } })).status).toBe(401);
  });

  it.each([
    ['changed', async (jar: BrowserJar) => jar.set('nuanchao.0', `${(jar.get('nuanchao.0') ?? '').slice(0, -3)}abc`)],
    ['no seal at all', async (jar: BrowserJar) => jar.set('nuanchao.0', 'eyJhbGciOiJub25lIn0.e30.')],
    [
      'sealed with another key',
      async (jar: BrowserJar) =>
        jar.set('nuanchao.0', await new SessionSeal(['another']).seal('session', await kept(jar))),
    ],
    [
      'sealed for another purpose',
      async (jar: BrowserJar) => jar.set('nuanchao.0', await new SessionSeal([KEY]).seal('sign-in', await kept(jar))),
    ],
    ['over', (jar: BrowserJar) => replace(jar, { endsAtMs: Date.now() - 1 })],
    [
      'over with its token, which nothing renews',
      (jar: BrowserJar) => replace(jar, { refreshToken: undefined, renewAtMs: 0, tokenEndsAtMs: Date.now() - 1 }),
    ],
    [
      'over with its token, which the issuer does not renew',
      (jar: BrowserJar) => replace(jar, { refreshToken: 'used', renewAtMs: 0, tokenEndsAtMs: Date.now() - 1 }),
    ],
  ])('ends a session that is %s with a sentence that helps', async (_what, spoil) => {
    const { jar, session } = await signedIn();
    await spoil(jar);
    stage.reached.length = 0;
    for (const response of [await jar.ask('/session'), await jar.send('/api/approvals/x', 'POST', session.csrf)]) {
      expect(response.status).toBe(401);
      expect(await problem(response)).toMatchObject({
        rule: 'G-SESSION-ENDED',
        detail: expect.stringContaining('重新登录'),
      });
    }
    expect(stage.reached).toEqual([]);
    expect((await signIn(jar)).landed).toBe('/');
    expect((await jar.ask('/session')).status).toBe(200);
  });

  it('renews the token before it ends, once for requests side by side, and keeps the CSRF token', async () => {
    const { jar, session } = await signedIn();
    await replace(jar, { renewAtMs: 0, accessToken: 'old' });
    const answers = await Promise.all([1, 2, 3].map(() => jar.send('/api/approvals/x', 'POST', session.csrf)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { csrf, accessToken } = await kept(jar);
    expect(csrf).toBe(session.csrf);
    expect(decodeJwt(accessToken).sub).toBe(GREETED.id);
    expect((await jar.ask('/session')).headers.getSetCookie()).toEqual([]);
  });

  it('goes on with a token that is still good when the issuer does not renew it', async () => {
    const { jar } = await signedIn();
    await replace(jar, { renewAtMs: 0, refreshToken: 'used' });
    expect((await jar.ask('/session')).status).toBe(200);
  });

  it.each([
    ['a state that is none', (url: URL) => url.searchParams.set('state', 'made-up')],
    ['no state', (url: URL) => url.searchParams.delete('state')],
    ['another code', (url: URL) => url.searchParams.set('code', 'made-up')],
    ['another issuer', (url: URL) => url.searchParams.set('iss', 'https://evil.example')],
    ['an error instead of a code', (url: URL) => url.searchParams.set('error', 'access_denied')],
  ])('refuses a way back with %s', async (_what, spoil) => {
    const jar = new BrowserJar(stage.url);
    const page = await jar.visit('/sign-in');
    let response = await jar.ask(page.url, form(ACCOUNT, SECRET));
    let at = page.url;
    while (!at.includes('/sign-in/callback?')) {
      at = new URL(response.headers.get('location') ?? '', at).href;
      if (!at.includes('/sign-in/callback?')) response = await jar.ask(at);
    }
    const spoiled = new URL(at);
    spoil(spoiled);
    const refused = await jar.ask(spoiled.href);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('重新登录');
    expect(jar.get('nuanchao.0')).toBeUndefined();
  });

  it('refuses a way back in a browser that did not begin it, and a second time', async () => {
    const jar = new BrowserJar(stage.url);
    const { callback } = await signIn(jar, '/tasks');
    const stranger = new BrowserJar(stage.url);
    await stranger.ask('/sign-in');
    expect((await stranger.ask(callback)).status).toBe(400);
    expect(stranger.get('nuanchao.0')).toBeUndefined();
    // Whoever is signed in and goes back in the history comes to the page, and nothing is asked of the issuer again.
    const before = jar.get('nuanchao.0');
    expect((await jar.visit(callback)).url).toBe(`${stage.url}/tasks`);
    expect(jar.get('nuanchao.0')).toBe(before);
  });

  it('lets two tabs sign in side by side', async () => {
    const jar = new BrowserJar(stage.url);
    const [one, other] = [await jar.visit('/sign-in?to=/one'), await jar.visit('/sign-in?to=/two')];
    expect(one.url).not.toBe(other.url);
    expect((await jar.visit(other.url, form(ACCOUNT, SECRET))).url).toBe(`${stage.url}/two`);
    // The tab that comes second is told so, and finds its way: the browser is signed in.
    const late = await jar.visit(one.url, form(ACCOUNT, SECRET));
    expect(await late.response.text()).toContain(`href="${stage.url}/"`);
    expect((await signIn(jar, '/one')).landed).toBe('/one');
  });

  it('lets anybody read public notices and object, also when their session is over, and nothing else', async () => {
    const { jar } = await signedIn();
    await replace(jar, { endsAtMs: 0 });
    const visitor = new BrowserJar(stage.url);
    for (const each of [jar, visitor]) {
      // The service behind is a stand-in that knows nobody: its 401 says that it was reached.
      stage.asked.length = 0;
      await each.ask('/api/approvals/public-notices');
      await each.ask('/api/approvals/public-notices/0193?after=x');
      await each.ask('/api/approvals/public-notices/0193/objections', { method: 'POST', body: '{}' });
      expect(stage.asked).toEqual([
        'GET /public-notices',
        'GET /public-notices/0193?after=x',
        'POST /public-notices/0193/objections',
      ]);
      stage.asked.length = 0;
      for (const path of ['public-noticesx', 'notices/0193', 'public-notices/0193/other', 'public-notices/../tasks']) {
        expect((await each.ask(`/api/approvals/${path}`)).status).toBe(401);
      }
      expect((await each.ask('/api/approvals/public-notices', { method: 'POST' })).status).toBe(401);
      expect(stage.asked).toEqual([]);
    }
  });

  it('takes no flood from whoever has no account', async () => {
    const visitor = new BrowserJar(stage.url);
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => visitor.ask('/api/approvals/public-notices/1/objections', { method: 'POST' })),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(2);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await problem(refused[0] ?? new Response())).toMatchObject({ rule: 'G-TOO-MANY' });
  });

  it('signs out here and at the issuer, and only for a page of ours', async () => {
    const { jar, session } = await signedIn();
    expect((await jar.send('/sign-out', 'POST', 'another')).status).toBe(403);
    const response = await jar.send('/sign-out', 'POST', session.csrf);
    expect(response.status).toBe(200);
    const { to } = (await response.json()) as { to: string };
    expect(jar.get('nuanchao.0')).toBeUndefined();
    expect((await jar.ask('/session')).status).toBe(401);
    const page = await jar.visit(to);
    const html = await page.response.text();
    const action = /action="([^"]+)"/.exec(html)?.[1] ?? '';
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const ended = await jar.ask(action, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ xsrf, logout: 'yes' }).toString(),
    });
    expect(ended.headers.get('location')).toBe(`${stage.url}/`);
    // The issuer asks again who it is.
    expect((await jar.visit('/sign-in')).url).toContain('/interaction/');
  });

  it('signs out whoever is not signed in', async () => {
    const response = await new BrowserJar(stage.url).send('/sign-out', 'POST', '');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ to: '/' });
  });

  it('keeps people signed in over a restart and a change of the key', async () => {
    const { jar } = await signedIn();
    await stage.serve({ sessionKeys: ['the next key', KEY] });
    expect((await jar.ask('/session')).status).toBe(200);
    await replace(jar, { renewAtMs: 0 });
    expect((await jar.ask('/session')).status).toBe(200);
    await stage.serve({ sessionKeys: ['the next key'] });
    expect((await jar.ask('/session')).status).toBe(200);
    await stage.serve({ sessionKeys: [KEY] });
    expect((await jar.ask('/session')).status).toBe(401);
  });
});
