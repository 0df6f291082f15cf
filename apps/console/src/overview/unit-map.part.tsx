import { useId } from 'react';
import { Link } from 'react-router';
import { casesPath } from '../cases/case-filter.view.js';
import { unitName } from '../shell/office-name.view.js';
import { useOverviewWords } from '../wording/overview-words.part.js';
import { useWords } from '../wording/language.part.js';
import { MAP_PLACES, type UnitStanding } from './overview.view.js';

const looksOf = ({ sites, underWay }: UnitStanding): string => {
  if (sites > 0) return 'tile tile-reached';
  return underWay > 0 ? 'tile tile-begun' : 'tile';
};

/** The 23 units as tiles, roughly as they lie around the city. Words say what the colours say. */
export const UnitMap = ({ units }: { units: readonly UnitStanding[] }) => {
  const { words } = useWords();
  const texts = useOverviewWords();
  const id = useId();
  return (
    <section className="sheet" aria-labelledby={id}>
      <h2 id={id}>{texts.map}</h2>
      <p className="quiet">{texts.mapHint}</p>
      <ul className="tiles">
        {units.map((standing) => {
          const { unit, sites, underWay } = standing;
          const [column, row] = MAP_PLACES[unit];
          return (
            <li key={unit} className={looksOf(standing)} style={{ gridColumn: column, gridRow: row }}>
              <strong>
                <Link to={casesPath({ unit })}>{unitName(unit, words.language)}</Link>
              </strong>
              <Counted count={sites} path={casesPath({ unit, status: 'DESIGNATED' })} text={texts.unitSites(sites)} />
              <Counted
                count={underWay}
                path={casesPath({ unit, status: 'under-way' })}
                text={texts.unitUnderWay(underWay)}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
};

/** What is nothing opens nothing. */
const Counted = ({ count, path, text }: { count: number; path: string; text: string }) =>
  count === 0 ? <span>{text}</span> : <Link to={path}>{text}</Link>;
