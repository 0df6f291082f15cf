import { useState, type FormEvent } from 'react';
import { readKept, writeKept } from '../shell/kept.view.js';
import { useWords } from '../wording/language.part.js';
import { NAME_MAX, readSaved, withSaved, withoutSaved, type SavedFilter } from './saved-filters.view.js';

interface Props {
  /** Of the look at hand, as the address has it. */
  readonly search: string;
  readonly onChoose: (search: string) => void;
}

const KEPT = 'inbox-filters';

/** Looks at the inbox that this person comes back to, kept in this browser. */
export const SavedFilters = ({ search, onChoose }: Props) => {
  const { words } = useWords();
  const [saved, setSaved] = useState(() => readSaved(readKept(KEPT)));
  const [name, setName] = useState('');
  const keep = (next: readonly SavedFilter[]): void => {
    setSaved(next);
    writeKept(KEPT, JSON.stringify(next));
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    keep(withSaved(saved, { name, search }));
    setName('');
  };
  return (
    <>
      <h2>{words.inbox.saved}</h2>
      <ul>
        {saved.map((one) => (
          <li key={one.name} className="saved">
            <button
              type="button"
              className="choice"
              aria-pressed={one.search === search}
              onClick={() => onChoose(one.search)}
            >
              <span>{one.name}</span>
            </button>
            <button
              type="button"
              className="link"
              aria-label={words.inbox.forget(one.name)}
              onClick={() => keep(withoutSaved(saved, one.name))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <form className="save-filter" onSubmit={save}>
        <input
          className="plain"
          aria-label={words.inbox.saveAs}
          placeholder={words.inbox.saveAs}
          maxLength={NAME_MAX}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="plain" disabled={name.trim() === ''}>
          {words.inbox.save}
        </button>
      </form>
    </>
  );
};
