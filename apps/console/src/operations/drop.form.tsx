import type { CommandAnswer, DeadLetterView } from '#libs/contracts';
import { FormEnd } from '../decisions/form-end.part.js';
import { TextField } from '../decisions/text-field.part.js';
import { useForm } from '../decisions/use-form.part.js';
import { useSession } from '../session/session.js';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { useOperationsWords } from '../wording/operations-words.part.js';

interface Props {
  readonly letter: DeadLetterView;
  readonly path: string;
  readonly onAnswer: (answer: CommandAnswer) => void;
}

/** Two people give a message up, each with a reason; the second is not the first. */
export const DropForm = ({ letter, path, onAnswer }: Props) => {
  const texts = useOperationsWords();
  const decisionWords = useDecisionWords();
  const { session } = useSession();
  const isProposed = letter.status === 'DROP_PROPOSED';
  const form = useForm({
    path: `${path}/${isProposed ? 'confirm-drop' : 'propose-drop'}`,
    initial: { reason: '' },
    version: undefined,
    bodyOf: ({ reason }) => ({ body: { reason: reason.trim() } }),
    onAnswer,
  });
  if (isProposed && letter.proposedBy === session.account.id) return <p className="quiet">{texts.ownProposal}</p>;
  return (
    <form onSubmit={form.submit} noValidate>
      <p>{isProposed ? texts.confirmHint : texts.proposeHint}</p>
      <TextField
        label={texts.dropReason}
        hint={decisionWords.reasonHint}
        errors={form.at('/reason')}
        value={form.values.reason}
        onChange={(reason) => form.change({ reason })}
      />
      <FormEnd {...form.end} pointers={['/reason']} danger label={isProposed ? texts.confirmDrop : texts.proposeDrop} />
    </form>
  );
};
