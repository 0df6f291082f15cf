import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Kafka, Partitioners, logLevel } from 'kafkajs';
import { accessibilityFaults, bringCases, picture, startConsole, type ConsoleStage } from './console-stage.js';

const REASON = '来历不明的消息，已核对审计日志。';

/**
 * Goal: operators see who waits for what, and deal with what could not be handled, by what stands on the page. Method: the whole
 * product, a message that is no event at the broker, a real Chromium.
 */
describe('the operations page', () => {
  let stage: ConsoleStage;
  let caseId = '';

  beforeAll(async () => {
    stage = await startConsole('2026-02-24T09:00:00+08:00');
    const [outcome] = await bringCases(stage.product, ['e01'], ({ kind }) => kind === 'formal-check');
    caseId = outcome?.caseId ?? '';
    const kafka = new Kafka({ brokers: stage.product.kafkaBrokers.split(','), logLevel: logLevel.NOTHING });
    const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    await producer.send({ topic: 'approvals.facts', messages: [{ key: caseId, value: 'no event at all' }] });
    await producer.disconnect();
  }, 240_000);

  afterAll(() => stage.stop(), 60_000);

  it('tells who waits for what, in both languages', async () => {
    const page = await stage.signIn('sys-admin-1', '/');
    await page.getByRole('link', { name: '运维', exact: true }).click();
    await page.getByText('全部服务正常。').waitFor();
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '审核办理' }) });
    await row.getByText(/文档库/).waitFor();
    // A service that cannot be reached any more is named; the others stay as they are.
    await page.route(/\/api\/audits\/health/, (route) => route.abort());
    await page.getByText('审计日志未就绪。').waitFor();
    await page.unroute(/\/api\/audits\/health/);
    await page.getByText('全部服务正常。').waitFor();
    const other = await stage.signIn('sys-admin-1', '/operations', 'en');
    await other.getByText('Every service is ready.').waitFor();
    await other.getByRole('article').filter({ hasText: '成都示例第一人民医院' }).first().waitFor();
    await picture(other, 'operations-en');
    expect(await accessibilityFaults(other)).toEqual([]);
  }, 60_000);

  it('shows a dead letter in the words of its case, and what a redo would do', async () => {
    const page = await stage.signIn('sys-admin-1', '/operations');
    const letter = page
      .getByRole('article')
      .filter({ hasText: '成都示例第一人民医院' })
      .filter({ hasText: '审核办理' });
    await letter.getByText(/审批服务.*未获知该消息内容/).waitFor();
    await letter.getByRole('button', { name: '试看重做结果' }).click();
    await letter.getByText('重做仍会失败', { exact: true }).waitFor();
    await letter.getByText('内容不是事实，重做仍会失败；只能由两人放弃').waitFor();
    await letter.getByRole('button', { name: '重做', exact: true }).click();
    await letter.getByText('未能重做').waitFor();
    await page.setViewportSize({ width: 1360, height: 2100 });
    await picture(page, 'operations-zh');
    expect(await accessibilityFaults(page)).toEqual([]);

    await letter.getByRole('button', { name: '查看流程' }).click();
    await letter.getByText(`application/${caseId}`).waitFor();
    const link = await letter.getByRole('link', { name: '打开流程详情' }).getAttribute('href');
    expect(link).toMatch(new RegExp(`/namespaces/nuanchao/workflows/application%2F${caseId}$`));
    expect(await accessibilityFaults(page)).toEqual([]);
  }, 60_000);

  it('gives a message up only when two operators say so, each with a reason', async () => {
    const first = await stage.signIn('sys-admin-1', '/operations');
    const letter = first
      .getByRole('article')
      .filter({ hasText: '成都示例第一人民医院' })
      .filter({ hasText: '审核办理' });
    await letter.getByRole('button', { name: '放弃', exact: true }).click();
    await letter.getByLabel('放弃的理由').fill('太短');
    await letter.getByRole('button', { name: '提议放弃' }).click();
    await letter.getByText(/未能提交，有1处需要处理/).waitFor();
    expect(await accessibilityFaults(first)).toEqual([]);
    await letter.getByLabel('放弃的理由').fill(REASON);
    await letter.getByRole('button', { name: '提议放弃' }).click();
    await letter.getByText('已提议放弃', { exact: true }).waitFor();
    await letter.getByRole('button', { name: '放弃', exact: true }).click();
    await letter.getByText('放弃由您提议，须由另一名系统管理员确认。').waitFor();

    const second = await stage.signIn('sys-admin-2', '/operations', 'en');
    const same = second.getByRole('article').filter({ hasText: 'giving up proposed' });
    await same.getByRole('button', { name: 'Give up', exact: true }).click();
    await same.getByLabel('Why it is given up').fill(REASON);
    await same.getByRole('button', { name: 'Confirm giving up' }).click();
    await same.waitFor({ state: 'detached' });
    await second.getByRole('button', { name: 'Dealt with' }).click();
    await second.getByRole('article').filter({ hasText: 'given up' }).waitFor();
    expect(await accessibilityFaults(second)).toEqual([]);
  }, 60_000);

  it('lets auditors look on, and nobody else in', async () => {
    const auditor = await stage.signIn('mu-audit-1', '/operations');
    await auditor.getByRole('article').filter({ hasText: '成都示例第一人民医院' }).first().waitFor();
    expect(await auditor.getByRole('button', { name: '重做', exact: true }).count()).toBe(0);
    expect(await auditor.getByRole('button', { name: '放弃', exact: true }).count()).toBe(0);
    const reviewer = await stage.signIn('du-reviewer-1.510104', '/');
    await reviewer.getByRole('heading', { level: 1, name: '待办' }).waitFor();
    expect(await reviewer.getByRole('link', { name: '运维', exact: true }).count()).toBe(0);
  }, 30_000);

  it('has thrown nothing, and needed nothing that its content policy forbids', () => {
    expect(stage.faults).toEqual([]);
  });
});
