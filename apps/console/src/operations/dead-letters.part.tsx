import { useState } from 'react';
import { Alert } from 'antd';
import type { DeadLetterView } from '#libs/contracts';
import { Waiting } from '../shell/waiting.part.js';
import { useOperationsWords } from '../wording/operations-words.part.js';
import { DeadLetter } from './dead-letter.part.js';
import { useLetters, type LetterStanding } from './operations.api.js';

const STANDINGS = ['open', 'closed'] as const satisfies readonly LetterStanding[];

/** Messages that nobody could handle, in the words of their cases. */
export const DeadLetters = () => {
  const texts = useOperationsWords();
  const [standing, setStanding] = useState<LetterStanding>('open');
  const { letters, isLoading, silent } = useLetters(standing);
  return (
    <section className="sheet" aria-label={texts.letters}>
      <h2>{texts.letters}</h2>
      <p className="quiet">{texts.lettersHint}</p>
      <div className="actions" role="group" aria-label={texts.letterStanding}>
        {STANDINGS.map((one) => (
          <button
            key={one}
            type="button"
            className="plain"
            aria-pressed={one === standing}
            onClick={() => setStanding(one)}
          >
            {texts.letterStandings[one]}
          </button>
        ))}
      </div>
      {silent.length === 0 ? null : (
        <Alert type="warning" showIcon title={texts.silent(silent.map((service) => texts.processes[service]))} />
      )}
      <LetterList letters={letters} isLoading={isLoading} none={texts.noLetters[standing]} />
    </section>
  );
};

interface ListProps {
  readonly letters: readonly DeadLetterView[];
  readonly isLoading: boolean;
  readonly none: string;
}

const LetterList = ({ letters, isLoading, none }: ListProps) => {
  const texts = useOperationsWords();
  if (letters.length === 0) return isLoading ? <Waiting /> : <p className="empty">{none}</p>;
  return (
    <ul className="letters" aria-label={texts.letters}>
      {letters.map((letter) => (
        <li key={letter.id}>
          <DeadLetter letter={letter} />
        </li>
      ))}
    </ul>
  );
};
