import { Input } from 'antd';
import type { ShownError } from '../api/field-errors.view.js';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { Choices, Field } from './field.part.js';

/** When a meeting is, and whether its members are in one place. */
export interface MeetingDayValues {
  readonly meetingDate: string;
  readonly form: 'ONSITE' | 'VIDEO';
}

interface Props {
  readonly values: MeetingDayValues;
  readonly at: (pointer: string) => readonly ShownError[];
  readonly onChange: (changes: Partial<MeetingDayValues>) => void;
}

export const MeetingDay = ({ values, at, onChange }: Props) => {
  const words = useDecisionWords();
  return (
    <>
      <Field label={words.meetingDate} errors={at('/meetingDate')}>
        {(control) => (
          <Input
            {...control}
            type="date"
            value={values.meetingDate}
            onChange={(event) => onChange({ meetingDate: event.target.value })}
          />
        )}
      </Field>
      <Choices
        legend={words.meetingForm}
        name="meeting-form"
        options={[
          { value: 'ONSITE', text: words.onSite },
          { value: 'VIDEO', text: words.byVideo },
        ]}
        value={values.form}
        onChange={(form) => onChange({ form })}
      />
    </>
  );
};
