import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type CommitteeParameters, parametersOn } from '../parameters.js';
import {
  checkDecisionDate,
  checkMeeting,
  checkMinutes,
  checkPlanBinding,
  checkPlanStandards,
  checkRecusals,
  hasQuorum,
  isApproved,
  type MeetingCount,
} from './committee.js';

const { committee } = parametersOn('2026-03-02');
const rules = (found: readonly { readonly rule: string }[]): string[] => found.map(({ rule }) => rule);
const count = (total: number, present: number, yes: number, recused = 0): MeetingCount => ({
  total,
  present,
  recused,
  yes,
  no: present - yes,
  abstain: 0,
});

/** A random meeting whose numbers fit together. */
const meeting = fc
  .tuple(fc.integer({ min: 1, max: 99 }), fc.nat(99), fc.nat(99), fc.nat(99), fc.nat(99))
  .map(([total, heads, away, votes, against]): MeetingCount => {
    const present = heads % (total + 1);
    const yes = votes % (present + 1);
    const no = against % (present - yes + 1);
    return { total, present, recused: away % (total - present + 1), yes, no, abstain: present - yes - no };
  });

/** a/b compared with c/d as rational numbers, the way the regulation speaks. */
const atLeast = (a: number, b: number, c: number, d: number): boolean => BigInt(a) * BigInt(d) >= BigInt(c) * BigInt(b);
const exceeds = (a: number, b: number, c: number, d: number): boolean => BigInt(a) * BigInt(d) > BigInt(c) * BigInt(b);

describe('R-COM, the vote', () => {
  it.each([
    [7, 5, 4, []],
    [7, 4, 4, ['R-COM-01']],
    [6, 4, 4, []],
    [6, 4, 3, ['R-COM-02']],
    [9, 6, 5, []],
    [5, 3, 3, ['R-COM-01']],
    [3, 2, 2, []],
    [15, 10, 8, []],
    [15, 10, 7, ['R-COM-02']],
    [11, 7, 6, ['R-COM-01']],
    [9, 7, 7, []],
  ])('of %i members with %i present and %i in favour breaks %j', (total, present, yes, broken) => {
    expect(rules(checkMeeting(count(total, present, yes), committee))).toEqual(broken);
  });

  it('is refused with the numbers for the text and a pointer', () => {
    expect(checkMeeting(count(7, 4, 3), committee, '/meeting')).toEqual([
      { rule: 'R-COM-01', pointer: '/meeting/present', params: { present: 4, total: 7 } },
      { rule: 'R-COM-02', pointer: '/meeting/yes', params: { yes: 3, total: 7 } },
    ]);
  });

  it('R-COM-05 refuses sums and heads that cannot be', () => {
    const good = count(7, 5, 4);
    for (const bad of [
      { ...good, abstain: 1 },
      { ...good, no: 0 },
      { ...good, recused: 3 },
      { ...good, no: 2, abstain: -1 },
      { ...good, total: 4 },
      { ...good, yes: 3.5, no: 1.5 },
    ]) {
      expect(rules(checkMeeting(bad, committee))).toContain('R-COM-05');
    }
    expect(checkMeeting({ ...good, recused: 2 }, committee)).toEqual([]);
  });

  it('leaves recused members in the total and out of the room', () => {
    // Nine members, three recused: six present are exactly two thirds of nine.
    expect(checkMeeting(count(9, 6, 5, 3), committee)).toEqual([]);
    expect(rules(checkMeeting(count(9, 5, 5, 4), committee))).toEqual(['R-COM-01']);
    const counting = { ...committee, recusedCountAsPresent: true };
    expect(hasQuorum({ total: 9, present: 5, recused: 1 }, counting)).toBe(true);
  });

  it('can be set to an exclusive quorum and to a majority of those present', () => {
    const strict: CommitteeParameters = { ...committee, quorum: { ...committee.quorum, inclusive: false } };
    expect(hasQuorum(count(6, 4, 4), strict)).toBe(false);
    expect(hasQuorum(count(6, 5, 4), strict)).toBe(true);
    const ofPresent: CommitteeParameters = { ...committee, approval: { moreThan: 'half', base: 'present' } };
    expect(isApproved(count(6, 4, 3), ofPresent)).toBe(true);
    expect(checkMeeting(count(6, 4, 2), ofPresent)).toEqual([
      { rule: 'R-COM-02', pointer: '/yes', params: { yes: 2, total: 4 } },
    ]);
  });

  it('never passes without quorum or majority, and always with both', () => {
    fc.assert(
      fc.property(meeting, (votes) => {
        const lawful = atLeast(votes.present, votes.total, 2, 3) && exceeds(votes.yes, votes.total, 1, 2);
        return (checkMeeting(votes, committee).length === 0) === lawful;
      }),
      { numRuns: 2_000 },
    );
  });

  it('never passes when one vote is added or taken from the sum', () => {
    fc.assert(
      fc.property(meeting, fc.constantFrom('yes', 'no', 'abstain'), fc.constantFrom(1, -1), (votes, choice, by) =>
        rules(checkMeeting({ ...votes, [choice]: votes[choice] + by }, committee)).includes('R-COM-05'),
      ),
    );
  });
});

