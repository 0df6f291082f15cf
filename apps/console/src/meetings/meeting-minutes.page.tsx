import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import type { ApplicationView, MeetingView } from '#libs/contracts';
import { Refused } from '../api/api-client.js';
import { useApplication } from '../cases/cases.api.js';
import { NotFoundPage } from '../shell/not-found.page.js';
import { usePageTitle } from '../shell/page-title.part.js';
import { Waiting } from '../shell/waiting.part.js';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { useWords } from '../wording/language.part.js';
import { useMeetingWords } from '../wording/meeting-words.part.js';
import { seatsOf, tallyOf, votesAreOpen } from './meeting-count.view.js';
import { SeatInterests, SeatVote } from './meeting-standing.part.js';
import { useMeeting } from './meetings.api.js';
import './meetings.css';

/** The minutes on paper: what the system knows is filled in, names and signatures are written by hand. */
export const MeetingMinutesPage = () => {
  const { minutes } = useMeetingWords();
  const { caseId = '' } = useParams();
  const application = useApplication(caseId);
  const { meeting, isError, refetch } = useMeeting(caseId);
  const heading = usePageTitle(minutes.title);
  if (application.error instanceof Refused || meeting === null) return <NotFoundPage />;
  if (application.data === undefined || meeting === undefined) {
    return <Waiting failed={application.isError || isError} onRetry={() => void refetch()} />;
  }
  return (
    <article className="minutes">
      <div className="actions">
        <Link to={`/cases/${caseId}/meeting`}>← {minutes.toMeeting}</Link>
        <Button type="primary" onClick={() => window.print()}>
          {minutes.print}
        </Button>
      </div>
      <section className="sheet paper">
        <h1 ref={heading} tabIndex={-1}>
          {minutes.title}
        </h1>
        <MinutesHead application={application.data} meeting={meeting} />
        <MinutesSeats meeting={meeting} />
        <MinutesCount meeting={meeting} />
        <p className="sign-line">{minutes.chair}</p>
        <p className="sign-line">{minutes.clerk}</p>
      </section>
    </article>
  );
};

interface Props {
  readonly meeting: MeetingView;
}

const MinutesHead = ({ application, meeting: { state } }: Props & { application: ApplicationView }) => {
  const { words } = useWords();
  const meetingWords = useMeetingWords();
  const { minutes } = meetingWords;
  const { caseNo, plan } = application;
  const facts = [
    [minutes.caseNo, caseNo ?? '—'],
    [minutes.union, plan?.facts.unionName ?? state.listing.unionUscc],
    [minutes.employer, plan?.facts.employerName ?? state.listing.employerName],
    [minutes.date, state.meetingDate === null ? '—' : words.date(state.meetingDate)],
    [minutes.plan, meetingWords.onPlan(state.planNumber)],
    [minutes.planHash, state.planHash],
    [minutes.resolutionNo, state.resolutionNo ?? '—'],
    [minutes.matter, minutes.matterText(plan?.facts.employerName ?? state.listing.employerName ?? '')],
  ] as const;
  return (
    <>
      {state.count === null ? <p>{minutes.draft}</p> : null}
      <dl className="fields minutes-head">
        {facts.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
};

const MinutesSeats = ({ meeting: { state } }: Props) => {
  const meetingWords = useMeetingWords();
  const { minutes } = meetingWords;
  const seats = seatsOf(state);
  if (seats.length === 0) return state.count === null ? null : <p>{minutes.onPaper}</p>;
  return (
    <div className="table" role="region" aria-label={meetingWords.attendance} tabIndex={0}>
      <table className="minutes-table">
        <caption>{meetingWords.attendance}</caption>
        <thead>
          <tr>
            {[
              meetingWords.member,
              minutes.name,
              meetingWords.interests,
              meetingWords.seat,
              meetingWords.vote,
              minutes.signature,
            ].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {seats.map((seat) => (
            <tr key={seat.member}>
              <th scope="row">
                <code>{seat.member}</code>
              </th>
              <td />
              <td>
                <SeatInterests seat={seat} />
              </td>
              <td>{meetingWords.seats[seat.standing]}</td>
              <td>
                <SeatVote seat={seat} isOpen={votesAreOpen(state)} />
              </td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const MinutesCount = ({ meeting: { state } }: Props) => {
  const words = useDecisionWords();
  const meetingWords = useMeetingWords();
  if (state.count === null && !votesAreOpen(state)) return null;
  const count = tallyOf(state);
  return (
    <>
      <h2>{meetingWords.minutes.count}</h2>
      <p>
        {(['total', 'present', 'recused', 'yes', 'no', 'abstain'] as const)
          .map((name) => `${words.counts[name]} ${count[name]}`)
          .join(' · ')}
      </p>
      {state.status === 'ADOPTED' ? <p>{meetingWords.adopted(state.resolutionNo ?? '')}</p> : null}
      {state.status === 'DECLINED' ? <p>{meetingWords.declined}</p> : null}
    </>
  );
};
