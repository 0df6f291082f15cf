import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowNotFoundError, type Client, type WorkflowHandle } from '@temporalio/client';
import { bare, bareSignal, type BareActivities, type BareScript } from './bare.workflow.js';

/**
 * Robots of the bare workflow: they signal as soon as the step before was reached, as people who decide at once do. The
 * activities run in this process, so that nothing but the server stands between a step and its signal.
 */
export class BareDriver implements BareActivities {
  private readonly scripts = new Map<string, BareScript>();
  private readonly seen = new Map<string, Set<number>>();

  constructor(
    private readonly client: Client,
    private readonly taskQueue: string,
  ) {}

  /** Called by each local activity; the first one of a step has the next signals sent. */
  readonly step = async (workflowId: string, step: number): Promise<void> => {
    const seen = this.seen.get(workflowId) ?? new Set();
    this.seen.set(workflowId, seen);
    if (seen.has(step)) return;
    seen.add(step);
    void this.signalAfter(workflowId, step).catch(() => undefined);
  };

  /** One case from its start to its end. */
  async run(workflowId: string, script: BareScript): Promise<void> {
    this.know(workflowId, script);
    const handle = await this.client.workflow.signalWithStart(bare, {
      workflowId,
      taskQueue: this.taskQueue,
      args: [workflowId, script],
      signal: bareSignal,
    });
    // The first signal came with the start.
    await this.sendUpTo(handle, script, { from: 0, already: 1 });
    await handle.result();
    this.forget(workflowId, script);
  }

  private async signalAfter(workflowId: string, step: number): Promise<void> {
    const script = this.scripts.get(workflowId);
    if (script === undefined) return;
    this.wakeChildren(workflowId, script, step);
    await this.sendUpTo(this.client.workflow.getHandle(workflowId), script, { from: step + 1, already: 0 });
  }

  /** Children that this step starts wait for their first signals, as a grant waits for its approval. */
  private wakeChildren(workflowId: string, script: BareScript, step: number): void {
    const before = childrenOf(script.slice(0, step)).length;
    for (const [number, child] of (script[step]?.children ?? []).entries()) {
      const handle = this.client.workflow.getHandle(`${workflowId}.${before + number}`);
      void this.sendUpTo(handle, child, { from: 0, already: 0 }).catch(() => undefined);
    }
  }

  /** Sends what the steps wait for, up to the first one that will tell that it was reached. */
  private async sendUpTo(
    handle: WorkflowHandle,
    script: BareScript,
    { from, already }: { readonly from: number; readonly already: number },
  ): Promise<void> {
    let sent = already;
    for (const [index, step] of script.entries()) {
      if (index < from) continue;
      for (let n = sent; n < step.signals; n += 1) await signal(handle);
      sent = Math.max(0, sent - step.signals);
      if (step.activities > 0) return;
      this.wakeChildren(handle.workflowId, script, index);
    }
  }

  private know(workflowId: string, script: BareScript): void {
    this.scripts.set(workflowId, script);
    for (const [number, child] of childrenOf(script).entries()) this.know(`${workflowId}.${number}`, child);
  }

  private forget(workflowId: string, script: BareScript): void {
    this.scripts.delete(workflowId);
    this.seen.delete(workflowId);
    for (const [number, child] of childrenOf(script).entries()) this.forget(`${workflowId}.${number}`, child);
  }
}

/** A child may not have begun yet when its first signal is sent. */
const signal = async (handle: WorkflowHandle): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await handle.signal(bareSignal);
      return;
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError) || attempt >= 1_000) throw error;
      await sleep(10);
    }
  }
};

const childrenOf = (script: BareScript): readonly BareScript[] => script.flatMap(({ children }) => children);
