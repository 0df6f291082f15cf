import { Button } from 'antd';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { ApplicationList, GrantList } from '#libs/contracts';
import { useSession } from '../session/session.js';
import { unitName } from '../shell/office-name.view.js';
import { Waiting } from '../shell/waiting.part.js';
import { useCaseWords } from '../wording/case-words.part.js';
import { useWords } from '../wording/language.part.js';
import { applicationsQueryOf, grantsQueryOf, type CaseFilter, type GrantFilter } from './case-filter.view.js';

/** A case as the list shows it. */
interface Row {
  readonly key: string;
  readonly caseId: string;
  readonly title: string;
  readonly details: readonly string[];
  readonly tags: readonly string[];
}

interface Rows {
  readonly rows: readonly Row[];
  readonly isLoading: boolean;
  readonly isError: boolean;
  readonly hasNextPage: boolean;
  readonly refetch: () => unknown;
  readonly fetchNextPage: () => unknown;
}

/** A list follows what happens elsewhere. */
const FOLLOW_MS = 5_000;

const useApplicationRows = (filter: CaseFilter): Rows => {
  const { words } = useWords();
  const caseWords = useCaseWords();
  const { client } = useSession();
  const cases = useInfiniteQuery({
    queryKey: ['applications', filter],
    initialPageParam: '',
    refetchInterval: FOLLOW_MS,
    queryFn: ({ pageParam, signal }) =>
      client.query(`/api/applications/applications?${applicationsQueryOf(filter, pageParam)}`, ApplicationList, signal),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const rows = (cases.data?.pages ?? []).flatMap(({ items }) =>
    items.map(({ id, caseNo, plan, managingUnit, programmeYear, status }) => ({
      key: id,
      caseId: id,
      title: plan?.facts.employerName ?? words.inbox.unnamed,
      details: [caseNo ?? words.inbox.draft, unitName(managingUnit, words.language), caseWords.year(programmeYear)],
      tags: [words.office.statuses[status]],
    })),
  );
  return { ...cases, rows };
};

const useGrantRows = (filter: CaseFilter, grants: GrantFilter): Rows => {
  const { words } = useWords();
  const { client } = useSession();
  const found = useInfiniteQuery({
    queryKey: ['grants', filter],
    initialPageParam: '',
    refetchInterval: FOLLOW_MS,
    queryFn: ({ pageParam, signal }) =>
      client.query(`/api/payments/grants?${grantsQueryOf(filter, grants, pageParam)}`, GrantList, signal),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const rows = (found.data?.pages ?? []).flatMap(({ items }) =>
    items.map(({ id, caseId, caseNo, employerName, managingUnit, fund, status, amountFen, paidFen }) => ({
      key: id,
      caseId,
      title: employerName,
      details: [caseNo, unitName(managingUnit, words.language), words.office.funds[fund]],
      tags: [words.money(paidFen ?? amountFen), words.office.grantStatuses[status]],
    })),
  );
  return { ...found, rows };
};

export const ApplicationRows = ({ filter }: { filter: CaseFilter }) => <RowList {...useApplicationRows(filter)} />;

export const GrantRows = ({ filter, grants }: { filter: CaseFilter; grants: GrantFilter }) => (
  <RowList {...useGrantRows(filter, grants)} />
);

const RowList = ({ rows, isLoading, isError, hasNextPage, refetch, fetchNextPage }: Rows) => {
  const caseWords = useCaseWords();
  if (isLoading || isError) return <Waiting failed={isError} onRetry={() => void refetch()} />;
  if (rows.length === 0) return <p className="empty">{caseWords.none}</p>;
  return (
    <>
      <ul className="case-rows" aria-label={caseWords.listTitle}>
        {rows.map(({ key, caseId, title, details, tags }) => (
          <li key={key}>
            <Link className="task" to={`/cases/${caseId}`}>
              <span className="task-what">
                <span className="task-title">{title}</span>
                <span className="quiet">{details.join(' · ')}</span>
              </span>
              <span className="task-due">
                {tags.map((tag) => (
                  <span key={tag} className="tag">
                    {tag}
                  </span>
                ))}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {hasNextPage ? <Button onClick={() => void fetchNextPage()}>{caseWords.more}</Button> : null}
    </>
  );
};
