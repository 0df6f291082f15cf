import type { MeetingView, SessionAccount } from '#libs/contracts';
import { checkRecusals, hasQuorum, isApproved, parametersOn, type MeetingCount } from '#libs/policy';

type Meeting = MeetingView['state'];

export type SeatStanding = 'present' | 'recused' | 'absent' | 'unknown';
export type Choice = Meeting['votes'][number]['choice'];

/** A member's place in the meeting. */
export interface Seat {
  readonly member: string;
  readonly interests: readonly string[];
  /** He has an interest in a supplier of the plan: he has to be recused (R-COM-06). */
  readonly mustRecuse: boolean;
  readonly standing: SeatStanding;
  readonly choice: Choice | undefined;
}

/** Whether these interests meet a supplier of the plan. */
export const mustRecuse = (
  { member, interests }: { readonly member: string; readonly interests: readonly string[] },
  { supplierUsccs }: Pick<Meeting, 'supplierUsccs'>,
): boolean => checkRecusals([{ member, interests, recused: false }], supplierUsccs, '').length > 0;

const standingOf = (member: string, { status, present, recused }: Meeting): SeatStanding => {
  if (present.includes(member)) return 'present';
  if (recused.includes(member)) return 'recused';
  return status === 'OPEN' || status === 'CONVENED' ? 'unknown' : 'absent';
};

/** Every member in the order in which he was convened. */
export const seatsOf = (meeting: Meeting): readonly Seat[] =>
  meeting.members.map(({ member, interests }) => ({
    member,
    interests,
    mustRecuse: mustRecuse({ member, interests }, meeting),
    standing: standingOf(member, meeting),
    choice: meeting.votes.find((vote) => vote.member === member)?.choice,
  }));

export interface Quorum {
  readonly present: number;
  readonly total: number;
  /** How many more have to be there; 0 when the vote may open. */
  readonly missing: number;
}

/** By the parameters of that day, which the server asks too. */
export const quorumOf = (present: number, total: number, recused: number, today: string): Quorum => {
  const { committee } = parametersOn(today);
  let missing = 0;
  while (missing < total && !hasQuorum({ total, present: present + missing, recused }, committee)) missing += 1;
  return { present, total, missing };
};

/** Present members who have not voted. */
export const silentOf = ({ present, votes }: Pick<Meeting, 'present' | 'votes'>): readonly string[] =>
  present.filter((id) => !votes.some(({ member }) => member === id));

/** The votes as a closing would count them; silent members as abstaining. */
export const tallyOf = (meeting: Meeting): MeetingCount => {
  const of = (choice: Choice): number => meeting.votes.filter((vote) => vote.choice === choice).length;
  return (
    meeting.count ?? {
      total: meeting.members.length,
      present: meeting.present.length,
      recused: meeting.recused.length,
      yes: of('yes'),
      no: of('no'),
      abstain: of('abstain') + silentOf(meeting).length,
    }
  );
};

export const wouldAdopt = (count: MeetingCount, today: string): boolean =>
  isApproved(count, parametersOn(today).committee);

/** Single votes are shown once nobody's can be swayed by them. */
export const votesAreOpen = (meeting: Meeting): boolean =>
  meeting.status === 'ADOPTED' ||
  meeting.status === 'DECLINED' ||
  (meeting.status === 'VOTING' && silentOf(meeting).length === 0);

/** What this person may do in the meeting now. */
export type MeetingTurn = 'convene' | 'open-vote' | 'vote' | 'close' | 'voted' | 'recused' | 'wait' | 'over';

export const turnOf = (meeting: Meeting, { id, roles }: Pick<SessionAccount, 'id' | 'roles'>): MeetingTurn => {
  const isIn = (role: string): boolean =>
    roles.some((grant) => grant.role === role && grant.organisation === meeting.listing.unionUscc);
  const isChair = isIn('GU_CHAIR');
  switch (meeting.status) {
    case 'OPEN':
      return isChair ? 'convene' : 'wait';
    case 'CONVENED':
      return isChair ? 'open-vote' : 'wait';
    case 'VOTING':
      if (isIn('COMMITTEE_MEMBER') && silentOf(meeting).includes(id)) return 'vote';
      if (isChair) return 'close';
      if (meeting.recused.includes(id)) return 'recused';
      return meeting.present.includes(id) ? 'voted' : 'wait';
    case 'ADOPTED':
    case 'DECLINED':
    case 'CLOSED':
      return 'over';
  }
};
