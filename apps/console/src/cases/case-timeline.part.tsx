import type { ApplicationView } from '#libs/contracts';
import { useCaseWords } from '../wording/case-words.part.js';
import { useWords } from '../wording/language.part.js';
import type { Work } from './cases.api.js';
import { timelineOf } from './timeline.view.js';

interface Props {
  readonly application: ApplicationView;
  readonly work: Work | null | undefined;
}

/** What has happened, the oldest first. */
export const CaseTimeline = ({ application, work }: Props) => {
  const { words } = useWords();
  const caseWords = useCaseWords();
  const happened = timelineOf(application, work, caseWords, words);
  if (happened.length === 0) return null;
  return (
    <section className="sheet">
      <h2>{caseWords.timeline}</h2>
      <ol className="timeline">
        {happened.map(({ on, text }, index) => (
          <li key={`${on} ${index} ${text}`}>
            <time dateTime={on}>{words.date(on)}</time>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
};
