import { Link } from 'react-router';
import type { CommandAnswer, MeetingView } from '#libs/contracts';
import { useMeetingWords } from '../wording/meeting-words.part.js';

/** What every form of a meeting is given. */
export interface MeetingFormProps {
  readonly caseId: string;
  /** Of the meeting: `/api/approvals/meetings/0193…`. */
  readonly path: string;
  readonly meeting: MeetingView;
  readonly today: string;
  readonly onAnswer: (answer: CommandAnswer) => void;
}

/** To the sheet that is printed and signed. */
export const MinutesLink = ({ caseId }: { caseId: string }) => (
  <p>
    <Link to={`/cases/${caseId}/meeting/minutes`}>{useMeetingWords().minutes.link}</Link>
  </p>
);
