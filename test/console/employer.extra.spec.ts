import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { PlanDraftView, TaskList, type PlanSection, type ServicePlan } from '#libs/contracts';
import { eventually } from '#libs/testing';
import { Robots } from '../../infra/demonstration/src/robots.js';
import { planAttachmentCodes, planOf, siteAddressOf } from '../../infra/demonstration/src/service-plans.js';
import { siteOf } from '../../infra/demonstration/src/demonstration-sites.js';
import { entriesOf, type Entries } from '../../apps/console/src/plans/plan-entries.view.js';
import type { PlanTableName } from '../../apps/console/src/plans/plan-fields.view.js';
import { findUnit } from '#libs/policy';
import { accessibilityFaults, picture, signInAtIssuer, startConsole, type ConsoleStage } from './console-stage.js';
import { fillPlanPart, pasteRows, spreadsheetOf } from './plan-typing.js';

const TODAY = '2026-02-24';
const E01 = siteOf('e01');
/** No longer than the shortest of the texts may be. */
const SCRIPT = '<script>alert(1)</script>';

/**
 * Goal: an employer applies in the console, from the draft to the submission, found by what stands on the page. Method: the
 * whole product, a handler's and a chair's window in a real Chromium; the meeting in between is held by a robot.
 */
describe('an employer, in the console', () => {
  let stage: ConsoleStage;
  let handler: Page;
  let caseId = '';
  const entries: Entries = entriesOf(planOf(E01, TODAY, []));

  beforeAll(async () => {
    stage = await startConsole(`${TODAY}T09:00:00+08:00`);
  }, 240_000);

  afterAll(() => stage.stop(), 60_000);

  const step = async (name: RegExp): Promise<void> => {
    await handler.getByRole('navigation', { name: '填写步骤' }).getByRole('button', { name }).click();
  };
  const fillPart = (section: PlanSection, name: string): Promise<void> =>
    fillPlanPart(handler, { section, name }, entries);
  const paste = (table: string, text: string, button: string): Promise<Locator> =>
    pasteRows(handler, { table, text, button });
  const sheetOf = (table: PlanTableName): string => spreadsheetOf(table, entries);

  const draftOf = (code: string) =>
    new Robots(stage.product.client, 'console').create({ site: siteOf(code), meeting: 'record' }, TODAY);

  const savedOf = async (code: string, id: string): Promise<Entries> => {
    const path = `/applications/${id}/plan-draft`;
    return PlanDraftView.parse(await stage.product.client.query(`gu-handler.${code}`, 'applications', path)).entries;
  };

  const wholePlan = async (code: string, id: string): Promise<ServicePlan> => {
    const { client } = stage.product;
    const site = siteOf(code);
    const hash = await client.upload(`gu-handler.${code}`, 'applications', id, '%PDF-1.4\n', `console/${code}/file`);
    const attachments = planAttachmentCodes(site).map((each) => ({ code: each, hash, fileName: `${each}.pdf` }));
    return planOf(site, TODAY, attachments);
  };

  /** The same plan with script in every text that a person writes freely. */
  const withScript = ({ employer, union, site, ...plan }: ServicePlan): ServicePlan => ({
    ...plan,
    employer: { ...employer, name: SCRIPT, contactName: SCRIPT, contactDept: SCRIPT, registeredAddress: SCRIPT },
    union: { ...union, name: SCRIPT, chairName: SCRIPT, bankName: SCRIPT, accountName: SCRIPT },
    site: { ...site, institutionName: SCRIPT, scopeText: SCRIPT },
    staff: plan.staff.map((person) => ({ ...person, name: SCRIPT, education: SCRIPT })),
    attachments: plan.attachments.map((file) => ({ ...file, fileName: SCRIPT })),
  });

  const seal = async (code: string, id: string, plan: ServicePlan): Promise<void> => {
    const path = `/applications/${id}/plan-versions`;
    const key = `console/${id}/${plan.employer.staffTotal}/${plan.employer.name.length}`;
    await stage.product.client.command(`gu-handler.${code}`, 'applications', path, { plan }, key);
  };

  it('creates a draft, told at once that a credit code is wrong', async () => {
    handler = await stage.signIn('gu-handler.e01', '/cases');
    await handler.getByRole('link', { name: '新建申请' }).click();
    const code = handler.getByLabel('用人单位统一社会信用代码');
    await code.fill(`${E01.employerUscc.slice(0, 17)}0`);
    await handler.getByText('统一社会信用代码校验位不正确').waitFor();
    await picture(handler, 'new-case-zh');
    expect(await accessibilityFaults(handler)).toEqual([]);
    await code.fill(E01.employerUscc);
    await handler.getByLabel('托育场所所在区（市）县').selectOption(findUnit(E01.siteUnit)?.zh ?? '');
    await handler.getByLabel('托育场所地址').fill(siteAddressOf(E01));
    await handler.getByRole('button', { name: '创建草稿，填写工作方案' }).click();
    await handler.getByRole('heading', { level: 1, name: '填写工作方案' }).waitFor();
    caseId = new URL(handler.url()).pathname.split('/')[2] ?? '';
  }, 30_000);

  it('writes the plan part by part, and sees what is left', async () => {
    await handler
      .getByText(/还差\d+项/)
      .first()
      .waitFor();
    await fillPart('employer', '用人单位');
    await handler.getByLabel('联系电话').fill('028-12345');
    await handler.getByLabel('联系部门').focus();
    await handler.getByText('手机号码格式不正确').waitFor();
    await picture(handler, 'plan-zh');
    expect(await accessibilityFaults(handler)).toEqual([]);
    await handler.getByLabel('联系电话').fill('13800000001');
    await handler.reload();
    expect(await handler.getByLabel('联系部门').inputValue()).toBe(entries['/employer/contactDept']);
    await handler.getByRole('button', { name: '下一步' }).click();
    await fillPart('union', '基层工会');
    await handler.getByRole('button', { name: '下一步' }).click();
    await fillPart('service', '托育服务方案');
    const classes = await paste('班级表', '乳儿班\t12\t3\t1\t60\t1980', '替换全部行');
    await classes.getByText('乳儿班12人，超过上限10人').waitFor();
    await paste('班级表', sheetOf('classes'), '替换全部行');
    await classes.getByText('已载入3行。').waitFor();
    expect(await classes.getByText(/超过上限/).count()).toBe(0);
    await handler.getByRole('button', { name: '下一步' }).click();
    await fillPart('site', '机构与场地');
  }, 60_000);

  it('takes rows over from a spreadsheet, all or none', async () => {
    await step(/人员名册/);
    const rows = sheetOf('staff').split('\n');
    const bad = rows.with(1, rows[1]?.replace('保育人员', '保姆') ?? '').with(2, rows[2]?.replace('130', '很多') ?? '');
    const staff = await paste('人员表', bad.join('\n'), '替换全部行');
    await staff.getByText('有2处不能识别，没有载入任何一行。请改正粘贴的内容后再次载入：').waitFor();
    await staff.getByText(/第2行“岗位”“保姆”：应为：负责人、保育人员/).waitFor();
    await staff.getByText('第3行“培训学时”“很多”：请填写整数').waitFor();
    await picture(handler, 'plan-paste-zh');
    expect(await accessibilityFaults(handler)).toEqual([]);
    expect(await staff.getByRole('table').count()).toBe(0);
    await paste('人员表', rows.join('\n'), '替换全部行');
    await staff.getByText(`已载入${rows.length}行。`).waitFor();
    await step(/经费预算/);
    await fillPart('budget', '经费预算');
    const budget = await paste('预算表', sheetOf('rows'), '添加到末尾');
    await budget.getByText('合计470,000.00元').waitFor();
    expect(await accessibilityFaults(handler)).toEqual([]);
  }, 30_000);

  it('brings the attachments, one of them after a lost connection', async () => {
    await step(/附件/);
    const fields = handler.getByRole('region', { name: '附件', exact: true }).locator('input[type=file]:visible');
    await fields.first().waitFor();
    await handler.route(/\/api\/applications\/documents$/, (route) => route.abort(), { times: 1 });
    const [first, ...others] = await fields.all();
    const file = (name: string) => ({
      name,
      mimeType: 'application/pdf',
      buffer: Buffer.from(`%PDF-1.4\n% ${name}\n`),
    });
    await first?.setInputFiles(file('营业执照.pdf'));
    await handler.getByText('营业执照.pdf未能上传，请检查网络后重试。').waitFor();
    await handler.getByRole('button', { name: '重新上传' }).click();
    await handler.getByText('营业执照.pdf已上传').waitFor();
    for (const [at, field] of others.entries()) await field.setInputFiles(file(`附件${at}.pdf`));
    await eventually(async () => expect(await handler.getByText(/已上传/).count()).toBe(others.length + 1));
    await picture(handler, 'plan-attachments-zh');
    expect(await accessibilityFaults(handler)).toEqual([]);
  }, 30_000);

  it('seals the plan when nothing is left', async () => {
    await step(/核对并封存/);
    await handler.getByText('系统已核对').waitFor();
    await picture(handler, 'plan-check-zh');
    expect(await accessibilityFaults(handler)).toEqual([]);
    await handler.getByRole('button', { name: '封存工作方案' }).click();
    await handler.getByText('工作方案第1版已封存。').waitFor();
  }, 30_000);

  it('submits what the committee has adopted', async () => {
    const { client } = stage.product;
    const robots = new Robots(client, 'console');
    const script = { site: E01, meeting: 'record' as const };
    await eventually(
      async () => {
        const { tasks } = TaskList.parse(await client.query('gu-chair.e01', 'approvals', '/tasks'));
        const [task] = tasks.filter(({ action }) => action === 'convening');
        if (task === undefined) throw new Error('The committee is not to be convened yet.');
        await robots.act({ ...task, service: 'approvals' }, script, TODAY);
      },
      { timeoutMs: 20_000 },
    );
    const chair = await stage.signIn('gu-chair.e01', `/cases/${caseId}`);
    await chair.getByRole('link', { name: /提交/ }).click();
    await chair.getByRole('button', { name: '提交申请' }).waitFor();
    for (const box of await chair.getByRole('checkbox').all()) await box.check();
    await chair.getByRole('button', { name: '提交申请' }).click();
    await chair.getByText('已办理完成。').waitFor();
    await chair.getByText(/申请正在形式审查/).waitFor();
  }, 60_000);

  it('keeps what is typed through a lost connection and an ended session', async () => {
    const { id } = await draftOf('e02');
    const page = await stage.signIn('gu-handler.e02', `/cases/${id}/plan?step=union`);
    const chair = page.getByLabel('工会主席', { exact: true });
    await chair.waitFor();
    await page.route(/\/plan-draft$/, (route) => route.abort());
    await chair.fill('王某');
    await page.getByText('服务器没有应答。您填写的内容已保存在此浏览器，恢复连接后自动保存。').waitFor();
    const failed = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/plan-draft'));
    await page.reload();
    await failed;
    await page.unroute(/\/plan-draft$/);
    await page.getByText('✓ 已保存').waitFor();
    expect(await chair.inputValue()).toBe('王某');
    await page.context().clearCookies();
    await page.getByRole('dialog', { name: '登录已过期' }).waitFor();
    const [second] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('link', { name: '在新窗口登录' }).click(),
    ]);
    await signInAtIssuer(second, 'gu-handler.e02');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await chair.fill('王某某');
    await page.getByText('✓ 已保存').waitFor();
    await eventually(async () => expect(await savedOf('e02', id)).toMatchObject({ '/union/chairName': '王某某' }));
  }, 40_000);

  it('merges two windows that write one plan, and asks where both wrote', async () => {
    const { id } = await draftOf('e04');
    const path = `/cases/${id}/plan?step=union`;
    const [one, two] = [await stage.signIn('gu-handler.e04', path), await stage.signIn('gu-handler.e04', path)];
    await one.getByLabel('工会主席', { exact: true }).fill('甲');
    await two.getByLabel('开户行', { exact: true }).fill('示例银行');
    await eventually(async () => expect(await two.getByLabel('工会主席', { exact: true }).inputValue()).toBe('甲'));
    await eventually(async () => expect(await one.getByLabel('开户行', { exact: true }).inputValue()).toBe('示例银行'));
    await one.route(/\/plan-draft$/, (route) => route.abort());
    await one.getByLabel('户名', { exact: true }).fill('第一个窗口');
    await two.getByLabel('户名', { exact: true }).fill('第二个窗口');
    await eventually(async () =>
      expect(await savedOf('e04', id)).toMatchObject({ '/union/accountName': '第二个窗口' }),
    );
    await one.unroute(/\/plan-draft$/);
    await one.getByText('有1项您和他人都作了修改，请逐项选择。两种内容都已保留。').waitFor();
    await picture(one, 'plan-conflict-zh');
    expect(await accessibilityFaults(one)).toEqual([]);
    await one.getByRole('button', { name: '保留我的' }).click();
    await eventually(async () => expect(await two.getByLabel('户名', { exact: true }).inputValue()).toBe('第一个窗口'));
  }, 40_000);

  it('shows what differs between two versions, and script in any text as text', async () => {
    const { id } = await draftOf('e05');
    const plan = await wholePlan('e05', id);
    const staffTotal = plan.employer.staffTotal + 1;
    await seal('e05', id, plan);
    await seal('e05', id, { ...plan, employer: { ...plan.employer, staffTotal } });
    const page = await stage.signIn('gu-handler.e05', `/cases/${id}`, 'en');
    await page.getByText('The plan is sealed.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'applicant-en');
    await page.getByRole('link', { name: 'See the versions and what differs' }).click();
    await page.getByText('One difference.').waitFor();
    await page.getByRole('row', { name: `Staff ${plan.employer.staffTotal} ${staffTotal}` }).waitFor();
    await picture(page, 'plan-versions-en');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.goto(`/cases/${id}/plan?step=union`);
    await page.getByLabel('Chair', { exact: true }).waitFor();
    await picture(page, 'plan-en');
    await seal('e05', id, withScript(plan));
    await page.reload();
    await eventually(async () => expect(await page.getByLabel('Chair', { exact: true }).inputValue()).toBe(SCRIPT));
    await page.goto(`/cases/${id}`);
    await page.getByRole('heading', { level: 1, name: SCRIPT }).waitFor();
  }, 40_000);

  it('tells nobody of a case that is another employer’s', async () => {
    const page = await stage.signIn('gu-handler.e06', `/cases/${caseId}/plan`);
    await page.getByRole('heading', { name: '没有找到此页面' }).waitFor();
    await page.goto(`/cases/${caseId}/versions`);
    await page.getByRole('heading', { name: '没有找到此页面' }).waitFor();
  });

  it('has thrown nothing, and needed nothing that its content policy forbids', () => {
    expect(stage.faults).toEqual([]);
  });
});
