import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { siteOf } from '../../infra/demonstration/src/demonstration-sites.js';
import { Robots } from '../../infra/demonstration/src/robots.js';
import { Simulation } from '../../infra/demonstration/src/simulation.js';
import { accessibilityFaults, picture, startConsole, type ConsoleStage } from './console-stage.js';

const BEGINNING = '2026-02-24';
const UNTIL = '2026-03-20';
const NEVER = '2099-12-31';

/** Up to which task each case is brought; the first one to its end. */
const STOPS: Readonly<Record<string, string>> = {
  e01: 'nothing',
  e02: 'formal-check',
  e03: 'formal-check',
  e04: 'district-review',
};

/**
 * Goal: a leader sees where the programme stands, and each number opens its cases. Method: the whole product, one case paid and
 * three waiting, a real Chromium.
 */
describe('the overview, for leaders', () => {
  let stage: ConsoleStage;

  beforeAll(async () => {
    stage = await startConsole(`${BEGINNING}T09:00:00+08:00`);
    const { client } = stage.product;
    for (const fund of ['UNION_MUNI', 'FISCAL_HEALTH']) {
      const budget = { year: 2026, fund, amountFen: 100_000_000 };
      await client.post('mu-fin-approver-1', 'payments', '/budgets', budget, `console/${fund}`);
    }
    await new Simulation({
      client,
      robots: new Robots(client, 'console'),
      until: UNTIL,
      endsAt: `${UNTIL}T09:00:00+08:00`,
      report: () => undefined,
      cases: Object.entries(STOPS).map(([code, stop]) => ({
        script: { site: siteOf(code), meeting: 'record' },
        startsOn: BEGINNING,
        actsOn: ({ kind, openedOn }) => (kind === stop ? NEVER : openedOn),
      })),
    }).run();
  }, 300_000);

  afterAll(() => stage.stop(), 60_000);

  const row = (page: Page, region: string, name: string) =>
    page
      .getByRole('region', { name: region, exact: true })
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name }) });
  const listed = (page: Page, text: string): Promise<number> =>
    page.getByRole('listitem').filter({ hasText: text }).count();

  it('shows the city’s targets, units, states, ages and money, and each number opens its cases', async () => {
    const page = await stage.signIn('mu-leader-1', '/');
    await page.setViewportSize({ width: 1360, height: 2650 });
    await page.getByRole('link', { name: '总览', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '总览' }).waitFor();
    await page.getByText('目标：2025年12月31日前全市不少于10家（方案三）').waitFor();
    const map = page.getByRole('region', { name: '各区（市）县进展' });
    expect(await map.getByRole('listitem').count()).toBe(23);
    const unit = (name: string) => map.getByRole('listitem').filter({ hasText: name });
    await unit('锦江区').getByRole('link', { name: '示范点 1' }).waitFor();
    await page.getByRole('region', { name: '2026年度资金' }).waitFor();
    await page.locator('canvas').nth(2).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'overview-zh');

    await row(page, '申请所处状态', '已提交').getByRole('link', { name: '2', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '申请' }).waitFor();
    await page.getByRole('listitem').filter({ hasText: '已提交' }).first().waitFor();
    expect(await listed(page, '已提交')).toBe(2);

    await page.goBack();
    await unit('龙泉驿区').getByRole('link', { name: '在办 1' }).click();
    await page.getByRole('listitem').filter({ hasText: '龙泉驿区' }).filter({ hasText: '已提交' }).waitFor();

    await page.goBack();
    await row(page, '在当前状态停留的时间', '已提交').getByRole('link', { name: '2', exact: true }).click();
    await page.getByText(/^仅显示2026年2月\d+日至2026年3月\d+日进入当前状态的申请。/).waitFor();
    await page.getByRole('listitem').filter({ hasText: '已提交' }).first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.goBack();
    const money = row(page, '2026年度资金', '市总工会专项');
    await money
      .getByRole('link', { name: /（1笔）$/ })
      .last()
      .click();
    await page.getByText('仅显示2026年度市总工会专项补助已到账的申请。').waitFor();
    await page.getByRole('link', { name: /成都示例第一人民医院.*已到账/ }).waitFor();
    await page.getByRole('button', { name: '显示全部申请' }).click();
    await page.getByText(/^仅显示/).waitFor({ state: 'detached' });
  }, 60_000);

  it('shows a district’s leader his own unit and no money, in English', async () => {
    const page = await stage.signIn('du-leader-1.510112', '/overview', 'en');
    await page.getByText(/^Of Longquanyi District, as of/).waitFor();
    await page.getByRole('link', { name: 'under way 1' }).waitFor();
    expect(await page.getByRole('heading', { name: /^Money/ }).count()).toBe(0);
    expect(await page.getByText('Xindu District').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
  }, 60_000);

  it('shows the city in English, and on a narrow window nothing is cut off', async () => {
    const page = await stage.signIn('mh-leader-1', '/overview', 'en');
    await page.getByRole('region', { name: 'The 23 units' }).waitFor();
    await page.locator('canvas').nth(2).waitFor();
    await picture(page, 'overview-en');
    // 400 % zoom of a window 1280 wide.
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    expect(await accessibilityFaults(page)).toEqual([]);
  }, 60_000);

  it('has thrown nothing, and needed nothing that its content policy forbids', () => {
    expect(stage.faults).toEqual([]);
  });
});