describe('R-COM, the papers', () => {
  it('R-COM-03 accepts a decision on the day of submission and none after it', () => {
    expect(checkDecisionDate({ decidedOn: '2026-03-02', submittedOn: '2026-03-02' }, '')).toEqual([]);
    expect(rules(checkDecisionDate({ decidedOn: '2026-03-03', submittedOn: '2026-03-02' }, ''))).toEqual(['R-COM-03']);
  });

  it('R-COM-03 wants the decision before any spending', () => {
    const dates = { decidedOn: '2026-03-02', submittedOn: '2026-03-05' };
    expect(checkDecisionDate({ ...dates, firstSpentOn: '2026-03-03' }, '')).toEqual([]);
    expect(rules(checkDecisionDate({ ...dates, firstSpentOn: '2026-03-02' }, ''))).toEqual(['R-COM-03']);
  });

  it('R-COM-04 points to each missing document', () => {
    expect(checkMinutes({ minutes: 'a', signInSheet: 'b' })).toEqual([]);
    expect(checkMinutes({ minutes: undefined, signInSheet: '' }, '/papers').map(({ pointer }) => pointer)).toEqual([
      '/papers/minutes',
      '/papers/signInSheet',
    ]);
  });

  it('R-COM-06 names every member with an interest who is not recused', () => {
    const supplier = '91510112MATX02021D';
    const members = [
      { member: 'm1', interests: [], recused: false },
      { member: 'm2', interests: [' 91510112matx02021d'], recused: false },
      { member: 'm3', interests: [supplier], recused: true },
      { member: 'm4', interests: ['52510104MATX020131'], recused: false },
    ];
    expect(checkRecusals(members, [supplier], '/members')).toEqual([
      { rule: 'R-COM-06', pointer: '/members/1', params: { name: 'm2' } },
    ]);
    expect(checkRecusals(members, [], '/members')).toEqual([]);
  });

  it('R-COM-07 wants item and standard in every row, and at least one row', () => {
    const rows = [
      { item: '托育服务', standardText: '每人每月800元' },
      { item: ' ', standardText: '　' },
    ];
    expect(checkPlanStandards(rows.slice(0, 1), '/rows')).toEqual([]);
    expect(checkPlanStandards(rows, '/rows').map(({ pointer }) => pointer)).toEqual([
      '/rows/1/item',
      '/rows/1/standardText',
    ]);
    expect(rules(checkPlanStandards([], '/rows'))).toEqual(['R-COM-07']);
  });

  it('R-COM-08 binds the decision to one plan version', () => {
    expect(checkPlanBinding({ decidedPlanHash: 'a', submittedPlanHash: 'a' }, '')).toEqual([]);
    expect(rules(checkPlanBinding({ decidedPlanHash: 'a', submittedPlanHash: 'b' }, ''))).toEqual(['R-COM-08']);
    expect(rules(checkPlanBinding({ decidedPlanHash: undefined, submittedPlanHash: 'b' }, ''))).toEqual(['R-COM-08']);
  });
});
