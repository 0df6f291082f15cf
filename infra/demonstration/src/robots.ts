import { createHash } from 'node:crypto';
import type { CommandAnswer, Task } from '#libs/contracts';
import { VETO_ITEMS } from '#libs/policy';
import { actorIdOf } from '../../counterparts/src/accounts.js';
import type { ApiService, GatewayClient } from './gateway-client.js';
import type { DemonstrationSite } from './demonstration-sites.js';
import { planAttachmentCodes, planOf, siteAddressOf, type PlanVariation } from './service-plans.js';

/** How a case is played: who, how the committee decides, and what the leaders grant. */
export interface CaseScript extends PlanVariation {
  readonly site: DemonstrationSite;
  /** Members vote one by one, or a meeting held on paper is recorded with its minutes. */
  readonly meeting: 'votes' | 'record';
  /** A reviewer of this kind rejects. */
  readonly rejectedAt?: string;
  /** One scanned file holds all attachments, instead of a file for each. */
  readonly oneFile?: boolean;
}

/** A task that waits for a robot, and the service it is in. */
export interface OpenTask extends Task {
  readonly service: ApiService;
}

const PRESENT = 7;
const MEMBERS = 9;
const idOf = (subject: string): string => subject.slice(subject.indexOf('/') + 1);
const collectionOf = (subject: string): string => `/${subject.slice(0, subject.indexOf('/'))}s`;
const short = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);

/** Plays every person of a case with ordinary tokens: each act is a command that any program could send. */
export class Robots {
  constructor(
    private readonly client: GatewayClient,
    private readonly clientName: string,
  ) {}

  /** GU_HANDLER opens the draft. */
  create(script: CaseScript, today: string): Promise<CommandAnswer> {
    const { site } = script;
    const body = {
      employerUscc: site.employerUscc,
      unionUscc: site.unionUscc,
      managingUnit: site.unit,
      siteUnit: site.siteUnit,
      siteAddress: siteAddressOf(site),
      programmeYear: Number(today.slice(0, 4)),
    };
    return this.client.command(
      `gu-handler.${site.code}`,
      'applications',
      '/applications',
      body,
      this.key(site.code, 'create', today.slice(0, 4), ...(site.address === undefined ? [] : [site.address])),
    );
  }

  /** The account that acts on a task. Numbered accounts are chosen so that no duty meets itself. */
  accountFor(task: Task, script: CaseScript): string {
    const { code, siteUnit, unit } = script.site;
    const union: Readonly<Record<string, string>> = {
      GU_HANDLER: 'gu-handler',
      GU_CHAIR: 'gu-chair',
      GU_FINANCE: 'gu-finance',
    };
    const ofUnion = union[task.role];
    if (ofUnion !== undefined) return `${ofUnion}.${code}`;
    if (task.role === 'COMMITTEE_MEMBER') return this.memberOf(task, code);
    if (task.role === 'CH_OFFICER') return `ch-officer-1.${siteUnit}`;
    if (task.role === 'DU_REVIEWER' || task.role === 'DU_LEADER') {
      return `${task.role.toLowerCase().replace('_', '-')}-1.${unit}`;
    }
    if (task.role === 'INSPECTOR') return task.action === 'signature' ? 'inspector-health-1' : 'inspector-union-1';
    return `${task.role.toLowerCase().replaceAll('_', '-')}-1`;
  }

  /** Does what the task asks for, today. After a refusal the next attempt is another command and has another key. */
  async act(task: OpenTask, script: CaseScript, today: string, attempt = 0): Promise<CommandAnswer> {
    const account = this.accountFor(task, script);
    const { action, body } = await this.bodyFor(task, script, { account, today });
    const path = `${collectionOf(task.subject)}/${idOf(task.subject)}/${action}`;
    return this.client.command(
      account,
      task.service,
      path,
      body,
      this.key(task.subject, action, account, String(task.version), ...(attempt === 0 ? [] : [String(attempt)])),
    );
  }

  private key(...parts: readonly string[]): string {
    return `${this.clientName}/${short(...parts)}`;
  }

  private memberOf(task: Task, code: string): string {
    const names = [...Array.from({ length: MEMBERS }, (_, index) => `member-${index + 1}.${code}`), `gu-chair.${code}`];
    const found = names.find((name) => actorIdOf(name) === task.assignee);
    if (found === undefined) throw new Error(`Nobody of ${code} is ${task.assignee ?? 'unnamed'}.`);
    return found;
  }

  private async bodyFor(
    task: OpenTask,
    script: CaseScript,
    { account, today }: { account: string; today: string },
  ): Promise<{ action: string; body: unknown }> {
    const as = (body: unknown, action = task.action) => ({ action, body });
    switch (task.action) {
      case 'plan-versions':
        return as({
          plan: planOf(script.site, today, await this.attachments(script, account, task.caseId), script),
        });
      case 'submission':
        return as(await this.submission(task, account));
      case 'convening':
        return script.meeting === 'record'
          ? as(await this.meetingRecord(task, account, today), 'record')
          : as({ meetingDate: today, form: 'ONSITE', members: this.members(script.site.code) });
      case 'vote-opening':
        return as({
          present: this.members(script.site.code)
            .slice(0, PRESENT)
            .map(({ member }) => member),
          recused: [],
        });
      case 'votes':
        return as({ choice: 'yes' });
      case 'closing':
        return as(await this.minutes(task, account));
      case 'decision':
        return as(this.decision(task, script, today));
      case 'receipt':
        return as(await this.receipt(task, account));
      case 'visit':
        return as({ visitedOn: today, companion: actorIdOf('inspector-health-1') });
      case 'report':
        return as(await this.report(task, account));
      case 'signature':
        return as({ sheetHash: (await this.state(task, account))['sheetHash'] });
      case 'order':
      case 'approval':
      case 'voucher':
        return as(await this.payment(task, account, today));
      case 'check':
        return as({});
      default:
        throw new Error(`No robot knows how to do "${task.action}" on ${task.subject}.`);
    }
  }

