import { useEffect, useRef, useState } from 'react';
import { Button } from 'antd';
import { useSession } from '../session/session.js';
import { signOut } from '../session/session.api.js';
import { useWords } from '../wording/language.part.js';
import { useKeyboard } from './keyboard.part.js';
import { officeName } from './office-name.view.js';

/** Closes what is open when somebody presses Escape in it or goes on elsewhere. */
const useLeaving = (isOpen: boolean, close: () => void) => {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') close();
    };
    const onPress = ({ target }: PointerEvent): void => {
      if (target instanceof Node && place.current?.contains(target) === false) close();
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onPress);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', onPress);
    };
  }, [isOpen, close]);
  return place;
};

/** Who is signed in, in which offices, under which number facts know him, and the way out. */
export const AccountMenu = () => {
  const { words } = useWords();
  const { session } = useSession();
  const { showSheet } = useKeyboard();
  const [open, setOpen] = useState(false);
  const [copied, setCopied] = useState(false);
  const place = useLeaving(open, () => setOpen(false));
  const { account, csrf } = session;
  const [first] = account.roles;
  const leave = async (): Promise<void> => {
    window.location.assign(await signOut(csrf));
  };
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(account.id);
    setCopied(true);
  };
  return (
    <div className="account-place" ref={place}>
      <button type="button" className="account" aria-expanded={open} onClick={() => setOpen(!open)}>
        <strong>{account.name}</strong>
        {first === undefined ? null : <span className="quiet">{officeName(first, words.language)}</span>}
      </button>
      {open ? (
        <div className="account-menu">
          <ul>
            {account.roles.map((grant) => (
              <li key={`${grant.role} ${grant.unit ?? ''} ${grant.organisation ?? ''}`}>
                {officeName(grant, words.language)}
              </li>
            ))}
          </ul>
          <p className="quiet">{words.shell.personNumber}</p>
          <p>
            <code>{account.id}</code>
          </p>
          <div className="actions">
            <Button onClick={() => void copy()}>{copied ? words.shell.copied : words.shell.copy}</Button>
            <Button
              onClick={() => {
                setOpen(false);
                showSheet();
              }}
            >
              {words.shell.keys}
            </Button>
            <Button type="primary" onClick={() => void leave()}>
              {words.session.signOut}
            </Button>
          </div>
        </div>
      ) : null}
    </div>
  );
};
