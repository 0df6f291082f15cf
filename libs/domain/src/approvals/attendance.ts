import type { CloseMeeting, ConveneMeeting, OpenVote, RecordMeeting, Refusal } from '#libs/contracts';
import { checkCreditCode, checkRecusals } from '#libs/policy';
import { checkNotInFuture, malformed, pointingTo } from './work.js';

/**
 * A convened membership names nobody twice, its interests are credit codes (R-ID-01, R-ID-02), and it is never smaller than the committee of the sealed plan: fewer members would
 * bring the quorum within reach of a few. A larger one only raises it, so it may stand (by-elections come after plans).
 */
export const checkMembership = (
  { members }: Pick<ConveneMeeting, 'members'>,
  committeeSize: number,
): readonly Refusal[] => [
  ...duplicates(
    members.map(({ member }) => member),
    (index) => `/members/${index}/member`,
  ),
  ...members.flatMap(({ interests }, member) =>
    interests.flatMap((uscc, index) => checkCreditCode(uscc, `/members/${member}/interests/${index}`)),
  ),
  ...(members.length >= committeeSize
    ? []
    : [
        malformed(
          '/members',
          `the committee has ${committeeSize} members, ${members.length} are named`,
          `该委员会有${committeeSize}名委员，只列出${members.length}名`,
        ),
      ]),
];

/** Whoever is present or recused is a member, and stands in one of the lists once. */
export const checkAttendance = (
  { present, recused }: OpenVote,
  members: readonly { readonly member: string }[],
  recusedField = 'recused',
): readonly Refusal[] => {
  const known = new Set(members.map(({ member }) => member));
  const strangers = (ids: readonly string[], list: string): Refusal[] =>
    ids.flatMap((id, index) =>
      known.has(id) ? [] : [malformed(`/${list}/${index}`, 'not a member of this meeting', '不是本次会议的委员')],
    );
  return [
    ...strangers(present, 'present'),
    ...strangers(recused, recusedField),
    ...duplicates([...present, ...recused], (index) =>
      index < present.length ? `/present/${index}` : `/${recusedField}/${index - present.length}`,
    ),
  ];
};

/** What a recorded meeting is compared with: the meeting as it was opened and, where it was convened, its membership. */
interface RecordedMeeting {
  readonly openedOn: string;
  readonly committeeSize: number;
  readonly supplierUsccs: readonly string[];
  readonly members: readonly { readonly member: string; readonly interests: readonly string[] }[];
}

/**
 * A meeting on paper has the committee's size, took place between the opening for this plan version and today, and names
 * whom it recused: as many as it counts and, of a convened membership, everybody with an interest in a supplier (R-COM-06).
 */
export const checkRecorded = (body: RecordMeeting, meeting: RecordedMeeting, today: string): readonly Refusal[] => {
  const { members, committeeSize, openedOn, supplierUsccs } = meeting;
  const { recusedMembers, meetingDate } = body;
  const size = members.length > 0 ? members.length : committeeSize;
  const interested = members.map((one) => ({ ...one, recused: recusedMembers.includes(one.member) }));
  return [
    // A smaller total would make any quorum; a larger one was never elected.
    ...(body.total === size
      ? []
      : [malformed('/total', `the committee has ${size} members`, `该委员会应到委员为${size}人`)]),
    ...(recusedMembers.length === body.recused
      ? []
      : [malformed('/recusedMembers', `${body.recused} members are recused`, `回避委员应为${body.recused}名`)]),
    // Before the convening nobody is known as a member; the list is then only free of repetitions.
    ...(members.length > 0
      ? checkAttendance({ present: [], recused: recusedMembers }, members, 'recusedMembers')
      : duplicates(recusedMembers, (index) => `/recusedMembers/${index}`)),
    ...pointingTo('/recusedMembers', checkRecusals(interested, supplierUsccs, '')),
    ...(meetingDate >= openedOn
      ? []
      : [
          malformed(
            '/meetingDate',
            `the meeting on this plan version was opened on ${openedOn}`,
            `本方案版本的会议于${openedOn}开启，会议日期不得更早`,
          ),
        ]),
    ...checkNotInFuture(meetingDate, today, '/meetingDate'),
  ];
};

/** Only present members without a vote are counted as abstaining, each once: a vote that was cast stays as it was cast. */
export const checkNotVoting = (
  { notVoting }: Pick<CloseMeeting, 'notVoting'>,
  missing: readonly string[],
): readonly Refusal[] => [
  ...notVoting.flatMap((id, index) =>
    missing.includes(id)
      ? []
      : [malformed(`/notVoting/${index}`, 'not a present member without a vote', '不是到会而未表决的委员')],
  ),
  ...duplicates(notVoting, (index) => `/notVoting/${index}`),
];

const duplicates = (ids: readonly string[], pointer: (index: number) => string): Refusal[] =>
  ids.flatMap((id, index) => (ids.indexOf(id) === index ? [] : [malformed(pointer(index), 'named twice', '重复列出')]));
