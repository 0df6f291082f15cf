import { useCallback, useState } from 'react';
import { readKept, writeKept } from '../shell/kept.view.js';

export interface Draft<Values> {
  readonly values: Values;
  readonly change: (changes: Partial<Values>) => void;
  /** It has become a command that was accepted. */
  readonly forget: () => void;
}

const readDraft = <Values,>(name: string, initial: Values): Values => {
  const kept = readKept(name, 'session');
  return kept === null ? initial : { ...initial, ...(JSON.parse(kept) as Partial<Values>) };
};

/** What somebody has typed into a form stays in this browser window until it was accepted. */
export const useDraft = <Values extends object>(name: string, initial: Values): Draft<Values> => {
  const kept = `draft/${name}`;
  const [values, setValues] = useState(() => readDraft(kept, initial));
  const change = useCallback(
    (changes: Partial<Values>) => {
      setValues((before) => {
        const after = { ...before, ...changes };
        writeKept(kept, JSON.stringify(after), 'session');
        return after;
      });
    },
    [kept],
  );
  const forget = useCallback(() => writeKept(kept, null, 'session'), [kept]);
  return { values, change, forget };
};
