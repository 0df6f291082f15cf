import type { MeetingView } from '#libs/contracts';
import { useSession } from '../session/session.js';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { useWords } from '../wording/language.part.js';
import { useMeetingWords } from '../wording/meeting-words.part.js';
import { quorumOf, seatsOf, tallyOf, votesAreOpen, wouldAdopt, type Seat } from './meeting-count.view.js';
import './meetings.css';

interface Props {
  readonly meeting: MeetingView;
  /** The office's date. */
  readonly today: string;
}

/** Where the meeting stands: quorum, votes and result as they come in. */
export const MeetingStanding = ({ meeting: { state }, today }: Props) => {
  const { words } = useWords();
  const meetingWords = useMeetingWords();
  const { status, meetingDate, planNumber, present, recused, members } = state;
  return (
    <section className="sheet" aria-label={meetingWords.standing}>
      <p className="sentence-main">
        {meetingWords.onPlan(planNumber)} · {meetingWords.statuses[status]}
      </p>
      {meetingDate === null ? null : <p>{meetingWords.heldOn(words.date(meetingDate))}</p>}
      {present.length === 0 ? null : (
        <QuorumLine present={present.length} total={members.length} recused={recused.length} today={today} />
      )}
      <Result state={state} today={today} />
      <Seats state={state} />
    </section>
  );
};

interface QuorumProps {
  readonly present: number;
  readonly total: number;
  readonly recused: number;
  readonly today: string;
}

export const QuorumLine = ({ present, total, recused, today }: QuorumProps) => {
  const meetingWords = useMeetingWords();
  const quorum = quorumOf(present, total, recused, today);
  return (
    <p role="status" className={quorum.missing === 0 ? 'quorum quorum-met' : 'quorum quorum-missing'}>
      <span aria-hidden>{quorum.missing === 0 ? '✓ ' : '⚠ '}</span>
      {quorum.missing === 0
        ? meetingWords.quorumMet(present, total)
        : meetingWords.quorumMissing(present, total, quorum.missing)}
    </p>
  );
};

const Result = ({ state, today }: { state: MeetingView['state']; today: string }) => {
  const meetingWords = useMeetingWords();
  const { status, votes, present, resolutionNo } = state;
  const count = tallyOf(state);
  const tally = meetingWords.tally(count.yes, count.no, count.abstain);
  if (status === 'VOTING') {
    return (
      <div role="status">
        <p>
          <progress max={present.length} value={votes.length} aria-label={meetingWords.vote} />{' '}
          {meetingWords.votedSoFar(votes.length, present.length)}
        </p>
        {votesAreOpen(state) ? (
          <p>
            <strong>{tally}</strong>{' '}
            {wouldAdopt(count, today)
              ? meetingWords.wouldAdopt(count.yes, count.total)
              : meetingWords.wouldDecline(count.yes, count.total)}
          </p>
        ) : (
          <p className="quiet">{meetingWords.hidden}</p>
        )}
      </div>
    );
  }
  if (status !== 'ADOPTED' && status !== 'DECLINED') return null;
  return (
    <p role="status">
      <strong>{status === 'ADOPTED' ? meetingWords.adopted(resolutionNo ?? '') : meetingWords.declined}</strong> {tally}
    </p>
  );
};

const Seats = ({ state }: { state: MeetingView['state'] }) => {
  const meetingWords = useMeetingWords();
  const { session } = useSession();
  const seats = seatsOf(state);
  if (seats.length === 0) return null;
  const isVoting = state.status !== 'OPEN' && state.status !== 'CONVENED';
  return (
    <div className="table" role="region" aria-label={meetingWords.attendance} tabIndex={0}>
      <table>
        <caption>{meetingWords.attendance}</caption>
        <thead>
          <tr>
            <th scope="col">{meetingWords.member}</th>
            <th scope="col">{meetingWords.interests}</th>
            <th scope="col">{meetingWords.seat}</th>
            {isVoting ? <th scope="col">{meetingWords.vote}</th> : null}
          </tr>
        </thead>
        <tbody>
          {seats.map((seat) => (
            <tr key={seat.member}>
              <th scope="row">
                <code>{seat.member}</code>
                {seat.member === session.account.id ? meetingWords.you : ''}
              </th>
              <td>
                <SeatInterests seat={seat} />
              </td>
              <td>{meetingWords.seats[seat.standing]}</td>
              {isVoting ? (
                <td>
                  <SeatVote seat={seat} isOpen={votesAreOpen(state)} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

export const SeatInterests = ({ seat }: { seat: Seat }) => {
  const meetingWords = useMeetingWords();
  return (
    <>
      {seat.interests.length === 0 ? meetingWords.noInterests : seat.interests.join(' ')}{' '}
      {seat.mustRecuse ? <span className="tag tag-strong">{meetingWords.supplier}</span> : null}
    </>
  );
};

/** A vote that was cast; which way it went only once that is open. */
export const SeatVote = ({ seat: { standing, choice }, isOpen }: { seat: Seat; isOpen: boolean }) => {
  const words = useDecisionWords();
  const meetingWords = useMeetingWords();
  if (standing !== 'present') return <>—</>;
  if (choice === undefined) return <>{meetingWords.notVoted}</>;
  return <>{isOpen ? words.votes[choice] : meetingWords.voted}</>;
};
