import { describe, expect, it } from '@jest/globals';
import type { Actor, PriorAct } from '#libs/contracts';
import { given } from '#libs/testing';
import { buildDue, buildFacts, buildOpening, hash, human, on } from './case-builders.js';
import type { NoticeEvent } from './notice-state.js';
import { noticeDecider, type NoticeCommand } from './notice.decider.js';

const leader = human('mu-leader', { role: 'MU_LEADER', unit: '5101' });
const citizen = human('citizen', { role: 'PUBLIC' });
const body = {
  ...buildOpening(),
  facts: buildFacts(),
  period: buildDue('2026-05-15', '2026-05-09', 5),
  unionGrantFen: 10_000_000,
  healthGrantFen: 5_000_000,
};
const opened = (priorActs: PriorAct[] = []): NoticeEvent => ({
  type: 'notice.opened',
  data: { ...body, priorActs, openedOn: '2026-05-09' },
});
const lodged = (objection = 1): NoticeEvent => ({
  type: 'notice.objection-lodged',
  data: { objection, documentHash: hash('5'), lodgedOn: '2026-05-12', named: true },
});
const EXAMINER = {
  role: 'MU_REVIEWER',
  actor: 'mu-reviewer',
  level: 'municipal',
  duty: 'objection-examination',
};
const MU = { role: 'MU_LEADER', actor: 'mu-leader', level: 'municipal', duty: 'objection-decision' };
const MH = { role: 'MH_LEADER', actor: 'mh-leader', level: 'municipal-health', duty: 'objection-decision-health' };
const accepted = (objection = 1, acceptedOn = '2026-05-13'): NoticeEvent => ({
  type: 'notice.objection-accepted',
  data: { objection, examiner: EXAMINER, acceptedOn },
});
const signed = (outcome: 'dismissed' | 'upheld', signer = MH, objection = 1): NoticeEvent => ({
  type: 'notice.finding-signed',
  data: { objection, outcome, findingHash: hash('6'), signer, signedOn: '2026-05-13' },
});
const resolved = (outcome: 'dismissed' | 'upheld', objection = 1): NoticeEvent => ({
  type: 'notice.objection-resolved',
  data: {
    objection,
    outcome,
    findingHash: hash('6'),
    resolvedBy: 'mu-leader',
    resolvedOn: '2026-05-13',
    signers: [MH, MU],
    openObjections: 0,
  },
});
const lodge: NoticeCommand = {
  type: 'lodge-objection',
  body: { name: '王某', contact: '13800000000', facts: '该场所消防通道长期堆放杂物' },
  documentHash: hash('5'),
};
const resolve = (outcome: 'dismissed' | 'upheld', change: object = {}): NoticeCommand => ({
  type: 'resolve-objection',
  body: { objection: 1, outcome, finding: '经现场复核，异议所述情况不属实', ...change },
  findingHash: hash('6'),
});
const pass: NoticeCommand = { type: 'pass', body: {} };
const when = (command: NoticeCommand, past: NoticeEvent[], today = '2026-05-13', actor?: Actor) =>
  given(noticeDecider, past).when(command, on(today, actor));

describe('opening a notice', () => {
  it('opens for the full period', () => {
    when({ type: 'open', body }, [], '2026-05-09').then([opened()]);
    when({ type: 'open', body }, [opened()]).thenRefused('G-STATE');
  });

  it('is refused for fewer than five working days (R-PUB-01)', () => {
    when({ type: 'open', body: { ...body, period: buildDue('2026-05-14', '2026-05-09', 4) } }, [], '2026-05-09').then({
      refused: [{ rule: 'R-PUB-01', pointer: '/period/workingDays', params: { n: 5 } }],
    });
  });

  it('is refused when it ends before it began', () => {
    when(
      { type: 'open', body: { ...body, period: buildDue('2026-05-08', '2026-05-09', 5) } },
      [],
      '2026-05-09',
    ).thenRefused('G-MALFORMED');
  });

  it('says that its end is provisional where the calendar does not reach (R-CAL-01)', () => {
    const period = { ...body.period, provisional: true };
    expect(when({ type: 'open', body: { ...body, period } }, [], '2026-05-09').decision).toMatchObject({
      kind: 'accepted',
      notes: [{ rule: 'R-CAL-01' }],
    });
  });
});

