import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ApplicationView } from '#libs/contracts';
import { eventually } from '#libs/testing';
import { accessibilityFaults, bringCases, picture, startConsole, type ConsoleStage } from './console-stage.js';

/**
 * Goal: the offices that review a case do their part in the console, found by what stands on the page. Method: one case on the
 * whole product, one window for each person, a real Chromium.
 */
describe('a case in the console, from its formal check to its designation', () => {
  let stage: ConsoleStage;
  let caseId = '';
  const windows = new Map<string, Page>();

  beforeAll(async () => {
    stage = await startConsole('2026-02-24T09:00:00+08:00');
    const [outcome] = await bringCases(stage.product, ['e01'], ({ kind }) => kind === 'formal-check', '2026-02-24');
    caseId = outcome?.caseId ?? '';
  }, 240_000);

  afterAll(() => stage.stop(), 60_000);

  const windowOf = async (account: string): Promise<Page> => {
    const page = windows.get(account) ?? (await stage.signIn(account, '/inbox'));
    windows.set(account, page);
    return page;
  };

  /** The page of the task, from the inbox, as soon as it is there. */
  const open = async (account: string, task: string): Promise<Page> => {
    const page = await windowOf(account);
    await page.getByRole('link', { name: '待办', exact: true }).click();
    await page.getByRole('link', { name: task }).click();
    await page.getByRole('region', { name: '办理', exact: true }).waitFor();
    return page;
  };

  const send = async (page: Page, button: string): Promise<void> => {
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.getByText('已办理完成。').waitFor();
  };

  const pass = async (account: string, kind: string): Promise<void> => {
    const page = await open(account, `${kind} · 作出决定`);
    await page.getByRole('radio', { name: '通过', exact: true }).check();
    await send(page, '签署并提交');
  };

  it('is reviewed by the district, and by the city beside the health authority', async () => {
    await pass('du-reviewer-1.510104', '形式审查');
    await pass('du-reviewer-1.510104', '区县审核');
    await pass('du-leader-1.510104', '区县审核');
    const officer = await open('ch-officer-1.510104', '备案 · 登记备案回执');
    await picture(officer, 'filing-zh');
    expect(await accessibilityFaults(officer)).toEqual([]);
    // What the applicant states stands beside each field; here the register says the same.
    const stated = await officer.getByText(/^申请单位填报：/).allTextContents();
    for (const [index, label] of ['备案编号', '回执日期', '备案名称', '备案地址', '备案托位'].entries()) {
      await officer.getByLabel(label, { exact: true }).fill((stated[index] ?? '').replace('申请单位填报：', ''));
    }
    await send(officer, '登记');
    await pass('ch-officer-1.510104', '卫健核验');
    await pass('mu-reviewer-1', '市总审核');
    await pass('mu-leader-1', '市总审核');
    await eventually(async () => {
      const seen = await stage.product.client.query('mu-audit-1', 'applications', `/applications/${caseId}`);
      expect(ApplicationView.parse(seen).status).toBe('INSPECTION_PENDING');
    });
  }, 60_000);

  it('is inspected by two people of two bodies', async () => {
    const companion = await windowOf('inspector-health-1');
    await companion.getByRole('button', { name: /现场核查人员/ }).click();
    const number = await companion.getByRole('code').textContent();
    const lead = await open('inspector-union-1', '现场核查 · 登记现场核查');
    await lead.getByLabel('核查日期').fill('2026-02-24');
    await lead.getByLabel('同行核查员的人员编号').fill(number ?? '');
    await send(lead, '登记现场核查');
    await open('inspector-union-1', '现场核查 · 填报核查表');
    await lead.getByRole('radio', { name: '符合', exact: true }).first().waitFor();
    for (const conforms of await lead.getByRole('radio', { name: '符合', exact: true }).all()) await conforms.check();
    await lead.getByRole('radio', { name: '合格', exact: true }).check();
    await picture(lead, 'inspection-zh');
    expect(await accessibilityFaults(lead)).toEqual([]);
    await send(lead, '提交核查表');
    const second = await open('inspector-health-1', '现场核查 · 签署核查表');
    await second.getByText('疏散通道和安全出口畅通').waitFor();
    expect(await accessibilityFaults(second)).toEqual([]);
    await send(second, '签署核查表');
  }, 60_000);

  it('is proposed by both leaders, and designated after the notice', async () => {
    await pass('mu-leader-1', '联合评审');
    await pass('mh-leader-1', '联合评审');
    const { client } = stage.product;
    await eventually(
      async () => {
        const seen = await client.query('mu-audit-1', 'applications', `/applications/${caseId}`);
        expect(ApplicationView.parse(seen).status).toBe('PUBLICITY');
      },
      { timeoutMs: 20_000 },
    );
    await client.post('sys-admin-1', 'workflows', '/clock', { to: '2026-03-04T10:00:00+08:00' }, 'console/notice');
    for (const leader of ['mu-leader-1', 'mh-leader-1']) {
      const page = await open(leader, '认定 · 作出决定');
      await page.getByRole('radio', { name: '通过', exact: true }).check();
      await page.getByLabel('认定文号').fill('成工发〔2026〕12号');
      await send(page, '签署并提交');
    }
  }, 60_000);

  it('has thrown nothing, and needed nothing that its content policy forbids', () => {
    expect(stage.faults).toEqual([]);
  });
});
