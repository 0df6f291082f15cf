import type { temporal } from '@temporalio/proto';
import type { BareScript, BareStep } from './bare.workflow.js';

export type RecordedEvents = readonly temporal.api.history.v1.IHistoryEvent[];

/** One workflow's recorded history, and those of the children that it started, in the order of their start. */
export interface RecordedCase {
  readonly events: RecordedEvents;
  readonly children: readonly RecordedCase[];
}

interface Draft {
  signals: number;
  activities: number;
  alarms: number;
  timers: number;
  children: BareScript[];
}

/**
 * Reads off what each workflow task of a recorded case did, so that a bare workflow can do just that: no more is known of
 * the procedure here, and whatever the procedure becomes, the comparison stays one of equal histories.
 */
export const scriptOf = ({ events, children }: RecordedCase): BareScript => {
  const steps: BareStep[] = [];
  const waiting = [...children];
  let signals = 0;
  let draft: Draft | undefined;
  for (const event of events) {
    // Nobody here waits for days: a timer that rang is played by a signal, which is one event too.
    if (event.workflowExecutionSignaledEventAttributes || event.timerFiredEventAttributes) signals += 1;
    if (event.workflowTaskCompletedEventAttributes) {
      if (draft !== undefined) steps.push(draft);
      draft = { signals, activities: 0, alarms: 0, timers: 0, children: [] };
      signals = 0;
    }
    if (draft === undefined) continue;
    if (event.markerRecordedEventAttributes) draft.activities += 1;
    if (event.upsertWorkflowSearchAttributesEventAttributes) draft.alarms += 1;
    if (event.timerStartedEventAttributes) draft.timers += 1;
    if (event.startChildWorkflowExecutionInitiatedEventAttributes) {
      const child = waiting.shift();
      if (child !== undefined) draft.children.push(scriptOf(child));
    }
  }
  if (draft !== undefined) steps.push(draft);
  // The first task comes with the start; a later one that nobody signalled and that did nothing was woken by a child's
  // start, and comes by itself.
  return steps.filter((step, index) => index === 0 || !isIdle(step));
};

const isIdle = ({ signals, activities, alarms, timers, children }: BareStep): boolean =>
  signals + activities + alarms + timers + children.length === 0;

/** History events of a case with all its children. */
export const eventsOf = ({ events, children }: RecordedCase): number =>
  children.reduce((sum, child) => sum + eventsOf(child), events.length);

/** The case in the middle, by its history events: one of these that met an accident stands for none of the others. */
export const typicalOf = (cases: readonly RecordedCase[]): RecordedCase => {
  const sorted = cases.toSorted((one, other) => eventsOf(one) - eventsOf(other));
  const typical = sorted[Math.floor(sorted.length / 2)];
  if (typical === undefined) throw new Error('No case was recorded');
  return typical;
};
