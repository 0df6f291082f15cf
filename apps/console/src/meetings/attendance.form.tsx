import { Choices, ErrorLines } from '../decisions/field.part.js';
import { FormEnd } from '../decisions/form-end.part.js';
import { useForm } from '../decisions/use-form.part.js';
import { useWords } from '../wording/language.part.js';
import { useMeetingWords } from '../wording/meeting-words.part.js';
import { seatsOf } from './meeting-count.view.js';
import { QuorumLine } from './meeting-standing.part.js';
import type { MeetingFormProps } from './meeting-form.part.js';

const SEATS = ['present', 'recused', 'absent'] as const;
type Chosen = (typeof SEATS)[number];
type Values = Readonly<Record<string, Chosen>>;

/** The chair says who is there and who is recused; whether that is enough is counted while it is filled in. */
export const AttendanceForm = ({ path, meeting, today, onAnswer }: MeetingFormProps) => {
  const { words } = useWords();
  const meetingWords = useMeetingWords();
  const seats = seatsOf(meeting.state);
  const { meetingDate } = meeting.state;
  const initial: Values = Object.fromEntries(
    seats.map(({ member, mustRecuse }) => [member, mustRecuse ? 'recused' : 'present']),
  );
  const membersWho = (values: Values, chosen: Chosen): readonly string[] =>
    seats.map(({ member }) => member).filter((member) => values[member] === chosen);
  const form = useForm<Values>({
    path: `${path}/vote-opening`,
    initial,
    version: meeting.version,
    bodyOf: (values) => ({
      body: { present: membersWho(values, 'present'), recused: membersWho(values, 'recused') },
    }),
    onAnswer,
  });
  const { values, change, at } = form;
  if (meetingDate !== null && today < meetingDate) return <p>{meetingWords.notYet(words.date(meetingDate))}</p>;
  return (
    <form onSubmit={form.submit} noValidate>
      <h3>{meetingWords.attendanceTitle}</h3>
      <p className="quiet">{meetingWords.attendanceHint}</p>
      <div className="seat-rows">
        {seats.map(({ member, mustRecuse }) => (
          <Choices
            key={member}
            legend={mustRecuse ? `${member} · ${meetingWords.mustRecuse}` : member}
            name={`seat-${member}`}
            options={SEATS.map((value) => ({ value, text: meetingWords.seats[value] }))}
            value={values[member]}
            onChange={(chosen) => change({ [member]: chosen })}
          />
        ))}
      </div>
      <QuorumLine
        present={membersWho(values, 'present').length}
        total={seats.length}
        recused={membersWho(values, 'recused').length}
        today={today}
      />
      <ErrorLines errors={[...at('/present'), ...at('/recused')]} />
      <FormEnd {...form.end} pointers={['/present', '/recused']} label={meetingWords.openVote} />
    </form>
  );
};
