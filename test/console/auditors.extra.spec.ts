import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accessibilityFaults, bringCases, picture, startConsole, type ConsoleStage } from './console-stage.js';

const FACTS = '该场所消防通道长期堆放杂物，三月初多次到场所见均是如此。';

/**
 * Goal: anybody reads a notice and objects without an account, staff decide on it, and an auditor stands where the case stood
 * at any moment, by what stands on the pages. Method: one case that robots have brought to its public notice on the whole
 * product, and a real Chromium.
 */
describe('the console, for anybody and for auditors', () => {
  let stage: ConsoleStage;
  let caseId = '';
  let visitor: Page;

  beforeAll(async () => {
    stage = await startConsole('2026-02-24T09:00:00+08:00');
    const [outcome] = await bringCases(stage.product, ['e01'], ({ kind }) => kind === 'designation', '2026-02-24');
    caseId = outcome?.caseId ?? '';
  }, 240_000);

  afterAll(() => stage.stop(), 60_000);

  const press = async (page: Page, key: string, times = 1): Promise<void> => {
    for (let count = 0; count < times; count += 1) await page.keyboard.press(key);
  };

  it('shows a notice to anybody, and takes an objection with a receipt', async () => {
    visitor = await stage.visit('/');
    await visitor.getByRole('link', { name: '查看示范点公示' }).click();
    await visitor.getByRole('heading', { level: 1, name: '示范点公示' }).waitFor();
    await visitor.getByRole('link', { name: /成都示例第一人民医院/ }).waitFor();
    await picture(visitor, 'notices-zh');
    expect(await accessibilityFaults(visitor)).toEqual([]);
    await visitor.getByRole('link', { name: /成都示例第一人民医院/ }).click();
    await visitor.getByRole('heading', { level: 1, name: '成都示例第一人民医院' }).waitFor();
    await visitor.getByRole('button', { name: '提交异议' }).click();
    await visitor.getByText('请写明事实和理由，至少10个字。').waitFor();
    expect(await visitor.getByLabel('事实和理由').getAttribute('aria-invalid')).toBe('true');
    await visitor.getByLabel('事实和理由').fill(FACTS);
    await visitor.getByLabel('姓名（选填）').fill('王某');
    await visitor.getByLabel('联系方式（选填）').fill('13800000000');
    await picture(visitor, 'notice-zh');
    expect(await accessibilityFaults(visitor)).toEqual([]);
    await visitor.getByRole('button', { name: '提交异议' }).click();
    await visitor
      .getByRole('region', { name: '异议已收到' })
      .getByText(/^notice\/.+\/0000000002$/)
      .waitFor();
    await picture(visitor, 'receipt-zh');
    expect(await accessibilityFaults(visitor)).toEqual([]);
    expect(await visitor.evaluate<string>('JSON.stringify(sessionStorage)')).not.toMatch(/王某|13800000000/);
    const scripts = await visitor.evaluate<string[]>(
      "performance.getEntriesByType('resource').map(({ name }) => name)",
    );
    expect(scripts.filter((name) => /inbox\.page|\/session$|\/tasks/.test(name))).toEqual([]);
  }, 60_000);

  it('has the objection examined, which stops the clock of the notice for all to see', async () => {
    const page = await stage.signIn('mu-reviewer-1', '/');
    await page.getByRole('link', { name: /公示 · 审查异议/ }).click();
    await page.getByText(FACTS).waitFor();
    await page.getByText(/王某 · 13800000000/).waitFor();
    await page.getByRole('radio', { name: '受理', exact: true }).check();
    await picture(page, 'objection-zh');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '提交审查意见' }).click();
    await page.getByText('已办理完成。').waitFor();
    await visitor.reload();
    await visitor.getByText('公示计时自2026年2月24日起停止').waitFor();
    await visitor.getByText(/审查期间公示计时停止/).waitFor();
    expect(await accessibilityFaults(visitor)).toEqual([]);
  }, 60_000);

  it('has both leaders sign, after which the clock runs again', async () => {
    for (const leader of ['mu-leader-1', 'mh-leader-1']) {
      const page = await stage.signIn(leader, '/');
      await page.getByRole('link', { name: /公示 · 异议结论签字/ }).click();
      const known = leader.startsWith('mu') ? FACTS : '异议书由市总工会保管，请向其了解内容。';
      await page.getByText(known).waitFor();
      await page.getByRole('radio', { name: '异议不成立' }).check();
      await page.getByLabel('结论说明').fill('经现场复查，消防通道畅通，所述情况不属实。');
      await page.getByRole('button', { name: '签署结论' }).click();
      await page.getByText('已办理完成。').waitFor();
    }
    await expect(visitor.getByText(/^公示至2026年/).waitFor({ timeout: 30_000 })).resolves.toBeUndefined();
    const english = await stage.visit(new URL(visitor.url()).pathname, 'en');
    await english.getByRole('region', { name: 'Object' }).waitFor();
    await picture(english, 'notice-en');
    expect(await accessibilityFaults(english)).toEqual([]);
    await english.goto('/public/notices/00000000-0000-4000-8000-000000000000');
    await english.getByRole('heading', { name: 'This notice was not found' }).waitFor();
  }, 90_000);

  it('finds an event by case and type, and opens it where it stands', async () => {
    const page = await stage.signIn('mu-audit-1', '/');
    await page.getByRole('link', { name: '审计', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '审计日志' }).waitFor();
    await page.getByText(/已列出\d+条，日志共\d+条/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel('案件编码').fill(caseId);
    await page.getByLabel('事件', { exact: true }).selectOption('application.submitted');
    await page.getByRole('button', { name: '查找', exact: true }).click();
    await page.getByText(/已列出1条，日志共\d+条/).waitFor();
    await picture(page, 'audit-zh');
    await page.getByRole('link', { name: '提交申请' }).click();
    await page.getByRole('heading', { level: 1, name: '案件重放' }).waitFor();
    await page.getByRole('heading', { level: 2, name: '提交申请' }).waitFor();
    await page.getByText('申请正在形式审查').waitFor();
  }, 60_000);

  it('moves through the case with the arrow keys, and marks what each step changed', async () => {
    const page = await stage.signIn('mu-audit-1', `/audit/cases/${caseId}`);
    const slider = page.getByRole('slider', { name: '时间' });
    await page.getByText('申请正在公示').waitFor();
    await slider.focus();
    await press(page, 'Home');
    await page.getByRole('heading', { level: 2, name: '建立申请草稿' }).waitFor();
    await page.getByText('申请还是草稿').waitFor();
    await page.getByText('由办理人直接提交，没有更早的事件引起它。').waitFor();
    await press(page, 'ArrowRight');
    await page.getByRole('heading', { level: 2, name: '封存工作方案' }).waitFor();
    const documents = page.getByRole('region', { name: '当时材料' });
    await documents.getByText('这一步新增').first().waitFor();
    await page.getByText(/这一步改变了\d+处，已标出。/).waitFor();
    await press(page, 'ArrowRight');
    await page.getByRole('heading', { level: 2, name: '开启集体决策会议' }).waitFor();
    await page.getByRole('button', { name: '由“封存工作方案”引起' }).click();
    await page.getByRole('heading', { level: 2, name: '封存工作方案' }).waitFor();
    await picture(page, 'replay-zh');
    expect(await accessibilityFaults(page)).toEqual([]);
  }, 60_000);

  it('checks the log in the browser, and says when it does not hold', async () => {
    const page = await stage.signIn('mu-audit-1', `/audit/cases/${caseId}`, 'en');
    await page.getByText('The bytes of this entry fit its leaf hash.').waitFor();
    await page.getByRole('button', { name: /^Check the log from its beginning to entry \d+$/ }).click();
    await page.getByText(/entries checked from the beginning: none missing, none changed/).waitFor();
    await picture(page, 'replay-en');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.route(/\/api\/audits\/entries/, async (route) => {
      const response = await route.fetch();
      const log = (await response.json()) as { entries: { index: number }[] };
      await route.fulfill({ json: { ...log, entries: log.entries.filter(({ index }) => index !== 2) } });
    });
    await page.getByRole('button', { name: /^Check the log from its beginning/ }).click();
    await page.getByText('Entry 2 is missing.').waitFor();
    await page.getByRole('link', { name: /Back to the log/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Audit log' }).waitFor();
    await page.getByText(/listed, of \d+ entries in the log/).waitFor();
    await picture(page, 'audit-en');
  }, 60_000);

  it('has thrown nothing, and needed nothing that its content policy forbids', () => {
    expect(stage.faults).toEqual([]);
  });
});
