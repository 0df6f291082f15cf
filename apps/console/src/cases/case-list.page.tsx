import { Button } from 'antd';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { APPLICATION_STATUSES, ApplicationList, type ApplicationStatus } from '#libs/contracts';
import { useSession } from '../session/session.js';
import { ChoiceSelect } from '../shell/choice-select.part.js';
import { unitName } from '../shell/office-name.view.js';
import { usePageTitle } from '../shell/page-title.part.js';
import { Waiting } from '../shell/waiting.part.js';
import { useCaseWords } from '../wording/case-words.part.js';
import { useWords } from '../wording/language.part.js';

const isStatus = (text: string | null): text is ApplicationStatus =>
  (APPLICATION_STATUSES as readonly (string | null)[]).includes(text);

/** Every case that this person may see, whether or not there is something to do. */
export const CaseListPage = () => {
  const { words } = useWords();
  const caseWords = useCaseWords();
  const { client } = useSession();
  const heading = usePageTitle(caseWords.listTitle);
  const [search, setSearch] = useSearchParams();
  const status = search.get('status');
  const cases = useInfiniteQuery({
    queryKey: ['applications', status],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams({
        ...(isStatus(status) ? { status } : {}),
        ...(pageParam === '' ? {} : { cursor: pageParam }),
      });
      return client.query(`/api/applications/applications?${asked.toString()}`, ApplicationList, signal);
    },
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const items = cases.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="cases">
      <div className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {caseWords.listTitle}
        </h1>
        <ChoiceSelect
          aria-label={caseWords.status}
          value={isStatus(status) ? status : ''}
          onChange={(next) => setSearch(next === '' ? {} : { status: next }, { replace: true })}
          options={[
            { value: '', label: caseWords.everyStatus },
            ...APPLICATION_STATUSES.map((value) => ({ value, label: words.office.statuses[value] })),
          ]}
        />
      </div>
      {cases.isLoading || cases.isError ? (
        <Waiting failed={cases.isError} onRetry={() => void cases.refetch()} />
      ) : (
        <ul className="case-rows" aria-label={caseWords.listTitle}>
          {items.map((item) => (
            <li key={item.id}>
              <Link className="task" to={`/cases/${item.id}`}>
                <span className="task-what">
                  <span className="task-title">{item.plan?.facts.employerName ?? words.inbox.unnamed}</span>
                  <span className="quiet">
                    {item.caseNo ?? words.inbox.draft} · {unitName(item.managingUnit, words.language)} ·{' '}
                    {caseWords.year(item.programmeYear)}
                  </span>
                </span>
                <span className="task-due">
                  <span className="tag">{words.office.statuses[item.status]}</span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {!cases.isLoading && items.length === 0 && !cases.isError ? <p className="empty">{caseWords.none}</p> : null}
      {cases.hasNextPage ? <Button onClick={() => void cases.fetchNextPage()}>{caseWords.more}</Button> : null}
    </div>
  );
};
