import { usePageTitle } from '../shell/page-title.part.js';
import { Waiting } from '../shell/waiting.part.js';
import { useOperationsWords } from '../wording/operations-words.part.js';
import { DeadLetters } from './dead-letters.part.js';
import { Health } from './health.part.js';
import { useHealth } from './operations.api.js';
import './operations.css';

/** How the system runs, for those who run it. */
export const OperationsPage = () => {
  const texts = useOperationsWords();
  const heading = usePageTitle(texts.title);
  const { processes, isLoading } = useHealth();
  return (
    <div className="operations">
      <div className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {texts.title}
        </h1>
      </div>
      {isLoading ? <Waiting /> : <Health processes={processes} />}
      <DeadLetters />
    </div>
  );
};
