import { Link } from 'react-router';
import { useWords } from '../wording/language.part.js';
import { PAGES } from './navigation.view.js';
import { usePageTitle } from './page-title.part.js';

/** An address that leads nowhere, or to a case of somebody else: the same words, so that nobody learns which. */
export const NotFoundPage = () => {
  const { words } = useWords();
  const heading = usePageTitle(words.shell.notFoundTitle);
  return (
    <section className="sheet">
      <h1 ref={heading} tabIndex={-1}>
        {words.shell.notFoundTitle}
      </h1>
      <p>{words.shell.notFoundText}</p>
      <p>
        <Link to={PAGES.inbox.path}>{words.shell.toInbox}</Link>
      </p>
    </section>
  );
};
