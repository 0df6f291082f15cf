import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { fold, type Actor, type CastVote } from '#libs/contracts';
import { given } from '#libs/testing';
import { CASE_ID, PLAN_HASH, WORKER, buildListing, buildOpening, hash, human, on } from './case-builders.js';
import { meetingDecider, type MeetingCommand, type MeetingContext, type MeetingEvent } from './meeting.decider.js';
import { countOf, resolutionOf } from './resolution.js';

const UNION = buildListing().unionUscc;
const SUBJECT = 'meeting/0193abcd-1111-8222-8333-444444444444';
const SUPPLIER = '91510112MATX02021D';
const chair = human('chair-1', { role: 'GU_CHAIR', organisation: UNION });
const member = (id: string): Actor => human(id, { role: 'COMMITTEE_MEMBER', organisation: UNION });
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `m${index + 1}`);
const at = (today: string, actor: Actor = WORKER, more: Partial<MeetingContext> = {}): MeetingContext => ({
  ...on(today, actor),
  subject: SUBJECT,
  ...more,
});

const opened = (committeeSize = 7): MeetingEvent => ({
  type: 'meeting.opened',
  data: { ...buildOpening(), planNumber: 1, committeeSize, supplierUsccs: [SUPPLIER], openedOn: '2026-02-24' },
});
const convened = (count = 7): MeetingEvent => ({
  type: 'meeting.convened',
  data: {
    meetingDate: '2026-02-25',
    form: 'ONSITE',
    members: ids(count).map((id) => ({ member: id, interests: id === 'm7' ? [SUPPLIER] : [] })),
    convenedBy: 'chair-1',
  },
});
const voteOpened = (present: string[], recused: string[] = []): MeetingEvent => ({
  type: 'meeting.vote-opened',
  data: { present, recused },
});
const cast = (id: string, choice: CastVote['choice'] = 'yes'): MeetingEvent => ({
  type: 'meeting.vote-cast',
  data: { member: id, choice },
});
const papers = { minutesHash: hash('1'), signInHash: hash('2'), resolutionText: '同意开办托育服务方案' };
const closing = { ...papers, notVoting: [] };
const paper = (change: Partial<Extract<MeetingCommand, { type: 'record' }>['body']> = {}): MeetingCommand => ({
  type: 'record',
  body: {
    meetingDate: '2026-02-24',
    form: 'ONSITE',
    total: 7,
    present: 7,
    recused: 0,
    yes: 7,
    no: 0,
    abstain: 0,
    recusedMembers: [],
    ...papers,
    ...change,
  },
});

/** What the service does before it asks: writes the resolution and says what it counted. */
const withResolution = (past: readonly MeetingEvent[], command: MeetingCommand, context: MeetingContext) => {
  const state = fold(meetingDecider, meetingDecider.initial, past);
  const draft =
    state.status !== 'NONE' && (command.type === 'close-vote' || command.type === 'record')
      ? resolutionOf(state, command, context)
      : undefined;
  return draft === undefined ? context : { ...context, resolution: { hash: hash('9'), count: draft.count } };
};
const decideWith = (past: readonly MeetingEvent[], command: MeetingCommand, context: MeetingContext) =>
  given(meetingDecider, past).when(command, withResolution(past, command, context));

describe('opening a meeting', () => {
  const open: MeetingCommand = {
    type: 'open',
    body: { ...buildOpening(), planNumber: 1, committeeSize: 7, supplierUsccs: [SUPPLIER] },
  };

  it('opens for a sealed plan version', () => {
    given(meetingDecider).when(open, at('2026-02-24')).then([opened()]);
  });

  it('is refused when there is one already', () => {
    given(meetingDecider, [opened()]).when(open, at('2026-02-24')).thenRefused('G-STATE');
  });

  it('comes before everything else', () => {
    given(meetingDecider)
      .when({ type: 'cast-vote', body: { choice: 'yes' } }, at('2026-02-24', member('m1')))
      .thenRefused('G-STATE');
  });
});

