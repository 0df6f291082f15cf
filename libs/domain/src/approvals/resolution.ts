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

/** The votes as counted. `total` is the frozen membership; recused and absent members stay in it. */
export const countOf = ({ members, present, recused, votes }: CountedMeeting): MeetingCount => {
  const of = (choice: CastVote['choice']): number => votes.filter((vote) => vote.choice === choice).length;
  return {
    total: members.length,
    present: present.length,
    recused: recused.length,
    yes: of('yes'),
    no: of('no'),
    abstain: of('abstain'),
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
    const { meetingDate, total, present, recused, yes, no, abstain } = command.body;
    const count = { total, present, recused, yes, no, abstain };
    if (checkMeeting(count, committee).length > 0) return undefined;
    return { resolutionNo: resolutionNo(subject, meetingDate), meetingDate, count, votes: [], ...paper };
  }
  const count = countOf(meeting);
  if (checkVoteSum(count).length > 0 || checkApproval(count, committee).length > 0) return undefined;
  const votes = [...meeting.votes].sort((a, b) => (a.member < b.member ? -1 : 1));
  return {
    resolutionNo: resolutionNo(subject, today),
    meetingDate: meeting.meetingDate ?? today,
    count,
    votes,
    ...paper,
  };
};
