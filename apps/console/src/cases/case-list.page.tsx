import { useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { APPLICATION_STATUSES } from '#libs/contracts';
import { UNITS } from '#libs/policy';
import { useSession } from '../session/session.js';
import { ChoiceSelect } from '../shell/choice-select.part.js';
import { unitName } from '../shell/office-name.view.js';
import { usePageTitle } from '../shell/page-title.part.js';
import { useCaseWords } from '../wording/case-words.part.js';
import { usePlanFormWords } from '../wording/plan-form-words.part.js';
import { useWords } from '../wording/language.part.js';
import { caseFilterOf, caseSearchOf, type CaseFilter } from './case-filter.view.js';
import { ApplicationRows, GrantRows } from './case-rows.part.js';

/** Every case that this person may see, whether or not there is something to do; the address says which. */
export const CaseListPage = () => {
  const caseWords = useCaseWords();
  const heading = usePageTitle(caseWords.listTitle);
  const [search, setSearch] = useSearchParams();
  const filter = useMemo(() => caseFilterOf(search), [search]);
  const choose = (changes: Partial<CaseFilter>): void =>
    setSearch(caseSearchOf({ ...filter, ...changes }), { replace: true });
  return (
    <div className="cases">
      <div className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {caseWords.listTitle}
        </h1>
        <Selects filter={filter} onChoose={choose} />
        <NewCaseLink />
      </div>
      <Narrowed filter={filter} onChoose={choose} />
      {filter.grants === undefined ? (
        <ApplicationRows filter={filter} />
      ) : (
        <GrantRows filter={filter} grants={filter.grants} />
      )}
    </div>
  );
};

interface FilterProps {
  readonly filter: CaseFilter;
  readonly onChoose: (changes: Partial<CaseFilter>) => void;
}

const Selects = ({ filter, onChoose }: FilterProps) => {
  const { words } = useWords();
  const caseWords = useCaseWords();
  const choose = (status: string): void =>
    onChoose(
      caseFilterOf(new URLSearchParams({ status, ...(filter.unit === undefined ? {} : { unit: filter.unit }) })),
    );
  return (
    <>
      {filter.grants === undefined ? (
        <ChoiceSelect
          aria-label={caseWords.status}
          value={filter.status ?? ''}
          onChange={choose}
          options={[
            { value: '', label: caseWords.everyStatus },
            { value: 'under-way', label: caseWords.underWay },
            ...APPLICATION_STATUSES.map((value) => ({ value, label: words.office.statuses[value] })),
          ]}
        />
      ) : null}
      <ChoiceSelect
        aria-label={words.inbox.unit}
        value={filter.unit ?? ''}
        onChange={(unit) => onChoose({ unit: unit === '' ? undefined : unit })}
        options={[
          { value: '', label: words.inbox.everyUnit },
          ...UNITS.map(({ unitCode }) => ({ value: unitCode, label: unitName(unitCode, words.language) })),
        ]}
      />
    </>
  );
};

/** By what else the list is narrowed, in a sentence, with the way out of it. */
const Narrowed = ({ filter, onChoose }: FilterProps) => {
  const { words } = useWords();
  const caseWords = useCaseWords();
  const { from, to, grants } = filter;
  if (from === undefined && to === undefined && grants === undefined) return null;
  const since = caseWords.since(
    from === undefined ? undefined : words.date(from),
    to === undefined ? undefined : words.date(to),
  );
  const fund = grants?.fund === undefined ? '' : words.office.funds[grants.fund];
  return (
    <p className="narrowed">
      <span>
        {grants === undefined ? since : caseWords.withGrant(caseWords.sums[grants.sum], fund, grants.year ?? '')}
      </span>
      <button
        type="button"
        className="link"
        onClick={() => onChoose({ from: undefined, to: undefined, grants: undefined })}
      >
        {caseWords.widen}
      </button>
    </p>
  );
};

/** The way to an application of one's own, for whoever prepares them. */
const NewCaseLink = () => {
  const planWords = usePlanFormWords();
  const { session } = useSession();
  if (!session.account.roles.some(({ role }) => role === 'GU_HANDLER')) return null;
  return (
    <div className="actions">
      <Link className="button" to="/cases/new">
        {planWords.newCase}
      </Link>
    </div>
  );
};
