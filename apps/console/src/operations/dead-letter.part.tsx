import { useState } from 'react';
import { Alert, Button } from 'antd';
import { Link } from 'react-router';
import type { DeadLetterView, SessionAccount } from '#libs/contracts';
import { ErrorLines } from '../decisions/field.part.js';
import { useSession } from '../session/session.js';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { useOperationsWords } from '../wording/operations-words.part.js';
import { useWords } from '../wording/language.part.js';
import { CaseWorkflows } from './case-workflows.part.js';
import { DropForm } from './drop.form.js';
import { useCaseTitle, usePreview } from './operations.api.js';
import { useRedo, type Redo } from './use-redo.part.js';

/** What an operator can look at or do with a letter, one at a time. */
type Opened = 'preview' | 'drop' | 'workflow';

const isOperator = ({ roles }: SessionAccount): boolean => roles.some(({ role }) => role === 'SYS_ADMIN');

/** One message that nobody could handle: whose case, which effect is missing, why, and what waits behind it. */
export const DeadLetter = ({ letter }: { letter: DeadLetterView }) => {
  const { words } = useWords();
  const texts = useOperationsWords();
  const { session } = useSession();
  const { caseId, missing, problem, waiting, status } = letter;
  const isOpen = status === 'BURIED' || status === 'DROP_PROPOSED';
  const title = useCaseTitle(letter);
  return (
    <article className="letter">
      <h3>
        {caseId === null ? texts.noCase : <Link to={`/cases/${caseId}`}>{title ?? caseId}</Link>}{' '}
        <span className={isOpen ? 'tag tag-strong' : 'tag'}>{texts.statuses[status]}</span>
      </h3>
      <p>{missing[words.language]}</p>
      <p className="quiet">
        {texts.buried(texts.moment(letter.buriedAt), texts.processes[letter.service as 'payments'] ?? letter.service)} ·{' '}
        {texts.behind(waiting)}
      </p>
      <p className="quiet">
        {texts.problem} <code className="reason">{`${problem.error}: ${problem.text.split('\n', 1)[0] ?? ''}`}</code>
      </p>
      {letter.proposedBy === null || status !== 'DROP_PROPOSED' ? null : (
        <Alert type="warning" showIcon title={texts.proposed(letter.proposedBy)} />
      )}
      {isOpen ? <LetterActions letter={letter} mayAct={isOperator(session.account)} /> : null}
    </article>
  );
};

const pathOf = ({ service, id }: DeadLetterView): string => `/api/${service}/dead-letters/${id}`;

const LetterActions = ({ letter, mayAct }: { letter: DeadLetterView; mayAct: boolean }) => {
  const texts = useOperationsWords();
  const [opened, setOpened] = useState<Opened>();
  const path = pathOf(letter);
  const redo = useRedo(path);
  const choices: readonly Opened[] = [
    'preview',
    ...(letter.caseId === null ? [] : (['workflow'] as const)),
    ...(mayAct ? (['drop'] as const) : []),
  ];
  return (
    <>
      <div className="actions">
        {mayAct ? (
          <Button type="primary" loading={redo.isBusy} onClick={() => void redo.send()}>
            {texts.redo}
          </Button>
        ) : null}
        {choices.map((one) => (
          <Button key={one} aria-expanded={opened === one} onClick={() => setOpened(opened === one ? undefined : one)}>
            {texts.open[one]}
          </Button>
        ))}
      </div>
      <RedoAnswer redo={redo} />
      {opened === 'preview' ? <Preview path={path} /> : null}
      {opened === 'workflow' && letter.caseId !== null ? <CaseWorkflows caseId={letter.caseId} /> : null}
      {opened === 'drop' ? <DropForm letter={letter} path={path} onAnswer={() => setOpened(undefined)} /> : null}
    </>
  );
};

const RedoAnswer = ({ redo }: { redo: Redo }) => {
  const texts = useOperationsWords();
  const decisionWords = useDecisionWords();
  const { answer, errors, isUnanswered, hasFailed } = redo;
  return (
    <div role="status">
      {answer === undefined ? null : (
        <Alert type="success" showIcon title={texts.redone(answer.released, answer.stoppedBy !== null)} />
      )}
      {errors.length === 0 ? null : (
        <Alert type="error" showIcon title={texts.notRedone} description={<ErrorLines errors={errors} />} />
      )}
      {isUnanswered ? <Alert type="warning" showIcon title={decisionWords.unanswered} /> : null}
      {hasFailed ? <Alert type="error" showIcon title={decisionWords.failed} /> : null}
    </div>
  );
};

/** What a redo would do, without doing it. */
const Preview = ({ path }: { path: string }) => {
  const { words } = useWords();
  const texts = useOperationsWords();
  const { data } = usePreview(path, true);
  if (data === undefined) return <p className="quiet">{words.shell.loading}</p>;
  return (
    <Alert
      type={data.outcome === 'refused' ? 'warning' : 'info'}
      showIcon
      title={texts.outcomes[data.outcome]}
      description={
        <ul>
          {data.findings.map((finding) => (
            <li key={finding.en}>{finding[words.language]}</li>
          ))}
          <li>{texts.thenWaiting(data.waiting)}</li>
        </ul>
      }
    />
  );
};