describe('convening', () => {
  const convene = (change: object = {}): MeetingCommand => ({
    type: 'convene',
    body: {
      meetingDate: '2026-02-25',
      form: 'ONSITE',
      members: ids(7).map((id) => ({ member: id, interests: [] })),
      ...change,
    },
  });
  const when = (command: MeetingCommand, actor: Actor = chair, past: MeetingEvent[] = [opened()]) =>
    given(meetingDecider, past).when(command, at('2026-02-24', actor));

  it('freezes the membership', () => {
    const { state } = when(convene());
    expect(state).toMatchObject({ status: 'CONVENED', meetingDate: '2026-02-25' });
    expect(state.status === 'NONE' ? 0 : state.members.length).toBe(7);
  });

  it('is the chair’s own', () => {
    when(convene(), member('m1')).thenRefused('G-FORBIDDEN');
    when(convene(), human('x', { role: 'GU_CHAIR', organisation: '81510101MATX010000' })).thenRefused('G-FORBIDDEN');
  });

  it('happens once', () => {
    when(convene(), chair, [opened(), convened()]).thenRefused('G-STATE');
  });

  it('refuses a membership smaller than the committee of the plan', () => {
    when(convene({ members: [{ member: 'm1', interests: [] }] })).then({
      refused: [{ rule: 'G-MALFORMED', pointer: '/members' }],
    });
  });

  it('accepts a membership that has grown since', () => {
    when(convene({ members: ids(9).map((id) => ({ member: id, interests: [] })) })).thenTypes('meeting.convened');
  });

  it('refuses a member who is named twice', () => {
    when(convene({ members: [...ids(6), 'm1'].map((id) => ({ member: id, interests: [] })) })).then({
      refused: [{ rule: 'G-MALFORMED', pointer: '/members/6/member' }],
    });
  });

  it('takes interests as credit codes only, in their one spelling (R-ID-01, R-ID-02)', () => {
    const members = (...interests: string[]) => ({
      members: ids(7).map((id) => ({ member: id, interests: id === 'm2' ? interests : [] })),
    });
    when(convene(members(SUPPLIER, '他妻子的公司'))).then({
      refused: [{ rule: 'R-ID-01', pointer: '/members/1/interests/1' }],
    });
    when(convene(members(`${SUPPLIER.slice(0, -1)}A`))).then({
      refused: [{ rule: 'R-ID-02', pointer: '/members/1/interests/0' }],
    });
    expect(when(convene(members(` ${SUPPLIER.toLowerCase()}`))).decision).toMatchObject({
      events: [{ data: { members: [{}, { member: 'm2', interests: [SUPPLIER] }, {}, {}, {}, {}, {}] } }],
    });
  });

  it('refuses a date in the past', () => {
    when(convene({ meetingDate: '2026-02-23' })).then({ refused: [{ rule: 'G-MALFORMED', pointer: '/meetingDate' }] });
  });
});

describe('opening the vote', () => {
  const openVote = (present: string[], recused: string[] = []): MeetingCommand => ({
    type: 'open-vote',
    body: { present, recused },
  });
  const when = (command: MeetingCommand, today = '2026-02-25', actor: Actor = chair) =>
    given(meetingDecider, [opened(), convened()]).when(command, at(today, actor));

  it('opens with a quorum and with whoever has an interest recused', () => {
    when(openVote(ids(6), ['m7'])).then([voteOpened(ids(6), ['m7'])]);
  });

  it('is refused below two thirds (R-COM-01)', () => {
    when(openVote(ids(4))).then({
      refused: [{ rule: 'R-COM-01', pointer: '/present', params: { present: 4, total: 7 } }],
    });
  });

  it('is refused while a present member has an interest in a supplier (R-COM-06)', () => {
    when(openVote(ids(7))).then({ refused: [{ rule: 'R-COM-06', pointer: '/present/6', params: { name: 'm7' } }] });
  });

  it('names both when both are broken', () => {
    when(openVote(['m1', 'm7'])).thenRefused('R-COM-01', 'R-COM-06');
  });

  it('knows only the frozen members, each once', () => {
    when(openVote([...ids(6), 'stranger'])).then({ refused: [{ rule: 'G-MALFORMED', pointer: '/present/6' }] });
    when(openVote(ids(6), ['m6'])).then({ refused: [{ rule: 'G-MALFORMED', pointer: '/recused/0' }] });
  });

  it('does not open before the day of the meeting', () => {
    when(openVote(ids(6)), '2026-02-24').thenRefused('G-STATE');
  });

  it('is the chair’s own, and only of a convened meeting', () => {
    when(openVote(ids(6)), '2026-02-25', member('m1')).thenRefused('G-FORBIDDEN');
    given(meetingDecider, [opened()])
      .when(openVote(ids(6)), at('2026-02-25', chair))
      .thenRefused('G-STATE');
  });
});

