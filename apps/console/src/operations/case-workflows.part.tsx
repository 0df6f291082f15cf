import { useState } from 'react';
import { Alert, Button } from 'antd';
import { WorkflowsRetried, type CaseWorkflowsView } from '#libs/contracts';
import { useAnswer } from '../decisions/use-command.part.js';
import { useSession } from '../session/session.js';
import { Waiting } from '../shell/waiting.part.js';
import { useOperationsWords } from '../wording/operations-words.part.js';
import { useWords } from '../wording/language.part.js';
import { useCaseWorkflows } from './operations.api.js';
import './operations.css';

type Workflow = CaseWorkflowsView['workflows'][number];

/** Where the workflows of a case stand, what they wait for, and the way to them. */
export const CaseWorkflows = ({ caseId }: { caseId: string }) => {
  const texts = useOperationsWords();
  const { data, isError, refetch } = useCaseWorkflows(caseId);
  if (data === null) return <p className="quiet">{texts.noWorkflow}</p>;
  if (data === undefined) return <Waiting failed={isError} onRetry={() => void refetch()} />;
  return (
    <section aria-label={texts.workflows} className="workflows">
      <h2>{texts.workflows}</h2>
      <ul>
        {data.workflows.map((workflow) => (
          <li key={workflow.workflowId}>
            <WorkflowPart workflow={workflow} caseId={caseId} />
          </li>
        ))}
      </ul>
    </section>
  );
};

const WorkflowPart = ({ workflow, caseId }: { workflow: Workflow; caseId: string }) => {
  const { words } = useWords();
  const texts = useOperationsWords();
  const { standing, status, workflowId, page } = workflow;
  return (
    <>
      <p>
        <code>{workflowId}</code> <span className="tag">{texts.workflowStatuses[status] ?? status}</span>
      </p>
      {standing === null ? null : (
        <p className="quiet">
          {texts.waitsAt(standing.step, standing.waitingFor.join(texts.and))} ·{' '}
          {texts.since(texts.moment(standing.since), standing.due === null ? undefined : words.date(standing.due))}
        </p>
      )}
      {standing?.fault ? (
        <Alert
          type="error"
          showIcon
          title={texts.fault(standing.fault.step, standing.fault.command)}
          description={<code className="reason">{`${standing.fault.code}: ${standing.fault.message}`}</code>}
        />
      ) : null}
      <div className="actions">
        {page === null ? (
          <CopyId id={workflowId} />
        ) : (
          <a href={page} target="_blank" rel="noreferrer">
            {texts.workflowPage}
          </a>
        )}
        {standing?.fault ? <Retry caseId={caseId} /> : null}
      </div>
    </>
  );
};

const CopyId = ({ id }: { id: string }) => {
  const { words } = useWords();
  const texts = useOperationsWords();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(id);
    setCopied(true);
  };
  return <Button onClick={() => void copy()}>{copied ? words.shell.copied : texts.copyWorkflow}</Button>;
};

/** The cause of a fault is removed: every workflow of the case that stands still does the same again. */
const Retry = ({ caseId }: { caseId: string }) => {
  const texts = useOperationsWords();
  const { session } = useSession();
  const retry = useAnswer(`/api/workflows/cases/${caseId}/retry`, WorkflowsRetried);
  if (!session.account.roles.some(({ role }) => role === 'SYS_ADMIN')) return null;
  return (
    <>
      <Button type="primary" loading={retry.isBusy} onClick={() => void retry.send({}, undefined)}>
        {texts.retryStep}
      </Button>
      <span role="status">{retry.answer === undefined ? '' : texts.retried(retry.answer.workflows)}</span>
    </>
  );
};
