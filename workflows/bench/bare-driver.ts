import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { InjectedSinks } from '@temporalio/worker';
import { bare, bareSignal, type BareActivities, type BareScript, type BareSinks } from './bare.workflow.js';

/** A workflow under way: what it does, and whom to tell when it has done the last of it. */
interface Played {
  readonly script: BareScript;
  readonly end: () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Robots of the bare workflow: they signal as soon as the step before was done, as people who decide at once do. Activities
 * and sinks run in this process, so that nothing but the server stands between a step and its signal.
 */
export class BareDriver {
  private readonly played = new Map<string, Played>();

  readonly activities: BareActivities = { act: async () => undefined };

  readonly sinks: InjectedSinks<BareSinks> = {
    bare: { done: { fn: ({ workflowId }, step) => this.follow(workflowId, step), callDuringReplay: false } },
  };

  constructor(
    private readonly client: Client,
    private readonly taskQueue: string,
  ) {}

  /** One case from its start until it and all its children have done their last step. */
  async run(workflowId: string, script: BareScript): Promise<void> {
    const ends = this.know(workflowId, script);
    const start = { workflowId, taskQueue: this.taskQueue, args: [workflowId, script] as [string, BareScript] };
    const [first] = script;
    if (first === undefined || first.signals === 0) {
      await this.client.workflow.start(bare, start);
    } else {
      await this.client.workflow.signalWithStart(bare, { ...start, signal: bareSignal });
      await this.signal(workflowId, first.signals - 1);
    }
    await Promise.all(ends);
  }

  /**
   * Sends what the next step waits for. Signals that met before their task began meet here too: the task of the step before
   * is held until they are all there. A single one is not waited for, as people do not wait for each other.
   */
  private follow(workflowId: string, step: number): Promise<void> | void {
    const played = this.played.get(workflowId);
    if (played === undefined) return;
    const next = played.script[step + 1];
    const sent = Promise.all([
      this.wakeChildren(workflowId, played.script, step),
      this.signal(workflowId, next?.signals ?? 0),
    ]).then(() => undefined, played.fail);
    if (next === undefined) played.end();
    return (next?.signals ?? 0) > 1 ? sent : undefined;
  }

  /** A child that was signalled before its first task began is signalled as soon as it is there. */
  private async wakeChildren(workflowId: string, script: BareScript, step: number): Promise<void> {
    const before = childrenOf(script.slice(0, step)).length;
    const children = script[step]?.children ?? [];
    await Promise.all(
      children.map(([first], number) => this.signal(`${workflowId}.${before + number}`, first?.signals ?? 0)),
    );
  }

  /** A child may not have begun yet when its first signal is sent. */
  private async signal(workflowId: string, times: number): Promise<void> {
    const handle = this.client.workflow.getHandle(workflowId);
    for (let attempt = 1, sent = 0; sent < times; attempt += 1) {
      try {
        await handle.signal(bareSignal);
        sent += 1;
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError) || attempt >= 1_000) throw error;
        await sleep(10);
      }
    }
  }

  /** @returns when the workflow and each one that it will start have done their last step */
  private know(workflowId: string, script: BareScript): readonly Promise<void>[] {
    const end = new Promise<void>((resolve, reject) => {
      this.played.set(workflowId, { script, end: resolve, fail: reject });
    }).finally(() => this.played.delete(workflowId));
    return [end, ...childrenOf(script).flatMap((child, number) => this.know(`${workflowId}.${number}`, child))];
  }
}

const childrenOf = (script: BareScript): readonly BareScript[] => script.flatMap(({ children }) => children);
