import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { MeetingList } from '#libs/contracts';
import { eventually } from '#libs/testing';
import { actorIdOf } from '../../infra/counterparts/src/accounts.js';
import { PROVIDER_USCC } from '../../infra/demonstration/src/demonstration-sites.js';
import { accessibilityFaults, bringCases, picture, startConsole, type ConsoleStage } from './console-stage.js';

const SIZE = 9;
const numbers = Array.from({ length: SIZE }, (_, index) => index + 1);
const accountOf = (number: number): string => `member-${number}.e02`;
const idOf = (number: number): string => actorIdOf(accountOf(number));

/**
 * Goal: a committee decides on a plan in the console, convened, recused, voted on and closed, found by what stands on the page.
 * Method: one case with a supplier on the whole product; two windows, and the other members vote through the API.
 */
describe('the console, for a committee', () => {
  let stage: ConsoleStage;
  let caseId = '';
  let chair: Page;

  beforeAll(async () => {
    stage = await startConsole('2026-02-24T09:00:00+08:00');
    const [outcome] = await bringCases(stage.product, ['e02'], ({ kind }) => kind === 'meeting', '2026-02-24');
    caseId = outcome?.caseId ?? '';
  }, 240_000);

  afterAll(() => stage.stop(), 60_000);

  const meeting = async (): Promise<MeetingList['meetings'][number] | undefined> => {
    const found = await stage.product.client.query('gu-chair.e02', 'approvals', `/meetings?caseId=${caseId}`);
    return MeetingList.parse(found).meetings[0];
  };
  const side = (page: Page) => page.getByRole('region', { name: '会议情况' });

  it('is convened by the chair, who names members and interests', async () => {
    chair = await stage.signIn('gu-chair.e02', '/');
    await chair.getByRole('link', { name: /集体决策会议 · 召集会议/ }).click();
    await chair.getByRole('heading', { level: 3, name: '召集会议，逐人表决' }).waitFor();
    await chair.getByLabel('委员1的人员编号').fill(idOf(1));
    await chair.getByRole('button', { name: '召集会议', exact: true }).click();
    await chair.getByText(/只列出1名/).waitFor();
    for (const number of numbers) await chair.getByLabel(`委员${number}的人员编号`).fill(idOf(number));
    await chair.getByLabel('委员9的利害关系单位').fill(PROVIDER_USCC);
    await picture(chair, 'convening-zh');
    expect(await accessibilityFaults(chair)).toEqual([]);
    await chair.getByRole('button', { name: '召集会议', exact: true }).click();
    await eventually(async () => expect((await meeting())?.state.status).toBe('CONVENED'));
  }, 60_000);

  it('shows the quorum while attendance is filled in, and whom it has to recuse', async () => {
    await chair.goto(`/cases/${caseId}/meeting`);
    await chair.getByRole('heading', { level: 1, name: '集体决策会议' }).waitFor();
    await chair.getByRole('group', { name: `${idOf(9)} · 与供应商有利害关系，应当回避` }).waitFor();
    for (const number of [6, 7, 8]) {
      await chair
        .getByRole('group', { name: idOf(number) })
        .getByRole('radio', { name: '缺席' })
        .check();
    }
    await chair.getByText('应到9人，到会5人，未达到三分之二，还差1人。').waitFor();
    await chair.getByRole('button', { name: '开始表决' }).click();
    await chair.getByText(/R-COM-01/).waitFor();
    await chair
      .getByRole('group', { name: idOf(6) })
      .getByRole('radio', { name: '到会' })
      .check();
    await chair.getByText('应到9人，到会6人，达到三分之二，可以表决。').waitFor();
    await picture(chair, 'attendance-zh');
    expect(await accessibilityFaults(chair)).toEqual([]);
    await chair.getByRole('button', { name: '开始表决' }).click();
    await side(chair).getByText('到会6人，已投票0人。').waitFor();
  }, 60_000);

  it('is voted on one by one, and every page follows without telling who voted how', async () => {
    const member = await stage.signIn(accountOf(1), '/', 'en');
    await member.getByRole('link', { name: /Committee meeting/ }).click();
    await member.getByRole('link', { name: 'Committee meeting', exact: true }).first().click();
    await member.getByRole('heading', { level: 1, name: 'Committee meeting' }).waitFor();
    await member.getByText('0 of 6 present members have voted.').first().waitFor();
    await picture(member, 'meeting-en');
    expect(await accessibilityFaults(member)).toEqual([]);
    await member.getByRole('radio', { name: 'Yes' }).check();
    await member.getByRole('button', { name: 'Cast the vote' }).click();
    await member.getByText('You have voted. Everybody votes once, and the vote stands.').waitFor();
    await side(chair).getByText('到会6人，已投票1人。').waitFor();
    const { client } = stage.product;
    const path = `/meetings/${(await meeting())?.id ?? ''}/votes`;
    for (const number of [2, 3, 4, 5]) {
      await client.command(accountOf(number), 'approvals', path, { choice: 'yes' }, `console/vote-${number}`);
    }
    await side(chair).getByText('到会6人，已投票5人。').waitFor();
    await side(chair).getByText('表决结束前不显示各委员的意见。').waitFor();
    expect(await side(chair).getByRole('cell', { name: '同意', exact: true }).count()).toBe(0);
  }, 60_000);

  it('is closed by the chair although one stays silent, with its papers, and its minutes are printed', async () => {
    await chair.getByRole('checkbox', { name: `${idOf(6)}计为弃权` }).check();
    await chair.getByText('同意5票，超过应到9人的半数，按此办结即为通过。').waitFor();
    for (const [label, name] of [
      ['会议纪要', 'minutes.pdf'],
      ['签到表', 'sign-in.pdf'],
    ] as const) {
      const file = { name, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.4\n% ${name}\n`) };
      await chair.getByLabel(label, { exact: true }).setInputFiles(file);
      await chair.getByText(new RegExp(name)).first().waitFor();
    }
    await chair.getByLabel('决议内容').fill('同意本单位托育服务工作方案及经费预算。');
    expect(await accessibilityFaults(chair)).toEqual([]);
    await picture(chair, 'closing-zh');
    await chair.getByRole('button', { name: '办结并形成结果' }).click();
    await side(chair)
      .getByText(/会议通过了方案，决议文号工会决〔2026〕/)
      .waitFor();
    await chair.getByRole('link', { name: '会议纪要（打印）' }).click();
    await chair.getByRole('heading', { level: 1, name: '工会委员会会议纪要' }).waitFor();
    await chair.getByText('应到 9 · 到会 6 · 回避 1 · 同意 5 · 反对 0 · 弃权 1').waitFor();
    await chair.evaluate('window.scrollTo(0, 0)');
    await picture(chair, 'minutes-zh');
    expect(await accessibilityFaults(chair)).toEqual([]);
    // On paper stand the minutes and nothing of the page around them.
    await chair.emulateMedia({ media: 'print' });
    expect(await chair.getByRole('button', { name: '打印' }).isVisible()).toBe(false);
    expect(await chair.getByRole('navigation', { name: '主导航' }).isVisible()).toBe(false);
  }, 60_000);

  it('has thrown nothing, and needed nothing that its content policy forbids', () => {
    expect(stage.faults).toEqual([]);
  });
});
