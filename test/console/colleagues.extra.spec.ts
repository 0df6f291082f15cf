import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationView } from '#libs/contracts';
import { eventually } from '#libs/testing';
import { accessibilityFaults, bringCases, picture, startConsole, type ConsoleStage } from './console-stage.js';

const REASON = '申请的服务不在本年度项目支持范围内，请下一年度再行申报。';

/**
 * Goal: two people of one office do not do the same work twice, and nobody loses what he typed. Method: the whole product, one
 * case at its formal check, a window for each of the two, a real Chromium.
 */
describe('colleagues at one inbox', () => {
  let stage: ConsoleStage;
  let caseId = '';

  beforeAll(async () => {
    stage = await startConsole('2026-02-24T09:00:00+08:00');
    const [outcome] = await bringCases(stage.product, ['e01'], ({ kind }) => kind === 'formal-check');
    caseId = outcome?.caseId ?? '';
  }, 240_000);

  afterAll(() => stage.stop(), 60_000);

  it('see who has taken a task, keep what they typed when one just took it, and can take it over', async () => {
    const second = await stage.signIn('du-reviewer-2.510104', '/');
    await second.getByRole('link', { name: /形式审查/ }).click();
    await second.getByRole('radio', { name: '不予通过' }).check();
    await second.getByLabel('理由类别').selectOption('超范围');
    await second.getByLabel('理由', { exact: true }).fill(REASON);

    const first = await stage.signIn('du-reviewer-1.510104', '/');
    await first.getByRole('link', { name: /形式审查/ }).click();
    await first.getByRole('button', { name: '领取此事项' }).click();
    await first.getByText('您已领取').waitFor();
    expect(await accessibilityFaults(first)).toEqual([]);
    const number = await first.evaluate<string>(
      "fetch('/session').then((one) => one.json()).then(({ account }) => account.id)",
    );

    await second.getByText(`人员${number}已领取此事项。`).waitFor();
    await second.getByRole('button', { name: '签署并提交' }).click();
    await second.getByText(new RegExp(`此事项已由人员${number}领取`)).waitFor();
    expect(await second.getByLabel('理由', { exact: true }).inputValue()).toBe(REASON);
    await picture(second, 'taken-zh');
    expect(await accessibilityFaults(second)).toEqual([]);

    await second.getByRole('button', { name: '改由我办理' }).click();
    await second.getByText('您已领取').waitFor();
    await first.getByText(/已领取此事项/).waitFor();
    await second.getByRole('button', { name: '签署并提交' }).click();
    await second.getByText('已办理完成。').waitFor();
    // Not accepting a case is signed by the leader: the decision stands and is his next.
    await eventually(async () => {
      const seen = await stage.product.client.query('mu-audit-1', 'applications', `/applications/${caseId}`);
      expect(ApplicationView.parse(seen).status).toBe('SUBMITTED');
    });
  }, 60_000);

  it('find what they have taken and what is free, and come back to a look under its own name', async () => {
    const page = await stage.signIn('du-leader-1.510104', '/');
    await page.getByRole('link', { name: /形式审查/ }).click();
    await page.getByRole('button', { name: '领取此事项' }).click();
    await page.getByText('您已领取').waitFor();
    await page.getByRole('link', { name: '待办', exact: true }).click();
    await page.getByRole('link', { name: /形式审查.*我已领取/ }).waitFor();
    await page.getByRole('button', { name: '我领取的 1' }).click();
    await page.getByLabel('当前筛选的名称').fill('我手上的');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('button', { name: '未领取 0' }).click();
    await page.getByText('没有符合条件的待办。').waitFor();
    await page.reload();
    await page.getByRole('button', { name: '我手上的', exact: true }).click();
    await page.getByRole('link', { name: /形式审查.*我已领取/ }).waitFor();
    expect(new URL(page.url()).search).toBe('?holder=me');
    await picture(page, 'inbox-taken-zh');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '删除筛选“我手上的”' }).click();
    expect(await page.getByRole('button', { name: '我手上的', exact: true }).count()).toBe(0);
    await page.getByRole('link', { name: /形式审查/ }).click();
    await page.getByRole('button', { name: '释放' }).click();
    await page.getByRole('button', { name: '领取此事项' }).waitFor();
  }, 60_000);

  it('has thrown nothing, and needed nothing that its content policy forbids', () => {
    expect(stage.faults).toEqual([]);
  });
});
