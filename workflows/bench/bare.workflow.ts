import {
  condition,
  defineSignal,
  executeChild,
  proxyLocalActivities,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';

/**
 * What one workflow task of a recorded case did: how many signals it had been woken by, how many local activities it ran,
 * whether it published its next alarm, and which child workflows it started.
 */
export interface BareStep {
  readonly signals: number;
  readonly activities: number;
  readonly alarms: number;
  readonly children: readonly BareScript[];
}
export type BareScript = readonly BareStep[];

/** The bare counterpart of an activity: it only tells the driver which step was reached. */
export interface BareActivities {
  step(workflowId: string, step: number): Promise<void>;
}

const { step: reach } = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '30 seconds' });

export const bareSignal = defineSignal('bare');

/** The same signals, local activities, search attributes and children as the case that the script was read from. */
export async function bare(workflowId: string, script: BareScript): Promise<void> {
  let arrived = 0;
  setHandler(bareSignal, () => {
    arrived += 1;
  });
  let awaited = 0;
  const children: Promise<void>[] = [];
  for (const [index, { signals, activities, alarms, children: scripts }] of script.entries()) {
    awaited += signals;
    const enough = awaited;
    await condition(() => arrived >= enough);
    for (let n = 0; n < activities; n += 1) await reach(workflowId, index);
    for (let n = 0; n < alarms; n += 1) {
      upsertSearchAttributes([
        { key: { name: 'NextAlarm', type: 'DATETIME' }, value: new Date(1_800_000_000_000 + index) },
      ]);
    }
    for (const child of scripts) {
      const childId = `${workflowId}.${children.length}`;
      children.push(executeChild(bare, { workflowId: childId, args: [childId, child] }));
    }
  }
  await Promise.all(children);
}
