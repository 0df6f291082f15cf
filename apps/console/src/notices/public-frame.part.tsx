import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';
import { Emblem } from '../shell/emblem.part.js';
import { LanguageSwitch } from '../shell/language-switch.part.js';
import { PageFault } from '../shell/page-fault.part.js';
import { signInAddress } from '../session/session.api.js';
import { useNoticeWords } from '../wording/notice-words.part.js';
import { useWords } from '../wording/language.part.js';
import './notices.css';

export const NOTICES_PATH = '/public/notices';

/** What stands around the pages for anybody: where one is, both languages, and the way in for staff. */
export const PublicFrame = ({ title, children }: { title: string; children: ReactNode }) => {
  const { words } = useWords();
  const noticeWords = useNoticeWords();
  useEffect(() => {
    document.title = `${title} · ${words.shell.product}`;
  }, [title, words]);
  return (
    <>
      <a className="skip" href="#main">
        {words.shell.skip}
      </a>
      <header className="masthead">
        <Link to={NOTICES_PATH} className="brand" aria-label={noticeWords.title}>
          <Emblem />
          <span className="brand-name">
            <strong>暖巢</strong>
            <span>{noticeWords.product}</span>
          </span>
        </Link>
        <div className="masthead-end">
          <LanguageSwitch />
          <a href={signInAddress('/')}>{noticeWords.staff}</a>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <PageFault>{children}</PageFault>
      </main>
    </>
  );
};
