import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationView, TaskList } from '#libs/contracts';
import { eventually } from '#libs/testing';
import {
  accessibilityFaults,
  bringCases,
  picture,
  signInAtIssuer,
  startConsole,
  type ConsoleStage,
} from './console-stage.js';

const REASON = '申请的服务不在本年度项目支持范围内，请下一年度再行申报。';

/**
 * Goal: a reviewer's day in the console, found by what stands on the page and nothing else. Method: the whole product on real
 * engines, cases that robots have brought to their formal check, and a real Chromium.
 */
describe('the console, for staff', () => {
  let stage: ConsoleStage;
  const cases = new Map<string, string>();

  beforeAll(async () => {
    stage = await startConsole('2026-02-24T09:00:00+08:00');
    const codes = ['e01', 'e02', 'e03', 'e04', 'e05'];
    const outcomes = await bringCases(stage.product, codes, ({ kind }) => kind === 'formal-check');
    for (const { script, caseId } of outcomes) cases.set(script.site.code, caseId ?? '');
  }, 240_000);

  afterAll(() => stage.stop(), 60_000);

  /** The API as an auditor sees it: what was really done. */
  const applicationOf = async (code: string): Promise<ApplicationView> =>
    ApplicationView.parse(
      await stage.product.client.query('mu-audit-1', 'applications', `/applications/${cases.get(code)}`),
    );

  it('lets a reviewer find and pass a case in Chinese with the keyboard', async () => {
    const page = await stage.signIn('du-reviewer-1.510104', '/');
    await page.getByRole('heading', { level: 1, name: '待办' }).waitFor();
    await page.getByRole('link', { name: /形式审查.*成都示例第一人民医院.*还剩2个工作日/ }).waitFor();
    await picture(page, 'inbox-zh');
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: '快捷键' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');

    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByText('申请正在形式审查，轮到锦江区总工会审核办理，应于2026年2月27日前办结。').waitFor();
    await page.getByText('系统已核对，没有规则阻止通过。').waitFor();
    await picture(page, 'case-zh');
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole('radio', { name: '通过', exact: true }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.getByText('已办理完成。').waitFor();
    expect(await applicationOf('e01')).toMatchObject({ tracks: { municipal: 'NONE' }, correction: null });
    // The next step is the same reviewer's: the page follows by itself.
    await page.getByText(/申请正在区县审核/).waitFor();
    await page.keyboard.press('u');
    await page.getByRole('link', { name: /区县审核/ }).waitFor();
  });

  it('returns a case in English with a checklist, and says first what is missing, at its field', async () => {
    const page = await stage.signIn('du-reviewer-1.510112', '/', 'en');
    await page.getByRole('button', { name: 'Next task' }).click();
    await page.getByRole('radio', { name: 'Return for correction' }).check();
    await page.getByRole('checkbox', { name: 'Budget', exact: true }).check();
    await page.getByRole('button', { name: 'Sign and submit' }).click();
    await page.getByText('Not submitted: 2 things to mend').waitFor();
    const defect = page.getByRole('group', { name: 'Budget' });
    expect(await defect.getByText('Give a reason of at least 10 characters').count()).toBe(2);
    await picture(page, 'return-en');
    expect(await accessibilityFaults(page)).toEqual([]);
    await defect.getByLabel('Kind of reason').selectOption('problem with the budget');
    await defect.getByLabel('Defect, and what to do about it').fill('The budget of 2026 has no item for childcare.');
    await page.getByRole('button', { name: 'Sign and submit' }).click();
    await page.getByText('Done.').waitFor();
    await eventually(async () => expect((await applicationOf('e02')).status).toBe('CORRECTION'));
    await page.getByText(/The application was returned for correction/).waitFor();
  });

  it('keeps what was typed when somebody else has decided meanwhile, and says so', async () => {
    const page = await stage.signIn('du-reviewer-1.510106', '/');
    await page.getByRole('button', { name: '办理下一件' }).click();
    await page.getByRole('radio', { name: '不予通过' }).check();
    await page.getByLabel('理由', { exact: true }).fill(REASON);
    const { client } = stage.product;
    const [task] = TaskList.parse(await client.query('du-reviewer-2.510106', 'approvals', '/tasks')).tasks;
    const path = `/reviews/${task?.subject.slice('review/'.length)}/decision`;
    await client.command('du-reviewer-2.510106', 'approvals', path, { outcome: 'pass' }, 'console/colleague');
    await page.getByText('此事项已办结，或已由他人办理。您填写的内容仍保留在此。').waitFor();
    expect(await page.getByLabel('理由', { exact: true }).inputValue()).toBe(REASON);
    await page.getByLabel('理由类别').selectOption('超范围');
    await page.getByRole('button', { name: '签署并提交' }).click();
    await page
      .getByText(/办理期间，此事项已有变化|当前状态为/)
      .first()
      .waitFor();
    expect(await page.getByLabel('理由', { exact: true }).inputValue()).toBe(REASON);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('goes on in place after the session has ended in mid-form', async () => {
    const page = await stage.signIn('du-reviewer-1.5101GX', '/');
    await page.getByRole('button', { name: '办理下一件' }).click();
    await page.getByRole('radio', { name: '不予通过' }).check();
    await page.getByLabel('理由', { exact: true }).fill(REASON);
    await page.getByLabel('理由类别').selectOption('超范围');
    await page.context().clearCookies();
    await page.getByRole('dialog', { name: '登录已过期' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const [second] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('link', { name: '在新窗口登录' }).click(),
    ]);
    await signInAtIssuer(second, 'du-reviewer-1.5101GX');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await page.getByLabel('理由', { exact: true }).inputValue()).toBe(REASON);
    await page.getByRole('button', { name: '签署并提交' }).click();
    await page.getByText('已办理完成。').waitFor();
  });

  it('does once what was sent twice because the answer was lost', async () => {
    const page = await stage.signIn('du-reviewer-1.510129', '/');
    await page.getByRole('button', { name: '办理下一件' }).click();
    await page.getByRole('radio', { name: '通过', exact: true }).check();
    await page.route(/\/decision$/, async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.getByRole('button', { name: '签署并提交' }).click();
    await page.getByText(/服务器没有应答，不确定是否已办理/).waitFor();
    await page.unroute(/\/decision$/);
    await page.getByRole('button', { name: '再次提交' }).click();
    await page.getByText('此前的提交已生效，没有重复办理。').waitFor();
    await eventually(async () => expect((await applicationOf('e05')).status).toBe('DISTRICT_REVIEW'));
  });

  it('tells of an address that leads nowhere and of a foreign case in the same words, and signs out', async () => {
    const page = await stage.signIn('du-reviewer-1.510108', '/nowhere');
    await page.getByRole('heading', { name: '没有找到此页面' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.goto(`/cases/${cases.get('e01')}`);
    await page.getByRole('heading', { name: '没有找到此页面' }).waitFor();
    await page.getByRole('link', { name: '申请', exact: true }).click();
    await page.getByText('没有符合条件的申请。').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: /成华区/ }).click();
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.waitForURL((url) => url.pathname !== '/cases');
    await page.goto('/');
    await page.getByRole('link', { name: '登录' }).waitFor();
    await picture(page, 'sign-in-zh');
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('walks through ten thousand tasks with as many rows as the window shows', async () => {
    const page = await stage.signIn('du-reviewer-1.510104', '/');
    const row = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: /区县审核/ }) });
    await row.first().waitFor();
    const { client } = stage.product;
    const [task] = TaskList.parse(await client.query('du-reviewer-1.510104', 'approvals', '/tasks')).tasks;
    const many = Array.from({ length: 10_000 }, (_, index) => ({ ...task, subject: `review/${index}` }));
    await page.route(/\/api\/approvals\/tasks/, (route) => route.fulfill({ json: { tasks: many } }));
    await page.getByText('共10000件').waitFor();
    expect(await row.count()).toBeLessThan(60);
    for (let step = 0; step < 30; step += 1) await page.keyboard.press('j');
    expect(await page.evaluate<string>("document.activeElement.closest('li').getAttribute('aria-posinset')")).toBe(
      '30',
    );
  });

  it('has thrown nothing, and needed nothing that its content policy forbids', () => {
    expect(stage.faults).toEqual([]);
  });
});
