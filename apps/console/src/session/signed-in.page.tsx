import { useEffect } from 'react';
import { writeKept } from '../shell/kept.view.js';
import { usePageTitle } from '../shell/page-title.part.js';
import { useWords } from '../wording/language.part.js';
import { SIGNED_IN } from './session.api.js';

/** The end of a second window in which somebody signed in again: the first one goes on by itself. */
export const SignedInPage = () => {
  const { words } = useWords();
  const heading = usePageTitle(words.session.signedInTitle);
  useEffect(() => {
    writeKept(SIGNED_IN, String(Date.now()));
    window.close();
  }, []);
  return (
    <section className="sheet">
      <h1 ref={heading} tabIndex={-1}>
        {words.session.signedInTitle}
      </h1>
      <p>{words.session.signedInText}</p>
    </section>
  );
};
