import {
  accept,
  refusal,
  refuse,
  type CastVote,
  type CloseMeeting,
  type CloseWork,
  type ConveneMeeting,
  type Decider,
  type Decision,
  type MeetingCount,
  type OpenMeeting,
  type OpenVote,
  type RecordMeeting,
  type Refusal,
} from '#libs/contracts';
import {
  checkApproval,
  checkMeeting,
  checkQuorum,
  checkRecusals,
  checkVoteSum,
  normaliseCreditCode,
  parametersOn,
} from '#libs/policy';
import { checkAttendance, checkMembership, checkNotVoting, checkRecorded } from './attendance.js';
import { countOf, missingVotes, resolutionNo, type ResolutionInContext } from './resolution.js';
import {
  holdsInUnion,
  malformed,
  needsOffice,
  openedWork,
  pointingTo,
  wrongState,
  type DocumentsContext,
  type EventOf,
  type OpenedWork,
  type Unborn,
} from './work.js';

export type MeetingEvent = EventOf<'meeting'>;

export type MeetingCommand =
  | { readonly type: 'open'; readonly body: OpenMeeting }
  | { readonly type: 'convene'; readonly body: ConveneMeeting }
  | { readonly type: 'open-vote'; readonly body: OpenVote }
  | { readonly type: 'cast-vote'; readonly body: CastVote }
  | { readonly type: 'close-vote'; readonly body: CloseMeeting }
  | { readonly type: 'record'; readonly body: RecordMeeting }
  | { readonly type: 'close'; readonly body: CloseWork };

export interface MeetingContext extends DocumentsContext {
  /** `meeting/<id>`: the resolution's number is made of the id. */
  readonly subject: string;
  /** The resolution as a stored document, when the votes carry one. */
  readonly resolution?: ResolutionInContext | undefined;
}

export interface Meeting extends OpenedWork {
  readonly status: 'OPEN' | 'CONVENED' | 'VOTING' | 'ADOPTED' | 'DECLINED' | 'CLOSED';
  readonly planNumber: number;
  readonly committeeSize: number;
  readonly supplierUsccs: readonly string[];
  readonly meetingDate: string | null;
  /** Frozen by the convening: `total` of every count is its length. Empty before. */
  readonly members: readonly { readonly member: string; readonly interests: readonly string[] }[];
  readonly present: readonly string[];
  readonly recused: readonly string[];
  readonly votes: readonly { readonly member: string; readonly choice: CastVote['choice'] }[];
  readonly count: MeetingCount | null;
  readonly resolutionNo: string | null;
  readonly resolutionHash: string | null;
}
export type MeetingState = Unborn | Meeting;

type Answer = Decision<MeetingEvent>;

const decide = (command: MeetingCommand, state: MeetingState, context: MeetingContext): Answer => {
  if (command.type === 'open') {
    return state.status === 'NONE' ? open(command.body, context) : refuse(wrongState(state.status, 'open'));
  }
  if (state.status === 'NONE') return refuse(wrongState('NONE', command.type));
  switch (command.type) {
    case 'convene':
      return convene(command.body, state, context);
    case 'open-vote':
      return openVote(command.body, state, context);
    case 'cast-vote':
      return castVote(command.body, state, context);
    case 'close-vote':
      return closeVote(command.body, state, context);
    case 'record':
      return record(command.body, state, context);
    case 'close':
      return isOver(state)
        ? refuse(wrongState(state.status, command.type))
        : accept([{ type: 'meeting.closed', data: { why: command.body.why } }]);
  }
};

const isOver = ({ status }: Meeting): boolean => status === 'ADOPTED' || status === 'DECLINED' || status === 'CLOSED';

const open = (body: OpenMeeting, { today }: MeetingContext): Answer =>
  accept([{ type: 'meeting.opened', data: { ...body, openedOn: today } }]);

/** Who may lead the meeting, and whether it stands where the command needs it. */
const checkChair = (
  meeting: Meeting,
  context: MeetingContext,
  command: string,
  ...at: readonly string[]
): Refusal[] => {
  if (!holdsInUnion(context.actor, 'GU_CHAIR', meeting.listing)) {
    return [needsOffice(`GU_CHAIR ${meeting.listing.unionUscc}`)];
  }
  return at.includes(meeting.status) ? [] : [wrongState(meeting.status, command)];
};

