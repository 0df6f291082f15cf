import { Input } from 'antd';
import type { MeetingView } from '#libs/contracts';
import type { ShownError } from '../api/field-errors.view.js';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { Field } from './field.part.js';
import { FileField, type StoredFile } from './file-field.part.js';
import { FormEnd } from './form-end.part.js';
import { MeetingDay, type MeetingDayValues } from './meeting-day.part.js';
import { TextField } from './text-field.part.js';
import { useForm, type FormProps } from './use-form.part.js';

const COUNTS = ['total', 'present', 'recused', 'yes', 'no', 'abstain'] as const;

type Values = Readonly<
  Record<(typeof COUNTS)[number], string> &
    MeetingDayValues & {
      minutes: readonly StoredFile[];
      signIn: readonly StoredFile[];
      resolutionText: string;
    }
>;

const bodyOf = ({ minutes, signIn, meetingDate, form, resolutionText, ...counts }: Values): { body: unknown } => ({
  body: {
    meetingDate,
    form,
    ...Object.fromEntries(COUNTS.map((name) => [name, Number(counts[name])])),
    minutesHash: minutes[0]?.hash ?? '',
    signInHash: signIn[0]?.hash ?? '',
    resolutionText: resolutionText.trim(),
  },
});

interface Props extends Pick<FormProps, 'path' | 'onAnswer'> {
  readonly caseId: string;
  readonly meeting: MeetingView;
}

/** A meeting that was held on paper: how many were there and how they voted, with minutes and sign-in sheet. */
export const MeetingRecordForm = ({ caseId, path, meeting, onAnswer }: Props) => {
  const words = useDecisionWords();
  const initial: Values = {
    meetingDate: '',
    form: 'ONSITE',
    total: String(meeting.state.committeeSize),
    present: '',
    recused: '0',
    yes: '',
    no: '0',
    abstain: '0',
    minutes: [],
    signIn: [],
    resolutionText: '',
  };
  const form = useForm({ path: `${path}/record`, initial, version: meeting.version, bodyOf, onAnswer });
  const { values, change, at } = form;
  return (
    <form onSubmit={form.submit} noValidate>
      <MeetingDay values={values} at={at} onChange={change} />
      <CountFields values={values} at={at} onChange={change} />
      <PaperFields caseId={caseId} values={values} at={at} onChange={change} />
      <TextField
        label={words.resolutionText}
        errors={at('/resolutionText')}
        most={1_000}
        value={values.resolutionText}
        onChange={(resolutionText) => change({ resolutionText })}
      />
      <FormEnd
        {...form.end}
        pointers={[
          '/meetingDate',
          ...COUNTS.map((name) => `/${name}`),
          '/minutesHash',
          '/signInHash',
          '/resolutionText',
        ]}
        label={words.recordMeeting}
      />
    </form>
  );
};

interface PartProps {
  readonly values: Values;
  readonly at: (pointer: string) => readonly ShownError[];
  readonly onChange: (changes: Partial<Values>) => void;
}

/** How many were there, and how they voted; whether that carries a decision, the rules say. */
const CountFields = ({ values, at, onChange }: PartProps) => {
  const words = useDecisionWords();
  return (
    <div className="counts">
      {COUNTS.map((name) => (
        <Field key={name} label={words.counts[name]} errors={at(`/${name}`)}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={values[name]}
              onChange={(event) => onChange({ [name]: event.target.value })}
            />
          )}
        </Field>
      ))}
    </div>
  );
};

/** Minutes and sign-in sheet, each one file (R-COM-04). */
const PaperFields = ({ caseId, values, at, onChange }: PartProps & { readonly caseId: string }) => {
  const words = useDecisionWords();
  const file = { accept: 'application/pdf,image/*', service: 'approvals', caseId, most: 1 } as const;
  return (
    <>
      <FileField
        {...file}
        label={words.minutes}
        files={values.minutes}
        errors={at('/minutesHash')}
        onChange={(minutes) => onChange({ minutes })}
      />
      <FileField
        {...file}
        label={words.signInSheet}
        files={values.signIn}
        errors={at('/signInHash')}
        onChange={(signIn) => onChange({ signIn })}
      />
    </>
  );
};
