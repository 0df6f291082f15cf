import { describe, expect, it } from '@jest/globals';
import { fold, type Actor, type DecisionContext, type LodgeObjection } from '#libs/contracts';
import { given } from '#libs/testing';
import { WORKER, buildDue, buildFacts, buildOpening, hash, human, on } from './case-builders.js';
import type { NoticeEvent } from './notice-state.js';
import { noticeDecider, type NoticeCommand } from './notice.decider.js';

const reviewer = human('mu-reviewer', { role: 'MU_REVIEWER', unit: '5101' });
const muLeader = human('mu-leader', { role: 'MU_LEADER', unit: '5101' });
const mhLeader = human('mh-leader', { role: 'MH_LEADER', unit: '5101' });
const citizen = human('citizen', { role: 'PUBLIC' });
const PERIOD = buildDue('2026-05-15', '2026-05-09', 5);
const opened = (more: object = {}): NoticeEvent => ({
  type: 'notice.opened',
  data: {
    ...buildOpening(),
    facts: buildFacts(),
    period: PERIOD,
    unionGrantFen: 1,
    healthGrantFen: 1,
    openedOn: '2026-05-09',
    ...more,
  },
});
const NAMED: LodgeObjection = { name: '王某', contact: '13800000000', facts: '该场所消防通道长期堆放杂物' };
const lodge = (body: LodgeObjection = NAMED): NoticeCommand => ({
  type: 'lodge-objection',
  body,
  documentHash: hash('5'),
});
const examine = (outcome: 'accept' | 'set-aside', objection = 1, reason: object = {}): NoticeCommand => ({
  type: 'examine-objection',
  body: { objection, outcome, ...reason },
  reasonHash: outcome === 'accept' ? null : hash('7'),
});
const SET_ASIDE = { reasonCode: 'OTHER', reasonText: '未留姓名和联系方式，作为线索留存备查' } as const;
const find = (outcome: 'dismissed' | 'upheld', objection = 1): NoticeCommand => ({
  type: 'resolve-objection',
  body: { objection, outcome, finding: '经现场复核，异议所述情况已逐项核实' },
  findingHash: hash('6'),
});
const resume = (period = buildDue('2026-05-25', '2026-05-20', 3)): NoticeCommand => ({
  type: 'resume',
  body: { period },
});
const PASS: NoticeCommand = { type: 'pass', body: {} };

type Step = readonly [command: NoticeCommand, actor: Actor, today: string];
/** Plays these commands one after another; each must be accepted. */
const play = (...steps: readonly Step[]): NoticeEvent[] => playFrom([opened()], ...steps);
const playFrom = (start: NoticeEvent[], ...steps: readonly Step[]): NoticeEvent[] =>
  steps.reduce((past, [command, actor, today]) => {
    const { decision } = given(noticeDecider, past).when(command, on(today, actor));
    expect(decision).toMatchObject({ kind: 'accepted' });
    return decision.kind === 'accepted' ? [...past, ...decision.events] : past;
  }, start);
const when = (past: readonly NoticeEvent[], command: NoticeCommand, actor: Actor, today = '2026-05-13') =>
  given(noticeDecider, past).when(command, on(today, actor));
const stateOf = (past: readonly NoticeEvent[]) => fold(noticeDecider, noticeDecider.initial, past);
const types = (events: readonly NoticeEvent[]): string[] => events.map(({ type }) => type);

const accepted: readonly Step[] = [
  [lodge(), citizen, '2026-05-12'],
  [examine('accept'), reviewer, '2026-05-13'],
];
const dismissed: readonly Step[] = [
  ...accepted,
  [find('dismissed'), mhLeader, '2026-05-19'],
  [find('dismissed'), muLeader, '2026-05-20'],
];