describe('voting', () => {
  const past = [opened(), convened(), voteOpened(ids(5), ['m7'])];
  const vote: MeetingCommand = { type: 'cast-vote', body: { choice: 'yes' } };
  const when = (actor: Actor, before: MeetingEvent[] = past) =>
    given(meetingDecider, before).when(vote, at('2026-02-25', actor));

  it('takes the vote of a present member', () => {
    when(member('m1')).then([cast('m1')]);
  });

  it('takes it once', () => {
    when(member('m1'), [...past, cast('m1', 'no')]).thenRefused('G-STATE');
  });

  it('refuses recused and absent members, strangers and members of another union', () => {
    when(member('m7')).thenRefused('R-COM-06');
    when(member('m6')).thenRefused('G-FORBIDDEN');
    when(chair).thenRefused('G-FORBIDDEN');
    when(human('m1', { role: 'COMMITTEE_MEMBER', organisation: 'other' })).thenRefused('G-FORBIDDEN');
  });

  it('is over when the vote is not open', () => {
    when(member('m1'), [opened(), convened()]).thenRefused('G-STATE');
  });
});

describe('closing the vote', () => {
  const close: MeetingCommand = { type: 'close-vote', body: closing };
  const votes = (yes: number, no: number): MeetingEvent[] => [
    ...ids(yes).map((id) => cast(id)),
    ...ids(yes + no)
      .slice(yes)
      .map((id) => cast(id, 'no')),
  ];
  const held = (yes: number, no: number): MeetingEvent[] => [
    opened(),
    convened(),
    voteOpened(ids(5)),
    ...votes(yes, no),
  ];

  it('adopts with more than half of all members and numbers the resolution', () => {
    decideWith(held(4, 1), close, at('2026-02-25', chair)).then([
      {
        type: 'meeting.adopted',
        data: {
          planHash: PLAN_HASH,
          resolutionNo: '工会决〔2026〕0193ABCD',
          resolutionHash: hash('9'),
          minutesHash: hash('1'),
          signInHash: hash('2'),
          decidedOn: '2026-02-25',
          decidedBy: 'chair-1',
          count: { total: 7, present: 5, recused: 0, yes: 4, no: 1, abstain: 0 },
        },
      },
    ]);
  });

  it('declines without a majority and tells the chair why (R-COM-02)', () => {
    const { decision, state } = decideWith(held(3, 2), close, at('2026-02-25', chair));
    expect(decision).toMatchObject({
      kind: 'accepted',
      events: [{ type: 'meeting.declined', data: { rule: 'R-COM-02', count: { yes: 3, total: 7 } } }],
      notes: [{ rule: 'R-COM-02', params: { yes: 3, total: 7 } }],
    });
    expect(state).toMatchObject({ status: 'DECLINED' });
  });

  it('waits for every present member (R-COM-05)', () => {
    decideWith(held(4, 0), close, at('2026-02-25', chair)).thenRefused('R-COM-05');
  });

  describe('without the vote of a present member', () => {
    const without = (...notVoting: string[]): MeetingCommand => ({
      type: 'close-vote',
      body: { ...papers, notVoting },
    });
    const missed = (...members: string[]): MeetingEvent => ({
      type: 'meeting.votes-missed',
      data: { members, recordedBy: 'chair-1' },
    });

    it('counts him as an abstention that is recorded as such', () => {
      const { decision, state } = decideWith(held(4, 0), without('m5'), at('2026-02-25', chair));
      const count = { total: 7, present: 5, recused: 0, yes: 4, no: 0, abstain: 1 };
      expect(decision).toMatchObject({ events: [missed('m5'), { type: 'meeting.adopted', data: { count } }] });
      expect(state).toMatchObject({ status: 'ADOPTED', count, votes: ids(4).map((member) => ({ member })) });
    });

    it('makes nobody’s yes: what does not carry is declined', () => {
      expect(decideWith(held(3, 0), without('m4', 'm5'), at('2026-02-25', chair)).decision).toMatchObject({
        events: [missed('m4', 'm5'), { type: 'meeting.declined', data: { count: { yes: 3, abstain: 2 } } }],
      });
    });

    it('closes only when everybody has voted or is named (R-COM-05)', () => {
      decideWith(held(3, 0), without('m4'), at('2026-02-25', chair)).thenRefused('R-COM-05');
    });

    it('cannot take back a vote, name a stranger or count somebody twice', () => {
      const refused = (index: number) => ({ refused: [{ rule: 'G-MALFORMED', pointer: `/notVoting/${index}` }] });
      decideWith(held(4, 1), without('m5'), at('2026-02-25', chair)).then(refused(0));
      decideWith(held(4, 0), without('m5', 'm6'), at('2026-02-25', chair)).then(refused(1));
      decideWith(held(3, 0), without('m4', 'm4'), at('2026-02-25', chair)).then(refused(1));
    });
  });

  it('takes minutes and sign-in sheet for two documents (R-COM-04)', () => {
    const same: MeetingCommand = { type: 'close-vote', body: { ...closing, signInHash: closing.minutesHash } };
    decideWith(held(5, 0), same, at('2026-02-25', chair)).then({
      refused: [{ rule: 'R-COM-04', pointer: '/signInHash' }],
    });
  });

  it('needs minutes and sign-in sheet as stored documents (R-COM-04)', () => {
    const context = at('2026-02-25', chair, { absentDocuments: [hash('1'), hash('2')] });
    decideWith(held(5, 0), close, context).then({
      refused: [
        { rule: 'R-COM-04', pointer: '/minutesHash' },
        { rule: 'R-COM-04', pointer: '/signInHash' },
      ],
    });
  });

  it('refuses a resolution that tells another count', () => {
    const count = { total: 7, present: 5, recused: 0, yes: 5, no: 0, abstain: 0 };
    given(meetingDecider, held(4, 1))
      .when(close, at('2026-02-25', chair, { resolution: { hash: hash('9'), count } }))
      .thenRefused('R-PROC-07');
    given(meetingDecider, held(4, 1)).when(close, at('2026-02-25', chair)).thenRefused('R-PROC-07');
  });

  it('is the chair’s own, and happens once', () => {
    decideWith(held(4, 1), close, at('2026-02-25', member('m1'))).thenRefused('G-FORBIDDEN');
    const adopted = decideWith(held(4, 1), close, at('2026-02-25', chair)).decision;
    const past = adopted.kind === 'accepted' ? [...held(4, 1), ...adopted.events] : [];
    decideWith(past, close, at('2026-02-25', chair)).thenRefused('G-STATE');
  });
});

