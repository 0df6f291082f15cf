import {
  condition,
  defineSignal,
  proxyLocalActivities,
  proxySinks,
  setHandler,
  sleep,
  startChild,
  upsertSearchAttributes,
  type Sinks,
} from '@temporalio/workflow';

/**
 * What one workflow task of a recorded case did: how many signals it had been woken by, how many local activities it ran,
 * how often it published its next alarm, how many timers it set, and which child workflows it started.
 */
export interface BareStep {
  readonly signals: number;
  readonly activities: number;
  readonly alarms: number;
  readonly timers: number;
  readonly children: readonly BareScript[];
}
export type BareScript = readonly BareStep[];

/** The bare counterpart of every activity. */
export interface BareActivities {
  act(): Promise<void>;
}

/** Tells the robots that a step was done, at the end of its workflow task. It leaves no event in the history. */
export interface BareSinks extends Sinks {
  bare: { done(step: number): void };
}

const { act } = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '30 seconds' });
const { bare: robots } = proxySinks<BareSinks>();

export const bareSignal = defineSignal('bare');

/** The same signals, local activities, search attributes, timers and children as the case that the script was read from. */
export async function bare(workflowId: string, script: BareScript): Promise<void> {
  let arrived = 0;
  setHandler(bareSignal, () => {
    arrived += 1;
  });
  let awaited = 0;
  const children: Promise<unknown>[] = [];
  for (const [index, { signals, activities, alarms, timers, children: scripts }] of script.entries()) {
    awaited += signals;
    const enough = awaited;
    await condition(() => arrived >= enough);
    for (let n = 0; n < activities; n += 1) await act();
    for (let n = 0; n < alarms; n += 1) {
      upsertSearchAttributes([
        { key: { name: 'NextAlarm', type: 'DATETIME' }, value: new Date(1_800_000_000_000 + index) },
      ]);
    }
    // As in a case whose people are quick, they are set and never ring.
    for (let n = 0; n < timers; n += 1) void sleep('365 days').catch(() => undefined);
    for (const child of scripts) {
      const childId = `${workflowId}.${children.length}`;
      children.push(startChild(bare, { workflowId: childId, args: [childId, child], parentClosePolicy: 'ABANDON' }));
    }
    robots.done(index);
  }
  await Promise.all(children);
}
