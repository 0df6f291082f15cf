import type { OfficeCalendarView, Task } from '#libs/contracts';
import { dueStanding } from '../calendar/due-date.view.js';
import type { Holder } from './merge-inbox.view.js';
import { isTaskKind, type TaskKind } from './task-kind.view.js';

/** Which tasks are shown. It is kept in the address, so that a look at the inbox can be bookmarked and sent to somebody. */
export interface TaskFilter {
  readonly kind: TaskKind | undefined;
  readonly due: DueFilter;
  readonly holder: HolderFilter;
  readonly unit: string | undefined;
  readonly text: string;
}

export const DUE_FILTERS = ['all', 'overdue', 'today', 'soon'] as const;
export type DueFilter = (typeof DUE_FILTERS)[number];

export const HOLDER_FILTERS = ['all', 'me', 'nobody'] as const;
export type HolderFilter = (typeof HOLDER_FILTERS)[number];

/** What is filtered; a task of which nobody said who has it is nobody's. */
type Filtered = Task & { readonly holder?: Holder };

const isDueFilter = (text: string | null): text is DueFilter =>
  (DUE_FILTERS as readonly (string | null)[]).includes(text);

export const filterOf = (search: URLSearchParams): TaskFilter => {
  const kind = search.get('kind');
  const due = search.get('due');
  const holder = search.get('holder');
  return {
    kind: kind !== null && isTaskKind(kind) ? kind : undefined,
    due: isDueFilter(due) ? due : 'all',
    holder: HOLDER_FILTERS.find((one) => one === holder) ?? 'all',
    unit: search.get('unit') ?? undefined,
    text: search.get('q') ?? '',
  };
};

export const searchOf = ({ kind, due, holder, unit, text }: TaskFilter): URLSearchParams =>
  new URLSearchParams({
    ...(kind === undefined ? {} : { kind }),
    ...(due === 'all' ? {} : { due }),
    ...(holder === 'all' ? {} : { holder }),
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
export const filterTasks = <One extends Filtered>(
  tasks: readonly One[],
  { kind, due, holder, unit, text }: TaskFilter,
  calendar: OfficeCalendarView | undefined,
): readonly One[] =>
  tasks.filter(
    (task) =>
      (kind === undefined || task.kind === kind) &&
      (holder === 'all' || (task.holder ?? 'nobody') === holder) &&
      isOfUnit(task, unit) &&
      (text.trim() === '' || says(task, text.trim())) &&
      isDue(task, due, calendar),
  );

export interface TaskCounts {
  readonly kinds: ReadonlyMap<string, number>;
  readonly dues: Readonly<Record<DueFilter, number>>;
  readonly holders: Readonly<Record<HolderFilter, number>>;
}

/** How many there would be with each choice: kinds among those of the due date, due dates among those of the kind. */
export const countTasks = (
  tasks: readonly Filtered[],
  filter: TaskFilter,
  calendar: OfficeCalendarView | undefined,
): TaskCounts => {
  const kinds = new Map<string, number>();
  for (const { kind } of filterTasks(tasks, { ...filter, kind: undefined }, calendar)) {
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const ofKind = filterTasks(tasks, { ...filter, due: 'all' }, calendar);
  const count = (due: DueFilter): number => ofKind.filter((task) => isDue(task, due, calendar)).length;
  const heldBy = (holder: HolderFilter): number => filterTasks(tasks, { ...filter, holder }, calendar).length;
  const holders = { all: heldBy('all'), me: heldBy('me'), nobody: heldBy('nobody') };
  return {
    kinds,
    holders,
    dues: { all: count('all'), overdue: count('overdue'), today: count('today'), soon: count('soon') },
  };
};
