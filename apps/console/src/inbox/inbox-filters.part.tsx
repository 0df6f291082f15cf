import { useWords } from '../wording/language.part.js';
import { SavedFilters } from './saved-filters.part.js';
import {
  DUE_FILTERS,
  HOLDER_FILTERS,
  filterOf,
  searchOf,
  type TaskCounts,
  type TaskFilter,
} from './task-filter.view.js';
import { TASK_KINDS } from './task-kind.view.js';

interface Props {
  readonly filter: TaskFilter;
  readonly counts: TaskCounts;
  readonly onChoose: (changes: Partial<TaskFilter>) => void;
}

interface ChoiceProps {
  readonly text: string;
  readonly count: number;
  readonly chosen: boolean;
  readonly onClick: () => void;
}

const Choice = ({ text, count, chosen, onClick }: ChoiceProps) => (
  <li>
    <button type="button" className="choice" aria-pressed={chosen} onClick={onClick}>
      <span>{text}</span> <span className="count">{count}</span>
    </button>
  </li>
);

/** By due date and by kind, each with how many there are; the address keeps the choice. */
export const InboxFilters = ({ filter, counts, onChoose }: Props) => {
  const { words } = useWords();
  const kinds = TASK_KINDS.filter((kind) => counts.kinds.has(kind) || kind === filter.kind);
  const total = [...counts.kinds.values()].reduce((sum, count) => sum + count, 0);
  return (
    <aside className="filters" aria-label={words.inbox.filters}>
      <h2>{words.inbox.byDue}</h2>
      <ul>
        {DUE_FILTERS.map((due) => (
          <Choice
            key={due}
            text={words.inbox.dues[due]}
            count={counts.dues[due]}
            chosen={filter.due === due}
            onClick={() => onChoose({ due })}
          />
        ))}
      </ul>
      <h2>{words.inbox.byHolder}</h2>
      <ul>
        {HOLDER_FILTERS.map((holder) => (
          <Choice
            key={holder}
            text={words.inbox.holders[holder]}
            count={counts.holders[holder]}
            chosen={filter.holder === holder}
            onClick={() => onChoose({ holder })}
          />
        ))}
      </ul>
      <h2>{words.inbox.byKind}</h2>
      <ul>
        <Choice
          text={words.inbox.everyKind}
          count={total}
          chosen={filter.kind === undefined}
          onClick={() => onChoose({ kind: undefined })}
        />
        {kinds.map((kind) => (
          <Choice
            key={kind}
            text={words.office.kinds[kind]}
            count={counts.kinds.get(kind) ?? 0}
            chosen={filter.kind === kind}
            onClick={() => onChoose({ kind })}
          />
        ))}
      </ul>
      <SavedFilters
        search={searchOf(filter).toString()}
        onChoose={(search) => onChoose(filterOf(new URLSearchParams(search)))}
      />
    </aside>
  );
};
