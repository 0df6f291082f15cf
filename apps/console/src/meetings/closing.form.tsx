import { FileField, type StoredFile } from '../decisions/file-field.part.js';
import { FormEnd } from '../decisions/form-end.part.js';
import { TextField } from '../decisions/text-field.part.js';
import { useForm } from '../decisions/use-form.part.js';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { useMeetingWords } from '../wording/meeting-words.part.js';
import { silentOf, tallyOf, wouldAdopt } from './meeting-count.view.js';
import { MinutesLink, type MeetingFormProps } from './meeting-form.part.js';

interface Values {
  readonly minutes: readonly StoredFile[];
  readonly signIn: readonly StoredFile[];
  readonly resolutionText: string;
  readonly notVoting: readonly string[];
}

const INITIAL: Values = { minutes: [], signIn: [], resolutionText: '', notVoting: [] };

/** The chair ends the vote with the papers; silent members count as abstaining when the chair says so. */
export const ClosingForm = ({ caseId, path, meeting, today, onAnswer }: MeetingFormProps) => {
  const words = useDecisionWords();
  const meetingWords = useMeetingWords();
  const silent = silentOf(meeting.state);
  const form = useForm<Values>({
    path: `${path}/closing`,
    initial: INITIAL,
    version: meeting.version,
    bodyOf: ({ minutes, signIn, resolutionText, notVoting }) => ({
      body: {
        minutesHash: minutes[0]?.hash ?? '',
        signInHash: signIn[0]?.hash ?? '',
        resolutionText: resolutionText.trim(),
        notVoting: notVoting.filter((member) => silent.includes(member)),
      },
    }),
    onAnswer,
  });
  const { values, change, at } = form;
  const file = { accept: 'application/pdf,image/*', service: 'approvals', caseId, most: 1 } as const;
  const count = tallyOf(meeting.state);
  return (
    <form onSubmit={form.submit} noValidate>
      <h3>{meetingWords.closeTitle}</h3>
      <p className="quiet">{meetingWords.closeHint}</p>
      <MinutesLink caseId={caseId} />
      <SilentMembers silent={silent} counted={values.notVoting} onChange={(notVoting) => change({ notVoting })} />
      {silent.every((member) => values.notVoting.includes(member)) ? (
        <p role="status" className="quorum quorum-met">
          {wouldAdopt(count, today)
            ? meetingWords.wouldAdopt(count.yes, count.total)
            : meetingWords.wouldDecline(count.yes, count.total)}
        </p>
      ) : null}
      <FileField
        {...file}
        label={words.minutes}
        files={values.minutes}
        errors={at('/minutesHash')}
        onChange={(minutes) => change({ minutes })}
      />
      <FileField
        {...file}
        label={words.signInSheet}
        files={values.signIn}
        errors={at('/signInHash')}
        onChange={(signIn) => change({ signIn })}
      />
      <TextField
        label={words.resolutionText}
        errors={at('/resolutionText')}
        most={1_000}
        value={values.resolutionText}
        onChange={(resolutionText) => change({ resolutionText })}
      />
      <FormEnd {...form.end} pointers={['/minutesHash', '/signInHash', '/resolutionText']} label={meetingWords.close} />
    </form>
  );
};

interface SilentProps {
  /** Present members who have not voted. */
  readonly silent: readonly string[];
  /** Those who are to count as abstaining. */
  readonly counted: readonly string[];
  readonly onChange: (counted: readonly string[]) => void;
}

const SilentMembers = ({ silent, counted, onChange }: SilentProps) => {
  const meetingWords = useMeetingWords();
  if (silent.length === 0) return null;
  return (
    <fieldset>
      <legend>{meetingWords.silentTitle}</legend>
      <p className="quiet">{meetingWords.silentHint}</p>
      {silent.map((member) => (
        <label key={member} className="check">
          <input
            type="checkbox"
            checked={counted.includes(member)}
            onChange={({ target }) => {
              const others = counted.filter((one) => one !== member);
              onChange(target.checked ? [...others, member] : others);
            }}
          />
          <span>{meetingWords.countAsAbstention(member)}</span>
        </label>
      ))}
    </fieldset>
  );
};