  private members(code: string): { member: string; interests: string[] }[] {
    return Array.from({ length: MEMBERS }, (_, index) => ({
      member: actorIdOf(`member-${index + 1}.${code}`),
      interests: [],
    }));
  }

  protected async attachments({ site, oneFile = false }: CaseScript, account: string, caseId: string) {
    const codes = planAttachmentCodes(site);
    const upload = (code: string): Promise<string> =>
      this.client.upload(account, 'applications', caseId, `%PDF-1.4\n% ${code} ${site.code}\n`, this.key(caseId, code));
    const whole = oneFile ? await upload('all') : undefined;
    return Promise.all(
      codes.map(async (code) => ({ code, fileName: `${code}.pdf`, hash: whole ?? (await upload(code)) })),
    );
  }

  private async submission(task: OpenTask, account: string): Promise<unknown> {
    const view = (await this.client.query(account, 'applications', `/applications/${task.caseId}`)) as {
      plan: { hash: string };
    };
    return {
      planHash: view.plan.hash,
      declarations: {
        textVersion: '2026-01',
        truthful: true,
        responsibility: true,
        priceCommitment: true,
        consentToInspectionAndPublicity: true,
        eightProhibitions: ['EB-1', 'EB-2', 'EB-3', 'EB-4', 'EB-5', 'EB-6', 'EB-7', 'EB-8'],
      },
    };
  }

  private async minutes(task: OpenTask, account: string) {
    const upload = (name: string): Promise<string> =>
      this.client.upload(account, 'approvals', task.caseId, `%PDF-1.4\n% ${name}\n`, this.key(task.subject, name));
    return {
      minutesHash: await upload('minutes'),
      signInHash: await upload('sign-in'),
      resolutionText: '同意本单位托育服务工作方案及经费预算。',
    };
  }

  private async meetingRecord(task: OpenTask, account: string, today: string): Promise<unknown> {
    const count = { total: MEMBERS, present: PRESENT, recused: 0, yes: PRESENT, no: 0, abstain: 0 };
    return { meetingDate: today, form: 'ONSITE', ...count, ...(await this.minutes(task, account)) };
  }

  private decision(task: OpenTask, script: CaseScript, today: string): unknown {
    if (script.rejectedAt === task.kind) {
      return { outcome: 'reject', reasonCode: 'OUT_OF_SCOPE', reasonText: '该申请不符合本年度项目支持范围。' };
    }
    if (task.kind === 'joint-review') {
      return {
        outcome: 'pass',
        unionGrantFen: script.unionGrantFen ?? 10_000_000,
        healthGrantFen: script.healthGrantFen ?? 5_000_000,
      };
    }
    if (task.kind === 'designation') {
      return { outcome: 'pass', documentNo: `成工发〔${today.slice(0, 4)}〕${short(task.caseId).slice(0, 4)}号` };
    }
    return { outcome: 'pass' };
  }

  protected async state(task: OpenTask, account: string): Promise<Record<string, unknown>> {
    const path = `${collectionOf(task.subject)}/${idOf(task.subject)}`;
    return ((await this.client.query(account, task.service, path)) as { state: Record<string, unknown> }).state;
  }

  private async receipt(task: OpenTask, account: string): Promise<unknown> {
    const { facts } = (await this.state(task, account)) as { facts: { filing: Record<string, unknown> } };
    const { no, receiptDate, filedName, filedAddress, filedPlaces } = facts.filing;
    return { filingNo: no, receiptDate, filedName, filedAddress, filedPlaces };
  }

  private async report(task: OpenTask, account: string): Promise<unknown> {
    const { facts } = (await this.state(task, account)) as {
      facts: { classes: { kind: string; children: number; carers: number }[] };
    };
    return {
      outcome: 'pass',
      sheet: {
        classes: facts.classes.map(({ kind, children, carers }) => ({ kind, children, carers })),
        items: VETO_ITEMS.map((code) => ({ code, finding: 'conforms' })),
        photos: [],
      },
    };
  }

  private async payment(task: OpenTask, account: string, today: string): Promise<unknown> {
    const { amountFen } = await this.state(task, account);
    if (task.action === 'voucher')
      return { voucherNo: `川财〔${today.slice(0, 4)}〕${short(task.caseId).slice(0, 6)}`, amountFen, paidOn: today };
    return task.action === 'order'
      ? { amountFen, use: 'DEMO_SITE_SUBSIDY', method: 'TRANSFER', purpose: '托育服务示范点专项补助' }
      : { amountFen };
  }
}
