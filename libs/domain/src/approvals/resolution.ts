import type { CastVote, CloseMeeting, MeetingCount, RecordMeeting } from '#libs/contracts';
import { checkApproval, checkMeeting, checkVoteSum, parametersOn } from '#libs/policy';

/**
 * The numbered resolution as a document: its canonical JSON is stored before the event that names its hash. Members
 * stand in it by their opaque ids; a meeting held on paper has no single votes.
 */
export interface ResolutionDocument {
  readonly resolutionNo: string;
  readonly planHash: string;
  readonly meetingDate: string;
  readonly count: MeetingCount;
  readonly votes: readonly { readonly member: string; readonly choice: CastVote['choice'] }[];
  /** Who was recused; counted in `total`, neither present nor voting. */
  readonly recused: readonly string[];
  /** Present members who did not vote: each counts as an abstention and is none of `votes`. */
  readonly notVoting: readonly string[];
  readonly resolutionText: string;
  readonly minutesHash: string;
  readonly signInHash: string;
}

/** What a count is made of; a meeting's state has all of it. */
export interface CountedMeeting {
  readonly planHash: string;
  readonly meetingDate: string | null;
  readonly members: readonly { readonly member: string }[];
  readonly present: readonly string[];
  readonly recused: readonly string[];
  readonly votes: ResolutionDocument['votes'];
}

/** The stored resolution: its hash, and the count it tells, so that a late vote cannot slip past it. */
export interface ResolutionInContext {
  readonly hash: string;
  readonly count: MeetingCount;
}

/** `工会决〔2026〕0193ABCD`: year of the decision and the first eight hexadecimal digits of the meeting's id. */
export const resolutionNo = (subject: string, decidedOn: string): string =>
  `工会决〔${decidedOn.slice(0, 4)}〕${subject
    .slice(subject.indexOf('/') + 1)
    .slice(0, 8)
    .toUpperCase()}`;

/** Present members who have not voted. */
export const missingVotes = ({ present, votes }: Pick<CountedMeeting, 'present' | 'votes'>): readonly string[] =>
  present.filter((id) => !votes.some(({ member }) => member === id));

/**
 * The votes as counted. `total` is the frozen membership; recused and absent members stay in it. `notVoting` are abstentions:
 * they lower neither quorum nor majority, and nobody's yes or no is made up.
 */
export const countOf = (
  { members, present, recused, votes }: CountedMeeting,
  notVoting: readonly string[] = [],
): MeetingCount => {
  const of = (choice: CastVote['choice']): number => votes.filter((vote) => vote.choice === choice).length;
  return {
    total: members.length,
    present: present.length,
    recused: recused.length,
    yes: of('yes'),
    no: of('no'),
    abstain: of('abstain') + notVoting.length,
  };
};

/**
 * The resolution that closing (or recording) this meeting would carry, or undefined when it carries none. Member order
 * does not depend on who voted first.
 */
export const resolutionOf = (
  meeting: CountedMeeting,
  command:
    | { readonly type: 'close-vote'; readonly body: CloseMeeting }
    | { readonly type: 'record'; readonly body: RecordMeeting },
  { subject, today }: { readonly subject: string; readonly today: string },
): ResolutionDocument | undefined => {
  const { committee } = parametersOn(today);
  const { minutesHash, signInHash, resolutionText } = command.body;
  const paper = { planHash: meeting.planHash, resolutionText, minutesHash, signInHash };
  if (command.type === 'record') {
    const { meetingDate, total, present, recused, yes, no, abstain, recusedMembers } = command.body;
    const count = { total, present, recused, yes, no, abstain };
    if (checkMeeting(count, committee).length > 0) return undefined;
    return {
      resolutionNo: resolutionNo(subject, meetingDate),
      meetingDate,
      count,
      votes: [],
      recused: recusedMembers,
      notVoting: [],
      ...paper,
    };
  }
  const { notVoting } = command.body;
  const count = countOf(meeting, notVoting);
  if (checkVoteSum(count).length > 0 || checkApproval(count, committee).length > 0) return undefined;
  const votes = [...meeting.votes].sort((a, b) => (a.member < b.member ? -1 : 1));
  return {
    resolutionNo: resolutionNo(subject, today),
    meetingDate: meeting.meetingDate ?? today,
    count,
    votes,
    recused: meeting.recused,
    notVoting: notVoting.toSorted(),
    ...paper,
  };
};
