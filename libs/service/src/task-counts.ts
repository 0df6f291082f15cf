import type { Metrics } from '#libs/telemetry';
import { CaseTasks } from './case-tasks.js';
import type { OfficeTime } from './office-time.js';
import type { ServiceStore } from './service-store.js';
import { unlessAway } from './watch-operations.js';

/** Open tasks of one role. */
interface TaskCount {
  readonly role: string;
  readonly overdue: boolean;
  readonly count: number;
}

/** Counting reads every task, and whoever scrapes does so often. */
const COUNT_EVERY_MS = 30_000;

/** How many tasks are open, by role and by whether they are overdue on the office clock. */
export const watchTasks = (metrics: Metrics, store: ServiceStore, time: Pick<OfficeTime, 'today'>): void => {
  const tasks = new CaseTasks((name) => store.collection(name));
  let countedMs = -COUNT_EVERY_MS;
  metrics.gauge('nuanchao_open_tasks', 'Tasks that somebody has to do', ['role', 'overdue'], (gauge) =>
    unlessAway(async () => {
      if (performance.now() - countedMs < COUNT_EVERY_MS) return;
      const counts = countsOf(await tasks.list(undefined), time.today());
      countedMs = performance.now();
      gauge.reset();
      for (const { role, overdue, count } of counts) gauge.set({ role, overdue: String(overdue) }, count);
    }),
  );
};

const countsOf = (
  tasks: readonly { readonly role: string; readonly dueOn: string | null }[],
  today: string,
): readonly TaskCount[] => {
  const counts = new Map<string, TaskCount>();
  for (const { role, dueOn } of tasks) {
    const overdue = dueOn !== null && dueOn < today;
    const name = `${role} ${overdue}`;
    counts.set(name, { role, overdue, count: (counts.get(name)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
};
