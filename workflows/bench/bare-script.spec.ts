import { describe, expect, it } from '@jest/globals';
import { temporal } from '@temporalio/proto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { eventsOf, scriptOf, typicalOf, type RecordedCase } from './bare-script.js';

const FOLDER = fileURLToPath(new URL('../test/histories/', import.meta.url));

const recording = (name: string, children: readonly RecordedCase[] = []): RecordedCase => {
  const { history } = JSON.parse(readFileSync(`${FOLDER}${name}.json`, 'utf8')) as { history: string };
  return { events: temporal.api.history.v1.History.decode(Buffer.from(history, 'base64')).events, children };
};

const paid = recording('paid', [recording('paid-grant-UNION_MUNI'), recording('paid-grant-FISCAL_HEALTH')]);

describe('the script of a recorded case', () => {
  it('has a step for each workflow task, with the signals that woke it', () => {
    const script = scriptOf(paid);
    expect(script.map(({ signals }) => signals)).toEqual([0, 1, 1, 1, 1, 1, 2, 2, 1, 1, 1]);
    expect(script.map(({ activities }) => activities)).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 1, 2, 2]);
    expect(script.map(({ alarms }) => alarms)).toEqual([1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0]);
  });

  it('starts the grants in its last step, each with a script of its own', () => {
    const children = scriptOf(paid).map(({ children: scripts }) => scripts);
    expect(children.slice(0, -1).flat()).toEqual([]);
    expect(children.at(-1)?.map((script) => script.map(({ signals }) => signals))).toEqual([
      [0, 1, 1],
      [0, 1],
    ]);
  });

  it('keeps the first task of a workflow that only waits', () => {
    const events = paid.events.filter(
      ({ upsertWorkflowSearchAttributesEventAttributes: alarm, markerRecordedEventAttributes: marker }) =>
        !alarm && !marker,
    );
    expect(scriptOf({ events, children: [] })[0]).toEqual({
      signals: 0,
      activities: 0,
      alarms: 0,
      timers: 0,
      children: [],
    });
  });

  it('sets the timers that a case on the wall clock sets', () => {
    const timers = scriptOf(recording('paid-on-the-wall-clock')).map((step) => step.timers);
    const set = recording('paid-on-the-wall-clock').events.filter(({ timerStartedEventAttributes: timer }) => timer);
    expect(timers.reduce((sum, count) => sum + count, 0)).toBe(set.length);
    expect(set.length).toBeGreaterThan(0);
  });

  it('is woken by a signal where a timer woke the case', () => {
    const { events } = recording('paid-on-the-wall-clock');
    const wakes = events.filter(
      ({ timerFiredEventAttributes: rung, workflowExecutionSignaledEventAttributes: signalled }) => rung ?? signalled,
    );
    const signals = scriptOf({ events, children: [] }).map((step) => step.signals);
    expect(signals.reduce((sum, count) => sum + count, 0)).toBe(wakes.length);
  });
});

describe('the typical case', () => {
  it('is the one in the middle by its events and those of its children', () => {
    const short = recording('paid');
    const long = { ...paid, children: [...paid.children, ...paid.children] };
    expect([short, paid, long].map(eventsOf)).toEqual([72, 99, 126]);
    expect(typicalOf([long, short, paid]) === paid).toBe(true);
  });

  it('is not there without a case', () => {
    expect(() => typicalOf([])).toThrow('No case was recorded');
  });
});
