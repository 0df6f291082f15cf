import { Suspense, useSyncExternalStore } from 'react';
import { Alert } from 'antd';
import { NavLink, Outlet } from 'react-router';
import type { Connection } from '../api/connection.view.js';
import { useSession } from '../session/session.js';
import { useWords } from '../wording/language.part.js';
import { AccountMenu } from './account-menu.part.js';
import { Emblem } from './emblem.part.js';
import { KeyboardProvider } from './keyboard.part.js';
import { LanguageSwitch } from './language-switch.part.js';
import { PAGES, pagesFor } from './navigation.view.js';
import { PageFault } from './page-fault.part.js';
import { Waiting } from './waiting.part.js';

/** What stands around every page: who is signed in, where one can go, whether the server answers. */
export const Shell = ({ connection }: { connection: Connection }) => {
  const { words } = useWords();
  const { session } = useSession();
  const isReached = useSyncExternalStore(connection.subscribe, connection.read);
  return (
    <KeyboardProvider>
      <a className="skip" href="#main">
        {words.shell.skip}
      </a>
      <header className="masthead">
        <NavLink to={PAGES.inbox.path} className="brand" aria-label={words.shell.home}>
          <Emblem />
          <span className="brand-name">
            <strong>暖巢</strong>
            <span>{words.shell.programme}</span>
          </span>
        </NavLink>
        <nav aria-label={words.shell.navigation}>
          <ul>
            {pagesFor(session.account).map((page) => (
              <li key={page}>
                <NavLink to={PAGES[page].path}>{words.shell.pages[page]}</NavLink>
              </li>
            ))}
          </ul>
        </nav>
        <div className="masthead-end">
          <LanguageSwitch />
          <AccountMenu />
        </div>
      </header>
      {isReached ? null : <Alert className="offline" type="warning" showIcon banner title={words.shell.offline} />}
      <main id="main" tabIndex={-1}>
        <PageFault>
          <Suspense fallback={<Waiting />}>
            <Outlet />
          </Suspense>
        </PageFault>
      </main>
    </KeyboardProvider>
  );
};
