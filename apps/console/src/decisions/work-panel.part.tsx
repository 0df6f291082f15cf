import { Alert, Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useMemo, useState } from 'react';
import type { AttachmentCode, CommandAnswer } from '#libs/contracts';
import { canAct } from '#libs/policy';
import type { Work } from '../cases/cases.api.js';
import { keptInboxSearch } from '../inbox/next-task.view.js';
import { filterOf, filterTasks } from '../inbox/task-filter.view.js';
import { taskTitle } from '../inbox/task-title.view.js';
import { subjectPath, taskPath, type InboxTask } from '../inbox/merge-inbox.view.js';
import { useInbox } from '../inbox/tasks.api.js';
import { useOfficeCalendar } from '../calendar/office-calendar.api.js';
import { useSession } from '../session/session.js';
import { useKeys, type Keys } from '../shell/keyboard.part.js';
import { PAGES } from '../shell/navigation.view.js';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { useWords } from '../wording/language.part.js';
import { TaskClaimPart } from './task-claim.part.js';
import { WorkForm } from './work-form.part.js';

interface Props {
  readonly task: InboxTask;
  /** False once it was done, by whomever. */
  readonly isOpen: boolean;
  readonly work: Work | null | undefined;
  readonly planItems: readonly AttachmentCode[];
}

/** What this person has to do about the case, and then the way on to the next task. */
export const WorkPanel = ({ task, isOpen, work, planItems }: Props) => {
  const { words } = useWords();
  const decisionWords = useDecisionWords();
  const { session } = useSession();
  const [answer, setAnswer] = useState<CommandAnswer>();
  const may = canAct(session.account, task);
  return (
    <section className="sheet work" aria-label={decisionWords.panel}>
      <h2>{taskTitle(task, words)}</h2>
      {answer === undefined ? null : <Done answer={answer} task={task} />}
      {answer === undefined && !isOpen ? <Alert type="warning" showIcon title={decisionWords.gone} /> : null}
      {!may ? <p className="quiet">{decisionWords.notYours}</p> : null}
      {may && isOpen && answer === undefined ? <TaskClaimPart task={task} /> : null}
      {may && answer === undefined && work !== undefined ? (
        <WorkForm task={task} work={work} path={subjectPath(task)} planItems={planItems} onAnswer={setAnswer} />
      ) : null}
    </section>
  );
};

/** It is done: what was noted, and what comes next in the inbox that one came from. */
const Done = ({ answer, task }: { answer: CommandAnswer; task: InboxTask }) => {
  const { words } = useWords();
  const decisionWords = useDecisionWords();
  const navigate = useNavigate();
  const calendar = useOfficeCalendar();
  const { tasks } = useInbox();
  const search = keptInboxSearch();
  const left = filterTasks(tasks, filterOf(new URLSearchParams(search)), calendar);
  const next = left.find((one) => one.subject !== task.subject && one.holder !== 'colleague');
  useKeys(
    useMemo<Keys>(() => (next === undefined ? {} : { n: () => void navigate(taskPath(next)) }), [next, navigate]),
  );
  return (
    <div role="status">
      <Alert
        type="success"
        showIcon
        title={answer.repeated ? decisionWords.repeated : decisionWords.done}
        description={
          answer.notes.length === 0 ? undefined : (
            <ul>
              {answer.notes.map((note) => (
                <li key={`${note.rule} ${note.pointer}`}>
                  {note[words.language]} <span className="rule">{note.rule}</span>
                </li>
              ))}
            </ul>
          )
        }
      />
      <div className="actions">
        {next === undefined ? null : (
          <Button type="primary" onClick={() => void navigate(taskPath(next))}>
            {words.inbox.next}
          </Button>
        )}
        <Link to={`${PAGES.inbox.path}?${search}`}>{words.shell.toInbox}</Link>
      </div>
    </div>
  );
};
