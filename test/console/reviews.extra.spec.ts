import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ApplicationView } from '#libs/contracts';
import { eventually } from '#libs/testing';
import { accessibilityFaults, bringCases, picture, startConsole, type ConsoleStage } from './console-stage.js';

/**
 * Goal: the offices that review a case do their part in the console, found by what stands on the page. Method: one case on the
 * whole product, one window for each person, a real Chromium.
 */
describe('a case in the console, through its reviews', () => {
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

  it('has thrown nothing, and needed nothing that its content policy forbids', () => {
    expect(stage.faults).toEqual([]);
  });
});
