import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { Link } from 'react-router';
import type { OfficeCalendarView } from '#libs/contracts';
import { DueChip } from '../calendar/due-chip.part.js';
import { useKeys, type Keys } from '../shell/keyboard.part.js';
import { unitName } from '../shell/office-name.view.js';
import { useWords } from '../wording/language.part.js';
import { taskTitle } from './task-title.view.js';
import { taskPath, type InboxTask } from './merge-inbox.view.js';

interface Props {
  readonly tasks: readonly InboxTask[];
  readonly calendar: OfficeCalendarView | undefined;
  readonly onNext: () => void;
}

const ROW_PX = 104;
const OVERSCAN = 8;

const idOf = ({ subject, action, role }: InboxTask): string => `${subject} ${action} ${role}`;

/** As many rows as the window shows, of however many there are; `j` and `k` walk through all of them. */
export const TaskRows = ({ tasks, calendar, onNext }: Props) => {
  const { words } = useWords();
  const list = useRef<HTMLOListElement>(null);
  const [focused, setFocused] = useState<number>();
  const rows = useWindowVirtualizer({
    count: tasks.length,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    scrollMargin: list.current?.offsetTop ?? 0,
    getItemKey: (index) => {
      const task = tasks[index];
      return task === undefined ? index : idOf(task);
    },
  });
  const virtualRows = rows.getVirtualItems();

  // A row has to be drawn before it can have the focus.
  useEffect(() => {
    if (focused === undefined) return;
    const link = list.current?.querySelector<HTMLElement>(`[data-index="${focused}"] a`);
    if (link && document.activeElement !== link) link.focus({ preventScroll: true });
  }, [focused, virtualRows]);

  const step = useCallback(
    (by: number) => {
      const at = document.activeElement?.closest<HTMLElement>('[data-index]')?.dataset['index'];
      const next = at === undefined ? 0 : Math.min(tasks.length - 1, Math.max(0, Number(at) + by));
      if (tasks.length === 0) return;
      rows.scrollToIndex(next, { align: 'auto' });
      setFocused(next);
    },
    [rows, tasks.length],
  );
  const keys = useMemo<Keys>(
    () => ({
      j: () => step(1),
      k: () => step(-1),
      n: onNext,
      '/': () => document.getElementById('inbox-search')?.focus(),
    }),
    [step, onNext],
  );
  useKeys(keys);

  if (tasks.length === 0) return <p className="empty">{words.inbox.empty}</p>;
  return (
    <ol className="tasks" ref={list} aria-label={words.inbox.list} style={{ height: rows.getTotalSize() }}>
      {virtualRows.map(({ index, key, start }) => {
        const task = tasks[index];
        return task === undefined ? null : (
          <li
            key={key}
            ref={rows.measureElement}
            data-index={index}
            aria-setsize={tasks.length}
            aria-posinset={index + 1}
            style={{ transform: `translateY(${start - rows.options.scrollMargin}px)` }}
            onFocus={() => setFocused(index)}
            onBlur={() => setFocused(undefined)}
          >
            <TaskRow task={task} calendar={calendar} />
          </li>
        );
      })}
    </ol>
  );
};

const TaskRow = ({ task, calendar }: { task: InboxTask; calendar: OfficeCalendarView | undefined }) => {
  const { words } = useWords();
  const { listing, escalation, reminded, holder } = task;
  return (
    <Link className="task" to={taskPath(task)}>
      <span className="task-what">
        <span className="task-title">{taskTitle(task, words)}</span>
        <span className="task-employer">{listing.employerName || words.inbox.unnamed}</span>
        <span className="quiet">
          {listing.caseNo === '' ? words.inbox.draft : listing.caseNo} ·{' '}
          {unitName(listing.managingUnit, words.language)} · {words.inbox.openedOn(words.date(task.openedOn))}
        </span>
      </span>
      <span className="task-due">
        <DueChip dueOn={task.dueOn} calendar={calendar} />
        {holder === 'nobody' ? null : <span className="tag">{words.inbox.heldBy[holder]}</span>}
        {escalation > 0 ? <span className="tag tag-strong">{words.inbox.escalated(escalation)}</span> : null}
        {escalation === 0 && reminded ? <span className="tag">{words.inbox.reminded}</span> : null}
      </span>
    </Link>
  );
};
