import { CaseHistoryView, CaseStateView, type CommandAnswer, type Task } from '#libs/contracts';
import { eventually } from '#libs/testing';
import { Refused, type ApiService, type GatewayClient } from '../../infra/demonstration/src/gateway-client.js';
import type { OpenTask } from '../../infra/demonstration/src/robots.js';

type Data = Record<string, unknown>;

/** What a refused command answered: its status and the rules, each with the field it points to. */
export interface Answered {
  readonly status: number;
  readonly rules: readonly string[];
}

const OPERATOR = 'sys-admin-1';
const AUDITOR = 'mu-audit-1';

/** Polls as long as a busy machine may need. */
export const soon = <Value>(attempt: () => Promise<Value>): Promise<Value> =>
  eventually(attempt, { timeoutMs: 60_000 });

/** Acts and looks as people of the acceptance cases would: through the gateway, each with an own ordinary token. */
export class AcceptanceOffice {
  private sent = 0;

  constructor(readonly client: GatewayClient) {}

  /** A command that is accepted. A key of its own each time. */
  command(account: string, service: ApiService, path: string, body: unknown): Promise<CommandAnswer> {
    this.sent += 1;
    return this.client.command(account, service, path, body, `acceptance/${this.sent}`);
  }

  /** A command that is refused: the rules and fields it names. */
  async refused(account: string, service: ApiService, path: string, body: unknown): Promise<Answered> {
    try {
      const answer = await this.command(account, service, path, body);
      throw new Error(`${account} was not refused at ${path}: ${JSON.stringify(answer)}`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const rules = error.problem?.errors?.map(({ rule, pointer }) => `${rule} ${pointer}`.trim()) ?? [];
      return { status: error.status, rules };
    }
  }

  /** Sets the office clock, which only goes forward. */
  async moveTo(instant: string): Promise<void> {
    await this.client.post(OPERATOR, 'workflows', '/clock', { to: instant }, `clock/${instant}`);
  }

  /** The case's open task of this action, once it is there. */
  task(service: ApiService, caseId: string, action: string, isIt: (task: Task) => boolean = () => true) {
    return soon(async (): Promise<OpenTask> => {
      const tasks = await this.client.tasks(AUDITOR, service, caseId);
      const found = tasks.find((one) => one.action === action && isIt(one));
      if (found === undefined) throw new Error(`No task ${action} in ${JSON.stringify(tasks)}`);
      return { ...found, service };
    });
  }

  /** The live state of an aggregate, as its service shows it. */
  async live(service: ApiService, path: string): Promise<Data> {
    return ((await this.client.query(AUDITOR, service, path)) as { state: Data }).state;
  }

  /** Data of the case's events of this type, in the order of the auditors' log. */
  async logged(caseId: string, type: string): Promise<readonly Data[]> {
    return (await this.history(caseId)).filter((event) => event['type'] === type).map(({ data }) => data as Data);
  }

  /** `command: rule pointer …` of every refusal that the log has of a subject, in order. */
  async loggedRefusals(caseId: string, noun: string): Promise<readonly string[]> {
    const refusals = (await this.history(caseId)).filter(
      ({ type, subject }) =>
        type === 'refusal.recorded' && String(subject).startsWith(`${noun}/`) && String(subject).endsWith('/refusals'),
    );
    return refusals.map(({ data }) => {
      const { command, refusals: found } = data as { command: string; refusals: { rule: string; pointer: string }[] };
      return `${command}: ${found.map(({ rule, pointer }) => `${rule} ${pointer}`.trim()).join(', ')}`;
    });
  }

  /** The state of one subject of the case as the log folds it. */
  async folded(caseId: string, subject: string): Promise<unknown> {
    const json = await this.client.query(AUDITOR, 'audits', `/cases/${caseId}/state`);
    return CaseStateView.parse(json).subjects.find((one) => one.subject === subject)?.state;
  }

  private async history(caseId: string): Promise<readonly Data[]> {
    const json = await this.client.query(AUDITOR, 'audits', `/cases/${caseId}/history`);
    return CaseHistoryView.parse(json).entries.flatMap(({ event }) => (event === null ? [] : [event]));
  }
}