describe('recording a meeting held on paper', () => {
  const when = (command: MeetingCommand, size = 7, actor: Actor = chair) =>
    decideWith([opened(size)], command, at('2026-02-25', actor));

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
  ] as const)('answers %i/%i/%i as domain.md §6.6 says', (total, present, yes, rules) => {
    const outcome = when(paper({ total, present, yes, no: present - yes }), total);
    if (rules.length === 0) outcome.thenTypes('meeting.adopted');
    else outcome.thenRefused(...rules);
  });

  it('is dated by the meeting, not by the recording', () => {
    const { decision } = when(paper());
    expect(decision).toMatchObject({ events: [{ data: { decidedOn: '2026-02-24' } }] });
  });

  it('refuses votes that do not add up (R-COM-05)', () => {
    when(paper({ yes: 6 })).thenRefused('R-COM-05');
  });

  it('refuses a total that is not the committee of the plan', () => {
    when(paper({ total: 3, present: 3, yes: 3 })).then({ refused: [{ rule: 'G-MALFORMED', pointer: '/total' }] });
  });

  it('takes the frozen membership as total once there is one', () => {
    const body = { total: 8, present: 7, recused: 1, yes: 7, recusedMembers: ['m7'] };
    decideWith([opened(), convened(8)], paper(body), at('2026-02-25', chair)).thenTypes('meeting.adopted');
  });

  describe('once it is convened', () => {
    const recorded = (change: Parameters<typeof paper>[0]) =>
      decideWith([opened(), convened()], paper({ present: 6, yes: 6, ...change }), at('2026-02-25', chair));

    it('recuses whoever has an interest in a supplier (R-COM-06)', () => {
      recorded({ recused: 1, recusedMembers: ['m7'] }).thenTypes('meeting.adopted');
      recorded({ recused: 2, recusedMembers: ['m7', 'm1'], present: 5, yes: 5 }).thenTypes('meeting.adopted');
      const refused = [{ rule: 'R-COM-06', pointer: '/recusedMembers', params: { name: 'm7' } }];
      recorded({}).then({ refused });
      recorded({ recused: 1, recusedMembers: ['m1'] }).then({ refused });
    });

    it('counts no more as present than are left (R-COM-05)', () => {
      recorded({ present: 7, yes: 7, recused: 1, recusedMembers: ['m7'] }).thenRefused('R-COM-05');
    });

    it('recuses members, each once', () => {
      recorded({ recused: 2, recusedMembers: ['m7', 'x'], present: 5, yes: 5 }).then({
        refused: [{ rule: 'G-MALFORMED', pointer: '/recusedMembers/1' }],
      });
      recorded({ recused: 2, recusedMembers: ['m7', 'm7'], present: 5, yes: 5 }).then({
        refused: [{ rule: 'G-MALFORMED', pointer: '/recusedMembers/1' }],
      });
    });
  });

  it('names as many recused members as it counts, also before a convening', () => {
    when(paper({ present: 6, yes: 6, recused: 1, recusedMembers: ['m3'] })).thenTypes('meeting.adopted');
    when(paper({ present: 6, yes: 6, recused: 1 })).then({
      refused: [{ rule: 'G-MALFORMED', pointer: '/recusedMembers' }],
    });
    when(paper({ present: 5, yes: 5, recused: 2, recusedMembers: ['m3', 'm3'] })).then({
      refused: [{ rule: 'G-MALFORMED', pointer: '/recusedMembers/1' }],
    });
  });

  it('refuses a meeting before this plan version had one, and one paper for two', () => {
    when(paper({ meetingDate: '2026-02-23' })).then({ refused: [{ rule: 'G-MALFORMED', pointer: '/meetingDate' }] });
    when(paper({ signInHash: papers.minutesHash })).then({ refused: [{ rule: 'R-COM-04', pointer: '/signInHash' }] });
  });

  it('refuses a meeting of tomorrow, missing papers, the wrong person and a vote under way', () => {
    when(paper({ meetingDate: '2026-02-26' })).then({ refused: [{ rule: 'G-MALFORMED', pointer: '/meetingDate' }] });
    decideWith([opened()], paper(), at('2026-02-25', chair, { absentDocuments: [hash('2')] })).thenRefused('R-COM-04');
    when(paper(), 7, member('m1')).thenRefused('G-FORBIDDEN');
    decideWith([opened(), convened(), voteOpened(ids(6), ['m7'])], paper(), at('2026-02-25', chair)).thenRefused(
      'G-STATE',
    );
  });
});

