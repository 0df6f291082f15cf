import { useMemo } from 'react';
import { CITY } from '#libs/policy';
import { useSession } from '../session/session.js';
import { unitName } from '../shell/office-name.view.js';
import { usePageTitle } from '../shell/page-title.part.js';
import { Waiting } from '../shell/waiting.part.js';
import { useOverviewWords } from '../wording/overview-words.part.js';
import { useWords } from '../wording/language.part.js';
import { Ages, Funnel, Money } from './figures.part.js';
import { useCaseOverview, useIsOfTheCity, useMoneyOverview } from './overview.api.js';
import { targetStandings, unitStandings } from './overview.view.js';
import { Targets } from './targets.part.js';
import { UnitMap } from './unit-map.part.js';
import './overview.css';

/** How the programme stands, for those who answer for it. Each number opens its cases. */
export const OverviewPage = () => {
  const { words } = useWords();
  const texts = useOverviewWords();
  const heading = usePageTitle(texts.title);
  const { session } = useSession();
  const isOfTheCity = useIsOfTheCity();
  const cases = useCaseOverview();
  const money = useMoneyOverview(isOfTheCity);
  const units = useMemo(() => (cases.data === undefined ? [] : unitStandings(cases.data)), [cases.data]);
  const own = session.account.roles.flatMap(({ unit }) => (unit === undefined ? [] : [unit]));
  if (cases.data === undefined) return <Waiting failed={cases.isError} onRetry={() => void cases.refetch()} />;
  const scope = isOfTheCity ? [CITY.unitCode] : own;
  return (
    <div className="overview">
      <div className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {texts.title}
        </h1>
        <p className="quiet">
          {texts.scope(
            scope.map((unit) => unitName(unit, words.language)).join(texts.and),
            words.date(cases.data.today),
          )}
        </p>
      </div>
      {isOfTheCity ? <Targets targets={targetStandings(units)} /> : null}
      <UnitMap units={isOfTheCity ? units : units.filter(({ unit }) => own.includes(unit))} />
      <Funnel overview={cases.data} />
      <Ages overview={cases.data} />
      {isOfTheCity && money.data === undefined ? (
        <Waiting failed={money.isError} onRetry={() => void money.refetch()} />
      ) : null}
      {money.data === undefined ? null : <Money overview={money.data} />}
    </div>
  );
};
