import { Suspense, lazy, useMemo, useRef } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { canAct } from '#libs/policy';
import { Refused } from '../api/api-client.js';
import { useOfficeCalendar } from '../calendar/office-calendar.api.js';
import { taskTitle } from '../inbox/task-title.view.js';
import { keptInboxSearch } from '../inbox/next-task.view.js';
import { taskPath, type InboxTask } from '../inbox/merge-inbox.view.js';
import { useInbox } from '../inbox/tasks.api.js';
import { useSession } from '../session/session.js';
import { useKeys, type Keys } from '../shell/keyboard.part.js';
import { PAGES, pagesFor } from '../shell/navigation.view.js';
import { NotFoundPage } from '../shell/not-found.page.js';
import { unitName } from '../shell/office-name.view.js';
import { usePageTitle } from '../shell/page-title.part.js';
import { Waiting } from '../shell/waiting.part.js';
import { useWords } from '../wording/language.part.js';
import { useCaseWords } from '../wording/case-words.part.js';
import { WorkPanel } from '../decisions/work-panel.part.js';
import { useApplication, usePlan, useWork } from './cases.api.js';
import { ApplicantPart } from './applicant.part.js';
import { CaseDocuments } from './case-documents.part.js';
import { CaseLinks } from './case-links.part.js';
import { CaseSentence } from './case-sentence.part.js';
import { CaseSteps } from './case-steps.part.js';
import { CaseTimeline } from './case-timeline.part.js';

/** For those who run the system only. */
const CaseWorkflows = lazy(async () => ({
  default: (await import('../operations/case-workflows.part.js')).CaseWorkflows,
}));

/** The task of the address; when it is gone, as it was last seen, so that nothing typed is lost with it. */
const useTaskOf = (tasks: readonly InboxTask[], subject: string, action: string | undefined) => {
  const found = tasks.find((task) => task.subject === subject && task.action === action);
  const last = useRef<InboxTask | undefined>(undefined);
  if (found !== undefined) last.current = found;
  const isSame = last.current?.subject === subject && last.current.action === action;
  return { task: found ?? (isSame ? last.current : undefined), isOpen: found !== undefined };
};

/** A case: where it stands, its documents, and beside them what this person has to decide. */
export const CasePage = () => {
  const { words } = useWords();
  const caseWords = useCaseWords();
  const navigate = useNavigate();
  const { session } = useSession();
  const { caseId = '', noun, id, action } = useParams();
  const calendar = useOfficeCalendar();
  const application = useApplication(caseId);
  const { tasks, isLoading } = useInbox(caseId);
  const { task, isOpen } = useTaskOf(tasks, `${noun}/${id}`, action);
  const work = useWork(task);
  const plan = usePlan(caseId, application.data?.plan?.hash);
  const facts = application.data?.plan?.facts;
  const title = facts?.employerName ?? application.data?.caseNo ?? words.inbox.draft;
  const heading = usePageTitle(title);
  const inboxPath = `${PAGES.inbox.path}?${keptInboxSearch()}`;
  useKeys(useMemo<Keys>(() => ({ u: () => void navigate(inboxPath) }), [navigate, inboxPath]));

  if (application.error instanceof Refused) return <NotFoundPage />;
  const view = application.data;
  if (view === undefined) return <Waiting failed={application.isError} onRetry={() => void application.refetch()} />;
  const mine = tasks.filter((one) => canAct(session.account, one) && one.action !== 'attention');

  return (
    <article className="case">
      <p>
        <Link to={inboxPath}>← {words.shell.toInbox}</Link>
      </p>
      <header className="case-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p className="quiet">
          {[
            view.caseNo ?? words.inbox.draft,
            unitName(view.managingUnit, words.language),
            facts === undefined ? '' : words.office.modes[facts.mode],
            caseWords.year(view.programmeYear),
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </p>
      </header>
      <CaseLinks id={view.id} plan={view.plan} />
      <CaseSentence application={view} task={task} work={work.data} calendar={calendar} />
      <CaseSteps application={view} />
      <ApplicantPart application={view} />
      <YourTasks tasks={mine} task={task} />
      <div className={task === undefined ? 'case-body' : 'case-body case-body-two'}>
        <CaseDocuments plan={plan.data} facts={facts} />
        {task === undefined ? null : (
          <WorkPanel
            key={taskPath(task)}
            task={task}
            isOpen={isOpen || isLoading}
            work={work.data}
            planItems={plan.data?.plan.attachments.map(({ code }) => code) ?? []}
          />
        )}
      </div>
      <CaseTimeline application={view} work={work.data} />
      <Workflows caseId={caseId} />
    </article>
  );
};

/** What this person may do in the case, all of it in sight. */
const YourTasks = ({ tasks, task }: { tasks: readonly InboxTask[]; task: InboxTask | undefined }) => {
  const { words } = useWords();
  const caseWords = useCaseWords();
  if (tasks.length === 0) return null;
  return (
    <nav aria-label={caseWords.yourTasks} className="your-tasks">
      <h2>{caseWords.yourTasks}</h2>
      <ul>
        {tasks.map((one) => (
          <li key={taskPath(one)}>
            <Link to={taskPath(one)} aria-current={one === task ? 'page' : undefined}>
              {taskTitle(one, words)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
};

const Workflows = ({ caseId }: { caseId: string }) => {
  const { session } = useSession();
  if (!pagesFor(session.account).includes('operations')) return null;
  return (
    <div className="sheet">
      <Suspense fallback={<Waiting />}>
        <CaseWorkflows caseId={caseId} />
      </Suspense>
    </div>
  );
};
