import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useWords } from '../wording/language.part.js';
import { readKept, writeKept } from './kept.view.js';
import { SheetDialog } from './sheet-dialog.part.js';

/** A single key, as `KeyboardEvent.key` names it, and what it does here. */
export type KeyName = 'j' | 'k' | 'n' | '/' | 'u';
export type Keys = Readonly<Partial<Record<KeyName, () => void>>>;

interface Keyboard {
  readonly showSheet: () => void;
  /** Puts the keys of a page into force. @returns how to take them away again */
  readonly put: (keys: Keys) => () => void;
}

const KeyboardContext = createContext<Keyboard | undefined>(undefined);
const KEPT = 'keys';

export const useKeyboard = (): Keyboard => {
  const found = useContext(KeyboardContext);
  if (found === undefined) throw new Error('useKeyboard is used outside of KeyboardProvider.');
  return found;
};

/** The keys of this page, as long as it is there. */
export const useKeys = (keys: Keys): void => {
  const { put } = useKeyboard();
  useEffect(() => put(keys), [put, keys]);
};

/** Whoever types into a field means the letter. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, [role=combobox]'));

/** Single keys for the whole console. They can be turned off (WCAG 2.1.4); `?` always tells what they are. */
export const KeyboardProvider = ({ children }: { children: ReactNode }) => {
  const { words } = useWords();
  const [open, setOpen] = useState(false);
  const [enabled, setEnabled] = useState(() => readKept(KEPT) !== 'off');
  const inForce = useRef<readonly Keys[]>([]);

  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === '?') return setOpen(true);
      if (!enabled) return;
      const act = inForce.current.toReversed().find((keys) => event.key in keys)?.[event.key as KeyName];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [enabled]);

  const value = useMemo<Keyboard>(
    () => ({
      showSheet: () => setOpen(true),
      put: (keys) => {
        inForce.current = [...inForce.current, keys];
        return () => {
          inForce.current = inForce.current.filter((other) => other !== keys);
        };
      },
    }),
    [],
  );
  const toggle = (on: boolean): void => {
    setEnabled(on);
    writeKept(KEPT, on ? 'on' : 'off');
  };
  return (
    <KeyboardContext value={value}>
      {children}
      <SheetDialog open={open} title={words.keys.title} closeText={words.shell.close} onClose={() => setOpen(false)}>
        <dl className="keys">
          {words.keys.lines.map(([key, text]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <label className="check">
          <input type="checkbox" checked={enabled} onChange={(event) => toggle(event.target.checked)} />
          <span>{words.keys.enabled}</span>
        </label>
      </SheetDialog>
    </KeyboardContext>
  );
};