describe('examining an objection', () => {
  it('stops the clock when it has a name and facts', () => {
    const past = play(...accepted);
    expect(past.at(-1)).toEqual({
      type: 'notice.objection-accepted',
      data: {
        objection: 1,
        examiner: { role: 'MU_REVIEWER', actor: 'mu-reviewer', level: 'municipal', duty: 'objection-examination' },
        acceptedOn: '2026-05-13',
      },
    });
    expect(stateOf(past)).toMatchObject({ stoppedOn: '2026-05-13', objections: [{ status: 'ACCEPTED' }] });
  });

  it('tells whoever names himself not that it is a lead only, and accepts it never (R-PUB-04)', () => {
    const anonymous = lodge({ facts: NAMED.facts });
    expect(when([opened()], anonymous, citizen).decision).toMatchObject({
      events: [{ data: { named: false } }],
      notes: [{ rule: 'R-PUB-04', pointer: '/name' }],
    });
    const past = play([anonymous, citizen, '2026-05-12']);
    when(past, examine('accept'), reviewer).then({ refused: [{ rule: 'R-PUB-04', pointer: '/outcome' }] });
    when(past, examine('set-aside', 1, SET_ASIDE), reviewer).thenTypes('notice.objection-set-aside');
  });

  it('keeps a lead with a reason (R-PROC-06), and the clock runs on', () => {
    const past = play([lodge(), citizen, '2026-05-12'], [examine('set-aside', 1, SET_ASIDE), reviewer, '2026-05-13']);
    expect(stateOf(past)).toMatchObject({ objections: [{ status: 'SET_ASIDE' }] });
    expect(stateOf(past)).not.toHaveProperty('stoppedOn');
    when(past, PASS, WORKER, '2026-05-16').thenTypes('notice.passed');
    when(play([lodge(), citizen, '2026-05-12']), examine('set-aside'), reviewer).thenRefused('R-PROC-06', 'R-PROC-06');
  });

  it('is the municipal reviewer’s, once for each objection', () => {
    const past = play([lodge(), citizen, '2026-05-12']);
    for (const actor of [muLeader, mhLeader, citizen]) when(past, examine('accept'), actor).thenRefused('G-FORBIDDEN');
    when(past, examine('accept', 2), reviewer).then({ refused: [{ rule: 'G-MALFORMED', pointer: '/objection' }] });
    when(play(...accepted), examine('accept'), reviewer).thenRefused('G-STATE');
    const own = human(
      'mu-reviewer',
      { role: 'MU_REVIEWER', unit: '5101' },
      { role: 'GU_AUDIT', organisation: buildOpening().listing.unionUscc },
    );
    when(past, examine('accept'), own).thenRefused('R-PROC-04');
  });

  it('holds the notice up until it was done (R-PUB-03)', () => {
    when(play([lodge(), citizen, '2026-05-15']), PASS, WORKER, '2026-05-16').thenRefused('R-PUB-03');
  });
});

