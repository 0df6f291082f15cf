import { describe, expect, it } from '@jest/globals';
import type { MeetingView } from '#libs/contracts';
import {
  quorumOf,
  seatsOf,
  silentOf,
  tallyOf,
  turnOf,
  votesAreOpen,
  wouldAdopt,
} from '../src/meetings/meeting-count.view.js';
import { membersOf, pastedRows, withPasted } from '../src/meetings/member-rows.view.js';

const UNION = '81510104MATX01010G';
const SUPPLIER = '91510112MATX02021D';
const DAY = '2026-03-02';

const meeting = (changes: Partial<MeetingView['state']>): MeetingView['state'] => ({
  caseId: 'c',
  planHash: 'a'.repeat(64),
  openedOn: DAY,
  reminded: false,
  escalation: 0,
  priorActs: [],
  listing: {
    caseNo: 'TY2026-1',
    employerName: '示例',
    employerUscc: 'E',
    unionUscc: UNION,
    managingUnit: '510104',
    siteUnit: '510104',
    mode: 'SELF',
    requestedUnionFen: 1,
  },
  status: 'VOTING',
  planNumber: 1,
  committeeSize: 4,
  supplierUsccs: [SUPPLIER],
  meetingDate: DAY,
  members: ['a', 'b', 'c', 'd'].map((member) => ({ member, interests: member === 'd' ? [SUPPLIER] : [] })),
  present: ['a', 'b', 'c'],
  recused: ['d'],
  votes: [
    { member: 'a', choice: 'yes' },
    { member: 'b', choice: 'yes' },
  ],
  count: null,
  resolutionNo: null,
  resolutionHash: null,
  ...changes,
});

describe('a meeting as its members see it', () => {
  it('knows who is there, who has to be recused and who has not voted', () => {
    expect(seatsOf(meeting({})).map(({ standing, mustRecuse, choice }) => [standing, mustRecuse, choice])).toEqual([
      ['present', false, 'yes'],
      ['present', false, 'yes'],
      ['present', false, undefined],
      ['recused', true, undefined],
    ]);
    expect(silentOf(meeting({}))).toEqual(['c']);
  });

  it('counts silent members as abstaining, and says whether that carries', () => {
    const count = tallyOf(meeting({}));
    expect(count).toEqual({ total: 4, present: 3, recused: 1, yes: 2, no: 0, abstain: 1 });
    // Half of the members is not more than half of them.
    expect(wouldAdopt(count, DAY)).toBe(false);
    expect(wouldAdopt({ ...count, yes: 3, abstain: 0 }, DAY)).toBe(true);
  });

  it.each([
    [6, 9, 0],
    [5, 9, 1],
    [0, 9, 6],
  ])('with %i of %i members present needs %i more', (present, total, missing) => {
    expect(quorumOf(present, total, 0, DAY)).toEqual({ present, total, missing });
  });

  it('shows single votes only when nobody’s is missing', () => {
    expect(votesAreOpen(meeting({}))).toBe(false);
    expect(votesAreOpen(meeting({ present: ['a', 'b'] }))).toBe(true);
    expect(votesAreOpen(meeting({ status: 'DECLINED' }))).toBe(true);
  });

  it.each([
    ['OPEN', 'chair', 'convene'],
    ['OPEN', 'a', 'wait'],
    ['CONVENED', 'chair', 'open-vote'],
    ['VOTING', 'chair', 'close'],
    ['VOTING', 'a', 'voted'],
    ['VOTING', 'c', 'vote'],
    ['VOTING', 'd', 'recused'],
    ['ADOPTED', 'chair', 'over'],
  ] as const)('while it is %s it is %s’s turn to: %s', (status, id, turn) => {
    const role = id === 'chair' ? ('GU_CHAIR' as const) : ('COMMITTEE_MEMBER' as const);
    expect(turnOf(meeting({ status }), { id, roles: [{ role, organisation: UNION }] })).toBe(turn);
    const stranger = turnOf(meeting({ status }), { id: 'x', roles: [{ role, organisation: 'other' }] });
    expect(['wait', 'over']).toContain(stranger);
  });
});

describe('a list of members', () => {
  it('is pasted from a spreadsheet into its rows', () => {
    const pasted = pastedRows('p-1\t91510112MATX02021D\np-2\np-3\tA，B\n') ?? [];
    expect(pasted).toEqual([
      { member: 'p-1', interests: '91510112MATX02021D' },
      { member: 'p-2', interests: '' },
      { member: 'p-3', interests: 'A B' },
    ]);
    const empty = { member: '', interests: '' };
    expect(withPasted([{ member: 'p-0', interests: '' }, empty, empty], 1, pasted)).toHaveLength(4);
    expect(pastedRows('p-1')).toBeUndefined();
    expect(membersOf([...pasted, empty])).toHaveLength(3);
    expect(membersOf(pasted)[2]).toEqual({ member: 'p-3', interests: ['A', 'B'] });
  });
});
