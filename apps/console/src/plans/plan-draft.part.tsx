import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { keptName, readKept, writeKept } from '../shell/kept.view.js';
import type { Entries } from './plan-entries.view.js';
import { useAutosave, type Saving } from './plan-draft.api.js';
import { conflictsOf, noted, settled, shownEntries, without, type Conflict, type Unsaved } from './unsaved.view.js';

export interface PlanDraft {
  readonly entries: Entries;
  /** Whether what was typed is with the server already; in this browser it always is. */
  readonly saving: Saving;
  readonly conflicts: readonly Conflict[];
  readonly change: (changes: Entries) => void;
  readonly settle: (conflict: Conflict, keepsMine: boolean) => void;
  /** It has become a plan version. */
  readonly forget: () => void;
}

const readUnsaved = (name: string): Unsaved | undefined => {
  const kept = readKept(name);
  return kept === null ? undefined : (JSON.parse(kept) as Unsaved);
};

/**
 * What is typed into a plan stays in this browser, field by field, over whatever is there for everybody. Each change is
 * made to what is kept at that moment, so that two windows with the same draft lose nothing of each other.
 */
export const usePlanDraft = (caseId: string, account: string, base: Entries): PlanDraft => {
  const kept = `plan/${account}/${caseId}`;
  const [unsaved, setUnsaved] = useState(() => readUnsaved(kept) ?? {});
  // A browser that keeps nothing still has what this window shows.
  const latest = useRef(unsaved);

  const write = useCallback(
    (changed: (before: Unsaved) => Unsaved) => {
      const after = changed(readUnsaved(kept) ?? latest.current);
      latest.current = after;
      writeKept(kept, Object.keys(after).length === 0 ? null : JSON.stringify(after));
      setUnsaved(after);
    },
    [kept],
  );
  useEffect(() => {
    const listen = ({ key }: StorageEvent): void => {
      if (key !== keptName(kept)) return;
      latest.current = readUnsaved(kept) ?? {};
      setUnsaved(latest.current);
    };
    window.addEventListener('storage', listen);
    return () => window.removeEventListener('storage', listen);
  }, [kept]);

  // What the server has by now is no longer waiting here.
  useEffect(() => {
    if (Object.keys(without(latest.current, base)).length < Object.keys(latest.current).length) {
      write((before) => without(before, base));
    }
  }, [base, write]);
  const saving = useAutosave(caseId, base, unsaved);

  const change = useCallback((changes: Entries) => write((before) => noted(before, base, changes)), [write, base]);
  const settle = useCallback(
    (conflict: Conflict, keepsMine: boolean) => write((before) => settled(before, conflict, keepsMine)),
    [write],
  );
  const forget = useCallback(() => write(() => ({})), [write]);
  return useMemo(
    () => ({
      entries: shownEntries(base, unsaved),
      saving,
      conflicts: conflictsOf(base, unsaved),
      change,
      settle,
      forget,
    }),
    [base, unsaved, saving, change, settle, forget],
  );
};
