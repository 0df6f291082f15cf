import { Button } from 'antd';
import { Emblem } from '../shell/emblem.part.js';
import { LanguageSwitch } from '../shell/language-switch.part.js';
import { usePageTitle } from '../shell/page-title.part.js';
import { useWords } from '../wording/language.part.js';
import { signInAddress } from './session.api.js';

/** Nobody is signed in: what this is, and one way in, which comes back to the address that was asked for. */
export const SignInPage = () => {
  const { words } = useWords();
  const heading = usePageTitle(words.session.signInTitle);
  const here = `${window.location.pathname}${window.location.search}`;
  return (
    <main className="welcome" id="main">
      <div className="welcome-card">
        <Emblem size={56} />
        <h1 ref={heading} tabIndex={-1}>
          {words.session.signInTitle}
        </h1>
        <p className="quiet">{words.session.signInText}</p>
        <Button type="primary" size="large" block href={signInAddress(here)}>
          {words.session.signIn}
        </Button>
        <a href="/public/notices">{words.session.notices}</a>
        <LanguageSwitch />
      </div>
    </main>
  );
};
