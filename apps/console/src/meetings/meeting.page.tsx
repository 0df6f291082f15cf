import { useState } from 'react';
import { Alert } from 'antd';
import { Link, useParams } from 'react-router';
import type { CommandAnswer, MeetingView } from '#libs/contracts';
import { Refused } from '../api/api-client.js';
import { useOfficeCalendar } from '../calendar/office-calendar.api.js';
import { useApplication, usePlan } from '../cases/cases.api.js';
import { CaseDocuments } from '../cases/case-documents.part.js';
import { NotFoundPage } from '../shell/not-found.page.js';
import { usePageTitle } from '../shell/page-title.part.js';
import { Waiting } from '../shell/waiting.part.js';
import { useMeetingWords } from '../wording/meeting-words.part.js';
import { MeetingStanding } from './meeting-standing.part.js';
import { MeetingWork } from './meeting-work.part.js';
import { useMeeting } from './meetings.api.js';

/** The meeting of a case for its members: the plan they decide on, who is there, and each vote as it comes in. */
export const MeetingPage = () => {
  const meetingWords = useMeetingWords();
  const { caseId = '' } = useParams();
  const application = useApplication(caseId);
  const { meeting, isError, refetch } = useMeeting(caseId);
  const plan = usePlan(caseId, application.data?.plan?.hash);
  const heading = usePageTitle(meetingWords.title);
  if (application.error instanceof Refused) return <NotFoundPage />;
  const view = application.data;
  if (view === undefined || meeting === undefined) {
    return <Waiting failed={application.isError || isError} onRetry={() => void refetch()} />;
  }
  return (
    <article className="case meeting">
      <p>
        <Link to={`/cases/${caseId}`}>← {meetingWords.toCase}</Link>
      </p>
      <header className="case-head">
        <h1 ref={heading} tabIndex={-1}>
          {meetingWords.title}
        </h1>
        <p className="quiet">{[view.plan?.facts.employerName, view.caseNo].filter(Boolean).join(' · ')}</p>
      </header>
      {meeting === null ? (
        <p className="empty">{meetingWords.none}</p>
      ) : (
        <div className="case-body case-body-two">
          <CaseDocuments plan={plan.data} facts={view.plan?.facts} />
          <MeetingSide caseId={caseId} meeting={meeting} />
        </div>
      )}
    </article>
  );
};

const MeetingSide = ({ caseId, meeting }: { caseId: string; meeting: MeetingView }) => {
  const meetingWords = useMeetingWords();
  const calendar = useOfficeCalendar();
  const [answer, setAnswer] = useState<CommandAnswer>();
  if (calendar === undefined) return <Waiting />;
  return (
    <div className="meeting-side">
      <MeetingStanding meeting={meeting} today={calendar.today} />
      <section className="sheet work" aria-label={meetingWords.title}>
        {answer === undefined ? null : <Alert type="success" showIcon role="status" title={meetingWords.done} />}
        <MeetingWork
          key={meeting.state.status}
          caseId={caseId}
          path={`/api/approvals/meetings/${meeting.id}`}
          meeting={meeting}
          today={calendar.today}
          onAnswer={setAnswer}
        />
      </section>
    </div>
  );
};
