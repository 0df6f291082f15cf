import { useMemo } from 'react';
import { Alert, Button } from 'antd';
import { useNavigate, useSearchParams } from 'react-router';
import { UNITS } from '#libs/policy';
import { useOfficeCalendar } from '../calendar/office-calendar.api.js';
import { ChoiceSelect } from '../shell/choice-select.part.js';
import { useKeyboard } from '../shell/keyboard.part.js';
import { unitName } from '../shell/office-name.view.js';
import { usePageTitle } from '../shell/page-title.part.js';
import { Waiting } from '../shell/waiting.part.js';
import { useWords } from '../wording/language.part.js';
import { InboxFilters } from './inbox-filters.part.js';
import { keepInboxSearch } from './next-task.view.js';
import { countTasks, filterOf, filterTasks, searchOf, type TaskFilter } from './task-filter.view.js';
import { TaskRows } from './task-rows.part.js';
import { taskPath } from './merge-inbox.view.js';
import { useInbox } from './tasks.api.js';

/** Everything that waits for this person, the most urgent first. */
export const InboxPage = () => {
  const { words } = useWords();
  const navigate = useNavigate();
  const heading = usePageTitle(words.inbox.title);
  const { showSheet } = useKeyboard();
  const [search, setSearch] = useSearchParams();
  const calendar = useOfficeCalendar();
  const { tasks, isLoading, silent } = useInbox();
  const filter = useMemo(() => filterOf(search), [search]);
  const shown = useMemo(() => filterTasks(tasks, filter, calendar), [tasks, filter, calendar]);
  const counts = useMemo(() => countTasks(tasks, filter, calendar), [tasks, filter, calendar]);
  const choose = (changes: Partial<TaskFilter>): void => {
    const next = searchOf({ ...filter, ...changes });
    keepInboxSearch(next.toString());
    setSearch(next, { replace: true });
  };
  const first = shown.find(({ holder }) => holder !== 'colleague');
  const openNext = (): void => void (first === undefined ? undefined : navigate(taskPath(first)));

  return (
    <div className="inbox">
      <div className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {words.inbox.title}
        </h1>
        <p className="quiet" role="status">
          {words.inbox.summary(counts.dues.all, counts.dues.overdue)}
        </p>
        <div className="actions">
          <Button type="primary" disabled={first === undefined} onClick={openNext}>
            {words.inbox.next}
          </Button>
          <Button onClick={showSheet}>{words.shell.keys}</Button>
        </div>
      </div>
      {silent.length === 0 ? null : (
        <Alert
          type="warning"
          showIcon
          title={words.inbox.silent(silent.map((service) => words.shell.services[service]))}
        />
      )}
      <div className="inbox-body">
        <InboxFilters filter={filter} counts={counts} onChoose={choose} />
        <section aria-label={words.inbox.list}>
          <SearchRow filter={filter} onChoose={choose} />
          {isLoading && tasks.length === 0 ? (
            <Waiting />
          ) : (
            <TaskRows tasks={shown} calendar={calendar} onNext={openNext} />
          )}
        </section>
      </div>
    </div>
  );
};

interface SearchProps {
  readonly filter: TaskFilter;
  readonly onChoose: (changes: Partial<TaskFilter>) => void;
}

const SearchRow = ({ filter, onChoose }: SearchProps) => {
  const { words } = useWords();
  return (
    <div className="search-row">
      <input
        id="inbox-search"
        type="search"
        className="plain search"
        aria-label={words.inbox.search}
        placeholder={words.inbox.search}
        value={filter.text}
        onChange={(event) => onChoose({ text: event.target.value })}
      />
      <ChoiceSelect
        aria-label={words.inbox.unit}
        value={filter.unit ?? ''}
        onChange={(unit) => onChoose({ unit: unit === '' ? undefined : unit })}
        options={[
          { value: '', label: words.inbox.everyUnit },
          ...UNITS.map(({ unitCode }) => ({ value: unitCode, label: unitName(unitCode, words.language) })),
        ]}
      />
    </div>
  );
};
