import { Link } from 'react-router';
import { useOverviewWords } from '../wording/overview-words.part.js';
import { useWords } from '../wording/language.part.js';
import type { TargetStanding } from './overview.view.js';

/** How far the programme's targets are reached. */
export const Targets = ({ targets }: { targets: readonly TargetStanding[] }) => {
  const { words } = useWords();
  const texts = useOverviewWords();
  return (
    <section aria-label={texts.targets} className="targets">
      {targets.map(({ name, reached, value, by, path }) => (
        <div key={name} className="sheet target">
          <h2>{texts.targetNames[name]}</h2>
          <p>
            <Link to={path} className="target-number">
              {reached}
            </Link>{' '}
            <span className="target-of">/ {value}</span>
            <span className={reached >= value ? 'tag tag-good' : 'tag'}>
              {reached >= value ? texts.reached : texts.missing(value - reached)}
            </span>
          </p>
          <div className="bar" aria-hidden>
            <span style={{ width: `${Math.min(100, (100 * reached) / value)}%` }} />
          </div>
          <p className="quiet">{texts.targetTexts[name](value, by === null ? '' : words.date(by))}</p>
        </div>
      ))}
    </section>
  );
};
