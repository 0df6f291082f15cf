import type { OfficeCalendarView, Task } from '#libs/contracts';
import { dueStanding } from '../calendar/due-date.view.js';
import { isTaskKind, type TaskKind } from './task-kind.view.js';

/** Which tasks are shown. It is kept in the address, so that a look at the inbox can be bookmarked and sent to somebody. */
export interface TaskFilter {
  readonly kind: TaskKind | undefined;
  readonly due: DueFilter;
  readonly unit: string | undefined;
  readonly text: string;
}

export const DUE_FILTERS = ['all', 'overdue', 'today', 'soon'] as const;
export type DueFilter = (typeof DUE_FILTERS)[number];

const isDueFilter = (text: string | null): text is DueFilter =>
  (DUE_FILTERS as readonly (string | null)[]).includes(text);

export const filterOf = (search: URLSearchParams): TaskFilter => {
  const kind = search.get('kind');
  const due = search.get('due');
  return {
    kind: kind !== null && isTaskKind(kind) ? kind : undefined,
    due: isDueFilter(due) ? due : 'all',
    unit: search.get('unit') ?? undefined,
    text: search.get('q') ?? '',
  };
};

export const searchOf = ({ kind, due, unit, text }: TaskFilter): URLSearchParams =>
  new URLSearchParams({
    ...(kind === undefined ? {} : { kind }),
    ...(due === 'all' ? {} : { due }),
    ...(unit === undefined ? {} : { unit }),
    ...(text === '' ? {} : { q: text }),
  });

type Urgencies = Readonly<Record<Exclude<DueFilter, 'all'>, readonly string[]>>;
const URGENCIES: Urgencies = { overdue: ['overdue'], today: ['today'], soon: ['today', 'soon'] };

const isDue = (task: Task, due: DueFilter, calendar: OfficeCalendarView | undefined): boolean =>
  due === 'all' || (calendar !== undefined && URGENCIES[due].includes(dueStanding(task.dueOn, calendar).urgency));

/** Every word is looked for in what the row shows of its case. */
const says = ({ listing }: Task, text: string): boolean => {
  const shown = `${listing.caseNo} ${listing.employerName} ${listing.employerUscc} ${listing.unionUscc}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => shown.includes(word));
};

const isOfUnit = ({ listing }: Task, unit: string | undefined): boolean =>
  unit === undefined || listing.managingUnit === unit || listing.siteUnit === unit;

/** The tasks that the filter lets through, in their order. */
export const filterTasks = <One extends Task>(
  tasks: readonly One[],
  { kind, due, unit, text }: TaskFilter,
  calendar: OfficeCalendarView | undefined,
): readonly One[] =>
  tasks.filter(
    (task) =>
      (kind === undefined || task.kind === kind) &&
      isOfUnit(task, unit) &&
      (text.trim() === '' || says(task, text.trim())) &&
      isDue(task, due, calendar),
  );

export interface TaskCounts {
  readonly kinds: ReadonlyMap<string, number>;
  readonly dues: Readonly<Record<DueFilter, number>>;
}

/** How many there would be with each choice: kinds among those of the due date, due dates among those of the kind. */
export const countTasks = (
  tasks: readonly Task[],
  filter: TaskFilter,
  calendar: OfficeCalendarView | undefined,
): TaskCounts => {
  const kinds = new Map<string, number>();
  for (const { kind } of filterTasks(tasks, { ...filter, kind: undefined }, calendar)) {
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const ofKind = filterTasks(tasks, { ...filter, due: 'all' }, calendar);
  const count = (due: DueFilter): number => ofKind.filter((task) => isDue(task, due, calendar)).length;
  return { kinds, dues: { all: count('all'), overdue: count('overdue'), today: count('today'), soon: count('soon') } };
};
