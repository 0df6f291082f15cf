import { Alert, Button } from 'antd';
import { TaskClaim, TaskNamed, type Task } from '#libs/contracts';
import type { InboxTask } from '../inbox/merge-inbox.view.js';
import { useSession } from '../session/session.js';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { ErrorLines } from './field.part.js';
import { useAnswer } from './use-command.part.js';

const nameOf = ({ caseId, subject, action, role }: Task): TaskNamed => ({ caseId, subject, action, role });

/** Who has taken the task, and the way to take it, give it back, or take it over from a colleague. */
export const TaskClaimPart = ({ task }: { task: InboxTask }) => {
  const words = useDecisionWords();
  const { session } = useSession();
  const take = useAnswer(`/api/${task.service}/tasks/claim`, TaskClaim);
  const release = useAnswer(`/api/${task.service}/tasks/release`, TaskNamed);
  const { claim } = task;
  if (task.assignee !== null || task.action === 'attention') return null;
  const named = nameOf(task);
  const isMine = claim?.by === session.account.id;
  return (
    <div className="claim">
      {claim === undefined || isMine ? null : (
        <Alert
          type="warning"
          showIcon
          title={words.takenBy(claim.by)}
          description={words.takenHint}
          action={
            <Button loading={take.isBusy} onClick={() => void take.send({ ...named, over: true }, undefined)}>
              {words.takeFrom}
            </Button>
          }
        />
      )}
      {claim === undefined ? (
        <Button loading={take.isBusy} onClick={() => void take.send(named, undefined)}>
          {words.take}
        </Button>
      ) : null}
      {isMine ? (
        <p className="claim-own" role="status">
          <span className="tag tag-good">{words.takenByMe}</span>
          <Button loading={release.isBusy} onClick={() => void release.send(named, undefined)}>
            {words.release}
          </Button>
        </p>
      ) : null}
      <ErrorLines errors={[...take.errors, ...release.errors]} />
    </div>
  );
};
