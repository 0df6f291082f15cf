import type { ConveneMeeting, OpenVote, Refusal } from '#libs/contracts';
import { malformed } from './work.js';

/**
 * A convened membership names nobody twice and is never smaller than the committee of the sealed plan: fewer members would
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
): readonly Refusal[] => {
  const known = new Set(members.map(({ member }) => member));
  const strangers = (ids: readonly string[], list: string): Refusal[] =>
    ids.flatMap((id, index) =>
      known.has(id) ? [] : [malformed(`/${list}/${index}`, 'not a member of this meeting', '不是本次会议的委员')],
    );
  return [
    ...strangers(present, 'present'),
    ...strangers(recused, 'recused'),
    ...duplicates([...present, ...recused], (index) =>
      index < present.length ? `/present/${index}` : `/recused/${index - present.length}`,
    ),
  ];
};

const duplicates = (ids: readonly string[], pointer: (index: number) => string): Refusal[] =>
  ids.flatMap((id, index) => (ids.indexOf(id) === index ? [] : [malformed(pointer(index), 'named twice', '重复列出')]));
