import { useEffect, useRef, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { PlanDraftView } from '#libs/contracts';
import { isUnanswered } from '../api/api-client.js';
import { newIntentKey } from '../api/intent.view.js';
import { useSession } from '../session/session.js';
import type { Entries } from './plan-entries.view.js';
import { conflictsOf, type Unsaved } from './unsaved.view.js';

/** What others write shows soon; what is typed is saved when the person pauses. */
const FOLLOW_MS = 2_000;
const PAUSE_MS = 700;
const RETRY_MS = 3_000;
/** As many as the contract takes at once. */
const MOST = 400;

const pathOf = (caseId: string): string => `/api/applications/applications/${caseId}/plan-draft`;

/** What stands in the draft for everybody who writes it; undefined until it is known. */
export const useSavedDraft = (caseId: string) => {
  const { client } = useSession();
  return useQuery({
    queryKey: ['plan-draft', caseId],
    queryFn: ({ signal }) => client.query(pathOf(caseId), PlanDraftView, signal),
    refetchInterval: FOLLOW_MS,
  });
};

export type Saving = 'saved' | 'saving' | 'unanswered' | 'refused';

/** Saves what was typed, a moment after the last key; what two people changed waits for a person's word. */
export const useAutosave = (caseId: string, base: Entries, unsaved: Unsaved): Saving => {
  const { client } = useSession();
  const queries = useQueryClient();
  const [fault, setFault] = useState<'unanswered' | 'refused'>();
  const [tries, setTries] = useState(0);
  const isSaving = useRef(false);
  const disputed = new Set(conflictsOf(base, unsaved).map(({ pointer }) => pointer));
  const changes = Object.entries(unsaved)
    .filter(([pointer]) => !disputed.has(pointer))
    .map(([pointer, { from, to }]) => ({ pointer, from, to }))
    .slice(0, MOST);
  const wish = changes.length === 0 ? '' : JSON.stringify({ changes });

  useEffect(() => {
    if (wish === '') return undefined;
    const save = async (): Promise<void> => {
      if (isSaving.current) return setTries((count) => count + 1);
      isSaving.current = true;
      try {
        const saved = await client.post(pathOf(caseId), JSON.parse(wish), { key: newIntentKey() }, PlanDraftView);
        await queries.cancelQueries({ queryKey: ['plan-draft', caseId] });
        queries.setQueryData(['plan-draft', caseId], saved);
        setFault(undefined);
      } catch (error) {
        setFault(isUnanswered(error) ? 'unanswered' : 'refused');
        setTimeout(() => setTries((count) => count + 1), RETRY_MS);
      } finally {
        isSaving.current = false;
      }
    };
    const timer = setTimeout(() => void save(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wish, tries, client, queries, caseId]);
  if (wish === '') return 'saved';
  return fault ?? 'saving';
};
