import { useEffect, useRef, type RefObject } from 'react';
import { useLocation } from 'react-router';
import { useWords } from '../wording/language.part.js';

/** Names the window, and puts the focus on the page's heading when one has come from another page. */
export const usePageTitle = (title: string): RefObject<HTMLHeadingElement | null> => {
  const { words } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const { key, pathname } = useLocation();
  const shown = useRef(key === 'default' ? pathname : undefined);
  useEffect(() => {
    document.title = `${title} · ${words.shell.product}`;
  }, [title, words]);
  useEffect(() => {
    // The first page of a visit begins where the browser begins; what changes on a page in its own address moves no focus.
    if (shown.current !== pathname) heading.current?.focus({ preventScroll: true });
    shown.current = pathname;
  }, [pathname]);
  return heading;
};