describe('the finding on an objection', () => {
  it('is signed by both leaders, in any order', () => {
    for (const [first, second] of [
      [mhLeader, muLeader],
      [muLeader, mhLeader],
    ] as const) {
      const past = play(...accepted, [find('dismissed'), first, '2026-05-19']);
      expect(types(past)).not.toContain('notice.objection-resolved');
      const { decision } = when(past, find('dismissed'), second, '2026-05-20');
      expect(decision).toMatchObject({
        events: [
          { type: 'notice.finding-signed' },
          {
            type: 'notice.objection-resolved',
            data: {
              outcome: 'dismissed',
              resolvedOn: '2026-05-20',
              openObjections: 0,
              signers: [{ actor: first.id }, { actor: second.id }],
            },
          },
        ],
      });
    }
  });

  it('is not signed before the objection was accepted, nor twice by one seat', () => {
    when(play([lodge(), citizen, '2026-05-12']), find('dismissed'), muLeader).thenRefused('G-STATE');
    const past = play(...accepted, [find('dismissed'), muLeader, '2026-05-19']);
    when(past, find('dismissed'), muLeader).thenRefused('G-STATE');
    when(past, find('dismissed'), human('mu-leader-2', { role: 'MU_LEADER', unit: '5101' })).thenRefused('G-STATE');
  });

  it('needs two people, neither of whom examined it (R-PROC-05)', () => {
    const both = human('mu-leader', { role: 'MU_LEADER', unit: '5101' }, { role: 'MH_LEADER', unit: '5101' });
    when(play(...accepted, [find('dismissed'), muLeader, '2026-05-19']), find('dismissed'), both).thenRefused(
      'R-PROC-05',
    );
    const examiner = human('mu-reviewer', { role: 'MU_LEADER', unit: '5101' });
    when(play(...accepted), find('dismissed'), examiner).thenRefused('R-PROC-05');
  });

  it('stays open for both when they disagree', () => {
    const past = play(
      ...accepted,
      [find('dismissed'), muLeader, '2026-05-19'],
      [find('upheld'), mhLeader, '2026-05-20'],
    );
    expect(past.at(-1)).toMatchObject({
      type: 'notice.finding-disagreed',
      data: { findings: [{ outcome: 'dismissed' }, { outcome: 'upheld' }], disagreedOn: '2026-05-20' },
    });
    expect(stateOf(past)).toMatchObject({
      status: 'OPEN',
      stoppedOn: '2026-05-13',
      objections: [{ status: 'ACCEPTED', findings: [] }],
    });
    when(past, resume(), WORKER).thenRefused('R-PUB-03');
    const again = playFrom(past, [find('upheld'), muLeader, '2026-05-21'], [find('upheld'), mhLeader, '2026-05-21']);
    expect(types(again).slice(-2)).toEqual(['notice.objection-resolved', 'notice.upheld']);
    expect(stateOf(again)).toMatchObject({ status: 'UPHELD' });
  });
});

describe('the stopped clock', () => {
  it('goes on for what is left, and the notice passes after it', () => {
    const past = play(...dismissed, [resume(), WORKER, '2026-05-20']);
    expect(past.at(-1)).toMatchObject({
      type: 'notice.resumed',
      data: { stoppedOn: '2026-05-13', resumedOn: '2026-05-20' },
    });
    expect(stateOf(past)).toMatchObject({ period: { dueOn: '2026-05-25', workingDays: 3 }, wholeDays: 5 });
    when(past, PASS, WORKER, '2026-05-25').thenRefused('R-PUB-01');
    when(past, PASS, WORKER, '2026-05-26').then([{ type: 'notice.passed', data: { endedOn: '2026-05-25' } }]);
  });

  it('stands still until the worker says otherwise, whatever the calendar says (R-PUB-01)', () => {
    when(play(...dismissed), PASS, WORKER, '2026-05-30').thenRefused('R-PUB-01');
    when(play(...accepted), PASS, WORKER, '2026-05-30').thenRefused('R-PUB-03', 'R-PUB-01');
  });

  it('is not started when it runs, with an accepted objection open, or without a working day', () => {
    when([opened()], resume(), WORKER).thenRefused('G-STATE');
    when(play(...accepted), resume(), WORKER).thenRefused('R-PUB-03');
    const past = play(...dismissed);
    for (const period of [buildDue('2026-05-20', '2026-05-20', 0), buildDue('2026-05-15', '2026-05-12', 3)]) {
      when(past, resume(period), WORKER).then({ refused: [{ rule: 'G-MALFORMED', pointer: '/period' }] });
    }
  });

  it('waits for every accepted objection', () => {
    const two = playFrom(
      play(...accepted),
      [lodge(), citizen, '2026-05-18'],
      [examine('accept', 2), reviewer, '2026-05-18'],
      [find('dismissed', 1), muLeader, '2026-05-19'],
      [find('dismissed', 1), mhLeader, '2026-05-19'],
    );
    expect(two.at(-1)).toMatchObject({ data: { objection: 1, openObjections: 1 } });
    when(two, resume(), WORKER).thenRefused('R-PUB-03');
    const none = playFrom(
      two,
      [find('dismissed', 2), mhLeader, '2026-05-20'],
      [find('dismissed', 2), muLeader, '2026-05-20'],
    );
    expect(stateOf(none)).toMatchObject({ stoppedOn: '2026-05-13' });
    when(none, resume(), WORKER).thenTypes('notice.resumed');
  });

  it('may stop once more in the days that were left', () => {
    const past = play(
      ...dismissed,
      [resume(), WORKER, '2026-05-20'],
      [lodge(), citizen, '2026-05-22'],
      [examine('accept', 2), reviewer, '2026-05-22'],
    );
    expect(stateOf(past)).toMatchObject({ stoppedOn: '2026-05-22', wholeDays: 5 });
  });
});

