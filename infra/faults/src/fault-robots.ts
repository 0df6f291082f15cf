import { ApplicationView, type CommandAnswer } from '#libs/contracts';
import { VETO_ITEMS } from '#libs/policy';
import type { GatewayClient } from '../../demonstration/src/gateway-client.js';
import { Robots, type OpenTask } from '../../demonstration/src/robots.js';
import { planOf } from '../../demonstration/src/service-plans.js';
import type { FaultScript, Turn } from './fault-cases.js';

type Body = Readonly<Record<string, unknown>>;
interface Work {
  readonly account: string;
  readonly body: Body;
}

const REASON = { reasonCode: 'OTHER', reasonText: '材料需要补充说明，请按要求处理后再报。' } as const;
const SECOND_ROUND = 2;
const idOf = (subject: string): string => subject.slice(subject.indexOf('/') + 1);
const pathOf = (subject: string): string => `/${subject.slice(0, subject.indexOf('/'))}s/${idOf(subject)}`;

/** Robots that also know the turns which the demonstration does not play. What they have no word for they do as it does. */
export class FaultRobots extends Robots {
  private readonly turns = new Map<string, Turn>();
  /** A corrected plan may differ in what was listed and in nothing else, so it is made of the first one's day. */
  private readonly planDays = new Map<string, string>();

  constructor(private readonly gateway: GatewayClient) {
    super(gateway, 'faults');
  }

  /** From now on this case turns like that. */
  takes(caseId: string, turn: Turn): void {
    this.turns.set(caseId, turn);
  }

  override async act(task: OpenTask, script: FaultScript, today: string, attempt = 0): Promise<CommandAnswer> {
    const work = await this.turnOf(task, script, today, attempt);
    if (work === undefined) return super.act(task, script, today, attempt);
    const { account, body } = work;
    const key = `faults/${task.subject}/${task.action}/${account}/${task.version}/${attempt}`;
    return this.gateway.command(account, task.service, `${pathOf(task.subject)}/${task.action}`, body, key);
  }

  /** What somebody does without being asked to. */
  async unasked(caseId: string, script: FaultScript, what: 'withdrawal' | 'reconsideration'): Promise<void> {
    const body =
      what === 'withdrawal' ? { reasonText: '单位决定不再申请。' } : { reasonText: '请由其他人员重新审核本申请。' };
    const account = `gu-chair.${script.site.code}`;
    await this.gateway.command(
      account,
      'applications',
      `/applications/${caseId}/${what}`,
      body,
      `faults/${what}/${caseId}`,
    );
  }

  /** Somebody of the public objects to an open notice. */
  async object(caseId: string, noticeId: string): Promise<void> {
    const body = { name: '示例群众', contact: '13700000001', facts: '公示内容与实际情况不一致，请予以核实。' };
    await this.gateway.command(
      'public-1',
      'approvals',
      `/notices/${noticeId}/objections`,
      body,
      `faults/objection/${caseId}`,
    );
  }

  private async turnOf(task: OpenTask, script: FaultScript, today: string, attempt: number): Promise<Work | undefined> {
    const turn = this.turns.get(task.caseId);
    // Whoever decided before may be kept out; a second attempt is somebody else's.
    const account = this.accountFor(task, script).replace(/-1(?=\.|$)/, attempt % 2 === 1 ? '-2' : '-1');
    switch (task.action) {
      case 'payee':
        return { account, body: { payee: payeeOf(script) } };
      case 'plan-versions':
        return this.planVersion(task, script, { account, today });
      case 'resubmission':
        return { account, body: { planHash: (await this.application(task.caseId)).plan?.hash } };
      case 'rectification':
        return { account, body: { evidence: await this.rectified(task, account) } };
      case 'resumption':
        return { account, body: {} };
      case 'objection-examinations':
        return { account, body: { objection: await this.objectionOf(task), outcome: 'accept' } };
      case 'objection-decisions':
        return {
          account,
          body: {
            objection: await this.objectionOf(task),
            outcome: 'dismissed',
            finding: '经核实，所反映的情况不属实。',
          },
        };
      case 'decision':
        return this.decisionOf(task, script, { turn, account });
      case 'report':
        return turn === 'rectified' || turn === 'failed' ? this.failingReport(task, { account, turn }) : undefined;
      case 'failure':
        return { account, body: { outcome: 'confirm', sheetHash: (await this.state(task, account))['sheetHash'] } };
      default:
        return undefined;
    }
  }

