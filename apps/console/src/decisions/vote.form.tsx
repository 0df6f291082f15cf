import type { MeetingView } from '#libs/contracts';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { Choices } from './field.part.js';
import { FormEnd } from './form-end.part.js';
import { useForm, type FormProps } from './use-form.part.js';

const CHOICES = ['yes', 'no', 'abstain'] as const;
type Values = Readonly<{ choice: (typeof CHOICES)[number] | '' }>;

interface Props extends Pick<FormProps, 'path' | 'onAnswer'> {
  readonly meeting: MeetingView;
}

/** A member of the committee votes for himself, once. How others voted is not shown before the vote is closed. */
export const VoteForm = ({ path, meeting, onAnswer }: Props) => {
  const words = useDecisionWords();
  const initial: Values = { choice: '' };
  const { present, votes } = meeting.state;
  const form = useForm({
    path: `${path}/votes`,
    initial,
    // A colleague who votes at the same time makes the page no older.
    version: undefined,
    bodyOf: ({ choice }) =>
      choice === ''
        ? { errors: [{ rule: 'G-MALFORMED', pointer: '/choice', text: words.chooseVote, source: undefined }] }
        : { body: { choice } },
    onAnswer,
  });
  return (
    <form onSubmit={form.submit} noValidate>
      <p role="status">{words.voted(votes.length, present.length)}</p>
      <Choices
        legend={words.vote}
        name="choice"
        options={CHOICES.map((value) => ({ value, text: words.votes[value] }))}
        value={form.values.choice === '' ? undefined : form.values.choice}
        errors={form.at('/choice')}
        onChange={(choice) => form.change({ choice })}
      />
      <FormEnd {...form.end} pointers={['/choice']} label={words.castVote} />
    </form>
  );
};