describe('an objection at the last minute', () => {
  const lastMinute: DecisionContext = { now: '2026-05-15T23:59:59+08:00', today: '2026-05-15', actor: citizen };

  it('is in time until 24:00 of the last day, and stops a clock that has run out', () => {
    const { decision } = given(noticeDecider, [opened()]).when(lodge(), lastMinute);
    const past = decision.kind === 'accepted' ? [opened(), ...decision.events] : [];
    when([opened()], lodge(), citizen, '2026-05-16').thenRefused('G-STATE');
    when(past, PASS, WORKER, '2026-05-16').thenRefused('R-PUB-03');
    const done = playFrom(
      past,
      [examine('accept'), reviewer, '2026-05-18'],
      [find('dismissed'), mhLeader, '2026-05-19'],
      [find('dismissed'), muLeader, '2026-05-19'],
      [resume(buildDue('2026-05-20', '2026-05-19', 1)), WORKER, '2026-05-19'],
    );
    when(done, PASS, WORKER, '2026-05-20').thenRefused('R-PUB-01');
    when(done, PASS, WORKER, '2026-05-21').then([{ type: 'notice.passed', data: { endedOn: '2026-05-20' } }]);
  });

  it('is in time while the clock stands still, as the last day has not come', () => {
    when(play(...accepted), lodge(), citizen, '2026-05-22').thenTypes('notice.objection-lodged');
  });
});

describe('a notice that ends otherwise', () => {
  it('is closed with the case, whatever is open, and takes nothing more', () => {
    const past = playFrom(play(...accepted), [{ type: 'close', body: { why: 'withdrawn' } }, WORKER, '2026-05-14']);
    expect(past.at(-1)).toEqual({ type: 'notice.closed', data: { why: 'withdrawn' } });
    for (const [command, actor] of [
      [find('dismissed'), muLeader],
      [lodge(), citizen],
      [resume(), WORKER],
      [PASS, WORKER],
    ] as const) {
      when(past, command, actor).then({ refused: [{ rule: 'G-STATE', params: { state: 'CLOSED' } }] });
    }
  });

  it('is reconsidered on the objections that were upheld, by other leaders (R-PROC-04)', () => {
    const again = opened({
      round: 2,
      excluded: ['mu-leader', 'mh-leader'],
      carried: [{ documentHash: hash('5'), lodgedOn: '2026-05-12' }],
    });
    expect(stateOf([again])).toMatchObject({
      stoppedOn: '2026-05-09',
      objections: [{ objection: 1, status: 'ACCEPTED' }],
    });
    when([again], PASS, WORKER, '2026-05-20').thenRefused('R-PUB-03', 'R-PUB-01');
    when([again], find('dismissed'), muLeader).then({
      refused: [{ rule: 'R-PROC-04', params: { variant: 'reconsideration' } }],
    });
    const done = playFrom(
      [again],
      [find('dismissed'), human('mu-leader-2', { role: 'MU_LEADER', unit: '5101' }), '2026-05-13'],
      [find('dismissed'), human('mh-leader-2', { role: 'MH_LEADER', unit: '5101' }), '2026-05-13'],
    );
    expect(done.at(-1)).toMatchObject({
      type: 'notice.objection-resolved',
      data: { outcome: 'dismissed', openObjections: 0 },
    });
  });
});