const convene = (body: ConveneMeeting, meeting: Meeting, context: MeetingContext): Answer => {
  const barred = checkChair(meeting, context, 'convene', 'OPEN');
  if (barred.length > 0) return refuse(...barred);
  const faults = [
    ...checkMembership(body, meeting.committeeSize),
    // A meeting that was held already is recorded, not convened.
    ...(body.meetingDate >= context.today
      ? []
      : [malformed('/meetingDate', 'a meeting is convened for today or later', '会议日期不得早于今天')]),
  ];
  if (faults.length > 0) return refuse(...faults);
  const members = body.members.map(({ member, interests }) => ({
    member,
    interests: interests.map(normaliseCreditCode),
  }));
  return accept([{ type: 'meeting.convened', data: { ...body, members, convenedBy: context.actor.id } }]);
};

const openVote = (body: OpenVote, meeting: Meeting, context: MeetingContext): Answer => {
  const barred = checkChair(meeting, context, 'open-vote', 'CONVENED');
  if (barred.length > 0) return refuse(...barred);
  if (meeting.meetingDate !== null && context.today < meeting.meetingDate) {
    return refuse(wrongState(`CONVENED ${meeting.meetingDate}`, 'open-vote'));
  }
  const faults = checkAttendance(body, meeting.members);
  if (faults.length > 0) return refuse(...faults);
  const interests = new Map(meeting.members.map(({ member, interests }) => [member, interests]));
  const attendance = { total: meeting.members.length, present: body.present.length, recused: body.recused.length };
  const refusals = [
    ...checkQuorum(attendance, parametersOn(context.today).committee),
    ...checkRecusals(
      body.present.map((member) => ({ member, interests: interests.get(member) ?? [], recused: false })),
      meeting.supplierUsccs,
      '/present',
    ),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  return accept([{ type: 'meeting.vote-opened', data: { present: body.present, recused: body.recused } }]);
};

const castVote = (body: CastVote, meeting: Meeting, { actor }: MeetingContext): Answer => {
  if (!holdsInUnion(actor, 'COMMITTEE_MEMBER', meeting.listing)) {
    return refuse(needsOffice(`COMMITTEE_MEMBER ${meeting.listing.unionUscc}`));
  }
  if (meeting.status !== 'VOTING') return refuse(wrongState(meeting.status, 'cast-vote'));
  if (meeting.recused.includes(actor.id)) return refuse(refusal('R-COM-06', '', { name: actor.id }));
  if (!meeting.present.includes(actor.id)) return refuse(needsOffice('COMMITTEE_MEMBER (present)'));
  if (meeting.votes.some(({ member }) => member === actor.id)) return refuse(wrongState('VOTED', 'cast-vote'));
  return accept([{ type: 'meeting.vote-cast', data: { member: actor.id, choice: body.choice } }]);
};

const closeVote = (body: CloseMeeting, meeting: Meeting, context: MeetingContext): Answer => {
  const barred = checkChair(meeting, context, 'close-vote', 'VOTING');
  if (barred.length > 0) return refuse(...barred);
  const { notVoting } = body;
  const faults = checkNotVoting(body, missingVotes(meeting));
  if (faults.length > 0) return refuse(...faults);
  const count = countOf(meeting, notVoting);
  // The quorum stood when the vote opened and the present members are frozen since then.
  const refusals = [...pointingTo('', checkVoteSum(count)), ...checkDocuments(body, context)];
  if (refusals.length > 0) return refuse(...refusals);
  const against = pointingTo('', checkApproval(count, parametersOn(context.today).committee));
  const paper = { minutesHash: body.minutesHash, signInHash: body.signInHash, decidedOn: context.today };
  const missed: readonly MeetingEvent[] =
    notVoting.length === 0
      ? []
      : [{ type: 'meeting.votes-missed', data: { members: notVoting, recordedBy: context.actor.id } }];
  const [rule] = against;
  if (rule !== undefined) {
    const data = { planHash: meeting.planHash, ...paper, decidedBy: context.actor.id, count, rule: rule.rule };
    return accept([...missed, { type: 'meeting.declined', data }], against);
  }
  return adopt(meeting, { count, ...paper }, context, missed);
};

const record = (body: RecordMeeting, meeting: Meeting, context: MeetingContext): Answer => {
  const barred = checkChair(meeting, context, 'record', 'OPEN', 'CONVENED');
  if (barred.length > 0) return refuse(...barred);
  const { total, present, recused, yes, no, abstain } = body;
  const count = { total, present, recused, yes, no, abstain };
  const refusals = [
    ...checkMeeting(count, parametersOn(context.today).committee),
    ...checkRecorded(body, meeting, context.today),
    ...checkDocuments(body, context),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  const { minutesHash, signInHash, meetingDate } = body;
  return adopt(meeting, { count, minutesHash, signInHash, decidedOn: meetingDate }, context);
};

/** R-COM-04: minutes and sign-in sheet are stored documents, not only names of some, and one is not the other. */
const checkDocuments = (body: { minutesHash: string; signInHash: string }, context: MeetingContext): Refusal[] => {
  if (body.minutesHash === body.signInHash) return [refusal('R-COM-04', '/signInHash')];
  return (['minutesHash', 'signInHash'] as const)
    .filter((field) => context.absentDocuments?.includes(body[field]) === true)
    .map((field) => refusal('R-COM-04', `/${field}`));
};

type MeetingAdopted = Extract<MeetingEvent, { type: 'meeting.adopted' }>;

const adopt = (
  meeting: Meeting,
  paper: Pick<MeetingAdopted['data'], 'count' | 'minutesHash' | 'signInHash' | 'decidedOn'>,
  context: MeetingContext,
  missed: readonly MeetingEvent[] = [],
): Answer => {
  const { resolution } = context;
  // The document was written from an older state than this one: whoever closes has to look again.
  if (resolution === undefined || JSON.stringify(resolution.count) !== JSON.stringify(paper.count)) {
    return refuse(refusal('R-PROC-07'));
  }
  const data = {
    planHash: meeting.planHash,
    resolutionNo: resolutionNo(context.subject, paper.decidedOn),
    resolutionHash: resolution.hash,
    ...paper,
    decidedBy: context.actor.id,
  };
  return accept([...missed, { type: 'meeting.adopted', data }]);
};

const evolve = (state: MeetingState, event: MeetingEvent): MeetingState => {
  if (event.type === 'meeting.opened') {
    const { planNumber, committeeSize, supplierUsccs } = event.data;
    return {
      ...openedWork(event.data),
      status: 'OPEN',
      planNumber,
      committeeSize,
      supplierUsccs,
      meetingDate: null,
      members: [],
      present: [],
      recused: [],
      votes: [],
      count: null,
      resolutionNo: null,
      resolutionHash: null,
    };
  }
  return state.status === 'NONE' ? state : evolveMeeting(state, event);
};

const evolveMeeting = (meeting: Meeting, event: Exclude<MeetingEvent, { type: 'meeting.opened' }>): Meeting => {
  switch (event.type) {
    case 'meeting.convened':
      return { ...meeting, status: 'CONVENED', meetingDate: event.data.meetingDate, members: event.data.members };
    case 'meeting.vote-opened':
      return { ...meeting, status: 'VOTING', present: event.data.present, recused: event.data.recused };
    case 'meeting.vote-cast':
      return { ...meeting, votes: [...meeting.votes, { member: event.data.member, choice: event.data.choice }] };
    case 'meeting.votes-missed':
      // The single votes stay what was cast; the count of the closing has these members among its abstentions.
      return meeting;
    case 'meeting.adopted': {
      const { count, resolutionNo, resolutionHash } = event.data;
      return { ...meeting, status: 'ADOPTED', count, resolutionNo, resolutionHash };
    }
    case 'meeting.declined':
      return { ...meeting, status: 'DECLINED', count: event.data.count };
    case 'meeting.closed':
      return { ...meeting, status: 'CLOSED' };
  }
};

/** Collective decision of a grassroots union's committee on one plan version (R-COM-01…06, domain.md §6.6). */
export const meetingDecider: Decider<MeetingState, MeetingCommand, MeetingEvent, MeetingContext> = {
  noun: 'meeting',
  initial: { status: 'NONE' },
  decide,
  evolve,
};
