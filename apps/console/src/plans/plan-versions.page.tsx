import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'react-router';
import { PLAN_SECTIONS, PlanVersionList, ServicePlan, type PlanSection } from '#libs/contracts';
import { ATTACHMENTS } from '#libs/policy';
import { Refused } from '../api/api-client.js';
import { useApplication } from '../cases/cases.api.js';
import { useSession } from '../session/session.js';
import { ChoiceSelect } from '../shell/choice-select.part.js';
import { NotFoundPage } from '../shell/not-found.page.js';
import { unitName } from '../shell/office-name.view.js';
import { usePageTitle } from '../shell/page-title.part.js';
import { Waiting } from '../shell/waiting.part.js';
import { useCaseWords } from '../wording/case-words.part.js';
import { useWords } from '../wording/language.part.js';
import { usePlanFormWords } from '../wording/plan-form-words.part.js';
import { planDifferences, type PlanDifference } from './plan-differences.view.js';
import { usePlanNames } from './plan-form.part.js';

type Versions = PlanVersionList['items'];

const useVersions = (caseId: string, newest: string | undefined) => {
  const { client } = useSession();
  return useQuery({
    queryKey: ['plan-versions', caseId, newest],
    queryFn: ({ signal }) =>
      client.query(`/api/applications/applications/${caseId}/plan-versions`, PlanVersionList, signal),
  });
};

/** A version is what its hash says: once fetched it never changes. */
const useVersion = (hash: string | undefined) => {
  const { client } = useSession();
  return useQuery({
    queryKey: ['document', hash],
    enabled: hash !== undefined,
    staleTime: Infinity,
    queryFn: ({ signal }) => client.query(`/api/applications/documents/${hash}`, ServicePlan, signal),
  });
};

/** Every version of a case's plan, and two of them beside each other. */
export const PlanVersionsPage = () => {
  const { caseId = '' } = useParams();
  const planWords = usePlanFormWords();
  const heading = usePageTitle(planWords.versions);
  const application = useApplication(caseId);
  const versions = useVersions(caseId, application.data?.plan?.hash);
  if (application.error instanceof Refused || versions.error instanceof Refused) return <NotFoundPage />;
  if (application.data === undefined || versions.data === undefined) {
    return <Waiting failed={versions.isError} onRetry={() => void versions.refetch()} />;
  }
  const { items } = versions.data;
  return (
    <article className="case">
      <p>
        <Link to={`/cases/${caseId}`}>← {application.data.plan?.facts.employerName ?? planWords.toCase}</Link>
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {planWords.versions}
      </h1>
      {items.length < 2 ? <p className="empty">{planWords.oneVersion(items.length)}</p> : <Compared items={items} />}
    </article>
  );
};

const Compared = ({ items }: { items: Versions }) => {
  const { words } = useWords();
  const planWords = usePlanFormWords();
  const [search, setSearch] = useSearchParams();
  const find = (name: string, other: number) =>
    items.find(({ number }) => String(number) === search.get(name)) ?? items.at(other);
  const [from, to] = [find('from', -2), find('to', -1)];
  const before = useVersion(from?.hash);
  const after = useVersion(to?.hash);
  const options = items.map(({ number, sealedOn }) => ({
    value: String(number),
    label: planWords.version(number, words.date(sealedOn)),
  }));
  const choose = (name: string, value: string): void =>
    setSearch({ from: String(from?.number), to: String(to?.number), [name]: value }, { replace: true });
  return (
    <section className="sheet">
      <div className="version-choice">
        <ChoiceSelect
          aria-label={planWords.before}
          value={String(from?.number)}
          onChange={(value) => choose('from', value)}
          options={options}
        />
        <span aria-hidden>→</span>
        <ChoiceSelect
          aria-label={planWords.after}
          value={String(to?.number)}
          onChange={(value) => choose('to', value)}
          options={options}
        />
      </div>
      {before.data === undefined || after.data === undefined ? (
        <Waiting failed={before.isError || after.isError} />
      ) : (
        <Differences found={planDifferences(before.data, after.data)} />
      )}
    </section>
  );
};

const Differences = ({ found }: { found: readonly PlanDifference[] }) => {
  const { words } = useWords();
  const planWords = usePlanFormWords();
  if (found.length === 0) return <p className="empty">{planWords.same}</p>;
  return (
    <>
      <p role="status">{planWords.differences(found.length)}</p>
      {PLAN_SECTIONS.filter((section) => found.some((one) => one.section === section)).map((section: PlanSection) => (
        <div key={section} className="table">
          <table className="differences">
            <caption>{words.office.sections[section]}</caption>
            <thead>
              <tr>
                <th scope="col">{planWords.item}</th>
                <th scope="col">{planWords.before}</th>
                <th scope="col">{planWords.after}</th>
              </tr>
            </thead>
            <tbody>
              {found
                .filter((one) => one.section === section)
                .map((one, at) => (
                  <DifferenceRow key={at} difference={one} />
                ))}
            </tbody>
          </table>
        </div>
      ))}
    </>
  );
};

const DifferenceRow = ({ difference }: { difference: PlanDifference }) => {
  const { words } = useWords();
  const planWords = usePlanFormWords();
  const names = usePlanNames();
  const textOf = useFieldText();
  const { before, after } = difference;
  const shown = (text: string): string => {
    if (text === '') return planWords.empty;
    return difference.what === 'attachment' ? text : textOf(difference.field, text);
  };
  const name = (): string => {
    if (difference.what === 'attachment') return `${difference.code} ${ATTACHMENTS[difference.code][words.language]}`;
    const label = names.label(difference.field);
    if (difference.what === 'cell') {
      return `${planWords.tables[difference.table]} · ${planWords.row(difference.row)} · ${label}`;
    }
    return difference.field.group === '' ? label : `${names.group(difference.field.group)} · ${label}`;
  };
  return (
    <tr>
      <th scope="row">{name()}</th>
      <td>{before === '' ? <span className="quiet">{shown('')}</span> : <del>{shown(before)}</del>}</td>
      <td>{after === '' ? <span className="quiet">{shown('')}</span> : <ins>{shown(after)}</ins>}</td>
    </tr>
  );
};

/** What a field of the form says, as people read it. */
const useFieldText = () => {
  const { words } = useWords();
  const caseWords = useCaseWords();
  const names = usePlanNames();
  return ({ name, kind }: { readonly name: string; readonly kind: string }, text: string): string => {
    switch (kind) {
      case 'date':
        return words.date(text);
      case 'yes-no':
        return text === 'true' ? caseWords.yes : caseWords.no;
      case 'unit':
        return unitName(text, words.language);
      case 'choice':
      case 'choices':
        return text
          .split(',')
          .map((code) => names.code({ name }, code))
          .join('、');
      case 'yuan':
        return words.language === 'zh' ? `${text}元` : `${text} yuan`;
      default:
        return text;
    }
  };
};
