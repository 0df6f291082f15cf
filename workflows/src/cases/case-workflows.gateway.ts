import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type Client,
  type WorkflowHandle,
} from '@temporalio/client';
import { registerSearchAttributes } from '../search-attribute.gateway.js';
import type { application } from '../definitions/application.workflow.js';
import {
  applicationWorkflowId,
  clockMovedSignal,
  factSignal,
  retrySignal,
  stepQuery,
  type ClockMode,
  type Fact,
  type Standing,
} from '../definitions/case.signals.js';

/** Where one workflow of a case stands. `standing` is null when it has ended. */
export interface WorkflowStanding {
  readonly workflowId: string;
  readonly status: string;
  /** Its page in the UI of Temporal, where there is one. */
  readonly page: string | null;
  readonly standing: Standing | null;
}

const CALL_TIMEOUT_MS = 10_000;

/** The workflows of cases, as the rest of the worker deals with them. Everything throws when Temporal is away. */
export class CaseWorkflows {
  constructor(
    private readonly client: Client,
    private readonly taskQueue: string,
    private readonly clock: ClockMode,
    private readonly uiUrl?: string,
  ) {}

  /**
   * Starts a case's workflow with what is known of it; a case that runs or has ended already is left alone.
   * @returns whether it was started now
   */
  async begin(caseId: string, facts: readonly Fact[]): Promise<boolean> {
    try {
      await this.within(() =>
        this.client.workflow.start<typeof application>('application', {
          workflowId: applicationWorkflowId(caseId),
          taskQueue: this.taskQueue,
          args: [{ caseId, clock: this.clock, facts }],
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
          typedSearchAttributes: [
            { key: { name: 'CaseId', type: 'KEYWORD' }, value: caseId },
            { key: { name: 'CaseState', type: 'KEYWORD' }, value: 'RUNNING' },
          ],
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
      throw error;
    }
  }

  /** Registers what workflows are found by, which a server that has lost everything does not know either. */
  prepare(): Promise<void> {
    return registerSearchAttributes(this.client.connection, this.client.options.namespace);
  }

  /** The cases that have a workflow, whether it runs or has ended. */
  async known(): Promise<ReadonlySet<string>> {
    const cases = new Set<string>();
    for await (const { workflowId } of this.client.workflow.list({ query: "WorkflowType = 'application'" })) {
      cases.add(workflowId.slice(applicationWorkflowId('').length));
    }
    return cases;
  }

  /** The id that the namespace got when it was registered: another one means that everything in it was lost. */
  async namespaceId(): Promise<string> {
    const { namespaceInfo } = await this.within(() =>
      this.client.workflowService.describeNamespace({ namespace: this.client.options.namespace }),
    );
    return namespaceInfo?.id ?? '';
  }

  /** Brings a fact to a workflow. @returns false when there is none that runs */
  tell(workflowId: string, fact: Fact): Promise<boolean> {
    return this.signal(workflowId, (handle) => handle.signal(factSignal, fact));
  }

  /** Tells a workflow that the office clock was set forward. */
  moveClock(workflowId: string, now: string): Promise<boolean> {
    return this.signal(workflowId, (handle) => handle.signal(clockMovedSignal, { now }));
  }

  /** Lets every workflow of the case that stands at a fault try again. @returns how many there are */
  async retry(caseId: string): Promise<number> {
    const found = await Promise.all(
      (await this.workflowsOf(caseId)).map((id) => this.signal(id, (handle) => handle.signal(retrySignal))),
    );
    return found.filter(Boolean).length;
  }

  /** The case's own workflow and the running ones of its grants. */
  async workflowsOf(caseId: string): Promise<readonly string[]> {
    return [applicationWorkflowId(caseId), ...(await this.grantsOf(caseId))];
  }

  /** Undefined when there never was a workflow for this case. */
  async standings(caseId: string): Promise<readonly WorkflowStanding[] | undefined> {
    const own = await this.standing(applicationWorkflowId(caseId));
    if (own === undefined) return undefined;
    const grants = await Promise.all((await this.grantsOf(caseId)).map((id) => this.standing(id)));
    return [own, ...grants.filter((one) => one !== undefined)];
  }

  /** Workflows that wait for an instant which has passed, with the instant. */
  async dueBy(now: string): Promise<readonly { readonly workflowId: string; readonly nextAlarm: string }[]> {
    const due = [];
    const query = `NextAlarm <= '${new Date(now).toISOString()}' AND ExecutionStatus = 'Running'`;
    for await (const { workflowId, typedSearchAttributes } of this.client.workflow.list({ query })) {
      const nextAlarm = typedSearchAttributes.get({ name: 'NextAlarm', type: 'DATETIME' });
      due.push({ workflowId, nextAlarm: nextAlarm?.toISOString() ?? '' });
    }
    return due;
  }

  private async grantsOf(caseId: string): Promise<readonly string[]> {
    const query = `CaseId = '${caseId}' AND WorkflowType = 'grant' AND ExecutionStatus = 'Running'`;
    const ids = [];
    for await (const { workflowId } of this.client.workflow.list({ query })) ids.push(workflowId);
    return ids;
  }

  private async standing(workflowId: string): Promise<WorkflowStanding | undefined> {
    const handle = this.client.workflow.getHandle(workflowId);
    try {
      const { status } = await this.within(() => handle.describe());
      const standing = status.name === 'RUNNING' ? await this.within(() => handle.query(stepQuery)) : null;
      return { workflowId, status: status.name, page: this.pageOf(workflowId), standing };
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      throw error;
    }
  }

  private pageOf(workflowId: string): string | null {
    if (this.uiUrl === undefined) return null;
    const path = `namespaces/${this.client.options.namespace}/workflows/${encodeURIComponent(workflowId)}`;
    return `${this.uiUrl.replace(/\/$/, '')}/${path}`;
  }

  private async signal(workflowId: string, send: (handle: WorkflowHandle) => Promise<void>): Promise<boolean> {
    try {
      await this.within(() => send(this.client.workflow.getHandle(workflowId)));
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  /** Without a deadline a call to a server that is gone may hang for as long as the network likes. */
  private within<Result>(call: () => Promise<Result>): Promise<Result> {
    return this.client.withDeadline(Date.now() + CALL_TIMEOUT_MS, call);
  }
}
