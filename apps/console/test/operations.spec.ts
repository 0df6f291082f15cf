import { describe, expect, it } from '@jest/globals';
import { levelOf, metricsOf, waitings, type ProcessHealth } from '../src/operations/health.view.js';

const METRICS = `# HELP outbox_oldest_seconds Age of the oldest event that is not published yet
# TYPE outbox_oldest_seconds gauge
outbox_oldest_seconds{service="payments"} 12.5
nuanchao_dead_letters_open{service="payments"} 2
nuanchao_consumer_lag_messages{service="payments"} 1e3
nuanchao_open_tasks{role="MU_FIN_MAKER",overdue="true",service="payments"} 3
nuanchao_open_tasks{role="MU_FIN_CHECKER",overdue="false",service="payments"} 4
process_cpu_seconds_total{service="payments"} NaN
`;

const health = (report: ProcessHealth['report']): ProcessHealth => ({
  process: 'payments',
  report,
  metrics: undefined,
});
const up = { up: true, ms: 1 };
const down = { up: false, ms: 2_000, reason: 'no answer within 2000 ms' };

describe('the health of a process', () => {
  it('is read from what it counts of itself', () => {
    expect(metricsOf(METRICS)).toEqual({
      outboxSeconds: 12.5,
      parkedCases: undefined,
      deadLetters: 2,
      lag: 1_000,
      openTasks: 7,
      overdueTasks: 3,
    });
    expect(metricsOf('')).toMatchObject({ outboxSeconds: undefined, openTasks: undefined, overdueTasks: undefined });
  });

  it.each([
    ['silent', undefined],
    ['ready', { ready: true, draining: false, checks: { store: up } }],
    [
      'attention',
      { ready: true, draining: false, checks: { store: up, outbox: { ...down, advisory: true as const } } },
    ],
    ['waiting', { ready: false, draining: false, checks: { store: down } }],
    ['draining', { ready: false, draining: true, checks: { store: up } }],
  ] as const)('is %s', (level, report) => {
    expect(levelOf(health(report))).toBe(level);
  });

  it('names what it waits for, and why', () => {
    const report = { ready: false, draining: false, checks: { store: up, kafka: down } };
    expect(waitings([health(report), health(undefined)])).toEqual([
      { process: 'payments', engine: 'kafka', reason: down.reason },
    ]);
  });
});
