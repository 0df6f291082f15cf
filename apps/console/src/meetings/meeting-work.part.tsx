import { MeetingRecordForm } from '../decisions/meeting-record.form.js';
import { VoteForm } from '../decisions/vote.form.js';
import { useSession } from '../session/session.js';
import { useMeetingWords } from '../wording/meeting-words.part.js';
import { AttendanceForm } from './attendance.form.js';
import { ClosingForm } from './closing.form.js';
import { ConveningForm } from './convening.form.js';
import { MinutesLink, type MeetingFormProps } from './meeting-form.part.js';
import { turnOf } from './meeting-count.view.js';

/** What this person has to do in the meeting just now, as it stands and not as a list had it. */
export const MeetingWork = (form: MeetingFormProps) => {
  const meetingWords = useMeetingWords();
  const { session } = useSession();
  switch (turnOf(form.meeting.state, session.account)) {
    case 'convene':
      return (
        <>
          <h3>{meetingWords.conveneTitle}</h3>
          <ConveningForm {...form} />
          <details>
            <summary>{meetingWords.recordTitle}</summary>
            <MeetingRecordForm {...form} />
          </details>
        </>
      );
    case 'open-vote':
      return <AttendanceForm {...form} />;
    case 'vote':
      return <VoteForm {...form} />;
    case 'close':
      return <ClosingForm {...form} />;
    case 'voted':
      return <p>{meetingWords.yourVoteStands}</p>;
    case 'recused':
      return <p>{meetingWords.recusedYou}</p>;
    case 'wait':
      return <p>{form.meeting.state.status === 'VOTING' ? meetingWords.waitForVotes : meetingWords.waitForChair}</p>;
    case 'over':
      return <MinutesLink caseId={form.caseId} />;
  }
};