describe('objections', () => {
  it('are lodged by anyone until the last day, numbered, with nothing personal in the log', () => {
    when(lodge, [opened()], '2026-05-12', citizen).then([lodged(1)]);
    const { decision } = when(lodge, [opened(), lodged()], '2026-05-15', citizen);
    expect(decision).toMatchObject({ events: [{ data: { objection: 2 } }] });
    expect(JSON.stringify(decision)).not.toMatch(/王某|138|消防/);
  });

  it('come too late after the last day and after the notice', () => {
    when(lodge, [opened()], '2026-05-16', citizen).thenRefused('G-STATE');
    when(
      lodge,
      [opened(), { type: 'notice.passed', data: { endedOn: '2026-05-15' } }],
      '2026-05-15',
      citizen,
    ).thenRefused('G-STATE');
  });

  it('are decided by both leaders with written findings', () => {
    const past = [opened(), lodged(), accepted()];
    when(resolve('dismissed'), past, '2026-05-13', leader).then([signed('dismissed', MU)]);
    when(resolve('dismissed'), [...past, signed('dismissed')], '2026-05-13', leader).then([
      signed('dismissed', MU),
      resolved('dismissed'),
    ]);
    when(resolve('dismissed'), past, '2026-05-13', citizen).thenRefused('G-FORBIDDEN');
    when(resolve('upheld', { finding: '属实' }), past, '2026-05-13', leader).then({
      refused: [{ rule: 'R-PROC-06', pointer: '/finding' }],
    });
  });

  it('are decided once, and only where there is one', () => {
    when(resolve('dismissed'), [opened(), lodged(), resolved('dismissed')], '2026-05-13', leader).thenRefused(
      'G-STATE',
    );
    when(resolve('dismissed', { objection: 2 }), [opened(), lodged()], '2026-05-13', leader).then({
      refused: [{ rule: 'G-MALFORMED', pointer: '/objection' }],
    });
  });

  it('end the notice when they are upheld', () => {
    const past = [opened(), lodged(), accepted(), signed('upheld')];
    const { decision, state } = when(resolve('upheld'), past, '2026-05-13', leader);
    expect(decision).toMatchObject({
      events: [
        signed('upheld', MU),
        resolved('upheld'),
        { type: 'notice.upheld', data: { objection: 1, resolvedOn: '2026-05-13' } },
      ],
    });
    expect(state).toMatchObject({ status: 'UPHELD', objections: [{ status: 'UPHELD' }] });
  });

  it('are not decided by somebody who acted for the applicant or for the district', () => {
    const past = (level: string): NoticeEvent[] => [opened([{ level, duty: 'x', actor: 'mu-leader' }]), lodged()];
    when(resolve('dismissed'), past('grassroots'), '2026-05-13', leader).thenRefused('R-PROC-04');
    when(resolve('dismissed'), past('district'), '2026-05-13', leader).thenRefused('R-PROC-05');
  });
});

describe('passing', () => {
  it('waits for 24:00 of the last day (R-PUB-01)', () => {
    when(pass, [opened()], '2026-05-15').then({ refused: [{ rule: 'R-PUB-01', pointer: '' }] });
    when(pass, [opened()], '2026-05-16').then([{ type: 'notice.passed', data: { endedOn: '2026-05-15' } }]);
  });

  it('waits for every objection (R-PUB-03)', () => {
    when(pass, [opened(), lodged(1), lodged(2), resolved('dismissed', 1)], '2026-05-16').thenRefused('R-PUB-03');
    when(pass, [opened(), lodged(1), resolved('dismissed', 1)], '2026-05-16').thenTypes('notice.passed');
  });

  it('happens once, and never after an upheld objection', () => {
    when(pass, [opened(), { type: 'notice.passed', data: { endedOn: '2026-05-15' } }], '2026-05-16').thenRefused(
      'G-STATE',
    );
    const upheld: NoticeEvent = { type: 'notice.upheld', data: { objection: 1, resolvedOn: '2026-05-13' } };
    when(pass, [opened(), lodged(), resolved('upheld'), upheld], '2026-05-16').thenRefused('G-STATE');
    when(pass, [], '2026-05-16').thenRefused('G-STATE');
  });
});

describe('closing a notice', () => {
  it('closes it with the case', () => {
    when({ type: 'close', body: { why: 'case-ended' } }, [opened()]).thenTypes('notice.closed');
    const closed: NoticeEvent[] = [opened(), { type: 'notice.closed', data: { why: 'case-ended' } }];
    when({ type: 'close', body: { why: 'case-ended' } }, closed).thenRefused('G-STATE');
  });
});