describe('closing the work', () => {
  const close: MeetingCommand = { type: 'close', body: { why: 'superseded' } };

  it('closes an open meeting', () => {
    given(meetingDecider, [opened(), convened()]).when(close, at('2026-02-25')).thenTypes('meeting.closed');
  });

  it('is refused when the meeting is over', () => {
    const over: MeetingEvent[] = [opened(), { type: 'meeting.closed', data: { why: 'superseded' } }];
    given(meetingDecider, over).when(close, at('2026-02-25')).thenRefused('G-STATE');
  });
});

describe('any roster and any votes', () => {
  const choices = fc.constantFrom<CastVote['choice']>('yes', 'no', 'abstain');
  const roster = fc.record({
    total: fc.integer({ min: 1, max: 40 }),
    absent: fc.integer({ min: 0, max: 40 }),
    attempts: fc.array(fc.record({ member: fc.integer({ min: 1, max: 41 }), choice: choices }), { maxLength: 160 }),
    everybody: choices,
  });

  /** Plays a whole meeting; members try to vote as often as they like. */
  const play = ({
    total,
    absent,
    attempts,
    everybody,
  }: {
    total: number;
    absent: number;
    attempts: { member: number; choice: CastVote['choice'] }[];
    everybody: CastVote['choice'];
  }): MeetingEvent[] => {
    const present = ids(total).slice(0, Math.max(0, total - absent));
    const past: MeetingEvent[] = [opened(total)];
    const send = (command: MeetingCommand, actor: Actor): void => {
      const context = withResolution(past, command, at('2026-02-25', actor));
      const decision = meetingDecider.decide(command, fold(meetingDecider, meetingDecider.initial, past), context);
      if (decision.kind === 'accepted') past.push(...decision.events);
    };
    const members = ids(total).map((id) => ({ member: id, interests: [] }));
    send({ type: 'convene', body: { meetingDate: '2026-02-25', form: 'VIDEO', members } }, chair);
    send({ type: 'open-vote', body: { present, recused: [] } }, chair);
    for (const { member: number, choice } of attempts) {
      send({ type: 'cast-vote', body: { choice } }, member(`m${number}`));
    }
    for (const id of present) send({ type: 'cast-vote', body: { choice: everybody } }, member(id));
    send({ type: 'close-vote', body: closing }, chair);
    return past;
  };

  it('never adopts without quorum or majority', () => {
    fc.assert(
      fc.property(roster, (meeting) => {
        const events = play(meeting);
        const votes = new Map(
          events.flatMap((event) =>
            event.type === 'meeting.vote-cast' ? [[event.data.member, event.data.choice] as const] : [],
          ),
        );
        const total = BigInt(meeting.total);
        const present = BigInt(Math.max(0, meeting.total - meeting.absent));
        const yes = BigInt([...votes.values()].filter((choice) => choice === 'yes').length);
        const carries = present * 3n >= total * 2n && yes + yes > total;
        expect(events.some(({ type }) => type === 'meeting.adopted')).toBe(carries);
      }),
      { numRuns: 300 },
    );
  });

  it('lets no member vote twice and no stranger vote at all', () => {
    fc.assert(
      fc.property(roster, (meeting) => {
        const voters = play(meeting).flatMap((event) =>
          event.type === 'meeting.vote-cast' ? [event.data.member] : [],
        );
        expect(new Set(voters).size).toBe(voters.length);
        const present = new Set(ids(meeting.total).slice(0, Math.max(0, meeting.total - meeting.absent)));
        expect(voters.every((id) => present.has(id))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the resolution', () => {
  it('does not depend on who voted first', () => {
    const order = (names: string[]) => {
      const past = [opened(3), convened(3), voteOpened(ids(3)), ...names.map((id) => cast(id))];
      const state = fold(meetingDecider, meetingDecider.initial, past);
      return state.status === 'NONE'
        ? undefined
        : resolutionOf(state, { type: 'close-vote', body: closing }, { subject: SUBJECT, today: '2026-02-25' });
    };
    expect(order(['m3', 'm1', 'm2'])).toEqual(order(['m1', 'm2', 'm3']));
    expect(order(['m3', 'm1', 'm2'])).toMatchObject({
      planHash: PLAN_HASH,
      votes: [{ member: 'm1' }, { member: 'm2' }, { member: 'm3' }],
    });
  });

  it('counts the frozen membership as total', () => {
    const state = fold(meetingDecider, meetingDecider.initial, [opened(), convened(), voteOpened(ids(5), ['m7'])]);
    expect(state.status === 'NONE' ? undefined : countOf(state)).toEqual({
      total: 7,
      present: 5,
      recused: 1,
      yes: 0,
      no: 0,
      abstain: 0,
    });
    expect(state).toMatchObject({ caseId: CASE_ID });
  });
});