  private async planVersion(
    task: OpenTask,
    script: FaultScript,
    { account, today }: { account: string; today: string },
  ): Promise<Work> {
    const day = this.planDays.get(task.caseId) ?? today;
    this.planDays.set(task.caseId, day);
    const plan = planOf(script.site, day, await this.attachments(script, account, task.caseId), script);
    const { correction } = await this.application(task.caseId);
    if (correction === null || correction === undefined) return { account, body: { plan } };
    const employer = { ...plan.employer, contactDept: `工会办公室（补正${correction.round}）` };
    return { account, body: { plan: { ...plan, employer } } };
  }

  private async decisionOf(
    task: OpenTask,
    script: FaultScript,
    { turn, account }: { turn: Turn | undefined; account: string },
  ): Promise<Work | undefined> {
    const isAgain = (await this.roundOf(task, account)) >= SECOND_ROUND;
    if (turn === 'returned' && task.kind === script.returnedAt && !isAgain) {
      const defect = { item: 'employer', reasonCode: 'DOC_UNCLEAR', text: '联系部门填写不清楚，请补正。' };
      return { account, body: { outcome: 'return', defects: [defect] } };
    }
    if (turn === 'deferred' && task.kind === 'joint-review' && !isAgain) {
      return { account, body: { outcome: 'defer', ...REASON } };
    }
    if (turn === 'reconsidered' && task.kind === script.rejectedAt && isAgain) {
      return { account: account.replace(/-1(?=\.|$)/, '-2'), body: { outcome: 'pass' } };
    }
    return undefined;
  }

  /** What can be put right fails on the first visit; what cannot ends the case. */
  private async failingReport(
    task: OpenTask,
    { account, turn }: { account: string; turn: 'rectified' | 'failed' },
  ): Promise<Work | undefined> {
    if ((await this.roundOf(task, account)) >= SECOND_ROUND) return undefined;
    const { facts } = (await this.state(task, account)) as { facts: { classes: Body[] } };
    const last = VETO_ITEMS.at(-1);
    const items = VETO_ITEMS.map((code) => ({ code, finding: code === last ? 'fails' : 'conforms' }));
    const classes = facts.classes.map(({ kind, children, carers }) => ({ kind, children, carers }));
    return {
      account,
      body: { outcome: turn === 'failed' ? 'fail' : 'rectify', ...REASON, sheet: { classes, items, photos: [] } },
    };
  }

  private async rectified(task: OpenTask, account: string): Promise<{ item: string; hash: string }[]> {
    const { rectification } = await this.application(task.caseId);
    return Promise.all(
      (rectification?.failedItems ?? []).map(async (item) => {
        const content = `%PDF-1.4\n% ${item} put right\n`;
        const key = `faults/rectified/${task.caseId}/${item}`;
        return { item, hash: await this.gateway.upload(account, 'applications', task.caseId, content, key) };
      }),
    );
  }

  private async objectionOf(task: OpenTask): Promise<number> {
    const { objections } = (await this.state(task, 'mu-audit-1')) as {
      objections: readonly { objection: number; status: string }[];
    };
    const wanted = task.action === 'objection-examinations' ? 'OPEN' : 'ACCEPTED';
    return objections.find(({ status }) => status === wanted)?.objection ?? 1;
  }

  private async roundOf(task: OpenTask, account: string): Promise<number> {
    return Number((await this.state(task, account))['round'] ?? 1);
  }

  private async application(caseId: string): Promise<ApplicationView> {
    return ApplicationView.parse(await this.gateway.query('mu-audit-1', 'applications', `/applications/${caseId}`));
  }
}

/** The union's finance officer names an account that the bank knows. */
const payeeOf = ({ site }: FaultScript): Body => ({
  legalName: `${site.name}工会委员会`,
  uscc: site.unionUscc,
  accountName: `${site.name}工会委员会`,
  bankName: '示例银行成都分行',
  cnaps: '102651001012',
  accountNo: `51000000008${site.code.slice(1)}`,
});
