import { Link } from 'react-router';
import type { MeetingView } from '#libs/contracts';
import { useOfficeCalendar } from '../calendar/office-calendar.api.js';
import type { FormProps } from '../decisions/use-form.part.js';
import { Waiting } from '../shell/waiting.part.js';
import { useCaseWords } from '../wording/case-words.part.js';
import { MeetingWork } from './meeting-work.part.js';

/** A task in a meeting, on the page of its case; the meeting itself has a page for all its members. */
export const MeetingTask = ({ task, path, meeting, onAnswer }: FormProps & { meeting: MeetingView }) => {
  const caseWords = useCaseWords();
  const calendar = useOfficeCalendar();
  if (calendar === undefined) return <Waiting />;
  const { caseId } = task;
  return (
    <>
      <p>
        <Link to={`/cases/${caseId}/meeting`}>{caseWords.meeting}</Link>
      </p>
      <MeetingWork caseId={caseId} path={path} meeting={meeting} today={calendar.today} onAnswer={onAnswer} />
    </>
  );
};
