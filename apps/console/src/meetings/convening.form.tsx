import type { ClipboardEvent } from 'react';
import { Button, Input } from 'antd';
import { errorsAt, type ShownError } from '../api/field-errors.view.js';
import { ErrorLines, Field } from '../decisions/field.part.js';
import { FormEnd } from '../decisions/form-end.part.js';
import { MeetingDay, type MeetingDayValues } from '../decisions/meeting-day.part.js';
import { useForm } from '../decisions/use-form.part.js';
import { readKept, writeKept } from '../shell/kept.view.js';
import { useMeetingWords } from '../wording/meeting-words.part.js';
import type { MeetingFormProps } from './meeting-form.part.js';
import { EMPTY_ROW, membersOf, pastedRows, withPasted, type MemberRow } from './member-rows.view.js';

interface Values extends MeetingDayValues {
  readonly rows: readonly MemberRow[];
}

/** The committee as this browser last convened it: it changes by elections only. */
const lastCommittee = (name: string): readonly MemberRow[] => {
  const kept = readKept(name);
  return kept === null ? [] : (JSON.parse(kept) as readonly MemberRow[]);
};

/** The chair names the members and the interests they declared. */
export const ConveningForm = ({ path, meeting, today, onAnswer }: MeetingFormProps) => {
  const meetingWords = useMeetingWords();
  const { committeeSize, listing } = meeting.state;
  const kept = `committee/${listing.unionUscc}`;
  const last = lastCommittee(kept);
  const rows = last.length > 0 ? last : Array.from({ length: committeeSize }, () => EMPTY_ROW);
  const initial: Values = { meetingDate: today, form: 'ONSITE', rows };
  const form = useForm<Values>({
    path: `${path}/convening`,
    initial,
    version: meeting.version,
    bodyOf: (values) => {
      writeKept(kept, JSON.stringify(values.rows));
      return { body: { meetingDate: values.meetingDate, form: values.form, members: membersOf(values.rows) } };
    },
    onAnswer,
  });
  const { values, change, at } = form;
  return (
    <form onSubmit={form.submit} noValidate>
      <MeetingDay values={values} at={at} onChange={change} />
      <MemberRows
        rows={values.rows}
        size={committeeSize}
        errors={at('/members')}
        onChange={(changed) => change({ rows: changed })}
      />
      <FormEnd {...form.end} pointers={['/meetingDate', '/form', '/members']} label={meetingWords.convene} />
    </form>
  );
};

interface RowsProps {
  readonly rows: readonly MemberRow[];
  readonly size: number;
  readonly errors: readonly ShownError[];
  readonly onChange: (rows: readonly MemberRow[]) => void;
}

const MemberRows = ({ rows, size, errors, onChange }: RowsProps) => {
  const meetingWords = useMeetingWords();
  const change = (index: number, row: Partial<MemberRow>): void =>
    onChange(rows.map((one, place) => (place === index ? { ...one, ...row } : one)));
  const paste = (index: number, event: ClipboardEvent): void => {
    const pasted = pastedRows(event.clipboardData.getData('text'));
    if (pasted === undefined) return;
    event.preventDefault();
    onChange(withPasted(rows, index, pasted));
  };
  return (
    <fieldset className="member-rows">
      <legend>{meetingWords.members}</legend>
      <p className="quiet">{meetingWords.conveneHint(size)}</p>
      <p className="quiet">{meetingWords.memberHint}</p>
      <p className="quiet">{meetingWords.interestsHint}</p>
      <ErrorLines errors={errors.filter(({ pointer }) => pointer === '/members')} />
      {rows.map((row, index) => (
        <div key={index} className="member-row">
          <Field label={meetingWords.memberNo(index + 1)} errors={errorsAt(errors, `/members/${index}/member`)}>
            {(control) => (
              <Input
                {...control}
                value={row.member}
                onPaste={(event) => paste(index, event)}
                onChange={(event) => change(index, { member: event.target.value })}
              />
            )}
          </Field>
          <Field label={meetingWords.interestsOf(index + 1)} errors={errorsAt(errors, `/members/${index}/interests`)}>
            {(control) => (
              <Input
                {...control}
                value={row.interests}
                onChange={(event) => change(index, { interests: event.target.value })}
              />
            )}
          </Field>
          <button
            type="button"
            className="plain"
            aria-label={meetingWords.removeMember(index + 1)}
            onClick={() => onChange(rows.toSpliced(index, 1))}
          >
            ×
          </button>
        </div>
      ))}
      <div className="actions">
        <Button onClick={() => onChange([...rows, EMPTY_ROW])}>{meetingWords.addMember}</Button>
      </div>
    </fieldset>
  );
};
